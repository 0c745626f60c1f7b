"""Metode angka PP 30/2019: bobot menurut pendapat rekan, pita, dan ide baru."""

import json
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penilaian.rules.periksa import periksa
from penilaian.rules.pp30 import MasukanPP30, PP30Keliru, SebutanPP30, hitung_pp30, pita_dari, sebut


@pytest.mark.parametrize(
    ("nilai", "ide", "sebutan"),
    [
        ("120", True, "sangat_baik"),
        ("110", True, "sangat_baik"),
        ("120", False, "baik"),
        ("110", False, "baik"),
        ("109.99", True, "baik"),
        ("90", False, "baik"),
        ("89.99", True, "cukup"),
        ("70", False, "cukup"),
        ("69.99", False, "kurang"),
        ("50", False, "kurang"),
        ("49.99", True, "sangat_kurang"),
        ("0", False, "sangat_kurang"),
    ],
)
def test_pita_pasal_41_ayat_5(nilai: str, ide: bool, sebutan: str) -> None:
    assert sebut(D(nilai), ide_baru=ide, pita=pita_dari()) == sebutan


@pytest.mark.parametrize(
    ("skp", "perilaku", "rekan", "nilai"),
    [
        ("100", "80", False, "94.00"),
        ("100", "80", True, "92.00"),
        ("89.99", "90.01", False, "90.00"),
        ("120", "120", True, "120.00"),
        ("0", "0", False, "0.00"),
    ],
)
def test_bobot_70_30_atau_60_40(skp: str, perilaku: str, rekan: bool, nilai: str) -> None:
    assert hitung_pp30(MasukanPP30(D(skp), D(perilaku), rekan)).nilai == D(nilai)


def test_yang_belum_ada_tidak_dianggap_nol() -> None:
    hasil = hitung_pp30(MasukanPP30(D(100), None))
    assert (hasil.nilai, hasil.sebutan) == (None, None)


@pytest.mark.parametrize("skp", ["120.01", "-1"])
def test_nilai_di_luar_0_sampai_120_ditolak(skp: str) -> None:
    with pytest.raises(PP30Keliru, match="antara 0 dan 120"):
        hitung_pp30(MasukanPP30(D(skp), D(90)))


@pytest.mark.parametrize(
    ("ambang", "pesan"),
    [({"baik": "111"}, "menurun"), ({"buruk": "1"}, "tidak dikenal"), ({"kurang": "0"}, "menurun")],
)
def test_ambang_yang_tidak_mungkin_ditolak(ambang: dict[str, str], pesan: str) -> None:
    with pytest.raises(PP30Keliru, match=pesan):
        pita_dari(ambang)


ANGKA = st.decimals(0, 120, places=2)


@given(ANGKA, ANGKA, ANGKA, st.booleans())
def test_nilai_lebih_baik_tidak_menurunkan_sebutan(a: D, b: D, perilaku: D, ide: bool) -> None:
    urut = list(reversed(SebutanPP30))
    rendah, tinggi = (hitung_pp30(MasukanPP30(x, perilaku, ide_baru=ide)).sebutan for x in sorted((a, b)))
    assert rendah is not None and tinggi is not None
    assert urut.index(tinggi) >= urut.index(rendah)


def nota(**beda: Any) -> str:
    return json.dumps({"metode": "pp_30_2019", "skp": "115", "perilaku": "105"} | beda)


def test_dihitung_lewat_program_pemeriksa() -> None:
    hasil = periksa(nota(ide_baru=True))
    assert (hasil["nilai"], hasil["sebutan_label"]) == ("112.00", "Sangat Baik")
    assert periksa(nota())["sebutan_label"] == "Baik"
    assert any("tanpa ide baru tetap Baik" in str(satu) for satu in periksa(nota())["langkah"])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "isi", [{"ide_baru": "ya"}, {"skp": "banyak"}, {"ambang": []}, {"metode": "lain"}, {"skp": "121"}]
)
def test_masukan_keliru_ditolak_pemeriksa(isi: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        periksa(nota(**isi))


@pytest.mark.parametrize(
    ("masukan", "langkah"),
    [
        (
            MasukanPP30(D(115), D(105), True),
            (
                "Pendapat rekan dan bawahan dipakai: bobot SKP 60 %, perilaku 40 %.",
                "Nilai = 115,00 × 0,6 + 105,00 × 0,4 = 111,00.",
                "110 ke atas tanpa ide baru tetap Baik (Pasal 41 ayat 5).",
                "Sebutan: Baik.",
            ),
        ),
        (
            MasukanPP30(D(90), D(80)),
            (
                "Pendapat rekan dan bawahan tidak dipakai: bobot SKP 70 %, perilaku 30 %.",
                "Nilai = 90,00 × 0,7 + 80,00 × 0,3 = 87,00.",
                "Sebutan: Cukup.",
            ),
        ),
    ],
)
def test_langkahnya_menyebut_bobot_hitungan_dan_sebutan(
    masukan: MasukanPP30, langkah: tuple[str, ...]
) -> None:
    assert hitung_pp30(masukan).langkah == langkah
