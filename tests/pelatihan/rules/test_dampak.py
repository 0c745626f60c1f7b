"""Sebelum dan sesudah di samping yang serupa: rata-rata, selang, dan kapan angkanya tidak ditulis."""

import statistics
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelatihan.rules.dampak import T_975, Amatan, Dampak, kumpulkan, t_975
from pelatihan.rules.dampak import dampak as hitung
from tests.indikator.rules.bantu import SIFAT, D


def amatan(*ubah: int, awal: int = 60, strata: str = "tw1") -> list[Amatan]:
    return [Amatan(strata, D(awal), D(awal + u)) for u in ubah]


def dampak(ikut: list[Amatan], lain: list[Amatan]) -> Dampak:
    return hitung(ikut, kumpulkan(lain))


def test_contoh_hitung_di_dokumen() -> None:
    """Lima ikut naik 8–12 (rata 10), lima serupa naik 0–4 (rata 2): selisih 8, galat baku 1, df 8, t 2,306."""
    d = dampak(amatan(8, 9, 10, 11, 12), amatan(0, 1, 2, 3, 4))
    assert d.ikut and d.serupa and d.selisih
    assert (d.n, d.awal, d.akhir) == (5, D(60), D(70))
    # ragam contoh 2,5; galat baku √(2,5/5) = 0,7071; t(4) = 2,776
    assert (d.ikut.rata, d.ikut.bawah, d.ikut.atas) == (D("10.00"), D("8.04"), D("11.96"))
    assert (d.selisih.rata, d.selisih.bawah, d.selisih.atas) == (D("8.00"), D("5.69"), D("10.31"))
    assert d.urutan == D("5.69")


@pytest.mark.parametrize(
    ("ikut", "lain", "ada"), [(4, 50, (False, False)), (5, 4, (True, False)), (5, 5, (True, True))]
)
def test_kurang_dari_lima_orang_tidak_ditulis(ikut: int, lain: int, ada: tuple[bool, bool]) -> None:
    d = dampak(amatan(*range(ikut)), amatan(*range(lain)))
    assert (d.ikut is not None, d.selisih is not None) == ada
    assert d.n == ikut
    if not ada[1]:
        assert d.urutan is None and d.serupa is None


def test_yang_skor_awalnya_jauh_atau_periodenya_lain_bukan_pembanding() -> None:
    jauh = amatan(0, 0, 0, 0, 0, awal=80)
    lain = amatan(0, 0, 0, 0, 0, strata="tw2")
    assert dampak(amatan(1, 2, 3, 4, 5), jauh + lain).selisih is None


def test_pembanding_ditimbang_menurut_golongan_pesertanya() -> None:
    """Empat peserta dari golongan rendah dan satu dari tinggi; pembandingnya kebalikannya. Keduanya naik sama di golongannya."""
    rendah, tinggi = {"awal": 20}, {"awal": 90}
    peserta = amatan(30, 30, 30, 30, **rendah) + amatan(5, **tinggi)
    lain = amatan(30, **rendah) + amatan(5, 5, 5, 5, **tinggi)
    d = dampak(peserta, lain)
    assert d.selisih and d.selisih.rata == D("0.00")


def test_tabel_t_menurun_dan_dibaca_ke_bawah() -> None:
    nilai = [t for _, t in T_975]
    assert nilai == sorted(nilai, reverse=True)
    assert (t_975(1), t_975(24), t_975(10**6)) == (D("12.706"), D("2.086"), D("1.962"))
    with pytest.raises(ValueError, match="dua orang"):
        t_975(0)


@SIFAT
@given(st.lists(st.integers(-50, 50), min_size=5, max_size=20))
def test_selang_memuat_rata_rata_dan_sama_dengan_rumus_buku(ubah: list[int]) -> None:
    d = dampak(amatan(*ubah), [])
    assert d.ikut
    assert d.ikut.bawah <= d.ikut.rata <= d.ikut.atas
    galat = Decimal(statistics.variance([Decimal(u) for u in ubah]) / len(ubah)).sqrt()
    assert abs(d.ikut.atas - d.ikut.rata - t_975(len(ubah) - 1) * galat) <= D("0.02")


@SIFAT
@given(st.lists(st.integers(-50, 50), min_size=5, max_size=12), st.randoms(use_true_random=False))
def test_urutan_orang_tidak_berpengaruh(ubah: list[int], acak) -> None:  # type: ignore[no-untyped-def]
    peserta, lain = amatan(*ubah), amatan(*reversed(ubah))
    semula = dampak(peserta, lain)
    acak.shuffle(peserta)
    assert dampak(peserta, lain) == semula
