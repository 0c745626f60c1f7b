"""Urutan daftar tunggu: kebutuhan terbesar, lalu JP tahun ini paling sedikit, lalu yang lebih dulu mendaftar.

Urutannya sama bagi semua orang, ditulis di layar, dan tidak dapat diubah seseorang untuk orang lain.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

ATURAN = (
    "Kursi kosong diberikan kepada yang kebutuhannya paling besar; bila sama, yang JP-nya tahun ini paling sedikit; "
    "bila masih sama, yang lebih dulu mendaftar."
)


@dataclass(frozen=True, slots=True)
class Antre:
    """Satu orang yang menunggu. `celah` besar kebutuhan 0–1, `jp` jam pelajaran terhitung tahun ini."""

    id: int
    celah: Decimal
    jp: int
    didaftar: datetime


def urutkan(menunggu: Iterable[Antre]) -> list[Antre]:
    """Dari yang berikutnya mendapat kursi; pembeda terakhir nomor usulan, supaya selalu sama."""
    return sorted(menunggu, key=lambda a: (-a.celah, a.jp, a.didaftar, a.id))
