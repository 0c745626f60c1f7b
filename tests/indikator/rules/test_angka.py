from decimal import Decimal, localcontext
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.rules import angka
from tests.indikator.rules.bantu import SIFAT, D


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        ("89.994", "89.99"),
        ("89.995", "90.00"),
        ("89.9949999999", "89.99"),
        ("0.005", "0.01"),
        ("0.0049", "0.00"),
        ("2.675", "2.68"),  # float akan memberi 2.67
        ("1.005", "1.01"),  # float akan memberi 1.00
        ("109.995", "110.00"),
        ("89.994999999999999999995", "90.00"),  # pengaman: 20 desimal lebih dahulu
        ("89.994999999999999999994", "89.99"),
        ("-0.005", "-0.01"),
        ("120", "120.00"),
    ],
)
def test_setengah_dibulatkan_ke_atas(teks: str, hasil: str) -> None:
    assert str(angka.bulatkan(D(teks))) == hasil


def test_sepertiga_kali_tiga_tidak_menurunkan_pembulatan() -> None:
    sepertiga = angka.bagi(D("269.985"), D(9))  # 29,99833…
    tiga_kali = angka.jumlah([sepertiga] * 3)
    assert tiga_kali < D("89.995")  # sisa yang tak terhindarkan
    assert str(angka.bulatkan(tiga_kali)) == "90.00"


def test_pembulatan_sama_walau_konteks_pemanggil_kasar() -> None:
    with localcontext() as konteks:
        konteks.prec = 3
        assert str(angka.bulatkan(D("12345.678"))) == "12345.68"
        assert angka.bagi(D(1), D(3)) == D("0." + "3" * 60)


def test_empat_puluh_desimal_memberi_pembulatan_yang_sama() -> None:
    """SQL menghitung dengan 40 desimal; pembulatan pengaman menyamakan keduanya."""
    for pembilang, penyebut in [(269985, 9), (1, 3), (2, 3), (89995, 7), (10, 6)]:
        panjang = angka.bagi(D(pembilang), D(penyebut))
        pendek = panjang.quantize(D(1).scaleb(-40), context=angka.KONTEKS)
        for kali in (3, 7, 9):
            assert angka.bulatkan(panjang * kali) == angka.bulatkan(pendek * kali)


@SIFAT
@given(st.integers(0, 10**12), st.integers(1, 10**6))
def test_pembulatan_sama_dengan_pecahan_biasa(pembilang: int, penyebut: int) -> None:
    tepat = Fraction(floor(Fraction(pembilang, penyebut) * 100 + Fraction(1, 2)), 100)
    assert Fraction(angka.bulatkan(angka.bagi(D(pembilang), D(penyebut)))) == tepat


@pytest.mark.parametrize(
    ("tulisan", "hasil"),
    [
        ("95.5", "95.5"),
        (" 7 ", "7"),
        ("+3", "3"),
        ("-0", "0"),
        ("1e3", "1000"),
        (12, "12"),
        (D("22.50"), "22.50"),
        ("999999999999999999", "999999999999999999"),
        ("0.000000000001", "0.000000000001"),
    ],
)
def test_membaca_angka(tulisan: object, hasil: str) -> None:
    x = angka.urai(tulisan)
    assert x == D(hasil)
    assert not x.is_signed()


@pytest.mark.parametrize(
    ("tulisan", "potongan"),
    [
        ("NaN", "titik sebagai tanda desimal"),
        ("Infinity", "titik sebagai tanda desimal"),
        (D("NaN"), "titik sebagai tanda desimal"),
        (D("sNaN"), "titik sebagai tanda desimal"),
        ("1,5", "titik sebagai tanda desimal"),
        ("1.234.567", "titik sebagai tanda desimal"),
        ("", "titik sebagai tanda desimal"),
        (".5", "titik sebagai tanda desimal"),
        ("１２", "titik sebagai tanda desimal"),
        ("0x10", "titik sebagai tanda desimal"),
        ("-1", "tidak boleh kurang dari 0"),
        ("1e18", "terlalu panjang"),
        ("1e999", "terlalu panjang"),
        (10**18, "terlalu panjang"),
        pytest.param(10**5000, "terlalu panjang", id="5001 angka"),
        ("1e-13", "terlalu panjang"),
        (1.5, "dalam tanda kutip"),
        (True, "dalam tanda kutip"),
        (None, "dalam tanda kutip"),
        (["1"], "dalam tanda kutip"),
    ],
)
def test_menolak_yang_bukan_angka_wajar(tulisan: object, potongan: str) -> None:
    with pytest.raises(ValueError, match=potongan) as galat:
        angka.urai(tulisan, nama="Target")
    assert str(galat.value).startswith("Target ")


