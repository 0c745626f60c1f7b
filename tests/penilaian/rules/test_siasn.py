"""Satu orang menjadi satu baris berkas SIASN; yang belum ada kosong, bukan nol."""

from typing import Any

import pytest

from penilaian.rules.siasn import KOLOM, baris

PENILAI = {"nama": "Rina Sari", "nip": "198001012005012001", "jabatan": "Kepala Dinas"}


def rincian(penilai: dict[str, str] | None = None) -> dict[str, Any]:
    return {
        "identitas": {
            "nip": "199001012015011001",
            "nama": "Budi",
            "mulai": "2026-07-01",
            "selesai": "2026-09-30",
            "penilai": penilai,
        }
    }


def test_isi_baris_menurut_rincian_yang_beku() -> None:
    satu = baris(
        rincian(PENILAI),
        jenis="triwulan",
        rating=("di_atas", "sesuai"),
        predikat="baik",
        penilai={"golongan": "IV/b", "unit": "Dinas Kesehatan"},
    )
    assert satu == {
        "nip": "199001012015011001",
        "nama": "Budi",
        "pnsDinilaiId": None,
        "tahun": 2026,
        "bulanMulaiPenilaian": 7,
        "tahunMulaiPenilaian": 2026,
        "bulanSelesaiPenilaian": 9,
        "tahunSelesaiPenilaian": 2026,
        "periodikId": 2,
        "hasilKinerjaNilai": 1,
        "perilakuKerjaNilai": 2,
        "kuadranKinerjaNilai": 2,
        "koefisienId": None,
        "statusPenilai": "ASN",
        "penilaiNama": "Rina Sari",
        "penilaiNipNrp": "198001012005012001",
        "penilaiGolongan": 42,
        "penilaiJabatan": "Kepala Dinas",
        "penilaiUnorNama": "Dinas Kesehatan",
    }
    assert tuple(satu) == KOLOM


def test_yang_belum_dinilai_dan_tanpa_penilai_kosong() -> None:
    satu = baris(rincian(), jenis="bulanan", rating=("", ""), predikat="", penilai={})
    assert satu["periodikId"] == 1
    kosong = [nama for nama, isi in satu.items() if isi is None]
    assert [n for n in kosong if n.startswith(("penilai", "status"))] == [
        "statusPenilai",
        "penilaiNama",
        "penilaiNipNrp",
        "penilaiGolongan",
        "penilaiJabatan",
        "penilaiUnorNama",
    ]
    assert {"hasilKinerjaNilai", "perilakuKerjaNilai", "kuadranKinerjaNilai"} <= set(kosong)


@pytest.mark.parametrize("jenis", ["tahunan", "harian"])
def test_jenis_periode_lain_tidak_mempunyai_kode(jenis: str) -> None:
    assert baris(rincian(), jenis=jenis, rating=("", ""), predikat="", penilai={})["periodikId"] is None
