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
    with pytest.raises(ValueError, match="paling sedikit satu nilai"):
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


def test_garis_dihitung_tangan_pada_bidang_290_kali_140() -> None:
    """Jarak mendatar (290 − 44) : 3 = 82; 10 sampai sasaran 40 ditaruh di antara y 88 dan 40; dasar 140 − 24."""
    g = grafik.garis([("I", D(10)), ("II", None), ("III", D(30)), ("IV", D(20))], sasaran=D(40))
    assert [(t.x, t.y, t.y_teks) for t in g.titik] == [
        ("22", "88", "79"),
        ("104", "116", "107"),
        ("186", "56", "47"),
        ("268", "72", "63"),
    ]
    assert (g.dasar, g.y_label, g.ujung, g.y_sasaran) == ("116", "132", "284", "40")
    assert g.segmen == ("186,56 268,72",)


@pytest.mark.parametrize(("banyak", "x"), [(1, ["145"]), (2, ["22", "268"]), (3, ["22", "145", "268"])])
def test_titik_garis_berjarak_sama_dari_tepi_ke_tepi_dan_yang_sendiri_di_tengah(
    banyak: int, x: list[str]
) -> None:
    assert [t.x for t in grafik.garis([(str(i), D(i)) for i in range(banyak)]).titik] == x


def test_nilai_yang_semuanya_sama_digambar_mendatar_di_tengah_bidang() -> None:
    assert [t.y for t in grafik.garis([("a", D(7)), ("b", D(7))]).titik] == ["64", "64"]
    assert grafik.sparkline([D(7)] * 2) == ("4,16 116,16", "116", "16")


@pytest.mark.parametrize(
    ("nilai", "bertulis"),
    [
        ([1] * 6, [0, 1, 2, 3, 4, 5]),
        ([1] * 7, [0, 2, 4, 6]),
        ([1] * 13, [0, 3, 6, 9, 12]),
        ([*[1] * 11, None], [1, 3, 5, 7, 9, 10, 11]),
    ],
)
def test_angka_ditulis_berjarak_sama_dari_belakang_dan_yang_terakhir_bernilai(
    nilai: list[int | None], bertulis: list[int]
) -> None:
    g = grafik.garis([("", None if n is None else D(n)) for n in nilai])
    assert [i for i, t in enumerate(g.titik) if t.bertulis] == bertulis


def test_titik_terakhir_yang_bernilai_adalah_kini_walau_sesudahnya_kosong() -> None:
    g = grafik.garis([("a", D(1)), ("b", D(2)), ("c", None)])
    assert [t.kini for t in g.titik] == [False, True, False]
    assert not any(t.kini for t in grafik.garis([("a", None), ("b", None)]).titik)


@pytest.mark.parametrize(
    ("nilai", "titik"), [([0, 5, 10], "4,27 60,16 116,5"), ([10, 0], "4,5 116,27"), ([3], "4,16")]
)
def test_grafik_kecil_dari_tepi_ke_tepi(nilai: list[int], titik: str) -> None:
    assert grafik.sparkline([D(n) for n in nilai])[0] == titik


def test_sebaran_dihitung_tangan() -> None:
    """Empat batang selebar 36 di tengah petak 340 : 4 = 85; puncaknya 19, jadi satu orang setinggi 5."""
    batang, kurva = grafik.sebaran([0, 5, 10, 5], [10, 19, 10, 0])
    assert [(b.x, b.y, b.tinggi) for b in batang] == [
        ("24.5", "122", "0"),
        ("109.5", "97", "25"),
        ("194.5", "72", "50"),
        ("279.5", "97", "25"),
    ]
    assert kurva == "42.5,72 127.5,27 212.5,72 297.5,122"


def test_satu_batang_di_tengah_dan_satu_orang_setinggi_bidang() -> None:
    assert grafik.sebaran([1])[0] == (grafik.Batang("152", "27", "95"),)
    assert [b.tinggi for b in grafik.sebaran([0, 0])[0]] == ["0", "0"]


