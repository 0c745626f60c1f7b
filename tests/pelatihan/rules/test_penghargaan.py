"""Ukuran calon penghargaan: berturut-turut, pujian, dan kemajuan unit, dengan alasan yang menyebut angkanya."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelatihan.rules.penghargaan import (
    ORANG_TERSEDIKIT,
    Aturan,
    Capaian,
    RataUnit,
    alasan_beruntun,
    alasan_pujian,
    alasan_unit,
    beruntun,
    dipuji,
    unit_termaju,
)

SB, B = "sangat_baik", "baik"


def unit_(awal: str, akhir: str, *, dahulu: int = 9, kini: int = 9) -> RataUnit:
    return RataUnit(1, "Unit", Decimal(awal), Decimal(akhir), dahulu, kini)


def rangkaian(*predikat: str) -> list[Capaian]:
    return [Capaian(f"P{len(predikat) - n}", p, Decimal(110 + n)) for n, p in enumerate(predikat)]


@pytest.mark.parametrize(
    ("predikat", "banyak", "jadi"),
    [
        ([SB, SB], 2, True),
        ([SB, SB, B], 2, True),
        ([SB, B, SB], 2, False),
        ([B, SB, SB], 2, False),
        ([SB], 2, False),
        ([SB], 1, True),
        ([SB, SB, SB], 0, False),
        ([SB, "", SB], 2, False),
    ],
)
def test_sangat_baik_berturut_turut(predikat: list[str], banyak: int, jadi: bool) -> None:
    assert beruntun(rangkaian(*predikat), Aturan(beruntun=banyak)) is jadi


def test_alasannya_menyebut_tiap_periode_dan_nilainya_dari_yang_terlama() -> None:
    alasan = alasan_beruntun(rangkaian(SB, SB), Aturan(beruntun=2))
    assert alasan == "Sangat Baik 2 periode berturut-turut: P1 (111,00), P2 (110,00)."


def test_alasan_satu_periode_dan_periode_tanpa_nilai() -> None:
    tanpa = [Capaian("P2", SB, None), *rangkaian(SB)]
    assert alasan_beruntun(tanpa, Aturan(beruntun=1)) == "Sangat Baik pada periode ini: P2."
    assert alasan_beruntun(tanpa, Aturan(beruntun=2)) == (
        "Sangat Baik 2 periode berturut-turut: P1 (110,00), P2."
    )


def test_ukuran_beku_bersama_sidangnya() -> None:
    assert Aturan().beku() == {"beruntun": 2, "pujian": 3, "naik": "2", "unit": 3}
    assert alasan_pujian(3, "Triwulan I 2026") == (
        "3 pujian warga yang sudah disaring selama Triwulan I 2026."
    )


@pytest.mark.parametrize(
    ("satu", "layak"),
    [
        (unit_("80", "82"), True),
        (unit_("80", "81.99"), False),
        (unit_("80", "90", dahulu=5, kini=5), True),
        (unit_("80", "90", dahulu=4), False),
        (unit_("80", "90", kini=4), False),
    ],
)
def test_unit_layak_sejak_naik_dua_dan_lima_orang_di_kedua_periode(satu: RataUnit, layak: bool) -> None:
    assert bool(unit_termaju([satu], Aturan())) is layak


def test_unit_yang_turun_atau_tetap_tidak_pernah_maju_walau_batasnya_nol() -> None:
    aturan = Aturan(naik=Decimal(0))
    assert unit_termaju([unit_("80", "80"), unit_("80", "79")], aturan) == []
    assert len(unit_termaju([unit_("80", "80.5")], aturan)) == 1


@pytest.mark.parametrize(
    ("banyak", "batas", "jadi"), [(3, 3, True), (2, 3, False), (9, 0, False), (0, 0, False)]
)
def test_pujian_sekurangnya_batasnya(banyak: int, batas: int, jadi: bool) -> None:
    assert dipuji(banyak, Aturan(pujian=batas)) is jadi


def unit(nomor: int, dahulu: str, kini: str, orang: int = 10) -> RataUnit:
    return RataUnit(nomor, f"Unit {nomor}", Decimal(dahulu), Decimal(kini), orang, 10)


def test_unit_termaju_menurut_kenaikan_dan_unit_kecil_tidak_ikut() -> None:
    semua = [
        unit(1, "88", "91"),
        unit(2, "80", "84"),
        unit(3, "90", "91"),
        unit(4, "50", "99", orang=4),
        unit(5, "87", "90"),
    ]
    assert [u.unit_id for u in unit_termaju(semua, Aturan(naik=Decimal(2), unit=2))] == [2, 1]
    assert unit_termaju(semua, Aturan(unit=0)) == []
    assert alasan_unit(semua[1]) == (
        "Rata-rata nilai naik 4,00, dari 80,00 menjadi 84,00; 10 orang dinilai lengkap."
    )


@given(
    st.lists(st.tuples(st.integers(40, 120), st.integers(40, 120), st.integers(0, 12)), max_size=12),
    st.integers(0, 10),
    st.integers(0, 5),
)
def test_unit_yang_terpilih_selalu_layak_dan_tidak_ada_yang_lebih_maju_tertinggal(
    isi: list[tuple[int, int, int]], naik: int, paling: int
) -> None:
    semua = [unit(n, str(a), str(b), orang) for n, (a, b, orang) in enumerate(isi)]
    aturan = Aturan(naik=Decimal(naik), unit=paling)
    hasil = unit_termaju(semua, aturan)
    layak = [u for u in semua if u.orang_dahulu >= ORANG_TERSEDIKIT and u.naik >= naik and u.naik > 0]
    assert len(hasil) == min(paling, len(layak))
    assert set(hasil) <= set(layak)
    if hasil:
        assert not [u for u in layak if u not in hasil and u.naik > min(h.naik for h in hasil)]
