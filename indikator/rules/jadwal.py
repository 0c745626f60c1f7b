"""Triwulan kalender dan tenggat yang diusulkan kepada admin, yang boleh mengubah semuanya."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

ROMAWI: Final = {1: "I", 2: "II", 3: "III", 4: "IV"}
HARI_LAPOR: Final = 7
HARI_NILAI: Final = 14
HARI_TUTUP: Final = 21
HARI_SUSULAN: Final = 14


@dataclass(frozen=True, slots=True)
class UsulTenggat:
    """Hari tenggat yang diusulkan; jamnya 23.59 di zona instansi."""

    skp: date
    lapor: date
    umpan_balik: date
    nilai: date
    tutup: date
    tutup_tahun: date


def rentang_triwulan(tahun: int, triwulan: int) -> tuple[date, date]:
    """Hari pertama dan terakhir sebuah triwulan kalender. Menolak (ValueError) selain 1–4."""
    if triwulan not in ROMAWI:
        raise ValueError("Triwulan hanya 1 sampai 4.")
    bulan = 3 * triwulan
    berikut = date(tahun + 1, 1, 1) if triwulan == 4 else date(tahun, bulan + 1, 1)
    return date(tahun, bulan - 2, 1), berikut - timedelta(days=1)


def nama_triwulan(tahun: int, triwulan: int) -> str:
    """Triwulan IV 2026."""
    return f"Triwulan {ROMAWI[triwulan]} {tahun}"


def triwulan_dari(hari: date) -> int:
    """Triwulan kalender tempat hari itu berada."""
    return (hari.month + 2) // 3


def usul_tenggat(tahun: int, triwulan: int, *, hari_ini: date) -> UsulTenggat:
    """Lapor dan umpan balik 7 hari, nilai 14 hari, tutup 21 hari sesudah triwulan berakhir.

    SKP 31 Januari; bila sudah lewat, 14 hari dari `hari_ini`. Urutannya selalu lapor ≤ nilai ≤ tutup ≤ tutup
    tahun.
    """
    _, selesai = rentang_triwulan(tahun, triwulan)
    tutup_tahun = date(tahun + 1, 1, 31)
    skp = date(tahun, 1, 31)
    if skp < hari_ini:
        skp = min(hari_ini + timedelta(days=HARI_SUSULAN), tutup_tahun)
    return UsulTenggat(
        skp=skp,
        lapor=selesai + timedelta(days=HARI_LAPOR),
        umpan_balik=selesai + timedelta(days=HARI_LAPOR),
        nilai=selesai + timedelta(days=HARI_NILAI),
        tutup=selesai + timedelta(days=HARI_TUTUP),
        tutup_tahun=tutup_tahun,
    )
