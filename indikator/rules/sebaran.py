"""Ringkasan sebaran capaian sebuah indikator: tanda untuk meninjau indikatornya, bukan orangnya."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from indikator.rules.angka import bagi, teliti

CUKUP: Final = 5  # di bawah ini capaian satu orang mudah dikenali
BAGIAN_MENCOLOK: Final = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Sebaran:
    """n capaian; ``di_batas`` yang terpotong batas atas, ``nol`` yang bernilai 0."""

    n: int
    di_batas: int
    nol: int
    terendah: Decimal
    tengah: Decimal
    tertinggi: Decimal

    @property
    def terlalu_mudah(self) -> bool:
        """Separuh atau lebih menyentuh batas atas."""
        return Decimal(self.di_batas) >= BAGIAN_MENCOLOK * self.n

    @property
    def terlalu_sulit(self) -> bool:
        """Separuh atau lebih bernilai 0."""
        return Decimal(self.nol) >= BAGIAN_MENCOLOK * self.n

    @property
    def tidak_membedakan(self) -> bool:
        """Semua capaian sama, jadi indikatornya tidak membedakan siapa pun."""
        return self.terendah == self.tertinggi


@teliti
def sebaran(capaian: Iterable[Decimal], *, batas: Decimal) -> Sebaran | None:
    """Ringkas daftar capaian; None bila kurang dari ``CUKUP``. Nilai tengah rata-rata dua di tengah bila genap."""
    urut = sorted(capaian)
    n = len(urut)
    if n < CUKUP:
        return None
    tengah = urut[n // 2] if n % 2 else bagi(urut[n // 2 - 1] + urut[n // 2], Decimal(2))
    return Sebaran(
        n=n,
        di_batas=sum(c >= batas for c in urut),
        nol=sum(c == 0 for c in urut),
        terendah=urut[0],
        tengah=tengah,
        tertinggi=urut[-1],
    )
