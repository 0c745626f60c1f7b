from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepegawaian.rules.nip import KONTRAK_PERTAMA, JenisAsn, Kelamin, Nip, baca, buat_nip
from tests.indikator.rules.bantu import SIFAT

PNS, PPPK = JenisAsn.PNS, JenisAsn.PPPK
L, P = Kelamin.LAKI_LAKI, Kelamin.PEREMPUAN


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        (
            "198609262015051001",  # contoh dalam regulasi
            Nip("198609262015051001", PNS, date(1986, 9, 26), 2015, 5, None, L, 1),
        ),
        (
            "199203142019032004",
            Nip("199203142019032004", PNS, date(1992, 3, 14), 2019, 3, None, P, 4),
        ),
        (
            "199009132025242014",  # PPPK paruh waktu: 24 bukan bulan
            Nip("199009132025242014", PPPK, date(1990, 9, 13), 2025, None, 24, P, 14),
        ),
        (
            "198801012022211001",
            Nip("198801012022211001", PPPK, date(1988, 1, 1), 2022, None, 21, L, 1),
        ),
        (
            "198402292008121999",  # lahir tanggal kabisat, bulan 12
            Nip("198402292008121999", PNS, date(1984, 2, 29), 2008, 12, None, L, 999),
        ),
    ],
)
def test_nomor_induk_terurai(teks: str, hasil: Nip) -> None:
    assert baca(teks) == hasil


@pytest.mark.parametrize(
    "teks",
    [
        "19860926 201505 1 001",
        " 198609262015051001\n",
        "19860926.201505.1.001",
        "'198609262015051001",
        "19860926\u00a0201505\u00a01\u00a0001",
        "19860926-201505-1-001",
    ],
)
def test_spasi_titik_dan_petik_dibuang(teks: str) -> None:
    assert baca(teks).nomor == "198609262015051001"


def test_nomor_ditampilkan_berjarak() -> None:
    assert baca("198609262015051001").berjarak == "19860926 201505 1 001"


@pytest.mark.parametrize(
    ("teks", "potongan"),
    [
        ("", "kosong"),
        ("  ", "kosong"),
        ("19860926201505100", "17 angka: kurang 1"),
        ("1986092620150510011", "19 angka: lebih 1"),
        ("3273010101900001", "16 angka: kurang 2"),
        ("1,98609E+17", "Excel mengubahnya menjadi bilangan"),
        ("1.98609262015051E+17", "Excel mengubahnya menjadi bilangan"),
        ("2E17", "Excel mengubahnya menjadi bilangan"),
        ("198609262015051000", "Tiga angka terakhir 000.*Excel"),
        ("19860926201505100A", "hanya boleh berisi angka"),
        ("１98609262015051001", "hanya boleh berisi angka"),
        ("198613262015051001", "1986-13-26 tidak ada dalam kalender"),
        ("198602302015051001", "1986-02-30 tidak ada dalam kalender"),
        ("198502292015051001", "1985-02-29 tidak ada dalam kalender"),
        ("000001012015051001", "tidak ada dalam kalender"),
        ("189912312015051001", "Tahun lahir 1899 tidak mungkin"),
        ("198609262001051001", "Pengangkatan tahun 2001 tidak mungkin bagi yang lahir tahun 1986"),
        ("198609261985051001", "Pengangkatan tahun 1985 tidak mungkin"),
        ("198609262101051001", "Tahun pengangkatan 2101 tidak mungkin"),
        ("198609262015001001", "ke-13 dan 14 tertulis 00"),
        ("198609262015053001", "ke-15 harus 1"),
        ("198609262015050001", "ke-15 harus 1"),
    ],
)
def test_nomor_yang_tidak_mungkin_ditolak_dengan_sebabnya(teks: str, potongan: str) -> None:
    with pytest.raises(ValueError, match=potongan):
        baca(teks)


def test_jenis_yang_disebut_diperiksa() -> None:
    with pytest.raises(ValueError, match=r"bulan 01–12, tertulis 24.*pilih jenis PPPK"):
        baca("199009132025242014", jenis=PNS)
    assert baca("199009132025012014", jenis=PPPK).kontrak == 1


