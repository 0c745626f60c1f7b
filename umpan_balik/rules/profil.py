"""Pertanyaan profil responden SKM (PermenPANRB 14/2017) dalam kelompok yang lebar, dan tabelnya yang aman terbit.

Tiap tabel hanya satu pertanyaan; dua pertanyaan tidak pernah disilangkan. Kelompok kurang dari lima orang tidak
tampil. Bila hanya satu kelompok yang tersembunyi, kelompok terkecil berikutnya ikut, sehingga jumlah seluruhnya
dikurangi yang tampil tidak menyisakan angkanya.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

TERKECIL_TAMPIL: Final = 5


@dataclass(frozen=True, slots=True)
class Pertanyaan:
    """Satu pertanyaan: kode, bunyi, dan pilihannya (kode → bunyi); keduanya juga dalam bahasa Inggris."""

    kode: str
    bunyi: str
    inggris: str
    pilihan: Mapping[str, tuple[str, str]]


PROFIL: Final = (
    Pertanyaan(
        "usia",
        "Usia",
        "Age",
        {
            "24": ("Sampai 24 tahun", "Up to 24"),
            "34": ("25–34 tahun", "25–34"),
            "44": ("35–44 tahun", "35–44"),
            "54": ("45–54 tahun", "45–54"),
            "55": ("55 tahun ke atas", "55 and over"),
        },
    ),
    Pertanyaan("kelamin", "Jenis kelamin", "Sex", {"L": ("Laki-laki", "Male"), "P": ("Perempuan", "Female")}),
    Pertanyaan(
        "pendidikan",
        "Pendidikan terakhir",
        "Highest education",
        {
            "sd": ("SD atau di bawahnya", "Primary school or below"),
            "smp": ("SMP", "Junior secondary"),
            "sma": ("SMA", "Senior secondary"),
            "s1": ("Diploma atau S1", "Diploma or bachelor"),
            "s2": ("S2 atau S3", "Master or doctorate"),
        },
    ),
    Pertanyaan(
        "pekerjaan",
        "Pekerjaan",
        "Occupation",
        {
            "asn": ("PNS, TNI, atau POLRI", "Civil servant, military or police"),
            "swasta": ("Pegawai swasta", "Private employee"),
            "usaha": ("Wirausaha", "Self-employed"),
            "lain": ("Lainnya", "Other"),
        },
    ),
)
PROFIL_MENURUT_KODE: Final = {p.kode: p for p in PROFIL}


@dataclass(frozen=True, slots=True)
class BarisProfil:
    """Satu kelompok; `banyak` kosong berarti disembunyikan."""

    bunyi: str
    banyak: int | None


def dikenal(isi: Mapping[str, str]) -> dict[str, str]:
    """Hanya pertanyaan dan pilihan yang ada; yang kosong dan yang asing dibuang, tidak pernah menggagalkan kiriman."""
    return {
        jenis: pilihan
        for jenis, pilihan in isi.items()
        if jenis in PROFIL_MENURUT_KODE and pilihan in PROFIL_MENURUT_KODE[jenis].pilihan
    }


def tabel(jenis: str, banyak: Mapping[str, int]) -> list[BarisProfil]:
    """Tabel satu pertanyaan menurut urutan pilihannya. Menolak jenis yang tidak ada dan hitungan di bawah 0."""
    if jenis not in PROFIL_MENURUT_KODE or any(n < 0 for n in banyak.values()):
        raise ValueError("Pertanyaan profil tidak dikenal, atau hitungannya di bawah 0.")
    pilihan = PROFIL_MENURUT_KODE[jenis].pilihan
    isi = {kode: banyak.get(kode, 0) for kode in pilihan}
    simpan = {kode for kode, n in isi.items() if 0 < n < TERKECIL_TAMPIL}
    # Satu yang tersembunyi terbaca dari selisihnya; karena itu sedikitnya dua, dan bersama-sama sedikitnya lima.
    while simpan and (len(simpan) < 2 or sum(isi[k] for k in simpan) < TERKECIL_TAMPIL):
        sisa = [kode for kode in pilihan if kode not in simpan and isi[kode] > 0]
        if not sisa:
            break
        simpan.add(min(sisa, key=lambda kode: isi[kode]))
    return [BarisProfil(pilihan[kode][0], None if kode in simpan else n) for kode, n in isi.items()]
