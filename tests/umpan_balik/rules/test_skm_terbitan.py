"""Laporan SKM yang sudah terbit dicocokkan dengan angka yang tercetak, dan yang berbeda dijelaskan."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from indikator.rules.program import DaftarKeliru, jalankan
from tests.indikator.rules.bantu import DATA
from umpan_balik.rules.ikm import laporan_dari_csv
from umpan_balik.rules.unsur import UNSUR

TERBITAN = Path(__file__).parents[1] / "data" / "skm_terbitan.csv"
KEPALA = "unit,periode,U1,U2,U3,U4,U5,U6,U7,U8,U9,ikm_cetak\n"


def satu(nrr: str, cetak: str) -> dict[str, Any]:
    hasil: Any = laporan_dari_csv(f"{KEPALA}Unit,2026,{nrr},{cetak}\n")
    return dict(hasil["laporan"][0])


def test_laporan_terbit_diperoleh_kembali_dari_bobot_resmi() -> None:
    """Tulang Bawang Barat menulis bobot 0,111 dan mencetak 100: tepat 100,00 dari 1/9; dari 0,111 99,90 yang dibulatkan."""
    keluar, galat = io.StringIO(), io.StringIO()
    kode = jalankan(
        [str(TERBITAN)],
        cara_pakai="",
        hitung=laporan_dari_csv,
        masuk=io.StringIO(),
        keluar=keluar,
        galat=galat,
    )
    assert (kode, galat.getvalue()) == (0, "")
    hasil: Any = laporan_dari_csv(TERBITAN.read_text(encoding="utf-8"))
    assert hasil["sama_dengan_resmi"] == hasil["jumlah"] == 1
    assert hasil["laporan"][0]["ikm"] == {"1/9": "100.00", "0,111": "99.90", "0,11": "99.00"}


def test_tiap_baris_responden_nyata_terhitung_sendiri_dan_bersama() -> None:
    """Tiap baris: jumlah nilai : 9 × 25, dengan bilangan bulat; dan rata-rata semua baris sama dengan IKM-nya."""
    teks = (DATA / "skm_responden.csv").read_text(encoding="utf-8")
    jumlah = []
    for baris in csv.DictReader(io.StringIO(teks)):
        nilai = [int(baris[u.kolom]) for u in UNSUR]
        hasil: Any = laporan_dari_csv(
            ",".join(u.kolom for u in UNSUR) + "\n" + ",".join(map(str, nilai)) + "\n"
        )
        seperseratus = (sum(nilai) * 2500 * 2 + 9) // 18
        assert hasil["ikm"] == f"{seperseratus // 100}.{seperseratus % 100:02}", baris["no"]
        jumlah.append(sum(nilai))
    assert (len(jumlah), sum(jumlah)) == (49, 1389)
    semua: Any = laporan_dari_csv(teks)
    assert semua["ikm"] == f"{round(sum(jumlah) * 25 / 49 / 9, 2):.2f}"


@pytest.mark.parametrize(
    ("nrr", "cetak", "cocok", "kata"),
    [
        ("3,3,3,3,3,3,3,3,3", "75.00", ["1/9"], "Sama"),
        ("3,3,3,3,3,3,3,3,3", "74.93", ["0,111"], "Memakai bobot 0,111; menurut bobot resmi 1/9: 75.00"),
        ("3,3,3,3,3,3,3,3,3", "74.25", ["0,11"], "Memakai bobot 0,11;"),
        ("3.24,3.24,3.42,3.75,3.53,3.59,3.57,3.25,3.57", "86.60", [], "Dalam batas pembulatan"),
        ("3.00,3.00,3.00,3.00,3.00,3.00,3.00,3.00,3.00", "80.00", [], "Tidak diperoleh"),
    ],
)
def test_yang_berbeda_dijelaskan(nrr: str, cetak: str, cocok: list[str], kata: str) -> None:
    hasil = satu(nrr, cetak)
    assert hasil["cocok"] == cocok
    assert kata in hasil["keterangan"]


def test_berkas_titik_koma_berdesimal_koma() -> None:
    """Excel berbahasa Indonesia: pemisahnya titik koma, walau isinya memuat lebih banyak koma."""
    kepala = KEPALA.replace(",", ";")
    teks = kepala + f"Unit, satu;2026;{';'.join(['3,00'] * 9)};75,00\n" * 2
    hasil: Any = laporan_dari_csv(teks)
    assert (hasil["jumlah"], hasil["sama_dengan_resmi"]) == (2, 2)
    assert hasil["laporan"][0]["unit"] == "Unit, satu"


@pytest.mark.parametrize(
    ("cetak", "dekat"), [("75.12", True), ("75.13", False), ("74.13", True), ("74.12", False)]
)
def test_pergeseran_terjauh_setengah_angka_terakhir_kali_dua_puluh_lima(cetak: str, dekat: bool) -> None:
    """NRR dua desimal bergeser paling jauh 0,005 × 25 = 0,125 dari 75,00 (1/9) atau 74,25 (0,11)."""
    assert ("Dalam batas" in satu(",".join(["3.00"] * 9), cetak)["keterangan"]) is dekat


def test_nrr_satu_dan_empat_diterima_di_bawahnya_ditolak() -> None:
    assert satu("1,1,1,1,1,1,1,1,1", "25.00")["cocok"] == ["1/9"]
    assert satu("4,4,4,4,4,4,4,4,4", "100")["cocok"][0] == "1/9"
    with pytest.raises(DaftarKeliru, match="NRR harus antara 1 dan 4"):
        satu("0.99,3,3,3,3,3,3,3,3", "75")


@pytest.mark.parametrize("nrr", ["3,3,3,3,3,3,3,3,", "3,3,3,3,3,3,3,3,x", "3,3,3,3,3,3,3,3,5"])
def test_laporan_yang_tidak_terbaca_ditolak_dengan_barisnya(nrr: str) -> None:
    with pytest.raises(DaftarKeliru, match="Baris 2"):
        satu(nrr, "75")