def test_rata_rata_menolak_daftar_kosong() -> None:
    with pytest.raises(ValueError, match="Belum ada angka"):
        angka.rata_rata([])


def test_bagi_nol_ditolak_dengan_penjelasan() -> None:
    with pytest.raises(ValueError, match="Pembagi bernilai 0"):
        angka.bagi(D(1), D(0))


def test_rata_jawaban_disimpan_empat_puluh_desimal_dan_terbaca_kembali() -> None:
    rata = angka.rata_jawaban(89, n=21)
    teks = angka.rata_sebagai_teks(rata)
    assert teks == "4.2380952380952380952380952380952380952381"
    assert angka.urai(teks, desimal_terbanyak=angka.DESIMAL_RATA_RATA) == rata


def test_rata_jawaban_yang_tak_berujung_dipotong_di_desimal_keempat_puluh() -> None:
    assert angka.rata_sebagai_teks(angka.rata_jawaban(13, n=3)) == "4." + "3" * 40
    assert angka.rata_sebagai_teks(angka.rata_jawaban(8, n=3)) == "2." + "6" * 39 + "7"


@pytest.mark.parametrize(
    ("x", "teks"),
    [("0", "0"), ("100", "100"), ("1E+2", "100"), ("0.10", "0.1"), ("-0.00", "0"), ("1200.50", "1200.5")],
)
def test_teks_simpanan_tanpa_pangkat_dan_tanpa_ekor(x: str, teks: str) -> None:
    assert angka.sebagai_teks(D(x)) == teks


@SIFAT
@given(st.decimals(0, 10**17, allow_nan=False, allow_infinity=False, places=12))
def test_teks_simpanan_terbaca_kembali_sama(x: Decimal) -> None:
    assert angka.urai(angka.sebagai_teks(x)) == x


@pytest.mark.parametrize(
    ("x", "desimal", "teks"),
    [
        ("1234.56", 2, "1.234,56"),
        ("925896500", 0, "925.896.500"),
        ("0.5", 2, "0,50"),
        ("104.705", 2, "104,71"),
        ("-1234.5", 1, "-1.234,5"),
    ],
)
def test_angka_untuk_dibaca_memakai_titik_ribuan_dan_koma_desimal(x: str, desimal: int, teks: str) -> None:
    assert angka.tampil(D(x), desimal) == teks


@pytest.mark.parametrize(
    ("isi", "teks"),
    [
        (("540", "500"), ("540", "500")),
        (("98.70", "98"), ("98,70", "98,00")),
        (("0.02", "0.005"), ("0,020", "0,005")),
    ],
)
def test_angka_yang_dibandingkan_berdesimal_sama(isi: tuple[str, str], teks: tuple[str, str]) -> None:
    assert angka.tampil_senada(*(D(x) for x in isi)) == teks


def test_pengaman_dan_batas_desimal_seperti_di_kepala_berkas() -> None:
    assert angka.amankan(D("0.1")).as_tuple().exponent == -angka.DESIMAL_PENGAMAN == -20
    assert angka.rata_jawaban(1, n=3).as_tuple().exponent == -angka.DESIMAL_RATA_RATA == -40
    terhalus = "0." + "1" * angka.DESIMAL_TERBANYAK
    assert angka.urai(terhalus) == D(terhalus)
    with pytest.raises(ValueError, match="paling banyak 18 angka bulat dan 12 desimal"):
        angka.urai(f"{terhalus}1")


def test_hitungan_teliti_memakai_enam_puluh_angka_apa_pun_konteks_pemanggilnya() -> None:
    @angka.teliti
    def sepertiga() -> Decimal:
        return D(1) / 3

    with localcontext() as konteks:
        konteks.prec = 3
        assert sepertiga() == D("0." + "3" * 60)
        assert D(1) / 3 == D("0.333")


@pytest.mark.parametrize(("panjang", "tertulis"), [(40, f'"{"x" * 40}"'), (41, f'"{"x" * 37}…"')])
def test_tulisan_panjang_dikutip_ringkas(panjang: int, tertulis: str) -> None:
    with pytest.raises(ValueError, match=f"Tertulis: {tertulis}"):
        angka.urai("x" * panjang)


@pytest.mark.parametrize(
    ("isi", "teks"),
    [
        (("1", "0.1"), ("1,00", "0,10")),
        (("1", "0.1234"), ("1,0000", "0,1234")),
        (("1", "0.1234567890123"), ("1,000000000000", "0,123456789012")),
    ],
)
def test_angka_senada_paling_sedikit_dua_paling_banyak_dua_belas_desimal(
    isi: tuple[str, str], teks: tuple[str, str]
) -> None:
    assert angka.tampil_senada(*(D(x) for x in isi)) == teks
