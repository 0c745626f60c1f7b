"""Kelompok yang menilai perilaku seseorang."""

from enum import StrEnum
from typing import Final


class Kelompok(StrEnum):
    """Kelompok penilai; urutannya dipakai di semua tabel dan nota."""

    ATASAN = "atasan"
    REKAN = "rekan"
    BAWAHAN = "bawahan"
    MASYARAKAT = "masyarakat"


LABEL_KELOMPOK: Final = {
    Kelompok.ATASAN: "Atasan",
    Kelompok.REKAN: "Rekan",
    Kelompok.BAWAHAN: "Bawahan",
    Kelompok.MASYARAKAT: "Masyarakat",
}
