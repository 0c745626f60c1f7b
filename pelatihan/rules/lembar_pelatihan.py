"""Kolom lembar katalog pelatihan. Kuncinya judul; kode bentuk dan jalurnya mengikuti daftar SIASN."""

from typing import Final

from inti.rules.tabel import Jenis, Kolom
from pelatihan.rules.bentuk import BENTUK

PILIHAN_BENTUK: Final = tuple((str(b.kode), b.nama) for b in BENTUK.values())

PELATIHAN: Final = (
    Kolom(
        "judul",
        "Judul",
        wajib=True,
        maks=250,
        bantuan="Judul yang sama berarti pelatihan yang sama.",
        contoh="Pengelolaan Arsip Dinamis",
        lebar=50,
    ),
    Kolom(
        "kode_bentuk",
        "Bentuk",
        Jenis.PILIHAN,
        wajib=True,
        pilihan=PILIHAN_BENTUK,
        bantuan="Salah satu dari 25 bentuk SIASN.",
        contoh="Bimbingan Teknis",
        lebar=28,
    ),
    Kolom(
        "jp", "JP", Jenis.BULAT, wajib=True, terkecil=1, terbesar=2000, bantuan="Jam pelajaran.", contoh="20"
    ),
    Kolom("jp_usulan", "JP perkiraan", Jenis.YA_TIDAK, bantuan="Ya bila belum angka resmi.", contoh="Tidak"),
    Kolom(
        "penyelenggara",
        "Penyelenggara",
        maks=200,
        bantuan="Lembaga yang mengadakan.",
        contoh="ANRI",
        lebar=30,
    ),
    Kolom("kompetensi", "Kompetensi", maks=250, bantuan="Yang dilatih.", contoh="Kearsipan", lebar=40),
    Kolom(
        "biaya",
        "Biaya tiap orang (Rp)",
        Jenis.BULAT,
        terkecil=0,
        terbesar=10**10,
        bantuan="Perkiraan; kosong berarti gratis.",
        contoh="1500000",
        lebar=18,
    ),
    Kolom("prasyarat", "Prasyarat", maks=250, bantuan="Judul yang harus selesai lebih dahulu.", lebar=40),
    Kolom("sumber", "Sumber", maks=300, bantuan="Dari dokumen mana.", lebar=30),
    Kolom("aktif", "Ditawarkan", Jenis.YA_TIDAK, bantuan="Tidak berarti ditarik.", contoh="Ya", lebar=12),
)
