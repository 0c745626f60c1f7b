"""Lembar yang akan ditulis, sebagai data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

SelTulis = str | int | Decimal | date | bool | None


@dataclass(frozen=True, slots=True)
class KolomTulis:
    """Judul, lebar, dan cara kolom ditulis. `teks`: sel kosongnya pun berjenis teks, supaya NIP yang diketik utuh."""

    judul: str
    lebar: int = 20
    teks: bool = False
    desimal: int | None = None
    pilihan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LembarTulis:
    """Satu lembar; `baris` boleh generator. `beku` banyak kolom yang tetap terlihat."""

    nama: str
    kolom: Sequence[KolomTulis]
    baris: Iterable[Sequence[SelTulis]]
    beku: int = 1
    saring: bool = False
    bungkus: bool = False
