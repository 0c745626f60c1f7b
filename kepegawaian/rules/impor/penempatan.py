"""Kolom lembar penempatan."""

from typing import Final

from inti.rules.tabel import Jenis, Kolom
from kepegawaian.rules.impor.kode import kode

JENIS_PENEMPATAN: Final = (
    ("definitif", "Definitif"),
    ("plt", "Plt."),
    ("plh", "Plh."),
    ("tugas_tambahan", "Tugas tambahan"),
)

PENEMPATAN: Final[tuple[Kolom, ...]] = (
    Kolom(
        "nomor",
        "Nomor",
        Jenis.NOMOR,
        periksa=kode,
        alias=("Nomor penempatan",),
        lebar=10,
        bantuan="Nomor dari ekspor. Kosongkan untuk penempatan baru.",
    ),
    Kolom(
        "nip",
        "NIP",
        Jenis.NOMOR,
        wajib=True,
        contoh="198609262015052001",
        lebar=22,
        bantuan="18 angka, kolom berjenis teks. Orangnya harus sudah terdaftar.",
    ),
    Kolom(
        "nama_pegawai",
        "Nama",
        maks=150,
        contoh="Baiq Ratna Dewi",
        alias=("Nama pegawai",),
        lebar=30,
        bantuan="Untuk memeriksa NIP: bila diisi harus nama orang itu.",
    ),
    Kolom(
        "unit",
        "Unit",
        wajib=True,
        maks=900,
        contoh="Dinas Kesehatan / Puskesmas Ampenan",
        alias=("Unit kerja",),
        lebar=52,
        bantuan="Jalur unit dipisah “ / ”, kodenya, atau namanya bila hanya satu yang bernama itu.",
    ),
    Kolom(
        "jabatan",
        "Jabatan",
        wajib=True,
        maks=200,
        bantuan="Nama jabatan yang sudah ada.",
        contoh="Perawat Ahli Muda",
        lebar=38,
    ),
    Kolom(
        "jenis",
        "Jenis",
        Jenis.PILIHAN,
        wajib=True,
        pilihan=JENIS_PENEMPATAN,
        bantuan="Satu orang satu definitif pada satu hari.",
        contoh="Definitif",
        lebar=16,
    ),
    Kolom(
        "kepala",
        "Kepala",
        Jenis.YA_TIDAK,
        bantuan="Ya bila memimpin unit itu.",
        contoh="Tidak",
        alias=("Memimpin",),
        lebar=9,
    ),
    Kolom(
        "sejak",
        "Mulai",
        Jenis.TANGGAL,
        wajib=True,
        bantuan="Hari pertama.",
        contoh="02-01-2026",
        alias=("Sejak", "TMT"),
        lebar=13,
    ),
    Kolom("sampai", "Sampai", Jenis.TANGGAL, bantuan="Hari terakhir; kosong berarti masih.", lebar=13),
    Kolom(
        "dasar",
        "Dasar",
        maks=120,
        bantuan="Nomor SK atau surat perintah.",
        contoh="SK 821/14/2026",
        alias=("SK",),
        lebar=26,
    ),
)
