"""Jam pemda contoh, dihitung dari hari pemasangan: satu triwulan sudah ditutup, satu sedang berjalan."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ROMAWI = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Triwulan:
    """Satu triwulan dengan tenggatnya."""

    tahun: int
    nomor: int
    mulai: date
    selesai: date
    tenggat_lapor: datetime
    tenggat_umpan_balik: datetime
    tenggat_nilai: datetime
    tutup_pada: datetime

    @property
    def nama(self) -> str:
        return f"Triwulan {ROMAWI[self.nomor - 1]} {self.tahun}"


def triwulan_memuat(hari: date) -> tuple[int, int]:
    """(tahun, nomor) triwulan yang memuat hari itu."""
    return hari.year, (hari.month - 1) // 3 + 1


def sebelum(tahun: int, nomor: int) -> tuple[int, int]:
    return (tahun, nomor - 1) if nomor > 1 else (tahun - 1, 4)


def rentang_triwulan(tahun: int, nomor: int) -> tuple[date, date]:
    mulai = date(tahun, 3 * nomor - 2, 1)
    berikut = date(tahun + 1, 1, 1) if nomor == 4 else date(tahun, 3 * nomor + 1, 1)
    return mulai, berikut - timedelta(days=1)


def malam(hari: date, zona: ZoneInfo) -> datetime:
    """Pukul 23.59 hari itu menurut zona instansi."""
    return datetime.combine(hari, time(23, 59), zona)


def triwulan(tahun: int, nomor: int, zona: ZoneInfo, *, paling_akhir: datetime | None = None) -> Triwulan:
    """Tenggat lazim sesudah triwulan: lapor 5 hari, menilai 10 hari, tutup 12 hari; dimajukan bila melewati `paling_akhir`."""
    mulai, selesai = rentang_triwulan(tahun, nomor)

    def batas(hari: int) -> datetime:
        wajar = malam(selesai + timedelta(days=hari), zona)
        return min(wajar, paling_akhir) if paling_akhir else wajar

    return Triwulan(tahun, nomor, mulai, selesai, batas(5), batas(7), batas(10), batas(12))
