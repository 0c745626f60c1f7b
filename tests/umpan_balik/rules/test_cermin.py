"""Cermin penilai: tiga angka dan satu kalimat yang menggambarkan, tidak menuduh."""

from decimal import Decimal

import pytest

from umpan_balik.rules.cermin import Kebiasaan, kalimat, kebiasaan, rata_kebiasaan

LIMA, EMPAT = [5] * 21, [4] * 21


@pytest.mark.parametrize(
    ("formulir", "n", "rata", "sebaran", "kesamaan"),
    [
        ([LIMA, EMPAT], 2, "4.5", "0.5", "0"),
        ([LIMA, LIMA, EMPAT, EMPAT], 4, "4.5", "0.5", "33.333333"),
        ([LIMA, LIMA], 2, "5", "0", "100"),
        ([[1, None, 3] * 7, [1, 5, None] * 7], 2, "2.5", "0.5", "100"),
    ],
)
def test_rata_beda_dan_kesamaan(
    formulir: list[list[int | None]], n: int, rata: str, sebaran: str, kesamaan: str
) -> None:
    satu = kebiasaan(formulir)
    assert satu is not None and satu.sebaran is not None and satu.kesamaan is not None
    hasil = (satu.n, satu.rata, satu.sebaran, round(satu.kesamaan, 6))
    assert hasil == (n, Decimal(rata), Decimal(sebaran), round(Decimal(kesamaan), 6))


def test_satu_orang_belum_punya_beda_dan_kosong_bukan_nol() -> None:
    assert kebiasaan([[None] * 21]) is None
    satu = kebiasaan([LIMA, [None] * 21])
    assert satu == Kebiasaan(1, Decimal(5), None, None)
    assert "formulir kedua" in kalimat(satu, None)


@pytest.mark.parametrize(
    ("rata", "kesamaan", "unit", "kata"),
    [
        (
            "4.62",
            "91",
            "3.78",
            "0,84 di atas penilai seunit (3,78), dan 91 % jawaban Anda sama bagi semua orang",
        ),
        ("3.00", "40", "3.78", "0,78 di bawah penilai seunit"),
        ("4.28", "85", "3.78", "0,50 di atas penilai seunit (3,78), dan 85 % jawaban Anda sama bagi semua"),
        ("4.27", "84.9", "3.78", "dekat dengan penilai seunit (3,78), dan 85 % jawaban Anda sama antara"),
        ("3.70", "40", "3.78", "dekat dengan penilai seunit (3,78), dan 40 % jawaban Anda sama antara"),
        ("3.70", "40", None, "Rata-rata Anda 3,70, dan 40 %"),
    ],
)
def test_satu_kalimat_tentang_yang_menonjol(rata: str, kesamaan: str, unit: str | None, kata: str) -> None:
    diri = Kebiasaan(4, Decimal(rata), Decimal("0.3"), Decimal(kesamaan))
    lain = Kebiasaan(8, Decimal(unit), Decimal("0.4"), Decimal(50)) if unit else None
    hasil = kalimat(diri, lain)
    assert kata in hasil and hasil.endswith(".") and len(hasil.split()) <= 26


def test_pembanding_perlu_lima_penilai_yang_menilai_dua_orang() -> None:
    satu = Kebiasaan(2, Decimal(4), Decimal("0.5"), Decimal(50))
    sendiri = Kebiasaan(1, Decimal(1), None, None)
    assert rata_kebiasaan([satu] * 4 + [sendiri] * 9) is None
    assert rata_kebiasaan([satu] * 5 + [sendiri]) == Kebiasaan(5, Decimal(4), Decimal("0.5"), Decimal(50))
