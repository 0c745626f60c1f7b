"""Jam pemda contoh, dihitung dari hari pemasangan: beberapa triwulan sudah ditutup, satu sedang berjalan."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HARI_SEJAK_TUTUP = timedelta(days=5)
SEBENTAR = timedelta(minutes=30)
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


def berurutan(hari: date, zona: ZoneInfo, *, riwayat: int) -> list["Triwulan"]:
    """Sebanyak `riwayat` triwulan yang sudah lewat, terlama dahulu, lalu triwulan yang memuat hari itu."""
    urut = [triwulan_memuat(hari)]
    for _ in range(riwayat):
        urut.insert(0, sebelum(*urut[0]))
    return [triwulan(*satu, zona) for satu in urut]


def rentang_triwulan(tahun: int, nomor: int) -> tuple[date, date]:
    mulai = date(tahun, 3 * nomor - 2, 1)
    berikut = date(tahun + 1, 1, 1) if nomor == 4 else date(tahun, 3 * nomor + 1, 1)
    return mulai, berikut - timedelta(days=1)


def malam(hari: date, zona: ZoneInfo) -> datetime:
    """Pukul 23.59 hari itu menurut zona instansi."""
    return datetime.combine(hari, time(23, 59), zona)


def triwulan(tahun: int, nomor: int, zona: ZoneInfo) -> Triwulan:
    """Tenggat lazim sesudah triwulan: lapor 5 hari, umpan balik 7, menilai 10, tutup 12."""
    mulai, selesai = rentang_triwulan(tahun, nomor)

    def batas(hari: int) -> datetime:
        return malam(selesai + timedelta(days=hari), zona)

    return Triwulan(tahun, nomor, mulai, selesai, batas(5), batas(7), batas(10), batas(12))


def baru_ditutup(tw: Triwulan, *, sekarang: datetime) -> Triwulan:
    """Triwulan lalu yang ditutup beberapa hari lalu, sehingga masa keberatannya masih terbuka.

    Tenggat yang belum lewat dimajukan, supaya data contoh yang dipasang di awal triwulan pun sudah berhasil.
    """
    tutup = (
        sekarang - HARI_SEJAK_TUTUP if tw.tutup_pada < sekarang - HARI_SEJAK_TUTUP else sekarang - SEBENTAR
    )
    return replace(
        tw,
        tenggat_lapor=min(tw.tenggat_lapor, tutup),
        tenggat_umpan_balik=min(tw.tenggat_umpan_balik, tutup),
        tenggat_nilai=min(tw.tenggat_nilai, tutup),
        tutup_pada=tutup,
    )