@SIFAT
@given(
    st.dates(date(1960, 1, 1), date(2005, 12, 31)),
    st.integers(18, 40),
    st.sampled_from(Kelamin),
    st.integers(1, 999),
    st.one_of(
        st.tuples(st.just(PNS), st.integers(1, 12)),
        st.tuples(st.just(PPPK), st.integers(13, 99)),
    ),
)
def test_nomor_yang_dibuat_terurai_kembali_sama(
    lahir: date, umur: int, kelamin: Kelamin, urut: int, jenis_dan_angka: tuple[JenisAsn, int]
) -> None:
    jenis, dua_angka = jenis_dan_angka
    nomor = buat_nip(
        jenis=jenis,
        tanggal_lahir=lahir,
        tahun=lahir.year + umur,
        bulan=dua_angka if jenis is PNS else 7,
        kontrak=dua_angka if jenis is PPPK else 99,
        kelamin=kelamin,
        urut=urut,
    )
    nip = baca(nomor)
    assert (nip.jenis, nip.tanggal_lahir, nip.kelamin, nip.urut) == (jenis, lahir, kelamin, urut)
    assert (nip.bulan or nip.kontrak) == dua_angka


@pytest.mark.parametrize(
    ("jenis", "angka"),
    [
        (PPPK, {"urut": 0}),
        (PPPK, {"urut": 1000}),
        (PPPK, {"kontrak": 12}),
        (PPPK, {"kontrak": 100}),
        (PNS, {"bulan": 0}),
        (PNS, {"bulan": 13}),
    ],
)
def test_nomor_yang_akan_terbaca_lain_tidak_dibuat(jenis: JenisAsn, angka: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="harus"):
        buat_nip(jenis=jenis, tanggal_lahir=date(1990, 1, 1), tahun=2022, kelamin=P, **angka)


@pytest.mark.parametrize(
    ("teks", "sah"),
    [
        ("190001011916011001", True),  # tahun lahir terlama, umur tepat 16
        ("190001011915011001", False),  # umur 15
        ("210001012116011001", False),  # tahun pengangkatan melewati 2100
        ("208401012100011001", True),
        ("208412312101011001", False),
    ],
)
def test_batas_tahun_dan_umur(teks: str, sah: bool) -> None:
    if sah:
        assert baca(teks).nomor == teks
    else:
        with pytest.raises(ValueError, match="tidak mungkin"):
            baca(teks)


@pytest.mark.parametrize(("kontrak", "urut"), [(13, 1), (99, 999)])
def test_batas_kontrak_dan_nomor_urut(kontrak: int, urut: int) -> None:
    nomor = buat_nip(
        jenis="PPPK",
        tanggal_lahir=date(1990, 1, 1),
        tahun=2022,
        kelamin="L",
        kontrak=kontrak,
        urut=urut,
    )
    assert (baca(nomor).kontrak, baca(nomor).urut) == (kontrak, urut)


def test_kontrak_pertama_pppk_adalah_21() -> None:
    nomor = buat_nip(jenis="PPPK", tanggal_lahir=date(1990, 1, 1), tahun=2022, kelamin="P")
    assert nomor == "199001012022212001"
    assert baca(nomor).kontrak == KONTRAK_PERTAMA


@pytest.mark.parametrize(
    ("isian", "sebab"),
    [
        ({"jenis": "PPPK", "kontrak": 12}, "kontrak PPPK harus 13–99"),
        ({"jenis": "PPPK", "kontrak": 100}, "kontrak PPPK harus 13–99"),
        ({"jenis": "PNS", "bulan": 0}, "Bulan CPNS harus 1–12"),
        ({"jenis": "PNS", "bulan": 13}, "Bulan CPNS harus 1–12"),
        ({"jenis": "PNS", "urut": 0}, "antara 1 dan 999"),
        ({"jenis": "PNS", "urut": 1000}, "antara 1 dan 999"),
    ],
)
def test_isian_di_luar_batas_disebut_batasnya(isian: dict[str, Any], sebab: str) -> None:
    with pytest.raises(ValueError, match=sebab):
        buat_nip(tanggal_lahir=date(1990, 1, 1), tahun=2022, kelamin="P", **isian)
