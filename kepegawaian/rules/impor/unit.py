"""Kolom lembar unit kerja."""

from typing import Final

from inti.rules.tabel import Jenis, Kolom
from kepegawaian.rules.impor.kode import kode

JENIS_UNIT: Final = (
    ("pemda", "Pemerintah daerah"),
    ("setda", "Sekretariat daerah"),
    ("badan", "Badan"),
    ("dinas", "Dinas"),
    ("kecamatan", "Kecamatan"),
    ("inspektorat", "Inspektorat"),
    ("sekretariat", "Sekretariat"),
    ("bidang", "Bidang"),
    ("bagian", "Bagian"),
    ("subbagian", "Subbagian"),
    ("seksi", "Seksi"),
    ("uptd", "UPTD"),
    ("puskesmas", "Puskesmas"),
    ("rumah_sakit", "Rumah sakit"),
    ("sekolah", "Sekolah"),
    ("kelurahan", "Kelurahan"),
    ("lain", "Unit lain"),
)

UNIT: Final[tuple[Kolom, ...]] = (
    Kolom(
        "kode",
        "Kode",
        Jenis.NOMOR,
        periksa=kode,
        lebar=10,
        bantuan="Nomor dari ekspor. Kosongkan untuk unit baru; jangan mengarang nomor.",
    ),
    Kolom(
        "nama",
        "Nama",
        wajib=True,
        maks=200,
        bantuan="Nama resmi unit.",
        contoh="Puskesmas Ampenan",
        alias=("Nama unit", "Unit", "Unit kerja"),
        lebar=44,
    ),
    Kolom("singkatan", "Singkatan", maks=60, bantuan="Sebutan pendek.", contoh="PKM Ampenan", lebar=18),
    Kolom(
        "jenis",
        "Jenis",
        Jenis.PILIHAN,
        wajib=True,
        pilihan=JENIS_UNIT,
        bantuan="Macam unitnya.",
        contoh="Puskesmas",
    ),
    Kolom(
        "induk",
        "Induk",
        maks=900,
        contoh="Dinas Kesehatan",
        alias=("Unit induk", "Di bawah"),
        lebar=48,
        bantuan="Jalur unit di atasnya, dipisah “ / ”, atau kodenya. Nama puncak untuk unit tepat di bawahnya; kosong hanya untuk puncak.",
    ),
    Kolom(
        "urutan",
        "Urutan",
        Jenis.BULAT,
        terkecil=0,
        terbesar=9999,
        bantuan="Urutan di antara saudaranya.",
        contoh="1",
        lebar=9,
    ),
    Kolom(
        "sejak",
        "Sejak",
        Jenis.TANGGAL,
        wajib=True,
        bantuan="Hari unit ini mulai berlaku.",
        contoh="01-01-2024",
        alias=("Mulai berlaku",),
        lebar=13,
    ),
    Kolom(
        "sumber",
        "Sumber",
        maks=300,
        bantuan="Peraturan yang membentuknya.",
        contoh="Perwal 12/2023",
        lebar=24,
    ),
    Kolom(
        "berlaku",
        "Perubahan berlaku",
        Jenis.TANGGAL,
        lebar=18,
        bantuan="Diisi hanya bila nama, singkatan, atau induk berubah. Kosong berarti hari ini.",
    ),
    Kolom(
        "dasar",
        "Dasar perubahan",
        maks=120,
        lebar=24,
        bantuan="Wajib bila nama, singkatan, atau induk berubah: nomor peraturan atau SK.",
    ),
)
