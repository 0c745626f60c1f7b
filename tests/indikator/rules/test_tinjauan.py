"""Ringkasan capaian sebuah indikator dan kalimat yang menyertainya."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.rules.sebaran import CUKUP
from indikator.rules.tinjauan import Ringkasan, Temuan, peringkat, ringkas, sejalan, temuan
from tests.indikator.rules.bantu import SIFAT

BATAS = D(120)


def dari(*capaian: int, tujuan: int | None = None) -> Ringkasan:
    hasil = ringkas([(D(c), None if tujuan is None else D(tujuan)) for c in capaian], batas=BATAS)
    assert hasil is not None
    return hasil


@pytest.mark.parametrize("n", range(CUKUP))
def test_kurang_dari_lima_orang_tidak_diringkas(n: int) -> None:
    assert ringkas([(D(100), None)] * n, batas=BATAS) is None


@pytest.mark.parametrize(
    ("n", "kuartil"),
    [(1, (1, 1, 1)), (4, (1, 2, 3)), (5, (2, 3, 4)), (8, (2, 4, 6)), (9, (3, 5, 7)), (100, (25, 50, 75))],
)
def test_kuartil_menurut_peringkat_terdekat(n: int, kuartil: tuple[int, int, int]) -> None:
    urut = [D(x) for x in range(1, n + 1)]
    assert tuple(peringkat(urut, k) for k in (1, 2, 3)) == kuartil


def test_daftar_kosong_ditolak() -> None:
    with pytest.raises(ValueError, match="Belum ada"):
        peringkat([], 2)


def test_ringkasan_menghitung_batas_nol_dan_di_bawah_target() -> None:
    r = dari(120, 120, 0, 90, 100)
    assert (r.n, r.di_batas, r.nol, r.di_bawah) == (5, 2, 1, 2)
    assert (r.kuartil_bawah, r.tengah, r.kuartil_atas, r.sebaran) == (90, 100, 120, 30)


@pytest.mark.parametrize(
    ("capaian", "tujuan", "benar"),
    [(100, 100, True), (D("99.99"), 100, False), (120, 80, False), (80, D("99.99"), True)],
)
def test_sejalan_bila_keduanya_di_sisi_yang_sama_dari_target(capaian: D, tujuan: D, benar: bool) -> None:
    assert sejalan(D(capaian), tujuan=D(tujuan)) is benar


@pytest.mark.parametrize(
    ("capaian", "tujuan", "ditemukan"),
    [
        ((120, 120, 120, 90, 80), None, [Temuan.TERLALU_MUDAH]),
        ((0, 0, 0, 90, 110), None, [Temuan.TIDAK_TERJANGKAU]),
        ((60, 70, 80, 105, 110), None, [Temuan.TERLALU_TINGGI]),
        ((101, 101, 101, 101, 101), None, [Temuan.TIDAK_MEMBEDAKAN]),
        ((101, 105, 103, 104, 102), 80, [Temuan.TIDAK_SEJALAN]),
        ((101, 105, 103, 104, 102), 110, []),
        ((0, 0, 0, 0, 0), None, [Temuan.TIDAK_TERJANGKAU, Temuan.TIDAK_MEMBEDAKAN]),
    ],
)
def test_yang_mencolok(capaian: tuple[int, ...], tujuan: int | None, ditemukan: list[Temuan]) -> None:
    assert [kode for kode, _ in temuan(dari(*capaian, tujuan=tujuan))] == ditemukan


def test_kalimatnya_menyebut_banyaknya_orang_dan_hanya_menduga() -> None:
    r = dari(*[120] * 92, *range(90, 98))
    assert temuan(r)[0][1] == "92 dari 100 orang mencapai batas atas: target mungkin terlalu mudah."


@SIFAT
@given(st.lists(st.tuples(st.integers(0, 120), st.none() | st.integers(0, 120)), min_size=CUKUP, max_size=12))
def test_tidak_bergantung_urutan_dan_semua_bagian_tidak_melebihi_n(
    daftar: list[tuple[int, int | None]],
) -> None:
    pasangan = [(D(c), None if t is None else D(t)) for c, t in daftar]
    r = ringkas(pasangan, batas=BATAS)
    assert r == ringkas(reversed(pasangan), batas=BATAS)
    assert r is not None
    assert max(r.di_batas, r.nol, r.di_bawah, r.bertujuan) <= r.n
    assert r.sejalan <= r.bertujuan
    assert r.kuartil_bawah <= r.tengah <= r.kuartil_atas
    assert all("mungkin" in kata for _, kata in temuan(r))


@pytest.mark.parametrize(
    ("pasangan", "ditemukan"),
    [
        # Lima orang bertujuan, tiga tidak sejalan: separuh lebih.
        ([(101, 80)] * 3 + [(102, 110)] * 2 + [(103, None)] * 4, "3 dari 5 orang tidak sejalan"),
        ([(101, 80)] * 3 + [(102, 110)] * 3 + [(103, None)] * 4, "3 dari 6 orang tidak sejalan"),
        ([(101, 80)] * 2 + [(102, 110)] * 3 + [(103, None)] * 4, ""),
        # Empat orang bertujuan terlalu sedikit.
        ([(101, 80)] * 4 + [(103, None)] * 4, ""),
    ],
)
def test_tidak_sejalan_dihitung_dari_yang_bertujuan_saja(
    pasangan: list[tuple[int, int | None]], ditemukan: str
) -> None:
    r = ringkas([(D(c), None if t is None else D(t)) for c, t in pasangan], batas=BATAS)
    assert r is not None
    kata = [k for kode, k in temuan(r) if kode is Temuan.TIDAK_SEJALAN]
    assert [k[: len(ditemukan)] for k in kata] == ([ditemukan] if ditemukan else [])


def test_mencolok_sejak_tepat_separuh_orang() -> None:
    assert temuan(dari(120, 120, 120, 101, 102, 104))[0][0] is Temuan.TERLALU_MUDAH
    assert temuan(dari(120, 120, 103, 101, 102, 104)) == []
