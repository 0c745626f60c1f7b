"""Kolom lembar katalog indikator, dan cara menulis jangkauan dalam satu sel.

Jangkauan: ``jenis=Pelaksana + unit=Puskesmas Ampenan; jabatan=Perawat Terampil``. Titik koma memisahkan kelompok orang,
tanda tambah menyatukan syarat dalam satu kelompok; kosong berarti semua jabatan di perangkat daerahnya.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from inti.rules.tabel import Jenis, Kolom

ARAH: Final = (
    ("maksimal", "Makin besar makin baik"),
    ("minimal", "Makin kecil makin baik"),
    ("rentang", "Di dalam rentang"),
    ("ya_tidak", "Ya atau tidak"),
    ("tanggal", "Tepat waktu (tanggal)"),
)
ASPEK: Final = (("kuantitas", "Kuantitas"), ("kualitas", "Kualitas"), ("waktu", "Waktu"), ("biaya", "Biaya"))
ASAL: Final = (
    ("iku", "IKU"),
    ("spm", "SPM"),
    ("rpjmd", "RPJMD"),
    ("renstra", "Renstra"),
    ("jabatan", "Butir jabatan"),
)
SYARAT: Final = ("jabatan", "jenis", "unit")


@dataclass(frozen=True, slots=True)
class Kelompok:
    """Satu kelompok orang yang dijangkau; yang kosong tidak membatasi."""

    jabatan: str = ""
    jenis: str = ""
    unit: str = ""


def _angka(nama: str, judul: str, bantuan: str, contoh: str = "") -> Kolom:
    return Kolom(nama, judul, Jenis.DESIMAL, bantuan=bantuan, contoh=contoh, lebar=14)


KATALOG: Final = (
    Kolom(
        "dinas",
        "Perangkat daerah",
        wajib=True,
        bantuan="Pemilik indikatornya.",
        contoh="Dinas Kesehatan",
        alias=("Dinas",),
        lebar=34,
    ),
    Kolom("kode", "Kode", maks=30, bantuan="Dari ekspor. Kosong untuk indikator baru.", contoh="IND-001"),
    Kolom(
        "nama",
        "Nama",
        wajib=True,
        maks=300,
        bantuan="Apa yang diukur.",
        contoh="Kunjungan ibu hamil",
        lebar=50,
    ),
    Kolom("sasaran", "Sasaran", maks=400, bantuan="Sasaran yang didukungnya.", lebar=40),
    Kolom("definisi", "Definisi", maks=5000, bantuan="Batasan: apa yang ikut dihitung.", lebar=50),
    Kolom("formula", "Cara menghitung", maks=5000, bantuan="Rumus dengan kata.", lebar=40),
    Kolom(
        "satuan", "Satuan", wajib=True, maks=60, bantuan="Misalnya %, orang, dokumen.", contoh="%", lebar=12
    ),
    Kolom("polaritas", "Arah", Jenis.PILIHAN, wajib=True, pilihan=ARAH, bantuan="Arah yang baik.", lebar=24),
    Kolom("aspek", "Aspek", Jenis.PILIHAN, wajib=True, pilihan=ASPEK, bantuan="Yang diukur.", lebar=12),
    _angka("target_acuan", "Target acuan", "Usul target bagi SKP.", "95"),
    _angka("bawah_acuan", "Batas bawah", "Hanya untuk rentang."),
    _angka("atas_acuan", "Batas atas", "Hanya untuk rentang."),
    _angka("bobot_acuan", "Bobot acuan", "Usul bobot bagi SKP, 0 sampai 100.", "30"),
    Kolom("sumber_data", "Sumber data", maks=300, bantuan="Dari mana angkanya.", lebar=34),
    Kolom("asal", "Asal", Jenis.PILIHAN, pilihan=ASAL, bantuan="Dokumen rencananya.", lebar=14),
    Kolom("catatan_sumber", "Dokumen sumber", maks=400, bantuan="Nama dokumen dan halamannya.", lebar=40),
    Kolom(
        "jangkauan",
        "Jangkauan",
        maks=5000,
        bantuan="Kosong: semua jabatan di perangkat daerahnya.",
        contoh="jenis=Pelaksana + unit=Puskesmas Ampenan; jabatan=Perawat Terampil",
        lebar=50,
    ),
)


def tulis_jangkauan(kelompok: Iterable[Kelompok]) -> str:
    """Tulisan baku, urut abjad, sehingga dua jangkauan yang sama tertulis sama."""
    return "; ".join(
        sorted(
            " + ".join(f"{syarat}={isi}" for syarat in SYARAT if (isi := getattr(satu, syarat)))
            for satu in set(kelompok)
            if satu != Kelompok()
        )
    )


def baca_jangkauan(teks: str) -> list[Kelompok]:
    """Kebalikan `tulis_jangkauan`. ValueError menyebut bagian yang belum dapat dibaca."""
    hasil = []
    for bagian in (b.strip() for b in teks.split(";")):
        if not bagian:
            continue
        isi: dict[str, str] = {}
        for satu in bagian.split(" + "):
            syarat, ada, nilai = (x.strip() for x in satu.partition("="))
            if syarat.casefold() not in SYARAT or not ada or not nilai:
                raise ValueError(
                    f"“{satu.strip()[:60]}” belum dapat dibaca. Tulis jabatan=…, jenis=…, atau unit=…, "
                    "misalnya jenis=Pelaksana + unit=Puskesmas Ampenan."
                )
            if syarat.casefold() in isi:
                raise ValueError(
                    f"“{syarat}” tertulis dua kali dalam “{bagian[:60]}”. Pisahkan dengan titik koma."
                )
            isi[syarat.casefold()] = nilai
        hasil.append(Kelompok(**isi))
    return hasil
