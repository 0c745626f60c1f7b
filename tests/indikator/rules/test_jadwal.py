"""Triwulan kalender dan tenggat usulan."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.rules.jadwal import (
    HARI_SUSULAN,
    Pembagian,
    Pola,
    bagian_tahun,
    nama_triwulan,
    rentang_triwulan,
    triwulan_dari,
    usul_tenggat,
)


@pytest.mark.parametrize(
    ("ke", "mulai", "selesai"),
    [
        (1, date(2028, 1, 1), date(2028, 3, 31)),
        (2, date(2028, 4, 1), date(2028, 6, 30)),
        (3, date(2028, 7, 1), date(2028, 9, 30)),
        (4, date(2028, 10, 1), date(2028, 12, 31)),
    ],
)
def test_rentang_triwulan_kalender(ke: int, mulai: date, selesai: date) -> None:
    assert rentang_triwulan(2028, ke) == (mulai, selesai)


@pytest.mark.parametrize("ke", [0, 5, -1])
def test_triwulan_selain_satu_sampai_empat_ditolak(ke: int) -> None:
    with pytest.raises(ValueError, match="1 sampai 4"):
        rentang_triwulan(2026, ke)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31)))
def test_setiap_hari_ada_di_tepat_satu_triwulan(hari: date) -> None:
    memuat = [
        n
        for n in range(1, 5)
        if rentang_triwulan(hari.year, n)[0] <= hari <= rentang_triwulan(hari.year, n)[1]
    ]
    assert memuat == [triwulan_dari(hari)]


@given(
    st.integers(2000, 2100),
    st.integers(1, 4),
    st.dates(min_value=date(1999, 1, 1), max_value=date(2102, 1, 1)),
)
def test_usul_selalu_berurutan_dan_di_dalam_tutup_tahun(tahun: int, ke: int, hari_ini: date) -> None:
    usul = usul_tenggat(tahun, ke, hari_ini=hari_ini)
    assert rentang_triwulan(tahun, ke)[1] < usul.lapor <= usul.nilai <= usul.tutup <= usul.tutup_tahun
    assert usul.umpan_balik <= usul.tutup
    assert usul.skp <= usul.tutup_tahun


def test_tenggat_skp_yang_sudah_lewat_digeser_dua_pekan_dari_hari_ini() -> None:
    hari_ini = date(2026, 5, 4)
    assert usul_tenggat(2026, 2, hari_ini=hari_ini).skp == hari_ini + timedelta(days=14)
    assert usul_tenggat(2027, 1, hari_ini=hari_ini).skp == date(2027, 1, 31)


def test_nama_triwulan_memakai_angka_romawi() -> None:
    assert nama_triwulan(2026, 4) == "Triwulan IV 2026"


def test_pola_triwulan_sebelumnya_dipakai_dan_tahun_menunggu_penutupan_terakhir() -> None:
    usul = usul_tenggat(
        2026, 4, hari_ini=date(2026, 1, 1), pola=Pola(lapor=5, umpan_balik=6, nilai=9, tutup=45)
    )
    assert (usul.lapor, usul.umpan_balik, usul.nilai) == (
        date(2027, 1, 5),
        date(2027, 1, 6),
        date(2027, 1, 9),
    )
    assert usul.tutup == usul.tutup_tahun == date(2027, 2, 14)


def test_pola_bawaan_tujuh_tujuh_empat_belas_dan_dua_puluh_satu_hari() -> None:
    usul = usul_tenggat(2026, 1, hari_ini=date(2026, 1, 31))
    assert (usul.skp, usul.lapor, usul.umpan_balik, usul.nilai, usul.tutup, usul.tutup_tahun) == (
        date(2026, 1, 31),
        date(2026, 4, 7),
        date(2026, 4, 7),
        date(2026, 4, 14),
        date(2026, 4, 21),
        date(2027, 1, 31),
    )
    assert usul_tenggat(2026, 1, hari_ini=date(2026, 2, 1)).skp == date(2026, 2, 15)
    assert HARI_SUSULAN == 14


def test_tenggat_skp_susulan_tidak_melewati_penutupan_tahun() -> None:
    assert usul_tenggat(2026, 4, hari_ini=date(2027, 1, 25)).skp == date(2027, 1, 31)


def test_empat_triwulan_berurut_menutup_tahun() -> None:
    bagian = bagian_tahun(2026, Pembagian.TRIWULAN)
    assert [b.nama for b in bagian] == [f"Triwulan {r} 2026" for r in ("I", "II", "III", "IV")]
    assert (bagian[0].mulai, bagian[-1].selesai) == (date(2026, 1, 1), date(2026, 12, 31))
    assert all(b.mulai - a.selesai == timedelta(days=1) for a, b in pairwise(bagian))
