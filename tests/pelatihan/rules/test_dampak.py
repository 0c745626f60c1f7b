"""Sebelum dan sesudah di samping yang serupa: rata-rata, selang, dan kapan angkanya tidak ditulis."""

import math
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


def peluang_t(t: float, df: int) -> float:
    """P(T ≤ t) sebaran Student: kerapatannya dijumlahkan dari 0 menurut Simpson."""
    tetap = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi)
    langkah, n = t / 400, 400
    isi = [(1 + (i * langkah) ** 2 / df) ** (-(df + 1) / 2) for i in range(n + 1)]
    return 0.5 + tetap * langkah / 3 * (isi[0] + isi[-1] + 4 * sum(isi[1:-1:2]) + 2 * sum(isi[2:-1:2]))


def test_tiap_angka_tabel_t_sama_dengan_hitungan_sebarannya() -> None:
    """Kuantil 97,5 % yang sebenarnya berada dalam setengah angka terakhir tabelnya."""
    for df, t in T_975:
        bawah, atas = (peluang_t(float(t) + geser, df) for geser in (-0.00051, 0.00051))
        assert bawah < 0.975 < atas, df


def test_derajat_bebas_tabel_t_lengkap_sampai_dua_puluh_lalu_menurut_buku() -> None:
    assert [df for df, _ in T_975] == [*range(1, 21), 25, 30, 40, 60, 120, 1000]
    assert [t_975(n) for n in (20, 25, 59, 60, 119, 120, 999, 1000)] == [
        D(t) for t in ("2.086", "2.060", "2.021", "2.000", "2.000", "1.980", "1.980", "1.962")
    ]


@pytest.mark.parametrize(("awal", "serupa"), [("60", True), ("69.99", True), ("70", False), ("59.99", False)])
def test_serupa_bila_skor_awalnya_di_sepersepuluh_skala_yang_sama(awal: str, serupa: bool) -> None:
    lain = [Amatan("tw1", D(awal), D(awal) + n) for n in range(5)]
    assert (dampak(amatan(1, 2, 3, 4, 5), lain).selisih is not None) is serupa


def test_peserta_tanpa_pembanding_tidak_ikut_selisih() -> None:
    """Empat peserta berpembanding belum cukup; kelimanya ada di golongan yang tidak punya pembanding."""
    tanpa = amatan(99, awal=90)
    assert dampak(amatan(1, 2, 3, 4) + tanpa, amatan(*range(9))).selisih is None
    d = dampak(amatan(3, 3, 3, 3, 3) + tanpa, amatan(1, 1, 1, 1, 1))
    assert d.selisih and (d.selisih.n, d.selisih.rata) == (5, D("2.00"))


def test_pembanding_yang_bertumpu_pada_satu_orang_memakai_selang_terlebar() -> None:
    """Enam peserta rendah hanya berpembanding satu orang (naik 10, timbangan 6), satu peserta tinggi empat orang (naik 3).

    Rata-rata (60 + 3) : 7 = 9, ragam (600 + 9) : 7 − 81 = 6. Banyak efektif 49 : 36,25 = 1,35, jadi derajat bebas 1:
    12,706 × √6 = 31,12.
    """
    peserta = amatan(*[15] * 6, awal=20) + amatan(15, awal=90)
    d = dampak(peserta, amatan(10, awal=20) + amatan(3, 3, 3, 3, awal=90))
    assert d.serupa and d.selisih
    assert (d.serupa.n, d.serupa.rata, d.serupa.bawah, d.serupa.atas) == (5, D(9), D("-22.12"), D("40.12"))
    assert (d.selisih.rata, d.selisih.bawah, d.selisih.atas) == (D(6), D("-25.12"), D("37.12"))


def test_pembanding_bertimbangan_dihitung_dengan_banyak_efektif() -> None:
    """Golongan rendah empat peserta dan dua pembanding (2 tiap orang), tinggi empat dan delapan (0,5 tiap orang).

    Naik 0 dan 4 di rendah, semuanya 6 di tinggi: rata-rata (2 × 4 + 6 × 4) : 8 = 4, ragam (32 + 144) : 8 − 16 = 6.
    Banyak efektif 64 : (8 + 2) = 6,4; galat baku √(6 : 5,4); derajat bebas 5: ± 2,571 × 1,0541 = 2,71.
    """
    peserta = amatan(5, 5, 5, 5, awal=20) + amatan(5, 5, 5, 5, awal=90)
    d = dampak(peserta, amatan(0, 4, awal=20) + amatan(*[6] * 8, awal=90))
    assert d.serupa
    assert (d.serupa.n, d.serupa.rata, d.serupa.bawah, d.serupa.atas) == (10, D(4), D("1.29"), D("6.71"))


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
