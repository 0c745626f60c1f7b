"""Peta talenta: nomor kotak menurut tabel peraturan, batas sebagai data, dan yang kosong tidak pernah ditebak."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelatihan.rules.talenta import (
    DIDAHULUKAN,
    KINERJA_BAWAAN,
    KOLOM,
    KOTAK,
    LETAK,
    URUTAN_KINERJA,
    Aturan,
    Potensial,
    berlaku_sejak,
    kategori_kinerja,
    kategori_potensial,
    kotak,
    mundur,
    sebutan,
)
from penilaian.rules.predikat import Predikat, Rating

SKOR = st.decimals(0, 100, places=2)
ATAS, SESUAI, BAWAH = "di_atas", "sesuai", "di_bawah"

# PermenPANRB 3/2020, ditulis ulang sel demi sel.
TABEL = [
    (ATAS, "rendah", 4),
    (ATAS, "menengah", 7),
    (ATAS, "tinggi", 9),
    (SESUAI, "rendah", 2),
    (SESUAI, "menengah", 5),
    (SESUAI, "tinggi", 8),
    (BAWAH, "rendah", 1),
    (BAWAH, "menengah", 3),
    (BAWAH, "tinggi", 6),
]


@pytest.mark.parametrize(("kinerja", "potensial", "nomor"), TABEL)
def test_nomor_kotak_menurut_peraturan(kinerja: str, potensial: str, nomor: int) -> None:
    assert kotak(Rating(kinerja), Potensial(potensial)) == nomor
    assert LETAK[nomor] == (Rating(kinerja), Potensial(potensial))


def test_kotak_lengkap_dan_yang_didahulukan() -> None:
    assert sorted(KOTAK.values()) == list(range(1, 10))
    assert {7, 8, 9} == DIDAHULUKAN
    assert sebutan(9) == "kinerja di atas ekspektasi, potensial tinggi"
    with pytest.raises(ValueError, match="1 sampai 9"):
        sebutan(10)


@pytest.mark.parametrize(
    ("predikat", "kategori"),
    [
        ("sangat_baik", ATAS),
        ("baik", SESUAI),
        ("butuh_perbaikan", BAWAH),
        ("kurang", BAWAH),
        ("sangat_kurang", BAWAH),
        ("", None),
    ],
)
def test_predikat_dibaca_menurut_bawaan(predikat: str, kategori: str | None) -> None:
    assert kategori_kinerja(predikat, Aturan()) == kategori


@pytest.mark.parametrize(
    ("skor", "tingkat"),
    [
        ("0", "rendah"),
        ("59.99", "rendah"),
        ("60", "menengah"),
        ("79.99", "menengah"),
        ("80", "tinggi"),
        ("100", "tinggi"),
    ],
)
def test_batas_potensial_termasuk_ke_atas(skor: str, tingkat: str) -> None:
    assert kategori_potensial(Decimal(skor), Aturan()) == tingkat


def test_ukuran_beku_bersama_jejaknya() -> None:
    assert Aturan(lihat_sendiri=True, menengah=Decimal("62.5")).beku() == {
        "kinerja": {
            "sangat_baik": ATAS,
            "baik": SESUAI,
            "butuh_perbaikan": BAWAH,
            "kurang": BAWAH,
            "sangat_kurang": BAWAH,
        },
        "menengah": "62.50",
        "tinggi": "80.00",
        "masa_bulan": 36,
        "lihat_sendiri": True,
    }
    assert Aturan().beku()["lihat_sendiri"] is False


@pytest.mark.parametrize("lain", [{"masa_bulan": 1}, {"masa_bulan": 120}, {"tinggi": Decimal(100)}])
def test_ukuran_di_tepinya_diterima(lain: dict[str, Any]) -> None:
    assert {nama: getattr(Aturan(**lain), nama) for nama in lain} == lain


def test_yang_belum_ada_tidak_ditebak_dan_skor_mustahil_ditolak() -> None:
    assert kategori_potensial(None, Aturan()) is None
    assert kotak(Rating.DI_ATAS, None) is None and kotak(None, Potensial.TINGGI) is None
    for skor in ("-0.01", "100.01"):
        with pytest.raises(ValueError, match="0 sampai 100"):
            kategori_potensial(Decimal(skor), Aturan())


def test_contoh_di_docs_satu_kementerian_membaca_baik_sebagai_di_atas() -> None:
    kinerja = KINERJA_BAWAAN | {Predikat.BAIK: Rating.DI_ATAS, Predikat.BUTUH_PERBAIKAN: Rating.SESUAI}
    aturan, skor = Aturan(kinerja), Decimal("82.5")
    hasil = [
        kotak(kategori_kinerja(p, a), kategori_potensial(skor, a))
        for p, a in (("baik", Aturan()), ("baik", aturan), ("butuh_perbaikan", aturan))
    ]
    assert hasil == [8, 9, 8]
    assert kotak(Rating.SESUAI, kategori_potensial(skor, Aturan(tinggi=Decimal(85)))) == 5


@pytest.mark.parametrize(
    ("lain", "kata"),
    [
        ({"kinerja": {Predikat.BAIK: Rating.SESUAI}}, "Tiap predikat"),
        ({"kinerja": KINERJA_BAWAAN | {Predikat.KURANG: Rating.DI_ATAS}}, "lebih rendah"),
        ({"menengah": Decimal(80)}, "Batas potensial"),
        ({"menengah": Decimal(0)}, "Batas potensial"),
        ({"tinggi": Decimal("100.01")}, "Batas potensial"),
        ({"masa_bulan": 0}, "Masa pakai"),
        ({"masa_bulan": 121}, "Masa pakai"),
    ],
)
def test_ukuran_yang_bertentangan_ditolak(lain: dict[str, Any], kata: str) -> None:
    with pytest.raises(ValueError, match=kata):
        Aturan(**lain)


@pytest.mark.parametrize(
    ("hari", "bulan", "hasil"),
    [
        (date(2026, 11, 23), 36, date(2023, 11, 23)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
    ],
)
def test_mundur_menurut_bulan(hari: date, bulan: int, hasil: date) -> None:
    assert mundur(hari, bulan) == hasil


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 120))
def test_makin_lama_masa_pakainya_makin_awal_batasnya(hari: date, bulan: int) -> None:
    assert berlaku_sejak(hari, Aturan(masa_bulan=bulan)) < hari
    assert mundur(hari, bulan) <= mundur(hari, max(1, bulan - 1))


@given(SKOR, SKOR, st.sampled_from(list(Predikat)))
def test_skor_lebih_tinggi_tidak_pernah_menurunkan_kotak(a: Decimal, b: Decimal, p: Predikat) -> None:
    aturan = Aturan()
    rendah, tinggi = (
        kotak(kategori_kinerja(p, aturan), kategori_potensial(s, aturan)) for s in sorted((a, b))
    )
    assert rendah is not None and tinggi is not None and rendah <= tinggi


@given(
    SKOR,
    st.lists(st.sampled_from(URUTAN_KINERJA), min_size=5, max_size=5),
    st.integers(1, 99),
    st.integers(1, 99),
)
def test_predikat_lebih_baik_tidak_pernah_menurunkan_kotak_pada_ukuran_apa_pun(
    skor: Decimal, kategori: list[Rating], x: int, y: int
) -> None:
    urut = sorted(kategori, key=URUTAN_KINERJA.index, reverse=True)
    aturan = Aturan(
        dict(zip(Predikat, urut, strict=True)), Decimal(min(x, y)), Decimal(max(x, y) + 1), masa_bulan=1
    )
    tingkat = kategori_potensial(skor, aturan)
    nomor = [kotak(kategori_kinerja(p, aturan), tingkat) for p in Predikat]
    assert all(a is not None and b is not None and a >= b for a, b in pairwise(nomor))
    assert tingkat in KOLOM
