"""Angka kredit dari predikat: tabel Peraturan BKN 3/2023, jenjang, dan bagian tahun."""

from datetime import date
from decimal import Decimal as D

import pytest

from penilaian.rules.angka_kredit import BKN_3_2023, konversi_angka_kredit, tabel_pada
from penilaian.rules.predikat import Predikat

SB, B, BP, K, SK = Predikat


@pytest.mark.parametrize(
    ("jenjang", "predikat", "nilai"),
    [
        ("Ahli Pertama", SB, "18.75"),
        ("Ahli Pertama", B, "12.50"),
        ("Ahli Muda", B, "25.00"),
        ("Ahli Madya", BP, "28.13"),
        ("Ahli Utama", K, "25.00"),
        ("Pemula", SK, "0.94"),
        ("Terampil", B, "5.00"),
        ("Mahir", SB, "18.75"),
        ("Penyelia", BP, "18.75"),
        ("  ahli  muda ", B, "25.00"),
        ("Madya", B, "37.50"),
    ],
)
def test_setahun_penuh(jenjang: str, predikat: Predikat, nilai: str) -> None:
    hasil = konversi_angka_kredit(
        jenjang=jenjang, predikat=predikat, hari=365, hari_setahun=365, tabel=BKN_3_2023
    )
    assert hasil is not None and hasil.nilai == D(nilai)


def test_bagian_tahun_menurut_hari_dan_uraiannya_memuat_semua_bagian() -> None:
    hasil = konversi_angka_kredit(
        jenjang="Ahli Muda", predikat=B, hari=92, hari_setahun=365, tabel=BKN_3_2023
    )
    assert hasil is not None
    assert hasil.nilai == D("6.30")  # 25 × 92 : 365 = 6,3013…
    assert hasil.uraian == (
        "Koefisien Ahli Muda 25,00 setahun × 100 % (Baik) × 92 dari 365 hari = 6,30 (Peraturan BKN 3/2023)."
    )


@pytest.mark.parametrize("jenjang", ["", "Pengawas", "Ahli"])
def test_bukan_jenjang_fungsional_tidak_mendapat_angka(jenjang: str) -> None:
    isi = {"predikat": B, "hari": 1, "hari_setahun": 365, "tabel": BKN_3_2023}
    assert konversi_angka_kredit(jenjang=jenjang, **isi) is None  # type: ignore[arg-type]


def test_tabel_menurut_hari_dan_belum_ada_sebelum_2023() -> None:
    assert tabel_pada(date(2022, 12, 31)) is None
    assert tabel_pada(date(2023, 1, 1)) is BKN_3_2023


@pytest.mark.parametrize(("hari", "setahun"), [(-1, 365), (366, 365), (10, 360)])
def test_hari_yang_tidak_mungkin_ditolak(hari: int, setahun: int) -> None:
    with pytest.raises(ValueError, match="Hari harus"):
        konversi_angka_kredit(jenjang="Mahir", predikat=B, hari=hari, hari_setahun=setahun, tabel=BKN_3_2023)
