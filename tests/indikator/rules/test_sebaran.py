"""Sebaran capaian sebuah indikator."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.rules.sebaran import CUKUP, sebaran

BATAS = D(120)


@pytest.mark.parametrize("n", range(CUKUP))
def test_terlalu_sedikit_tidak_diringkas(n: int) -> None:
    assert sebaran([D(100)] * n, batas=BATAS) is None


def test_ringkasan_lima_laporan() -> None:
    hasil = sebaran([D(120), D(0), D(90), D(120), D(100)], batas=BATAS)
    assert hasil is not None
    assert (hasil.n, hasil.di_batas, hasil.nol) == (5, 2, 1)
    assert (hasil.terendah, hasil.tengah, hasil.tertinggi) == (0, 100, 120)
    assert not (hasil.terlalu_mudah or hasil.terlalu_sulit or hasil.tidak_membedakan)


def test_tengah_dari_banyak_genap_adalah_rata_rata_dua_di_tengah() -> None:
    hasil = sebaran([D(n) for n in (10, 20, 30, 50, 60, 70)], batas=BATAS)
    assert hasil is not None and hasil.tengah == 40


@pytest.mark.parametrize(
    ("capaian", "tanda"),
    [
        ([120, 120, 120, 90, 80], "terlalu_mudah"),
        ([0, 0, 0, 90, 80], "terlalu_sulit"),
        ([100, 100, 100, 100, 100], "tidak_membedakan"),
    ],
)
def test_tanda_untuk_ditinjau(capaian: list[int], tanda: str) -> None:
    hasil = sebaran([D(c) for c in capaian], batas=BATAS)
    assert hasil is not None and getattr(hasil, tanda)


@pytest.mark.parametrize(
    ("capaian", "tanda"),
    [
        ([120, 120, 120, 60, 70, 80], ["terlalu_mudah"]),
        ([120, 120, 50, 60, 70, 80], []),
        ([0, 0, 0, 60, 70, 80], ["terlalu_sulit"]),
        ([0, 0, 50, 60, 70, 80], []),
    ],
)
def test_mencolok_sejak_tepat_separuh(capaian: list[int], tanda: list[str]) -> None:
    hasil = sebaran([D(c) for c in capaian], batas=BATAS)
    semua = ("terlalu_mudah", "terlalu_sulit", "tidak_membedakan")
    assert [satu for satu in semua if getattr(hasil, satu)] == tanda


def test_lima_orang_cukup_dan_tengahnya_yang_ketiga() -> None:
    assert CUKUP == 5
    hasil = sebaran([D(n) for n in (70, 10, 40, 20, 60)], batas=BATAS)
    assert hasil is not None and hasil.tengah == 40
    tujuh = sebaran([D(n) for n in (1, 2, 3, 40, 50, 60, 70)], batas=BATAS)
    assert tujuh is not None and tujuh.tengah == 40


PERSEN = st.integers(0, 12_000).map(lambda n: D(n) / 100)


@given(st.lists(PERSEN, min_size=CUKUP, max_size=20))
def test_urutan_tidak_berpengaruh_dan_tengah_di_antara(capaian: list[D]) -> None:
    hasil = sebaran(capaian, batas=BATAS)
    assert hasil is not None and hasil == sebaran(reversed(capaian), batas=BATAS)
    assert hasil.terendah <= hasil.tengah <= hasil.tertinggi
    assert hasil.di_batas + hasil.nol <= hasil.n
