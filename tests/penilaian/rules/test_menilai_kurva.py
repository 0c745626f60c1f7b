"""Kurva tim: bentuk dan tanda, tidak pernah jatah."""

from decimal import Decimal

import pytest

from indikator.rules.kebijakan import aturan_dari
from penilaian.queries.unit import POLA
from penilaian.rules.menilai_kurva import puluhan_persen, setara, tanda, tengah, unit_terbit

ATURAN = aturan_dari({})


@pytest.mark.parametrize(
    ("nilai", "sebutan"),
    [
        ("110", "istimewa"),
        ("109.99", "baik"),
        ("90", "baik"),
        ("89.99", "butuh_perbaikan"),
        ("70", "butuh_perbaikan"),
        ("69.99", "kurang"),
        ("50", "kurang"),
        ("49.99", "sangat_kurang"),
        ("0", "sangat_kurang"),
    ],
)
def test_capaian_unit_disetarakan_tanpa_lubang(nilai: str, sebutan: str) -> None:
    assert setara(Decimal(nilai), aturan=ATURAN) == sebutan


@pytest.mark.parametrize(
    ("sebaran", "capaian", "harapan"),
    [
        ((0, 0, 0, 0, 5), "butuh_perbaikan", ["lebih_tinggi", "seragam"]),
        ((0, 0, 0, 0, 4), "baik", ["lebih_tinggi"]),
        ((0, 0, 0, 4, 0), "baik", []),
        ((0, 0, 0, 4, 0), "butuh_perbaikan", ["lebih_tinggi"]),
        ((0, 0, 4, 0, 0), "istimewa", ["lebih_rendah"]),
        ((0, 0, 1, 2, 1), "baik", []),
        ((0, 0, 0, 0, 2), "sangat_kurang", []),  # dua orang terlalu sedikit
        ((0, 0, 0, 0, 0), "baik", []),
        ((0, 0, 0, 6, 0), None, ["seragam"]),
        ((0, 0, 0, 0, 4), None, []),
    ],
)
def test_tanda_menurut_sebaran_dan_capaian(
    sebaran: tuple[int, ...], capaian: str | None, harapan: list[str]
) -> None:
    assert list(tanda(sebaran, POLA[capaian] if capaian else None)) == harapan


def test_pola_sendiri_tidak_pernah_bertanda_beda() -> None:
    assert all(not tanda(pola, pola) for pola in POLA.values())
    with pytest.raises(ValueError, match="kosong"):
        tengah((0, 0, 0, 0, 0))


def test_satu_penetapan_baru_tidak_terbaca_dari_puluhan_persen() -> None:
    assert puluhan_persen((0, 0, 5, 20, 5)) == puluhan_persen((0, 0, 5, 21, 5)) == (0, 0, 20, 70, 20)
    assert puluhan_persen((0, 0, 0, 0, 0)) == (0, 0, 0, 0, 0)
    assert puluhan_persen((1, 0, 0, 1, 0)) == (50, 0, 0, 50, 0)


@pytest.mark.parametrize(
    ("tiap", "terbit"),
    [
        ([(0, 0, 1, 4, 0), (0, 0, 1, 4, 0)], (0, 0, 20, 80, 0)),  # dua penilai, sepuluh orang, 80 %
        ([(0, 0, 1, 4, 0), (0, 0, 1, 3, 0)], ()),  # sembilan orang
        ([(0, 0, 2, 8, 0)], ()),  # satu penilai
        ([(0, 0, 1, 9, 0), (0, 0, 1, 9, 0)], ()),  # 90 % di satu predikat
        ([], ()),
    ],
)
def test_pembanding_unit_tidak_menunjuk_orang(tiap: list[tuple[int, ...]], terbit: tuple[int, ...]) -> None:
    assert unit_terbit(tiap) == terbit
