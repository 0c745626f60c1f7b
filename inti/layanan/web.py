"""Perintah peladen web, sama bagi demo, pengukuran, dan README."""

from inti.layanan.setelan import HOST

# Granian membatasi sambungan tiap pekerja, juga yang sedang diam; bawaannya (1.024 dibagi pekerjanya) habis oleh
# peramban yang halamannya dibiarkan terbuka menjelang tenggat. 768 muat di bawah 1.024 berkas terbuka tiap proses.
DAYA = (
    "--blocking-threads",
    "4",
    "--backlog",
    "4096",
    "--backpressure",
    "768",
    "--respawn-failed-workers",
)
PERINTAH = ("granian", "--interface", "wsgi", "--no-ws")


def granian(aplikasi: str, *, porta: int, pekerja: int, lain: tuple[str, ...] = ()) -> list[str]:
    """Modul dan argumennya sesudah `python -m`; `aplikasi` berbentuk "modul:nama", hanya di loopback."""
    alamat = ["--host", HOST, "--port", str(porta), "--workers", str(pekerja)]
    return [*PERINTAH, *alamat, *DAYA, *lain, aplikasi]
