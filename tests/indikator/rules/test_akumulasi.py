"""Target setahun dibagi ke triwulan dan laporannya digabung kembali."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.rules.akumulasi import (
    Akumulasi,
    bawaan,
    gabungkan,
    periksa_target,
    target_triwulan,
    usul_target,
)
from tests.indikator.rules.bantu import D

A = Akumulasi
angka = st.decimals(min_value=0, max_value=10**12, places=4, allow_nan=False, allow_infinity=False)
semua = st.sampled_from(list(Akumulasi))


def empat(*bagian: str) -> tuple[Decimal, ...]:
    return tuple(D(b) for b in bagian)


@pytest.mark.parametrize(
    ("satuan", "aspek", "hasil"),
    [
        ("orang", "kuantitas", A.JUMLAH),
        ("Dokumen", "kuantitas", A.JUMLAH),
        ("laporan bulanan", "kuantitas", A.JUMLAH),
        ("tindakan", "kuantitas", A.JUMLAH),
        ("berkas", "kualitas", A.JUMLAH),
        ("skala 5", "kuantitas", A.AKHIR),
        ("per 1.000 KH", "kuantitas", A.AKHIR),
        ("Rp", "biaya", A.KUMULATIF),
        ("rupiah", "biaya", A.KUMULATIF),
        ("%", "kualitas", A.AKHIR),
        ("indeks", "kualitas", A.AKHIR),
        ("hari", "waktu", A.RATA),
        ("", "kuantitas", A.AKHIR),
    ],
)
def test_usul_arti_angka_menurut_satuan_dan_aspek(satuan: str, aspek: str, hasil: Akumulasi) -> None:
    assert bawaan(satuan=satuan, aspek=aspek) is hasil


@pytest.mark.parametrize(
    ("akumulasi", "setahun", "bagian"),
    [
        (A.JUMLAH, "100", empat("25", "25", "25", "25")),
        (A.JUMLAH, "10", empat("2", "2", "2", "4")),
        (A.JUMLAH, "0.5", empat("0.125", "0.125", "0.125", "0.125")),
        (A.KUMULATIF, "100", empat("25", "50", "75", "100")),
        (A.KUMULATIF, "10", empat("2", "4", "6", "10")),
        (A.RATA, "3", empat("3", "3", "3", "3")),
        (A.AKHIR, "95", empat("95", "95", "95", "95")),
    ],
)
def test_usul_target_membagi_rata_dengan_sisa_di_triwulan_empat(
    akumulasi: Akumulasi, setahun: str, bagian: tuple[Decimal, ...]
) -> None:
    assert usul_target(akumulasi, setahun=D(setahun)) == bagian


@pytest.mark.parametrize(
    ("akumulasi", "bagian", "sebab"),
    [
        (A.JUMLAH, empat("20", "20", "20", "30"), "berjumlah 90,0000, harus tepat 100,0000. Kurang 10"),
        (A.JUMLAH, empat("30", "30", "30", "30"), "Lebih 20"),
        (A.RATA, empat("100", "100", "100", "96"), "Rata-rata keempat target 99,0000"),
        (A.KUMULATIF, empat("20", "40", "60", "80"), "harus sama dengan target setahun"),
        (A.KUMULATIF, empat("50", "40", "60", "100"), "tidak turun"),
        (A.AKHIR, empat("100", "100", "100", "99"), "harus sama dengan target setahun"),
        (A.JUMLAH, empat("25", "25", "50"), "keempat triwulan"),
        (A.JUMLAH, empat("-10", "50", "30", "30"), "di bawah nol"),
    ],
)
def test_target_yang_tidak_pas_ditolak_dengan_selisihnya(
    akumulasi: Akumulasi, bagian: tuple[Decimal, ...], sebab: str
) -> None:
    with pytest.raises(ValueError, match=sebab):
        periksa_target(akumulasi, setahun=D("100"), bagian=bagian)


@pytest.mark.parametrize(
    ("akumulasi", "bagian"),
    [
        (A.KUMULATIF, empat("0", "0", "50", "100")),
        (A.AKHIR, empat("120", "10", "0", "100")),
        (A.RATA, empat("80", "120", "90", "110")),
        (A.JUMLAH, empat("0", "0", "0", "100")),
    ],
)
def test_target_yang_pas_diterima(akumulasi: Akumulasi, bagian: tuple[Decimal, ...]) -> None:
    periksa_target(akumulasi, setahun=D("100"), bagian=bagian)


@pytest.mark.parametrize(
    ("akumulasi", "laporan", "hasil"),
    [
        (A.JUMLAH, [D(10), D(20), None, D(5)], D(35)),
        (A.KUMULATIF, [D(10), D(30), None, None], D(30)),
        (A.AKHIR, [D(90), D(80)], D(80)),
        (A.RATA, [D(3), None, D(4)], D("3.5")),
        (A.JUMLAH, [None, None], None),
        (A.RATA, [], None),
    ],
)
def test_laporan_digabung_menurut_arti_angkanya(
    akumulasi: Akumulasi, laporan: list[Decimal | None], hasil: Decimal | None
) -> None:
    assert gabungkan(akumulasi, laporan) == hasil


@given(semua, angka)
def test_usul_selalu_diterima_dan_laporan_yang_memenuhinya_selalu_genap_setahun(
    akumulasi: Akumulasi, setahun: Decimal
) -> None:
    bagian = usul_target(akumulasi, setahun=setahun)
    periksa_target(akumulasi, setahun=setahun, bagian=bagian)
    assert gabungkan(akumulasi, bagian) == setahun
    assert all(b >= 0 for b in bagian)


@given(semua, st.lists(angka, min_size=4, max_size=4), angka)
def test_yang_diterima_selalu_genap_setahun(
    akumulasi: Akumulasi, bagian: list[Decimal], setahun: Decimal
) -> None:
    """Empat target yang lolos pemeriksaan, bila semuanya tercapai, memberi persis target setahun."""
    try:
        periksa_target(akumulasi, setahun=setahun, bagian=bagian)
    except ValueError:
        return
    assert gabungkan(akumulasi, bagian) == setahun


@given(st.lists(angka, min_size=4, max_size=4), angka, st.integers(1, 4))
def test_target_yang_dipakai_milik_triwulannya_dan_tanpa_itu_setahun(
    bagian: list[Decimal], setahun: Decimal, triwulan: int
) -> None:
    assert target_triwulan(bagian, triwulan=triwulan, setahun=setahun) == bagian[triwulan - 1]
    assert target_triwulan(None, triwulan=triwulan, setahun=setahun) == setahun
    assert target_triwulan(bagian, triwulan=None, setahun=setahun) == setahun


def test_target_nol_ditolak_hanya_bila_makin_besar_makin_baik() -> None:
    periksa_target(A.JUMLAH, setahun=D(4), bagian=empat("0", "0", "0", "4"), boleh_nol=True)
    with pytest.raises(ValueError, match="lebih dari 0"):
        periksa_target(A.JUMLAH, setahun=D(4), bagian=empat("0", "0", "0", "4"), boleh_nol=False)


def test_triwulan_yang_tidak_ada_ditolak() -> None:
    with pytest.raises(ValueError, match="1 sampai 4"):
        target_triwulan(empat("1", "2", "3", "4"), triwulan=5, setahun=D(4))


@pytest.mark.parametrize(
    ("akumulasi", "bagian", "kalimat"),
    [
        (
            A.AKHIR,
            empat("1", "2", "3", "99.12345"),
            "Target triwulan IV 99,1235, harus sama dengan target setahun 100,0001.",
        ),
        (
            A.RATA,
            empat("1", "1", "1", "1.0002"),
            "Rata-rata keempat target 1,0001, harus tepat 100,0001. Naikkan atau turunkan salah satunya.",
        ),
        (
            A.JUMLAH,
            empat("25", "25", "25", "25"),
            "Keempat target berjumlah 100,0000, harus tepat 100,0001. Kurang 0,0001.",
        ),
    ],
)
def test_selisih_disebut_empat_desimal(
    akumulasi: Akumulasi, bagian: tuple[Decimal, ...], kalimat: str
) -> None:
    with pytest.raises(ValueError, match="target") as galat:
        periksa_target(akumulasi, setahun=D("100.00005"), bagian=bagian)
    assert str(galat.value) == kalimat


def test_target_pecahan_dibagi_sampai_empat_desimal() -> None:
    """0,0001 tidak dapat dibagi empat pada empat desimal, jadi seluruhnya di triwulan IV."""
    assert usul_target(A.JUMLAH, setahun=D("0.0001")) == empat("0", "0", "0", "0.0001")
    assert usul_target(A.JUMLAH, setahun=D("0.0005")) == empat("0.0001", "0.0001", "0.0001", "0.0002")
    assert usul_target(A.KUMULATIF, setahun=D("0.0005")) == empat("0.0001", "0.0002", "0.0003", "0.0005")


@pytest.mark.parametrize("bagian", [empat("1", "2", "3"), (), None])
def test_tanpa_empat_target_yang_dipakai_target_setahun(bagian: tuple[Decimal, ...] | None) -> None:
    assert target_triwulan(bagian, triwulan=2, setahun=D(9)) == 9


@pytest.mark.parametrize("triwulan", [0, -1, 5])
def test_triwulan_di_luar_satu_sampai_empat_ditolak(triwulan: int) -> None:
    with pytest.raises(ValueError, match="1 sampai 4"):
        target_triwulan(empat("1", "2", "3", "4"), triwulan=triwulan, setahun=D(9))


def test_target_di_bawah_nol_ditolak_nol_diterima() -> None:
    periksa_target(A.RATA, setahun=D(0), bagian=empat("0", "0", "0", "0"))
    with pytest.raises(ValueError, match="di bawah nol"):
        periksa_target(A.RATA, setahun=D(0), bagian=empat("-0.5", "0.5", "0", "0"))
