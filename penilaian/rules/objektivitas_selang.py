"""Selang kepercayaan 95% dengan Decimal: rata-rata, beda dua rata-rata, dan bagian. Hanya pustaka baku.

Jumlah dan jumlah kuadrat cukup untuk ketiganya, sehingga basis data boleh menjumlah dan di sini tinggal membandingkan.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

NOL: Final = Decimal(0)
Z: Final = Decimal("1.959964")  # persentil 97,5 sebaran normal baku


@dataclass(frozen=True, slots=True)
class Kumpulan:
    """Banyaknya, jumlah, dan jumlah kuadrat sekelompok angka."""

    n: int = 0
    jumlah: Decimal = NOL
    kuadrat: Decimal = NOL

    def tambah(self, nilai: Decimal, kali: int = 1) -> "Kumpulan":
        return Kumpulan(self.n + kali, self.jumlah + nilai * kali, self.kuadrat + nilai * nilai * kali)

    def gabung(self, lain: "Kumpulan") -> "Kumpulan":
        return Kumpulan(self.n + lain.n, self.jumlah + lain.jumlah, self.kuadrat + lain.kuadrat)

    @property
    def rata(self) -> Decimal:
        return self.jumlah / self.n if self.n else NOL

    @property
    def simpangan(self) -> Decimal:
        """Jumlah kuadrat simpangan dari rata-ratanya; tidak pernah kurang dari nol."""
        return max(NOL, self.kuadrat - self.jumlah * self.jumlah / self.n) if self.n else NOL

    @property
    def baku(self) -> Decimal | None:
        """Simpangan baku sampel; None bila kurang dari dua angka."""
        return (self.simpangan / (self.n - 1)).sqrt() if self.n > 1 else None


@dataclass(frozen=True, slots=True)
class Selang:
    """Taksiran beserta batas bawah dan atasnya."""

    nilai: Decimal
    bawah: Decimal
    atas: Decimal

    @property
    def tanpa_nol(self) -> bool:
        """Seluruh selang di satu sisi nol."""
        return self.bawah > 0 or self.atas < 0


def kuantil_t(derajat: int) -> Decimal:
    """Persentil 97,5 sebaran t menurut uraian Cornish-Fisher; sejak derajat 4 selisihnya dari tabel < 0,01.

    Menolak derajat di bawah 3: uraiannya tidak lagi mendekati.
    """
    if derajat < 3:
        raise ValueError("Derajat kebebasan minimal 3.")
    v = Decimal(derajat)
    z3, z5, z7 = Z**3, Z**5, Z**7
    return (
        Z
        + (z3 + Z) / (4 * v)
        + (5 * z5 + 16 * z3 + 3 * Z) / (96 * v**2)
        + (3 * z7 + 19 * z5 + 17 * z3 - 15 * Z) / (384 * v**3)
    )


def selang_rata(satu: Kumpulan) -> Selang:
    """Selang t satu rata-rata. Menolak kurang dari empat angka."""
    galat = (satu.simpangan / (satu.n - 1) / satu.n).sqrt() if satu.n > 1 else NOL
    lebar = kuantil_t(satu.n - 1) * galat
    return Selang(satu.rata, satu.rata - lebar, satu.rata + lebar)


def selang_beda(satu: Kumpulan, lain: Kumpulan) -> Selang:
    """Selang t beda dua rata-rata dengan ragam gabungan: yang ragamnya nol pun tidak tampak pasti."""
    if not satu.n or not lain.n:
        raise ValueError("Kedua kelompok harus berisi.")
    derajat = satu.n + lain.n - 2
    faktor = kuantil_t(derajat)
    ragam = (satu.simpangan + lain.simpangan) / derajat
    lebar = faktor * (ragam * (Decimal(1) / satu.n + Decimal(1) / lain.n)).sqrt()
    beda = satu.rata - lain.rata
    return Selang(beda, beda - lebar, beda + lebar)


def selang_bagian(kena: int, n: int) -> Selang:
    """Selang Wilson untuk bagian `kena` dari `n`; tetap di antara 0 dan 1."""
    if not 0 <= kena <= n or n == 0:
        raise ValueError("Bagian harus antara nol dan banyaknya.")
    p, zz = Decimal(kena) / n, Z * Z
    tengah = (p + zz / (2 * n)) / (1 + zz / n)
    lebar = Z / (1 + zz / n) * (p * (1 - p) / n + zz / (4 * n * n)).sqrt()
    return Selang(p, max(NOL, tengah - lebar), min(Decimal(1), tengah + lebar))
