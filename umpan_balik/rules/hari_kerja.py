"""Jam menjawab saran warga dalam hari kerja (SP4N-LAPOR!: 3 hari dibaca, 5 hari berencana, 10 hari dijawab).

Hari kerja Senin–Jumat di luar hari libur yang dicatat pemdanya. Hari libur yang belum dicatat tetap dihitung sebagai
hari kerja, jadi janji kepada warga tidak pernah lebih longgar daripada seharusnya. Lihat docs/aturan/aspirasi.md.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

HARI_BACA: Final = 3
HARI_RENCANA: Final = 5
HARI_JAWAB: Final = 10
TERLAMA: Final = 60


@dataclass(frozen=True, slots=True)
class Jam:
    """Banyaknya hari kerja tiap tahap, dihitung dari hari saran masuk. Menolak yang tidak menaik atau di atas 60."""

    baca: int = HARI_BACA
    rencana: int = HARI_RENCANA
    jawab: int = HARI_JAWAB

    def __post_init__(self) -> None:
        if not 1 <= self.baca <= self.rencana <= self.jawab <= TERLAMA:
            raise ValueError(f"Jam {self.baca}/{self.rencana}/{self.jawab} harus menaik, 1 sampai {TERLAMA}.")


@dataclass(frozen=True, slots=True)
class Batas:
    """Hari terakhir tiap tahap; berlaku sampai pukul 23.59 zona pemdanya."""

    baca: date
    rencana: date
    jawab: date


def hari_masuk(saat: datetime, zona: tzinfo) -> date:
    """Tanggal di zona pemda. Menolak waktu tanpa zona: 23.59 WIB dan 23.59 WIT bukan saat yang sama."""
    if saat.tzinfo is None:
        raise ValueError("Waktu masuk harus berzona.")
    return saat.astimezone(zona).date()


def hari_kerja(hari: date, libur: Collection[date] = ()) -> bool:
    """Senin sampai Jumat, bukan hari libur."""
    return hari.weekday() < 5 and hari not in libur


def sesudah_hari_kerja(mulai: date, banyak: int, libur: Collection[date] = ()) -> date:
    """Tanggal `banyak` hari kerja sesudah `mulai`; hari masuknya sendiri tidak dihitung."""
    hari = mulai
    while banyak > 0:
        hari += timedelta(days=1)
        if hari_kerja(hari, libur):
            banyak -= 1
    return hari


def batas(masuk: date, jam: Jam, libur: Collection[date] = ()) -> Batas:
    """Hari terakhir membaca, berencana, dan menjawab saran yang masuk pada tanggal itu."""
    return Batas(
        sesudah_hari_kerja(masuk, jam.baca, libur),
        sesudah_hari_kerja(masuk, jam.rencana, libur),
        sesudah_hari_kerja(masuk, jam.jawab, libur),
    )


def lewat(batas_hari: date, saat: datetime, zona: tzinfo) -> bool:
    """Apakah harinya sudah habis: pukul 23.59 pada hari batas masih tepat waktu, 00.00 besoknya tidak."""
    return hari_masuk(saat, zona) > batas_hari
