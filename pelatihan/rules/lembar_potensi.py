"""Kolom lembar penilaian potensi."""

from typing import Final

from inti.rules.tabel import Jenis, Kolom
from pelatihan.rules.lembar_kompetensi import CARA, NAMA_PEGAWAI, NIP

POTENSI: Final[tuple[Kolom, ...]] = (
    NIP,
    NAMA_PEGAWAI,
    Kolom(
        "skor",
        "Skor",
        Jenis.DESIMAL,
        wajib=True,
        terkecil=0,
        terbesar=100,
        contoh="78,50",
        lebar=10,
        bantuan="Skor potensial 0 sampai 100 dari penyelenggara. Aplikasi tidak menghitungnya.",
    ),
    Kolom(
        "tanggal",
        "Tanggal",
        Jenis.TANGGAL,
        wajib=True,
        contoh="14-05-2026",
        lebar=14,
        bantuan="Hari penilaian potensinya.",
    ),
    CARA,
    Kolom(
        "penyelenggara",
        "Penyelenggara",
        wajib=True,
        maks=120,
        contoh="BKN",
        lebar=30,
        bantuan="Siapa yang menilai; tertulis di samping kotaknya.",
    ),
)
