from datetime import date
from decimal import Decimal

import pytest

from indikator.rules.angka import bulatkan
from indikator.rules.capaian import (
    BATAS_BAWAAN,
    BatasKena,
    Polaritas,
    RumusMinimal,
    Sasaran,
    capaian,
    periksa_sasaran,
)
from tests.indikator.rules.bantu import D, maksimal, minimal, rentang, tanggal

TR, RT = RumusMinimal.T_PER_R, RumusMinimal.R_PER_T


@pytest.mark.parametrize(
    ("sasaran", "realisasi", "nilai"),
    [
        # makin besar makin baik
        (maksimal("98"), "98.70", "100.71"),
        (maksimal("95"), "93", "97.89"),  # contoh PermenPANRB 8/2021
        (maksimal("500"), "540", "108.00"),
        (maksimal("100"), "0", "0.00"),
        (maksimal("1000"), "5", "0.50"),
        (maksimal("2.95"), "6.72", "120.00"),
        (maksimal("100"), "120", "120.00"),
        (maksimal("100"), "120.01", "120.00"),
        # makin kecil makin baik
        (minimal("3"), "2.6", "113.33"),
        (minimal("3"), "3", "100.00"),
        (minimal("3"), "4.5", "50.00"),
        (minimal("3"), "6", "0.00"),
        (minimal("3"), "7", "0.00"),
        (minimal("3"), "0", "120.00"),
        (minimal("0"), "0", "100.00"),
        (minimal("0"), "0.01", "0.00"),
        # dalam rentang
        (rentang("10", "20"), "10", "100.00"),
        (rentang("10", "20"), "15", "100.00"),
        (rentang("10", "20"), "20", "100.00"),
        (rentang("10", "20"), "22.5", "87.50"),
        (rentang("10", "20"), "40", "0.00"),
        (rentang("10", "20"), "50", "0.00"),
        (rentang("10", "20"), "9", "90.00"),
        (rentang("10", "20"), "0", "0.00"),
        (rentang("0", "20"), "0", "100.00"),
        (rentang("0", "0"), "0", "100.00"),
        (rentang("0", "0"), "1", "0.00"),
        (rentang("15", "15"), "12", "80.00"),
    ],
)
def test_capaian_menurut_tabel(sasaran: Sasaran, realisasi: str, nilai: str) -> None:
    assert str(bulatkan(capaian(sasaran, realisasi=D(realisasi)).nilai)) == nilai


@pytest.mark.parametrize(
    ("rumus", "target", "realisasi", "nilai"),
    [
        (TR, "0.01", "0.03", "33.33"),
        (TR, "3", "2.6", "115.38"),
        (TR, "3", "0", "120.00"),  # tidak dibagi nol: nilai tertinggi
        (TR, "0", "0", "100.00"),
        (TR, "0", "2", "0.00"),
        (RT, "20", "20", "100.00"),
        (RT, "20", "10", "50.00"),
        (RT, "0", "0", "100.00"),
        (RT, "0", "2", "0.00"),
    ],
)
def test_rumus_minimal_lain_menurut_kebijakan(
    rumus: RumusMinimal, target: str, realisasi: str, nilai: str
) -> None:
    c = capaian(minimal(target), realisasi=D(realisasi), rumus_minimal=rumus)
    assert str(bulatkan(c.nilai)) == nilai


@pytest.mark.parametrize("rumus", [TR, RT])
def test_sisi_atas_rentang_tidak_ikut_rumus_minimal(rumus: RumusMinimal) -> None:
    c = capaian(rentang("10", "20"), realisasi=D("22.5"), rumus_minimal=rumus)
    assert c.nilai == D("87.5")


@pytest.mark.parametrize(
    ("selesai", "nilai"),
    [
        ("2026-01-31", "100.00"),  # 30 dari 30 hari
        ("2026-02-03", "90.00"),  # 33 dari 30 hari
        ("2026-01-25", "120.00"),  # 24 dari 30 hari
        ("2026-01-28", "110.00"),
        ("2026-01-01", "120.00"),
        ("2026-03-02", "0.00"),
        ("2026-12-31", "0.00"),
    ],
)
def test_tanggal_dihitung_dari_hari_terpakai(selesai: str, nilai: str) -> None:
    c = capaian(tanggal("2026-01-01", "2026-01-31"), realisasi=date.fromisoformat(selesai))
    assert str(bulatkan(c.nilai)) == nilai


def test_tanggal_target_sama_dengan_mulai() -> None:
    hari_itu = tanggal("2026-01-01", "2026-01-01")
    assert capaian(hari_itu, realisasi=date(2026, 1, 1)).nilai == 100
    assert capaian(hari_itu, realisasi=date(2026, 1, 2)).nilai == 0


@pytest.mark.parametrize(("jawab", "nilai"), [(True, 100), (False, 0)])
def test_ya_atau_tidak(jawab: bool, nilai: int) -> None:
    assert capaian(Sasaran(Polaritas.YA_TIDAK), realisasi=jawab).nilai == nilai


def test_batas_capaian_dari_kebijakan() -> None:
    assert capaian(maksimal("100"), realisasi=D(150), batas=D(110)).nilai == 110
    assert capaian(maksimal("100"), realisasi=D(150), batas=D(200)).nilai == 150
    nol = capaian(minimal("3"), realisasi=D(0), batas=D(110), rumus_minimal=TR)
    assert nol.nilai == 110


def test_capaian_tidak_dibulatkan() -> None:
    assert capaian(maksimal("3"), realisasi=D(1)).nilai == D("33." + "3" * 58)


