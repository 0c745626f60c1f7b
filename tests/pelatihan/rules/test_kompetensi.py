"""Profil kompetensi dari buktinya, dan tabel pemetaan yang dibaca dua arah."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelatihan.rules.hak import HAK_JP
from pelatihan.rules.kebutuhan import YAKIN_ATASAN, dari_profil, sebut_bukti, skor_profil
from pelatihan.rules.kompetensi import (
    MENURUT_KODE,
    RESMI,
    Bukti,
    JenisKompetensi,
    Sumber,
    andal_penjawab,
    andal_umur,
    profil,
)
from pelatihan.rules.pemetaan import CUKUP_MELATIH, LEBUR, PILIHAN_KEKUATAN, Hubungan, Peta, periksa
from tests.indikator.rules.bantu import SIFAT, D

PENUH = D(1)


def asesmen(tingkat: int, andal: str = "1") -> Bukti:
    return Bukti(Sumber.ASESMEN, PENUH, "asesmen", D(andal), tingkat=D(tingkat))


def rekan(celah: str, kekuatan: str = "1") -> Bukti:
    return Bukti(Sumber.REKAN, D(kekuatan), "rata-rata 5 rekan", celah=D(celah))


def test_delapan_manajerial_satu_sosial_kultural_masing_masing_lima_tingkat() -> None:
    jenis = [k.jenis for k in RESMI]
    assert jenis.count(JenisKompetensi.MANAJERIAL) == 8
    assert jenis.count(JenisKompetensi.SOSIAL_KULTURAL) == 1
    assert all(len(k.tingkat) == 5 and all(k.tingkat) for k in RESMI)
    assert len(MENURUT_KODE) == 9


@pytest.mark.parametrize(
    ("standar", "bukti", "tingkat", "celah", "yakin"),
    [
        (3, [asesmen(3)], "3.00", 0, "1"),
        (3, [asesmen(1)], "1.00", 2, "1"),
        (3, [asesmen(5)], "5.00", 0, "1"),  # di atas standar bukan celah
        (3, [rekan("0")], "3.00", 0, "0.4"),  # sesuai harapan berarti sesuai standar
        (3, [rekan("0.5")], "1.50", 2, "0.4"),  # 0,5 × 3 tingkat; 1,5 dibulatkan ke 2
        (1, [rekan("1")], "1.00", 0, "0.4"),  # tidak ada tingkat di bawah 1
        (
            3,
            [asesmen(3), rekan("1")],
            "2.43",
            1,
            "1",
        ),  # (3·1 + 1·0,4) : 1,4 = 2,43 (tingkat rekan paling rendah 1)
        (3, [rekan("0.5", "0.5")], "1.50", 2, "0.20"),  # kekuatan pemetaan mengurangi keyakinan
        (2, [asesmen(1, "0.5")], "1.00", 1, "0.5"),  # penilaian lama dipercaya separuh
    ],
)
def test_profil_adalah_rata_rata_berbobot_dan_celahnya_tingkat_penuh(
    standar: int, bukti: list[Bukti], tingkat: str, celah: int, yakin: str
) -> None:
    hasil = profil("integritas", standar=standar, bukti=bukti)
    assert hasil is not None
    assert (hasil.tingkat, hasil.celah, hasil.yakin) == (D(tingkat), celah, D(yakin))


def test_tanpa_bukti_berbobot_tidak_ada_profil() -> None:
    assert profil("integritas", standar=3, bukti=[]) is None
    assert profil("integritas", standar=3, bukti=[asesmen(1, "0")]) is None


@pytest.mark.parametrize("standar", [0, 6])
def test_standar_di_luar_satu_sampai_lima_ditolak(standar: int) -> None:
    with pytest.raises(ValueError, match="1 sampai 5"):
        profil("integritas", standar=standar, bukti=[asesmen(1)])


def test_bukti_memuat_tingkat_atau_celah_saja() -> None:
    with pytest.raises(ValueError, match="salah satu"):
        Bukti(Sumber.REKAN, PENUH, "x")
    with pytest.raises(ValueError, match="salah satu"):
        Bukti(Sumber.REKAN, PENUH, "x", tingkat=D(1), celah=D(1))


@pytest.mark.parametrize(("n", "hasil"), [(1, "0.2"), (3, "0.6"), (5, "1"), (40, "1")])
def test_keandalan_penjawab_penuh_sejak_lima(n: int, hasil: str) -> None:
    assert andal_penjawab(n) == D(hasil)


@pytest.mark.parametrize(("hari", "hasil"), [(0, "1"), (730, "1"), (731, "0.5"), (1095, "0.5"), (1096, "0")])
def test_penilaian_kompetensi_memudar_menurut_umurnya(hari: int, hasil: str) -> None:
    assert andal_umur(hari) == D(hasil)


@SIFAT
@given(st.integers(1, 5), st.integers(0, 100), st.integers(0, 100), st.integers(1, 5))
def test_bukti_yang_lebih_jauh_dari_harapan_tidak_menaikkan_tingkat(
    standar: int, a: int, b: int, diukur: int
) -> None:
    dekat, jauh = sorted((Decimal(a) / 100, Decimal(b) / 100))
    satu, dua = (
        profil("integritas", standar=standar, bukti=[asesmen(diukur), rekan(str(c))]) for c in (dekat, jauh)
    )
    assert satu and dua
    assert dua.tingkat <= satu.tingkat and dua.celah >= satu.celah
    assert 1 <= dua.tingkat <= 5


def test_kebutuhan_kompetensi_menyebut_tingkat_standar_dan_dua_bukti_terkuat() -> None:
    p = profil("integritas", standar=3, bukti=[asesmen(1), rekan("1")])
    assert p is not None
    k = dari_profil(p, MENURUT_KODE["integritas"])
    assert k.kode == "kompetensi:integritas"
    assert k.label == "kompetensi Integritas"
    assert k.angka == "tingkat 1,0 dari standar 3, menurut asesmen dan rata-rata 5 rekan"
    assert (k.celah, k.satu_tingkat) == (D("0.5"), False)  # 2 dari 4 tingkat
    assert k.awal == D("33.33") and skor_profil(replace(p, tingkat=D("3.75"))) == 125
    assert dari_profil(
        profil("integritas", standar=2, bukti=[asesmen(1)]), MENURUT_KODE["integritas"]
    ).satu_tingkat  # type: ignore[arg-type]


PETA = Peta(
    (
        Hubungan("nilai:akuntabel", "kompetensi:integritas", 100),
        Hubungan("nilai:loyal", "kompetensi:integritas", 50),
        Hubungan("unsur:biaya", "kompetensi:integritas", 25),
        Hubungan("unsur:biaya", "aspek:biaya", 100),
    )
)


def test_pemetaan_dibaca_ke_depan_dengan_kekuatannya() -> None:
    assert PETA.kompetensi("nilai:loyal") == (("integritas", D("0.5")),)
    assert PETA.kompetensi("unsur:sarana") == ()


def test_pemetaan_dibaca_ke_belakang_hanya_yang_cukup_kuat() -> None:
    """Pelatihan bertanda akuntabel atau loyal melatih integritas; unsur biaya terlalu lemah untuk itu."""
    assert PETA.terkait("kompetensi:integritas") == {"nilai:akuntabel", "nilai:loyal"}
    assert PETA.terkait("unsur:biaya") == {"aspek:biaya"}


def test_yang_kuat_dilebur_ke_kompetensi_hanya_bila_kompetensinya_bercelah() -> None:
    assert PETA.dilebur("nilai:akuntabel", ["integritas"])
    assert not PETA.dilebur("nilai:akuntabel", ["komunikasi"])
    assert not PETA.dilebur("nilai:loyal", ["integritas"])


DIKENAL = {"nilai:loyal": "Loyal", "kompetensi:integritas": "Integritas", "aspek:biaya": "Biaya"}


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ([Hubungan("panduan:1", "kompetensi:integritas", 50)], "tidak ada di daftar"),
        ([Hubungan("nilai:loyal", "unsur:biaya", 50)], "tidak ada di daftar"),
        ([Hubungan("nilai:loyal", "kompetensi:terbang", 50)], "tidak ada di daftar"),
        ([Hubungan("nilai:loyal", "nilai:loyal", 50)], "dirinya sendiri"),
        ([Hubungan("nilai:loyal", "kompetensi:integritas", 0)], "1 sampai 100"),
        ([Hubungan("nilai:loyal", "kompetensi:integritas", 101)], "1 sampai 100"),
        ([Hubungan("nilai:loyal", "kompetensi:integritas", n) for n in (25, 50)], "dua kali"),
    ],
)
def test_pemetaan_yang_keliru_ditolak_dengan_sebabnya(isi: list[Hubungan], kata: str) -> None:
    with pytest.raises(ValueError, match=kata):
        periksa(isi, sumber=DIKENAL, sasaran=DIKENAL)


@pytest.mark.parametrize(
    ("sumber", "kepercayaan"),
    [
        ("asesmen", "1"),
        ("atasan", "0.5"),
        ("rekan", "0.4"),
        ("bawahan", "0.4"),
        ("warga", "0.4"),
        ("indikator", "0.3"),
    ],
)
def test_kepercayaan_tiap_sumber_seperti_di_dokumennya(sumber: str, kepercayaan: str) -> None:
    """docs/aturan/kompetensi.md, bagian Profil."""
    assert Bukti(Sumber(sumber), PENUH, "", celah=D(0)).bobot == D(kepercayaan)


def test_bukti_memuat_tingkat_atau_celah_salah_satu() -> None:
    for isi in ({}, {"tingkat": D(3), "celah": D(0)}):
        with pytest.raises(ValueError, match="salah satu"):
            Bukti(Sumber.REKAN, PENUH, "", **isi)


@pytest.mark.parametrize(
    ("sebut", "kata"),
    [
        (["a"], "a"),
        (["a", "a"], "a"),
        (["a", "b"], "a dan b"),
        (["a", "b", "c"], "a dan b, dan 1 bukti lain"),
        (["a", "b", "c", "d"], "a dan b, dan 2 bukti lain"),
    ],
)
def test_dua_bukti_disebut_selebihnya_dihitung(sebut: list[str], kata: str) -> None:
    assert sebut_bukti(sebut) == kata


def test_ambang_pemetaan_seperti_di_dokumennya() -> None:
    """≥ 50 % pelatihannya menjawab, ≥ 75 % tidak ditagih sendiri; pilihannya perempat demi perempat."""
    assert (CUKUP_MELATIH, LEBUR) == (50, 75)
    assert tuple((n, f"{n} %") for n in range(25, 101, 25)) == PILIHAN_KEKUATAN


def test_hak_jp_setahun() -> None:
    """PNS 20 JP (PP 11/2017 Pasal 203); PPPK paling banyak 24."""
    assert HAK_JP == {"PNS": 20, "PPPK": 24}


def test_satu_atasan_dipercaya_tujuh_persepuluh() -> None:
    """docs/aturan/rekomendasi.md: atasan 0,7, sedikit di atas tiga rekan."""
    assert D("0.7") == YAKIN_ATASAN > andal_penjawab(3)
