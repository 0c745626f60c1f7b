"""Kolom lembar jabatan."""

from typing import Final

from inti.rules.tabel import Jenis, Kolom

JENIS_JABATAN: Final = (
    ("jpt", "Jabatan pimpinan tinggi"),
    ("administrator", "Administrator"),
    ("pengawas", "Pengawas"),
    ("fungsional", "Fungsional"),
    ("pelaksana", "Pelaksana"),
)

JABATAN: Final[tuple[Kolom, ...]] = (
    Kolom(
        "nama",
        "Nama",
        wajib=True,
        maks=200,
        bantuan="Nama jabatan; satu nama satu baris.",
        contoh="Perawat Ahli Muda",
        alias=("Nama jabatan", "Jabatan"),
        lebar=48,
    ),
    Kolom(
        "jenis",
        "Jenis",
        Jenis.PILIHAN,
        wajib=True,
        pilihan=JENIS_JABATAN,
        bantuan="Macam jabatannya.",
        contoh="Fungsional",
        lebar=26,
    ),
    Kolom("jenjang", "Jenjang", maks=30, bantuan="Untuk fungsional.", contoh="Ahli Muda", lebar=18),
    Kolom(
        "kelas",
        "Kelas",
        Jenis.BULAT,
        terkecil=1,
        terbesar=17,
        bantuan="Kelas jabatan.",
        contoh="9",
        alias=("Kelas jabatan",),
        lebar=8,
    ),
    Kolom("sumber", "Sumber", maks=300, bantuan="Asal data.", contoh="Permenpan 25/2016", lebar=30),
)
