"""Dua puluh lima bentuk pelatihan menurut kode SIASN, dan mana yang klasikal.

Kode 10 dan 14–25 nonklasikal, selebihnya klasikal (daftar rujukan SIASN BKN). Penyelenggara menulis bentuk dengan
kata sendiri; `kode_dari_teks` membacanya, dan yang asing menjadi "klasikal lainnya" supaya tidak ada yang hilang.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Bentuk:
    """Satu bentuk: kode SIASN, sebutan di layar, dan jalurnya."""

    kode: int
    nama: str
    klasikal: bool


_NAMA: Final = (
    "Diklat Struktural",
    "Diklat Fungsional",
    "Diklat Teknis",
    "Workshop",
    "Pelatihan Manajerial",
    "Pelatihan Sosial Kultural",
    "Sosialisasi",
    "Bimbingan Teknis",
    "Seminar",
    "Magang",
    "Kursus",
    "Penataran",
    "Klasikal lainnya",
    "Coaching",
    "Mentoring",
    "E-Learning",
    "Pelatihan Jarak Jauh",
    "Detasering",
    "Pembelajaran Alam Terbuka",
    "Patok Banding",
    "Pertukaran dengan pegawai swasta, BUMN, atau BUMD",
    "Belajar Mandiri",
    "Komunitas Belajar",
    "Bimbingan di Tempat Kerja",
    "Nonklasikal lainnya",
)
NONKLASIKAL: Final = frozenset({10, *range(14, 26)})
BENTUK: Final[dict[int, Bentuk]] = {
    kode: Bentuk(kode, nama, kode not in NONKLASIKAL) for kode, nama in enumerate(_NAMA, start=1)
}
PILIHAN: Final = [(b.kode, b.nama) for b in BENTUK.values()]
KLASIKAL_LAINNYA: Final = 13

# Awal kata yang dipakai penyelenggara → kode. Yang lebih khusus lebih dulu.
AWAL: Final[tuple[tuple[str, int], ...]] = (
    *((b.nama.upper(), b.kode) for b in BENTUK.values()),
    ("PELATIHAN STRUKTURAL", 1),
    ("PELATIHAN FUNGSIONAL", 2),
    ("PELATIHAN TEKNIS", 3),
    ("LOKAKARYA", 4),
    ("SOSIAL KULTURAL", 6),
    ("BIMTEK", 8),
    ("E LEARNING", 16),
    ("PERTUKARAN", 21),
    ("NONKLASIKAL", 25),
)


def kode_dari_teks(teks: str) -> int:
    """Kode SIASN dari sebutan bentuk; angka 1–25 dibaca sebagai kodenya, yang asing 13 (klasikal lainnya)."""
    rapi = " ".join(teks.upper().split())
    if rapi.isdigit() and int(rapi) in BENTUK:
        return int(rapi)
    return next((kode for awal, kode in AWAL if rapi.startswith(awal)), KLASIKAL_LAINNYA)


def klasikal(kode: int) -> bool:
    """Apakah kode itu klasikal. Menolak kode di luar 1–25."""
    if kode not in BENTUK:
        raise ValueError("Kode bentuk pelatihan 1 sampai 25.")
    return BENTUK[kode].klasikal
