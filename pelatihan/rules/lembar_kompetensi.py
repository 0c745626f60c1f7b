"""Kolom lembar asesmen dan lembar standar kompetensi."""

from typing import Final

from inti.rules.tabel import Jenis, Kolom

JENIS_JABATAN: Final = (
    ("jpt", "Jabatan pimpinan tinggi"),
    ("administrator", "Administrator"),
    ("pengawas", "Pengawas"),
    ("fungsional", "Fungsional"),
    ("pelaksana", "Pelaksana"),
)
_KOMPETENSI: Final = Kolom(
    "kompetensi",
    "Kompetensi",
    wajib=True,
    maks=120,
    bantuan="Nama kompetensi seperti di halaman standar.",
    contoh="Integritas",
    lebar=34,
)
_TINGKAT: Final = Kolom(
    "tingkat",
    "Tingkat",
    Jenis.BULAT,
    wajib=True,
    terkecil=1,
    terbesar=5,
    bantuan="Tingkat 1 sampai 5.",
    contoh="3",
    lebar=9,
)

# Dipakai bersama oleh lembar yang barisnya satu penilaian seorang pegawai.
NIP: Final = Kolom(
    "nip",
    "NIP",
    Jenis.NOMOR,
    wajib=True,
    contoh="198609262015052001",
    lebar=22,
    bantuan="18 angka, kolom berjenis teks. Orangnya harus sudah terdaftar.",
)
NAMA_PEGAWAI: Final = Kolom(
    "nama_pegawai", "Nama", maks=150, lebar=30, bantuan="Untuk memeriksa NIP; boleh kosong."
)
CARA: Final = Kolom(
    "cara",
    "Cara",
    maks=120,
    contoh="Pusat penilaian",
    lebar=26,
    bantuan="Misalnya pusat penilaian, wawancara.",
)

ASESMEN: Final[tuple[Kolom, ...]] = (
    NIP,
    NAMA_PEGAWAI,
    _KOMPETENSI,
    _TINGKAT,
    Kolom(
        "tanggal",
        "Tanggal",
        Jenis.TANGGAL,
        wajib=True,
        contoh="14-05-2026",
        lebar=14,
        bantuan="Hari penilaian kompetensinya.",
    ),
    CARA,
    Kolom("penyelenggara", "Penyelenggara", maks=120, contoh="BKN", lebar=30, bantuan="Siapa yang menilai."),
)

STANDAR: Final[tuple[Kolom, ...]] = (
    Kolom(
        "jabatan",
        "Jabatan",
        maks=200,
        contoh="Perawat Ahli Muda",
        lebar=40,
        bantuan="Nama jabatan. Kosong berarti berlaku umum bagi jenis dan jenjangnya.",
    ),
    Kolom(
        "jenis",
        "Jenis",
        Jenis.PILIHAN,
        pilihan=JENIS_JABATAN,
        lebar=26,
        bantuan="Hanya bila jabatannya kosong.",
    ),
    Kolom(
        "jenjang", "Jenjang", maks=30, lebar=16, bantuan="Hanya bila jabatannya kosong, misalnya Ahli Muda."
    ),
    _KOMPETENSI,
    _TINGKAT,
    Kolom(
        "bobot",
        "Bobot",
        Jenis.BULAT,
        terkecil=1,
        terbesar=3,
        contoh="1",
        lebar=8,
        bantuan="1 biasa, 2 penting, 3 utama; kosong berarti 1.",
    ),
    Kolom(
        "sejak",
        "Sejak",
        Jenis.TANGGAL,
        wajib=True,
        contoh="01-01-2026",
        lebar=14,
        bantuan="Hari mulai berlaku.",
    ),
    Kolom(
        "sampai", "Sampai", Jenis.TANGGAL, lebar=14, bantuan="Hari terakhir; kosong berarti masih berlaku."
    ),
    Kolom("dasar", "Dasar", maks=200, lebar=34, bantuan="Keputusan atau peta jabatannya."),
)
