"""Letak titik dan batang grafik."""

import datetime as dt
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inti.rules import grafik

NILAI = st.decimals(min_value=0, max_value=200, places=2)


def test_garis_naik_bila_nilainya_naik_dan_titik_terakhir_ditandai() -> None:
    g = grafik.garis([("TW I", D("88.1")), ("TW II", D("90.4")), ("TW III", D("93.7"))], sasaran=D(95))
    letak = [D(t.y) for t in g.titik]
    assert letak == sorted(letak, reverse=True)
    assert [t.kini for t in g.titik] == [False, False, True]
    assert g.y_sasaran is not None and D(g.y_sasaran) < letak[-1]
    assert len(g.segmen) == 1


def test_tahun_tanpa_nilai_memutus_garis_dan_tidak_dianggap_nol() -> None:
    g = grafik.garis([("2022", D(77)), ("2023", None), ("2024", D(79)), ("2025", D(80))])
    assert g.segmen == (f"{g.titik[2].x},{g.titik[2].y} {g.titik[3].x},{g.titik[3].y}",)
    assert g.titik[1].nilai is None


def test_banyak_titik_ditulis_jarang_tetapi_yang_terakhir_selalu() -> None:
    g = grafik.garis([(str(i), D(i)) for i in range(12)])
    assert sum(t.bertulis for t in g.titik) == 6
    assert g.titik[-1].bertulis


def test_garis_tanpa_nilai_tetap_dapat_digambar() -> None:
    assert grafik.garis([("2025", None)]).segmen == ()
    assert grafik.garis([]).titik == ()


@given(st.lists(NILAI, min_size=1, max_size=24), st.none() | NILAI)
def test_titik_tidak_pernah_keluar_dari_bidang(nilai: list[D], sasaran: D | None) -> None:
    g = grafik.garis([(str(i), n) for i, n in enumerate(nilai)], sasaran=sasaran)
    for titik in g.titik:
        assert 22 <= D(titik.x) <= g.lebar - 22
        assert D(titik.y_teks) >= 30 and D(titik.y) <= D(g.dasar)


@given(st.lists(NILAI, min_size=1, max_size=12))
def test_grafik_kecil_muat_di_bidangnya(nilai: list[D]) -> None:
    titik, x, y = grafik.sparkline(nilai)
    pasangan = [tuple(map(D, t.split(","))) for t in titik.split(" ")]
    assert len(pasangan) == len(nilai)
    assert all(4 <= a <= 116 and 5 <= b <= 27 for a, b in pasangan)
    assert pasangan[-1] == (D(x), D(y))


def test_grafik_kecil_menolak_deret_kosong() -> None:
    with pytest.raises(ValueError):
        grafik.sparkline([])


@pytest.mark.parametrize(
    ("nilai", "bawah", "atas", "panjang"),
    [
        (D("88.75"), D(25), D(100), D(85)),
        (D(25), D(25), D(100), D(0)),
        (D(10), D(25), D(100), D(0)),
        (D(120), D(0), D(100), D(100)),
        (D(4), D(1), D(4), D(100)),
    ],
)
def test_batang_berhenti_di_tepi_skala(nilai: D, bawah: D, atas: D, panjang: D) -> None:
    assert grafik.panjang_batang(nilai, bawah, atas) == panjang


def test_batang_menolak_skala_terbalik() -> None:
    with pytest.raises(ValueError):
        grafik.panjang_batang(D(1), D(5), D(5))


def test_sebaran_tertinggi_mengisi_bidang_dan_nol_tidak_bertinggi() -> None:
    batang, kurva = grafik.sebaran([0, 1, 3, 14, 6], [2, 3, 6, 11, 2])
    assert [b.tinggi for b in batang][3] == "95"
    assert batang[0].tinggi == "0"
    assert len(kurva.split(" ")) == 5
    assert all(D(b.y) + D(b.tinggi) == 122 for b in batang)


TAHUN = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def test_strip_tahun_menandai_minggu_hari_ini_dan_bulannya() -> None:
    s = grafik.strip_tahun(*TAHUN, dt.date(2026, 12, 14))
    assert len(s.benang) == 52
    assert [b.x for b in s.benang if b.kelas == "s-kini"] == ["343"]
    assert [b.kelas for b in s.benang[50:]] == ["s-nanti", "s-nanti"]
    assert [awal + sisa for awal, sisa, kini in s.bulan if kini] == ["Des"]


@pytest.mark.parametrize("hari_ini", [dt.date(2026, 12, 30), dt.date(2026, 12, 31), dt.date(2026, 1, 1)])
def test_strip_tahun_selalu_punya_satu_kini_selama_tahun_berjalan(hari_ini: dt.date) -> None:
    s = grafik.strip_tahun(*TAHUN, hari_ini)
    assert [b.kelas for b in s.benang].count("s-kini") == 1


def test_strip_sebelum_dan_sesudah_masanya_tidak_punya_kini() -> None:
    nanti = grafik.strip_tahun(*TAHUN, dt.date(2025, 12, 31))
    lewat = grafik.strip_tahun(*TAHUN, dt.date(2027, 1, 1))
    assert {b.kelas for b in nanti.benang} == {"s-nanti"}
    assert {b.kelas for b in lewat.benang} == {"s-lewat"}


def test_strip_triwulan_tidak_menulis_dua_belas_bulan() -> None:
    assert grafik.strip_tahun(dt.date(2026, 10, 1), dt.date(2026, 12, 31), dt.date(2026, 12, 1)).bulan == ()


def test_strip_menolak_masa_terbalik() -> None:
    with pytest.raises(ValueError):
        grafik.strip_tahun(TAHUN[1], TAHUN[0], TAHUN[0])


def test_potongan_berjajar_dengan_celah_dan_tidak_bertindih() -> None:
    assert grafik.potongan([181, 184], D(2)) == (("0", "180"), ("182", "183"))