def test_batang_mendatar_di_bawah_tulisannya_dan_di_dalam_barisnya() -> None:
    batang, tinggi = grafik.batang_mendatar([D("0.5"), D("0.25")], lebar=200)
    assert [(b.y_teks, b.y, b.panjang) for b in batang] == [("12", "18", "200"), ("48", "54", "100")]
    assert tinggi == 72
    assert grafik.batang_mendatar([D(1)]) == ((grafik.BatangMendatar("12", "18", "290"),), 36)


def test_strip_tahun_bergelombang_pada_minggu_yang_sudah_lewat() -> None:
    """10 Februari hari ke-41, minggu ke-6: lima minggu lewat, satu kini setinggi bidang, sisanya rata."""
    s = grafik.strip_tahun(*TAHUN, dt.date(2026, 2, 10))
    assert s.hari == 365
    assert [(b.kelas, b.x, b.y, b.lebar, b.tinggi) for b in s.benang[:6]] == [
        ("s-lewat", "0", "8", "5.4", "32"),
        ("s-lewat", "7", "12", "4.6", "28"),
        ("s-lewat", "14", "8", "5.4", "32"),
        ("s-lewat", "21", "8", "4.6", "32"),
        ("s-lewat", "28", "8", "5.4", "32"),
        ("s-kini", "35", "0", "4.6", "40"),
    ]
    assert {(b.kelas, b.y, b.tinggi) for b in s.benang[6:]} == {("s-nanti", "8", "32")}
    lewat = grafik.strip_tahun(*TAHUN, dt.date(2027, 1, 1)).benang
    assert [i for i, b in enumerate(lewat) if b.y == "12"] == list(range(1, 52, 4))


def test_tahun_anggaran_menulis_dua_belas_bulan_sejak_bulan_pertamanya() -> None:
    s = grafik.strip_tahun(dt.date(2026, 7, 1), dt.date(2027, 6, 30), dt.date(2026, 8, 3))
    assert [awal + sisa for awal, sisa, _ in s.bulan] == [
        "Jul", "Agu", "Sep", "Okt", "Nov", "Des", "Jan", "Feb", "Mar", "Apr", "Mei", "Jun"
    ]  # fmt: skip
    assert [kini for _, _, kini in s.bulan] == [False, True, *[False] * 10]


@pytest.mark.parametrize(
    ("mulai", "hari", "bulan"),
    [
        (dt.date(2028, 1, 1), 366, 12),
        (dt.date(2028, 1, 1), 367, 0),
        (dt.date(2026, 1, 1), 360, 12),
        (dt.date(2026, 1, 1), 359, 0),
        (dt.date(2026, 1, 2), 364, 0),
    ],
)
def test_nama_bulan_hanya_untuk_setahun_penuh_sejak_tanggal_satu(
    mulai: dt.date, hari: int, bulan: int
) -> None:
    s = grafik.strip_tahun(mulai, mulai + dt.timedelta(days=hari - 1), mulai)
    assert (s.hari, len(s.bulan)) == (hari, bulan)


@pytest.mark.parametrize(("hari", "benang"), [(1, 1), (3, 1), (7, 1), (13, 1), (14, 2)])
def test_masa_pendek_tetap_berbenang_dan_hari_terakhirnya_kini(hari: int, benang: int) -> None:
    mulai = dt.date(2026, 3, 1)
    akhir = mulai + dt.timedelta(days=hari - 1)
    s = grafik.strip_tahun(mulai, akhir, akhir)
    assert [b.kelas for b in s.benang] == [*["s-lewat"] * (benang - 1), "s-kini"]


@pytest.mark.parametrize(
    ("panjang", "potongan"),
    [
        ([10, 1, 10], (("0", "8"), ("12", "0"), ("13", "8"))),
        ([100], (("0", "100"),)),
        ([], ()),
    ],
)
def test_potongan_yang_lebih_sempit_dari_celahnya_tidak_bertindih(
    panjang: list[int], potongan: tuple[tuple[str, str], ...]
) -> None:
    assert grafik.potongan(panjang, D(4)) == potongan
