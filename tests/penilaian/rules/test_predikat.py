import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.rules.kebijakan import aturan_dari
from penilaian.rules.predikat import (
    KODE_SIASN_PREDIKAT,
    KODE_SIASN_RATING,
    LABEL_PREDIKAT,
    LABEL_RATING,
    TABEL_PREDIKAT,
    Predikat,
    Rating,
    predikat,
    usulan_rating,
)
from tests.indikator.rules.bantu import SIFAT, D

BAWAH, SESUAI, ATAS = Rating.DI_BAWAH, Rating.SESUAI, Rating.DI_ATAS
URUTAN_RATING = [BAWAH, SESUAI, ATAS]
URUTAN_PREDIKAT = [
    Predikat.SANGAT_KURANG,
    Predikat.KURANG,
    Predikat.BUTUH_PERBAIKAN,
    Predikat.BAIK,
    Predikat.SANGAT_BAIK,
]


@pytest.mark.parametrize(
    ("hasil", "perilaku", "label"),
    [
        # PermenPANRB 6/2022, tabel predikat, dibaca per baris
        (ATAS, BAWAH, "Kurang"),
        (ATAS, SESUAI, "Baik"),
        (ATAS, ATAS, "Sangat Baik"),
        (SESUAI, BAWAH, "Kurang"),
        (SESUAI, SESUAI, "Baik"),
        (SESUAI, ATAS, "Baik"),
        (BAWAH, BAWAH, "Sangat Kurang"),
        (BAWAH, SESUAI, "Butuh Perbaikan"),
        (BAWAH, ATAS, "Butuh Perbaikan"),
    ],
)
def test_sembilan_kotak(hasil: Rating, perilaku: Rating, label: str) -> None:
    assert LABEL_PREDIKAT[predikat(hasil=hasil, perilaku=perilaku)] == label


def test_tabel_penuh_tanpa_kotak_kosong() -> None:
    assert set(TABEL_PREDIKAT) == set(itertools.product(Rating, Rating))


@pytest.mark.parametrize("tetap", list(Rating))
def test_perilaku_lebih_baik_tidak_menurunkan_predikat(tetap: Rating) -> None:
    urut = [URUTAN_PREDIKAT.index(predikat(hasil=tetap, perilaku=r)) for r in URUTAN_RATING]
    assert urut == sorted(urut)


@pytest.mark.parametrize("tetap", [SESUAI, ATAS])
def test_hasil_lebih_baik_tidak_menurunkan_predikat(tetap: Rating) -> None:
    urut = [URUTAN_PREDIKAT.index(predikat(hasil=r, perilaku=tetap)) for r in URUTAN_RATING]
    assert urut == sorted(urut)


def test_hasil_di_bawah_dengan_perilaku_di_bawah_adalah_yang_terendah() -> None:
    assert predikat(hasil=BAWAH, perilaku=BAWAH) is Predikat.SANGAT_KURANG


def test_setiap_rating_dan_predikat_berlabel_dan_berkode_siasn() -> None:
    assert set(LABEL_RATING) == set(KODE_SIASN_RATING) == set(Rating)
    assert set(LABEL_PREDIKAT) == set(KODE_SIASN_PREDIKAT) == set(Predikat)
    assert [KODE_SIASN_PREDIKAT[p] for p in reversed(URUTAN_PREDIKAT)] == [1, 2, 3, 4, 5]
    assert [KODE_SIASN_RATING[r] for r in (ATAS, SESUAI, BAWAH)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("nilai", "rating"),
    [
        ("0.00", BAWAH),
        ("89.99", BAWAH),
        ("90.00", SESUAI),
        ("90.01", SESUAI),
        ("109.99", SESUAI),
        ("110.00", ATAS),
        ("120.00", ATAS),
    ],
)
def test_ambang_usulan_rating(nilai: str, rating: Rating) -> None:
    assert usulan_rating(D(nilai), aturan=aturan_dari({})) is rating


def test_ambang_diambil_dari_kebijakan() -> None:
    aturan = aturan_dari({"ambang": {"sesuai": "80", "di_atas": "100"}})
    assert usulan_rating(D("80.00"), aturan=aturan) is SESUAI
    assert usulan_rating(D("100.00"), aturan=aturan) is ATAS


def test_nilai_yang_belum_dibulatkan_ditolak() -> None:
    with pytest.raises(ValueError, match="Bulatkan nilai"):
        usulan_rating(D("89.996"), aturan=aturan_dari({}))


@SIFAT
@given(st.integers(0, 12000), st.integers(0, 12000))
def test_nilai_lebih_besar_tidak_menurunkan_usulan(a: int, b: int) -> None:
    kecil, besar = (usulan_rating(D(x).scaleb(-2), aturan=aturan_dari({})) for x in sorted((a, b)))
    assert URUTAN_RATING.index(kecil) <= URUTAN_RATING.index(besar)
