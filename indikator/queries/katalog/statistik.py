"""Statistik capaian sebuah indikator pada periode terakhir yang berlaporan."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from indikator.models import KUALITATIF, Indikator, Periode, RatingIndikator, Realisasi
from indikator.queries.hitungan import TERHITUNG, aturan_periode, capaian_realisasi
from indikator.rules.angka import SERATUS, bagi, bulatkan
from indikator.rules.sebaran import CUKUP, Sebaran, sebaran


@dataclass(frozen=True, slots=True)
class Statistik:
    """Sebaran capaian pada satu periode, angkanya dibulatkan 2 desimal."""

    periode: str
    batas: Decimal
    sebaran: Sebaran
    persen_di_batas: Decimal
    persen_nol: Decimal
    terendah: Decimal
    tengah: Decimal
    tertinggi: Decimal


def statistik(indikator: Indikator) -> Statistik | None:
    """Capaian semua pemakai (semua versi) pada periode terakhir yang laporannya sudah diajukan. Dua kueri.

    None bila laporannya kurang dari `rules.sebaran.CUKUP`, supaya capaian seseorang tidak dapat ditebak.
    """
    laporan = _laporan(indikator).exclude(indikator__polaritas=KUALITATIF)
    periode = _periode_terakhir(laporan)
    if periode is None:
        return None
    aturan = aturan_periode(periode)
    capaian = [
        capaian_realisasi(satu.indikator, nilai=satu.nilai, tanggal=satu.tanggal, aturan=aturan)
        for satu in laporan.filter(periode=periode).select_related("indikator")
    ]
    hasil = sebaran([c.nilai for c in capaian if c is not None], batas=aturan.batas_capaian)
    if hasil is None:
        return None
    return Statistik(
        periode=periode.nama,
        batas=aturan.batas_capaian,
        sebaran=hasil,
        persen_di_batas=bulatkan(bagi(hasil.di_batas * SERATUS, Decimal(hasil.n)), 0),
        persen_nol=bulatkan(bagi(hasil.nol * SERATUS, Decimal(hasil.n)), 0),
        terendah=bulatkan(hasil.terendah),
        tengah=bulatkan(hasil.tengah),
        tertinggi=bulatkan(hasil.tertinggi),
    )


@dataclass(frozen=True, slots=True)
class SebaranRating:
    """Rating yang diterima pemakai SKP kualitatif pada satu periode: label → banyaknya, dari yang terendah."""

    periode: str
    n: int
    rating: list[tuple[str, int]]


def sebaran_rating(indikator: Indikator) -> SebaranRating | None:
    """Rating semua pemakai kualitatif pada periode terakhir yang berrating. None bila kurang dari `CUKUP`. Dua kueri."""
    laporan = _laporan(indikator).filter(indikator__polaritas=KUALITATIF).exclude(rating="")
    periode = _periode_terakhir(laporan)
    if periode is None:
        return None
    hitung = Counter(laporan.filter(periode=periode).values_list("rating", flat=True))
    if hitung.total() < CUKUP:
        return None
    rating = [(str(r.label), hitung[r.value]) for r in RatingIndikator]
    return SebaranRating(periode.nama, hitung.total(), rating)


def _laporan(indikator: Indikator) -> QuerySet[Realisasi]:
    """Laporan semua versi indikator katalog itu yang sudah diserahkan dan tidak diperlakukan lain."""
    return Realisasi.objects.filter(
        indikator__katalog__unit_id=indikator.unit_id,
        indikator__katalog__kode=indikator.kode,
        status__in=TERHITUNG,
        perlakuan="",
    )


def _periode_terakhir(laporan: QuerySet[Realisasi]) -> Periode | None:
    return (
        Periode.objects.filter(pk__in=laporan.values("periode"))
        .select_related("kebijakan")
        .order_by("-mulai")
        .first()
    )
