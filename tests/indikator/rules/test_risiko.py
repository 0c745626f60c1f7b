"""Risiko meleset dari target: tabel keadaan, dan sifat yang tidak boleh berubah."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.rules.kualitatif import Ekspektasi
from indikator.rules.risiko import Kemajuan, Risiko, nilai_risiko
from tests.indikator.rules.bantu import D

SESUAI = D(90)
R = Risiko


def kemajuan(
    nilai: str | None, tertinggi: str | None, menunggu: str = "0", *, kembali: int = 0, sisa: int = 30
) -> Kemajuan:
    def angka(x: str | None) -> Decimal | None:
        return None if x is None else D(x)

    return Kemajuan(angka(nilai), angka(tertinggi), D(menunggu), kembali, sisa)


@pytest.mark.parametrize(
    ("keadaan", "risiko", "sebab"),
    [
        (kemajuan("50", "85", "50"), R.TINGGI, "Paling tinggi 85,00, di bawah 90,00"),
        (kemajuan("70", "70"), R.TINGGI, "Paling tinggi 70,00"),
        (
            kemajuan(None, "120", "100", sisa=-3),
            R.TINGGI,
            "Tenggat lapor lewat 3 hari; bobot 100 belum masuk.",
        ),
        (kemajuan("80", "100", "50"), R.SEDANG, "rata-rata 80,00, di bawah 90,00"),
        (kemajuan("95", "110", "20", kembali=2), R.SEDANG, "2 laporan dikembalikan"),
        (
            kemajuan("95", "110", "12.5", sisa=7),
            R.SEDANG,
            "Tenggat lapor 7 hari lagi; bobot 12,5 belum masuk.",
        ),
        (kemajuan("95", "110", "20", sisa=0), R.SEDANG, "Tenggat lapor hari ini"),
        (kemajuan(None, "120", "100", sisa=8), R.RENDAH, "Bobot 100 belum masuk, 8 hari lagi."),
        (kemajuan(None, None), R.RENDAH, "Belum ada indikator"),
        (kemajuan("90", "90"), R.TUNTAS, "Semua sudah masuk, perkiraan 90,00."),
        (kemajuan("90", "90", sisa=-100), R.TUNTAS, "Semua sudah masuk"),
    ],
)
def test_risiko_dan_sebabnya(keadaan: Kemajuan, risiko: Risiko, sebab: str) -> None:
    hasil = nilai_risiko(keadaan, sesuai=SESUAI)
    assert hasil.risiko is risiko
    assert sebab in hasil.sebab


@pytest.mark.parametrize(
    ("rating", "menunggu", "tanpa_rating", "risiko", "sebab"),
    [
        (Ekspektasi.DI_BAWAH, "0", "0", R.SEDANG, "kebanyakan di bawah ekspektasi"),
        (Ekspektasi.SESUAI, "0", "0", R.TUNTAS, "Semua sudah diberi rating, tengahnya sesuai ekspektasi."),
        (Ekspektasi.DI_ATAS, "0", "40", R.RENDAH, "Semua sudah masuk; bobot 40 menunggu rating."),
        (Ekspektasi.DI_ATAS, "10", "40", R.RENDAH, "Bobot 10 belum masuk, 30 hari lagi."),
        (None, "0", "100", R.RENDAH, "bobot 100 menunggu rating"),
    ],
)
def test_risiko_kualitatif(
    rating: Ekspektasi | None, menunggu: str, tanpa_rating: str, risiko: Risiko, sebab: str
) -> None:
    k = Kemajuan(None, None, D(menunggu), 0, 30, rating, D(tanpa_rating))
    hasil = nilai_risiko(k, sesuai=SESUAI)
    assert hasil.risiko is risiko
    assert sebab in hasil.sebab


def test_tepat_di_ambang_bukan_risiko_dan_tenggat_kemarin_lewat_sehari() -> None:
    assert nilai_risiko(kemajuan("90", "90", "10"), sesuai=SESUAI).risiko is R.RENDAH
    assert nilai_risiko(kemajuan("89.99", "90", "10"), sesuai=SESUAI).risiko is R.SEDANG
    kemarin = nilai_risiko(kemajuan("95", "110", "10", sisa=-1), sesuai=SESUAI)
    assert kemarin.sebab == "Tenggat lapor lewat 1 hari; bobot 10 belum masuk."
    besok = nilai_risiko(kemajuan("95", "110", "10", sisa=1), sesuai=SESUAI)
    assert besok.sebab == "Tenggat lapor 1 hari lagi; bobot 10 belum masuk."
    assert nilai_risiko(kemajuan("95", "110", kembali=1), sesuai=SESUAI).risiko is R.SEDANG
    assert nilai_risiko(kemajuan("95", "110", "0.5", sisa=3), sesuai=SESUAI).risiko is R.SEDANG, (
        "bobot sekecil apa pun masih ditunggu"
    )


angka = st.decimals(0, 120, places=2)


@given(
    angka, angka, st.decimals(0, 100, places=2), st.integers(0, 5), st.integers(-30, 90), st.integers(0, 30)
)
def test_waktu_yang_lebih_longgar_tidak_pernah_menambah_risiko(
    nilai: Decimal, tambah: Decimal, menunggu: Decimal, kembali: int, sisa: int, longgar: int
) -> None:
    def risiko(hari: int) -> Risiko:
        k = Kemajuan(nilai, nilai + tambah, menunggu, kembali, hari)
        return nilai_risiko(k, sesuai=SESUAI).risiko

    assert risiko(sisa + longgar) >= risiko(sisa)


@given(angka, angka, st.decimals(0, 100, places=2), st.integers(-30, 90), angka)
def test_nilai_yang_lebih_baik_tidak_pernah_menambah_risiko(
    nilai: Decimal, tambah: Decimal, menunggu: Decimal, sisa: int, naik: Decimal
) -> None:
    def risiko(n: Decimal) -> Risiko:
        return nilai_risiko(Kemajuan(n, n + tambah, menunggu, 0, sisa), sesuai=SESUAI).risiko

    assert risiko(nilai + naik) >= risiko(nilai)
