"""Kolom lembar kerja untuk menyalin survei kertas: satu lembar kertas satu baris."""

from typing import Final

from inti.rules.tabel import Jenis, Kolom
from umpan_balik.rules.unsur import UNSUR

NOMOR_TERPANJANG: Final = 20


def rapikan_nomor(teks: str) -> str:
    """Nomor lembar dengan huruf besar dan tanpa spasi, supaya penulisan yang berbeda tetap lembar yang sama."""
    nomor = "".join(teks.split()).upper()
    if len(nomor) > NOMOR_TERPANJANG:
        raise ValueError(f"Nomor lembar paling panjang {NOMOR_TERPANJANG} huruf.")
    return nomor


KERTAS: Final[tuple[Kolom, ...]] = (
    Kolom(
        "titik",
        "Kode titik",
        wajib=True,
        bantuan="Tercetak di kanan atas lembar kertas dan di halaman titik layanan.",
        contoh="K7M2QX",
        maks=32,
        lebar=14,
        alias=("titik",),
    ),
    Kolom(
        "nomor",
        "Nomor lembar",
        wajib=True,
        bantuan="Tercetak di lembarnya. Lembar yang sama hanya dihitung sekali.",
        contoh="202610-001",
        lebar=16,
        alias=("nomor", "no lembar"),
        periksa=rapikan_nomor,
    ),
    Kolom(
        "tanggal",
        "Tanggal layanan",
        Jenis.TANGGAL,
        bantuan="Wajib bila lembarnya diisi.",
        contoh="20-10-2026",
        lebar=16,
        alias=("tanggal",),
    ),
    Kolom(
        "setuju",
        "Setuju",
        Jenis.YA_TIDAK,
        bantuan="Ya bila kotak persetujuan di lembarnya dicentang. Yang tidak setuju tidak disalin.",
        contoh="Ya",
        lebar=9,
    ),
    *(
        Kolom(
            u.kode,
            f"{u.nama}",
            Jenis.BULAT,
            bantuan=f"{u.pertanyaan_pendek} 1 {u.jawaban_pendek[0].lower()} sampai 4 {u.jawaban_pendek[3].lower()}. "
            "Kosong bila tidak dijawab.",
            contoh="3",
            terkecil=1,
            terbesar=4,
            lebar=12,
        )
        for u in UNSUR
    ),
)
