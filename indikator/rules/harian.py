"""Catatan harian: hari mana yang boleh ditulis, dan jalur hari di kalender."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

HARI_DITAMPILKAN: Final = 14


class KeadaanHari(StrEnum):
    """Yang tampak pada satu kotak kalender."""

    TERISI = "terisi"
    KOSONG = "kosong"
    LIBUR = "libur"


@dataclass(frozen=True, slots=True)
class HariKalender:
    """Satu kotak: harinya, keadaannya, dan apakah sedang dibuka."""

    hari: date
    keadaan: KeadaanHari
    dibuka: bool


def jalur_hari(*, hari_ini: date, dibuka: date, terisi: Collection[date]) -> list[HariKalender]:
    """14 hari sampai hari ini (atau sampai 14 hari yang memuat `dibuka`). Sabtu dan Minggu tanpa catatan: libur."""
    sampai = hari_ini if (hari_ini - dibuka).days < HARI_DITAMPILKAN else dibuka
    hasil = []
    for mundur in range(HARI_DITAMPILKAN - 1, -1, -1):
        hari = sampai - timedelta(days=mundur)
        keadaan = KeadaanHari.KOSONG
        if hari in terisi:
            keadaan = KeadaanHari.TERISI
        elif hari.weekday() >= 5:
            keadaan = KeadaanHari.LIBUR
        hasil.append(HariKalender(hari, keadaan, hari == dibuka))
    return hasil


def periksa_hari(hari: date, *, hari_ini: date) -> None:
    """Menolak (ValueError) hari yang belum terjadi."""
    if hari > hari_ini:
        raise ValueError("Hari itu belum terjadi. Pilih hari ini atau sebelumnya.")
