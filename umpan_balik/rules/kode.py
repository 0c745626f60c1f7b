"""Masa berlaku kode kunjungan."""

from datetime import date, timedelta
from typing import Final

HARI_KODE_BERLAKU: Final = 30


def masih_berlaku(tanggal: date, hari: date) -> bool:
    """Kode berlaku sejak hari layanannya sampai 30 hari sesudahnya, kedua ujung termasuk."""
    return tanggal <= hari <= tanggal + timedelta(days=HARI_KODE_BERLAKU)
