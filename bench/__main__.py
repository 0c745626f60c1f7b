"""`python -m bench [penutupan|beranda …]`: ukur, cetak, dan tulis docs/kinerja.md serta docs/kinerja.json."""

import sys

from bench import siap  # noqa: F401

# isort: split
from django.utils import timezone

from bench import (
    beranda,
    cetak,
    dasbor,
    impor,
    jejak,
    masuk,
    organisasi,
    pembaca,
    penutupan,
    rekomendasi,
    warga,
)
from bench.catat import tulis

UKURAN = {
    "penutupan": penutupan.ukur,
    "pembaca": pembaca.ukur,
    "beranda": beranda.ukur,
    "dasbor": dasbor.ukur,
    "impor": impor.ukur,
    "cetak": cetak.ukur,
    "jejak": jejak.ukur,
    "masuk": masuk.ukur,
    "organisasi": organisasi.ukur,
    "rekomendasi": rekomendasi.ukur,
    "warga": warga.ukur,
}


def main(argumen: list[str]) -> int:
    """Ukur yang diminta; tanpa argumen semuanya."""
    asing = [nama for nama in argumen if nama not in UKURAN]
    if asing:
        print(f"Tidak dikenal: {', '.join(asing)}. Yang ada: {', '.join(UKURAN)}.", file=sys.stderr)
        return 2
    hasil = []
    for nama in argumen or list(UKURAN):
        print(f"Mengukur {nama} …", flush=True)
        hasil += UKURAN[nama]()
    if hasil:
        tulis(hasil, hari=timezone.localdate())
        print("Ditulis: docs/kinerja.md, docs/kinerja.json")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