@pytest.mark.parametrize(
    ("sasaran", "realisasi", "uraian"),
    [
        (maksimal("98.00"), "98.70", "98,70 : 98,00 × 100 = 100,71"),
        (maksimal("500"), "540", "540 : 500 × 100 = 108,00"),
        (maksimal("925896500"), "826994935", "826.994.935 : 925.896.500 × 100 = 89,32"),
        (maksimal("2.95"), "6.72", "6,72 : 2,95 × 100 = 227,80, dibatasi 120,00"),
        (minimal("3.00"), "2.60", "(2 − 2,60 : 3,00) × 100 = 113,33"),
        (minimal("3"), "7", "(2 − 7 : 3) × 100 = -33,33, dibatasi 0,00"),
        (minimal("0"), "0", "target 0 dan realisasi 0: 100 = 100,00"),
        (rentang("10", "20"), "15", "15 di dalam rentang 10–20: 100 = 100,00"),
        (rentang("10", "20"), "20", "20 di dalam rentang 10–20: 100 = 100,00"),
        (rentang("10", "20"), "9", "9 : 10 × 100 = 90,00"),
    ],
)
def test_cara_hitung_ditulis_untuk_dibaca(sasaran: Sasaran, realisasi: str, uraian: str) -> None:
    assert capaian(sasaran, realisasi=D(realisasi)).uraian == uraian


def test_cara_hitung_tanggal_menyebut_hari() -> None:
    c = capaian(tanggal("2026-01-01", "2026-01-31"), realisasi=date(2026, 2, 3))
    assert c.rumus == "(2 − 33 hari : 30 hari) × 100"


def test_batas_yang_memotong_dicatat() -> None:
    assert capaian(maksimal("1"), realisasi=D(2)).batas_kena is BatasKena.ATAS
    assert capaian(minimal("1"), realisasi=D(3)).batas_kena is BatasKena.BAWAH
    assert capaian(maksimal("1"), realisasi=D(1)).batas_kena is BatasKena.TIDAK
    assert capaian(maksimal("100"), realisasi=D(120)).batas_kena is BatasKena.TIDAK
    assert capaian(minimal("3"), realisasi=D(6)).batas_kena is BatasKena.TIDAK


@pytest.mark.parametrize(
    ("sasaran", "realisasi", "potongan"),
    [
        (maksimal("0"), D(1), "harus lebih dari 0.*pilih polaritas minimal"),
        (Sasaran(Polaritas.MAKSIMAL), D(1), "Target belum diisi"),
        (maksimal("-1"), D(1), "Target tidak boleh kurang dari 0"),
        (maksimal("1"), D(-1), "Realisasi tidak boleh kurang dari 0"),
        (minimal("1"), D(-1), "Realisasi tidak boleh kurang dari 0"),
        (maksimal("1"), True, "Realisasi harus berupa angka"),
        (maksimal("1"), date(2026, 1, 1), "Realisasi harus berupa angka"),
        (rentang("20", "10"), D(1), r"bawah rentang \(20\) melebihi batas atas \(10\).*Tukar"),
        (rentang("-1", "10"), D(1), "Batas bawah rentang tidak boleh kurang dari 0"),
        (Sasaran(Polaritas.RENTANG, bawah=D(1)), D(1), "Batas atas rentang belum diisi"),
        (tanggal("2026-02-01", "2026-01-31"), date(2026, 2, 1), "mendahului tanggal mulai"),
        (tanggal("2026-02-01", "2026-03-01"), date(2026, 1, 31), "mendahului tanggal mulai"),
        (tanggal("2026-02-01", "2026-03-01"), D(1), "harus berupa tanggal"),
        (Sasaran(Polaritas.TANGGAL), date(2026, 1, 31), "memerlukan tanggal mulai"),
        (Sasaran(Polaritas.TANGGAL, mulai=date(2026, 1, 1)), date(2026, 1, 31), "memerlukan tanggal mulai"),
        (Sasaran(Polaritas.YA_TIDAK), D(1), '"ya" atau "tidak"'),
    ],
)
def test_yang_tidak_mungkin_ditolak_dengan_sebabnya(
    sasaran: Sasaran, realisasi: Decimal | date | bool, potongan: str
) -> None:
    with pytest.raises(ValueError, match=potongan):
        capaian(sasaran, realisasi=realisasi)


def test_batas_sekecil_apa_pun_dipakai() -> None:
    assert capaian(maksimal("1"), realisasi=D(1), batas=D(1)).nilai == 1


def test_batas_nol_ditolak() -> None:
    with pytest.raises(ValueError, match="Batas capaian harus lebih dari 0"):
        capaian(maksimal("1"), realisasi=D(1), batas=D(0))


def test_batas_bawaan_seratus_dua_puluh() -> None:
    """PP 30/2019 Pasal 41."""
    assert capaian(maksimal("1"), realisasi=D(9)).nilai == BATAS_BAWAAN == 120


def test_target_minimal_yang_kosong_atau_bukan_angka_ditolak_saat_ditulis() -> None:
    with pytest.raises(ValueError, match="Target belum diisi"):
        periksa_sasaran(Sasaran(Polaritas.MINIMAL))
    with pytest.raises(ValueError, match="Target harus berupa angka untuk polaritas ini"):
        periksa_sasaran(Sasaran(Polaritas.MINIMAL, target=True))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="Realisasi harus berupa angka untuk polaritas ini"):
        capaian(maksimal("1"), realisasi=date(2026, 1, 1))


@pytest.mark.parametrize("batas", ["0", "-1"])
def test_batas_capaian_harus_positif(batas: str) -> None:
    with pytest.raises(ValueError, match="Batas capaian harus lebih dari 0"):
        capaian(maksimal("1"), realisasi=D(1), batas=D(batas))
    assert capaian(maksimal("1"), realisasi=D(1), batas=D("0.5")).nilai == D("0.5")
