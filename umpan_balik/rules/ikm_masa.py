"""Masa laporan IKM: bulan, triwulan, semester, atau tahun kalender."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from inti.rules.format import BULAN

PANJANG: Final = {"bulan": 1, "triwulan": 3, "semester": 6, "tahun": 12}
ROMAWI: Final = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True, order=True)
class Masa:
    """Satu masa kalender. `mulai` selalu hari pertamanya."""

    jenis: str
    mulai: date

    def __post_init__(self) -> None:
        if self.jenis not in PANJANG or self.mulai != _awal(self.jenis, self.mulai):
            raise ValueError("Masa dimulai pada hari pertama bulan, triwulan, semester, atau tahun.")

    @property
    def selesai(self) -> date:
        """Hari terakhirnya."""
        return _sesudah(self.mulai, PANJANG[self.jenis]) - timedelta(days=1)

    @property
    def urutan(self) -> int:
        """Nomor masa dalam tahunnya, mulai 0."""
        return (self.mulai.month - 1) // PANJANG[self.jenis]

    @property
    def nama(self) -> str:
        """Misalnya "Triwulan III 2026"."""
        tahun = self.mulai.year
        if self.jenis == "bulan":
            return f"{BULAN[self.mulai.month - 1]} {tahun}"
        if self.jenis == "tahun":
            return f"Tahun {tahun}"
        return f"{self.jenis.capitalize()} {ROMAWI[self.urutan]} {tahun}"

    @property
    def pendek(self) -> str:
        """Label sumbu grafik, misalnya "III 2026"."""
        if self.jenis == "bulan":
            return f"{BULAN[self.mulai.month - 1][:3]} {self.mulai.year % 100:02d}"
        return self.nama.removeprefix(f"{self.jenis.capitalize()} ")

    @property
    def sebelumnya(self) -> "Masa":
        """Masa sejenis tepat sebelum ini."""
        return masa_pada(self.jenis, self.mulai - timedelta(days=1))


def masa_pada(jenis: str, hari: date) -> Masa:
    """Masa yang memuat hari itu; menolak jenis yang tidak dikenal."""
    return Masa(jenis, _awal(jenis, hari))


def deret(terakhir: Masa, banyak: int) -> list[Masa]:
    """`banyak` masa sejenis yang berakhir pada `terakhir`, terlama dahulu."""
    hasil = [terakhir]
    while len(hasil) < banyak:
        hasil.insert(0, hasil[0].sebelumnya)
    return hasil


def _awal(jenis: str, hari: date) -> date:
    if jenis not in PANJANG:
        raise ValueError("Jenis masa tidak dikenal. Pilih bulan, triwulan, semester, atau tahun.")
    panjang = PANJANG[jenis]
    return hari.replace(month=(hari.month - 1) // panjang * panjang + 1, day=1)


def _sesudah(awal: date, bulan: int) -> date:
    urut = awal.year * 12 + awal.month - 1 + bulan
    return date(urut // 12, urut % 12 + 1, 1)
