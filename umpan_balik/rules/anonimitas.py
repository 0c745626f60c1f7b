"""Apa yang boleh tampil dari jawaban satu kelompok, supaya tidak ada jawaban seorang pun yang dapat dihitung.

Kelompok atasan hanya satu orang dan memang tidak anonim; aturan di sini bagi rekan dan bawahan.
Rumus, contoh, dan batasnya: docs/aturan/anonimitas.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from indikator.rules.angka import bagi, bulatkan, rata_rata, teliti

Jawaban = Sequence[int | None]
SEDIKITNYA: Final = 3
TIAP_NILAI: Final = 3
PITA: Final = (
    (Decimal("2.5"), "di bawah harapan"),
    (Decimal("3.5"), "sesuai harapan"),
    (Decimal(6), "di atas harapan"),
)


@dataclass(frozen=True, slots=True)
class Tampilan:
    """Satu nilai BerAKHLAK dari satu kelompok. `rata` kosong bila hanya pitanya yang boleh tampil."""

    letak: int
    n: int
    rata: Decimal | None
    pita: str


def cukup(n: int, *, min_n: int) -> bool:
    """Kelompok tanpa nama tampil bila orangnya sekurangnya `min_n`, dan tidak pernah kurang dari tiga."""
    return n >= max(min_n, SEDIKITNYA)


def seragam(angka: Sequence[Decimal]) -> bool:
    """Semua sama: rata-ratanya adalah jawaban tiap orang. Rata-rata tepat 1 atau 5 termasuk di sini."""
    return len(set(angka)) <= 1


def pita(rata: Decimal) -> str:
    """Golongan rata-rata 1–5."""
    return next(kata for batas, kata in PITA if rata < batas)


@teliti
def nilai_tampil(jawaban: Sequence[Jawaban], *, min_n: int) -> tuple[Tampilan, ...]:
    """Tujuh nilai dari jawaban satu kelompok tanpa nama; yang penjawabnya kurang tidak ada sama sekali.

    Angka (dibulatkan satu desimal) hanya bila penjawabnya tidak seragam dan setiap penilai menjawab ketiga panduannya.
    Bila ada yang tidak, angka itu bersama rata-rata kelompok dapat dikurangkan menjadi jawaban orang yang melewatinya,
    kecuali orang yang demikian sekurangnya `min_n`. Selain itu cukup pitanya.
    """
    banyak_melewati = sum(None in satu for satu in jawaban)
    sisa_aman = cukup(banyak_melewati, min_n=min_n)
    hasil = []
    for letak in range(len(jawaban[0]) // TIAP_NILAI if jawaban else 0):
        tiga = [satu[letak * TIAP_NILAI : (letak + 1) * TIAP_NILAI] for satu in jawaban]
        per_penilai = [rata_panduan(isi) for t in tiga if (isi := [n for n in t if n is not None])]
        if not cukup(len(per_penilai), min_n=min_n):
            continue
        rata = rata_rata(per_penilai)
        utuh = not any(None in t for t in tiga)
        angka = bulatkan(rata, 1) if (utuh or sisa_aman) and not seragam(per_penilai) else None
        hasil.append(Tampilan(letak, len(per_penilai), angka, pita(rata)))
    return tuple(hasil)


@teliti
def kelompok_seragam(jawaban: Sequence[Jawaban]) -> bool:
    """Rata-rata semua penilai kelompok ini sama."""
    return seragam([rata_panduan([n for n in satu if n is not None]) for satu in jawaban])


def rata_panduan(jawaban: Sequence[int]) -> Decimal:
    """Rata-rata jawaban seorang penilai; menolak yang kosong."""
    return _rata(sum(jawaban), len(jawaban))


@lru_cache(maxsize=4096)
def _rata(total: int, n: int) -> Decimal:
    """Diingat: jawaban 1–5, jadi jumlah dan banyaknya itu-itu juga."""
    return bagi(Decimal(total), Decimal(n))
