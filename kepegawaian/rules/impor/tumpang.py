"""Rentang hari yang bertumpang: satu orang satu definitif, satu unit satu kepala sejenis."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

SELAMANYA: Final = date(9999, 12, 31)


@dataclass(slots=True)
class Letak:
    """Satu penempatan. `id` nol untuk yang baru; `baris` nomor baris berkas, nol bila tidak disentuh berkas."""

    id: int
    pegawai: int
    unit: int
    jabatan: int
    jenis: str
    kepala: bool
    sejak: date
    sampai: date | None
    dasar: str
    baris: int = 0

    @property
    def akhir(self) -> date:
        """Hari terakhir; jauh di depan bila belum ada."""
        return self.sampai or SELAMANYA

    def memuat(self, hari: date) -> bool:
        """Apakah berlaku pada hari itu."""
        return self.sejak <= hari <= self.akhir


def bertumpang(kelompok: Iterable[Letak]) -> Iterator[tuple[Letak, Letak]]:
    """Pasangan bertetangga yang harinya beririsan, urut hari mulai."""
    sebelum: Letak | None = None
    for kini in sorted(kelompok, key=lambda p: (p.sejak, p.baris, p.id)):
        if sebelum is not None and kini.sejak <= sebelum.akhir:
            yield sebelum, kini
        if sebelum is None or kini.akhir >= sebelum.akhir:
            sebelum = kini
