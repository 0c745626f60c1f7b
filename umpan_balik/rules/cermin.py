"""Cermin penilai: kebiasaan menilai seseorang di samping unitnya. Untuk dirinya sendiri, tidak pernah disimpan.

Tiga angka: rata-rata, beda antarorang (rata-rata jarak tiap orang dari rata-rata itu), dan kesamaan (bagian pasangan
orang yang mendapat jawaban sama pada panduan yang sama). Lihat docs/aturan/anonimitas.md.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from indikator.rules.angka import bagi, jumlah, rata_rata, tampil, teliti

Jawaban = Sequence[int | None]
SEDIKITNYA_PEMBANDING: Final = 5
BEDA_BERARTI: Final = Decimal("0.5")
SAMA_BERARTI: Final = Decimal(85)
SERATUS: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Kebiasaan:
    """`sebaran` dan `kesamaan` (persen) kosong bila orangnya kurang dari dua."""

    n: int
    rata: Decimal
    sebaran: Decimal | None
    kesamaan: Decimal | None


@teliti
def kebiasaan(formulir: Sequence[Jawaban]) -> Kebiasaan | None:
    """Kebiasaan dari formulir seorang penilai, satu tiap orang; formulir kosong dilewati. None bila semuanya kosong."""
    isi = [f for f in formulir if any(n is not None for n in f)]
    if not isi:
        return None
    per_orang = [rata_rata([Decimal(n) for n in f if n is not None]) for f in isi]
    tengah = rata_rata(per_orang)
    if len(isi) < 2:
        return Kebiasaan(1, tengah, None, None)
    return Kebiasaan(len(isi), tengah, rata_rata([abs(x - tengah) for x in per_orang]), _kesamaan(isi))


def _kesamaan(isi: Sequence[Jawaban]) -> Decimal | None:
    sama = semua = 0
    for butir in zip(*isi, strict=True):
        terisi = Counter(n for n in butir if n is not None)
        sama += sum(_pasang(n) for n in terisi.values())
        semua += _pasang(terisi.total())
    return bagi(Decimal(sama) * SERATUS, Decimal(semua)) if semua else None


def _pasang(n: int) -> int:
    return n * (n - 1) // 2


@teliti
def kalimat(diri: Kebiasaan, unit: Kebiasaan | None) -> str:
    """Satu kalimat tentang yang paling menonjol; menggambarkan, tidak menuduh dan tidak menyuruh mengubah angka."""
    awal = f"Rata-rata Anda {tampil(diri.rata)}"
    if unit is not None:
        beda = diri.rata - unit.rata
        if abs(beda) >= BEDA_BERARTI:
            arah = "di atas" if beda > 0 else "di bawah"
            awal += f", {tampil(abs(beda))} {arah} penilai seunit ({tampil(unit.rata)})"
        else:
            awal += f", dekat dengan penilai seunit ({tampil(unit.rata)})"
    if diri.kesamaan is None:
        return f"{awal}; beda antarorang terlihat setelah Anda mengisi formulir kedua."
    sama = tampil(diri.kesamaan, 0)
    if diri.kesamaan >= SAMA_BERARTI:
        return f"{awal}, dan {sama} % jawaban Anda sama bagi semua orang: periksa apakah perbuatannya memang sama."
    return f"{awal}, dan {sama} % jawaban Anda sama antara satu orang dan yang lain."


@teliti
def rata_kebiasaan(semua: Sequence[Kebiasaan]) -> Kebiasaan | None:
    """Pembanding satu unit; None bila penilai yang menilai dua orang atau lebih kurang dari lima."""
    cukup = [k for k in semua if k.sebaran is not None and k.kesamaan is not None]
    if len(cukup) < SEDIKITNYA_PEMBANDING:
        return None
    n = Decimal(len(cukup))
    return Kebiasaan(
        len(cukup),
        bagi(jumlah(k.rata for k in cukup), n),
        bagi(jumlah(k.sebaran for k in cukup if k.sebaran is not None), n),
        bagi(jumlah(k.kesamaan for k in cukup if k.kesamaan is not None), n),
    )
