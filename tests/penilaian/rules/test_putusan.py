"""Putusan keberatan mengubah hanya yang diputus, dan angkanya lahir dari rules yang sama dengan penutupan."""

import json
from copy import deepcopy
from typing import Any

import pytest

from indikator.rules.hasil_kerja import MasukanKeliru
from indikator.rules.kebijakan import BAWAAN
from penilaian.rules.nilai import hitung
from penilaian.rules.nota import masukan_dari
from penilaian.rules.periksa import periksa
from penilaian.rules.predikat import Rating
from penilaian.rules.putusan import Koreksi, Perubahan, beda, lengkap, terapkan


def rincian() -> dict[str, Any]:
    isi: dict[str, Any] = {
        "nomor": "EKP-0001-000001-1",
        "indikator": [
            {
                "kode": "IK1",
                "nama": "Kunjungan",
                "bobot": "60",
                "polaritas": "maksimal",
                "target": "100",
                "realisasi": "80",
                "capaian": "80.00",
            },
            {
                "kode": "IK2",
                "nama": "Laporan",
                "bobot": "40",
                "polaritas": "ya_tidak",
                "realisasi": None,
                "tidak_dilaporkan": True,
                "alasan": "Tidak ada laporan.",
                "capaian": "0.00",
            },
        ],
        "perilaku": {
            "atasan": ["4"],
            "rekan": ["4", "4", "5"],
            "bawahan": ["4", "3", "5"],
            "masyarakat_ikm": None,
        },
        "rating": {"hasil": "di_bawah", "perilaku": "sesuai"},
        "kebijakan": json.loads(json.dumps(BAWAAN, default=str)),
    }
    ulang = periksa(json.dumps(isi))
    isi["hasil"] = {
        k: ulang[k] for k in ("nilai_hasil", "nilai_perilaku", "nilai_akhir", "predikat", "kurang")
    }
    return isi


UBAH = Perubahan(rating_hasil=Rating.SESUAI, koreksi=(Koreksi("IK1", "95"), Koreksi("IK2", "ya")))


def test_angka_baru_sama_dengan_hitung_ulang_dari_rincian_baru() -> None:
    lama = rincian()
    semula = deepcopy(lama)
    baru, hitungan = terapkan(lama, UBAH)
    assert lama == semula, "rincian lama tidak disentuh"
    ulang = periksa(json.dumps(baru))
    for nama in ("nilai_hasil", "nilai_perilaku", "nilai_akhir", "predikat", "kurang"):
        assert baru["hasil"][nama] == ulang[nama], nama
    assert baru["hasil"]["nilai_hasil"] == "97.00" and str(hitungan.nilai_hasil) == "97.00"
    assert [i["capaian"] for i in baru["indikator"]] == ["95.00", "100.00"]
    assert "tidak_dilaporkan" not in baru["indikator"][1] and "alasan" not in baru["indikator"][1]
    assert baru["hasil"]["predikat"] == "baik"
    assert baru["perilaku"] == lama["perilaku"] and baru["kebijakan"] == lama["kebijakan"]


def test_beda_menyebut_semua_yang_berubah_dan_hanya_itu() -> None:
    lama = rincian()
    baru, _ = terapkan(lama, UBAH)
    isi = {b.sebutan: (b.sebelum, b.sesudah) for b in beda(lama, baru)}
    assert isi["Realisasi Kunjungan"] == ("80", "95")
    assert isi["Realisasi Laporan"] == ("tidak dilaporkan", "ya")
    assert isi["Rating hasil kerja"] == ("Di Bawah Ekspektasi", "Sesuai Ekspektasi")
    assert isi["Predikat"] == ("Butuh Perbaikan", "Baik")
    assert isi["Nilai hasil kerja"] == ("48,00", "97,00")
    assert not {"Rating perilaku kerja", "Nilai perilaku kerja"} & set(isi)
    assert beda(lama, lama) == []
    keluar, _ = terapkan(lama, Perubahan(koreksi=(Koreksi("IK2", dikecualikan=True),)))
    assert {b.sebutan: b.sesudah for b in beda(lama, keluar)}["Realisasi Laporan"] == "dikecualikan"


def test_indikator_yang_dikeluarkan_melepas_bobotnya() -> None:
    baru, hitungan = terapkan(rincian(), Perubahan(koreksi=(Koreksi("IK2", dikecualikan=True),)))
    assert str(hitungan.nilai_hasil) == "80.00"
    assert baru["indikator"][1]["dikecualikan"] is True and baru["indikator"][1]["capaian"] is None


@pytest.mark.parametrize(
    ("perubahan", "kata"),
    [
        (Perubahan(), "Tidak ada yang berbeda"),
        (Perubahan(rating_hasil=Rating.DI_BAWAH), "Tidak ada yang berbeda"),
        (Perubahan(koreksi=(Koreksi("IK1", "80"),)), "Tidak ada yang berbeda"),
        (Perubahan(koreksi=(Koreksi("IK9", "1"),)), "tidak ada dalam hasil ini"),
        (Perubahan(koreksi=(Koreksi("IK1", "-3"),)), "IK1"),
        (Perubahan(koreksi=(Koreksi("IK2", "95"),)), 'harus "ya" atau "tidak"'),
    ],
)
def test_yang_tidak_mungkin_ditolak(perubahan: Perubahan, kata: str) -> None:
    with pytest.raises(MasukanKeliru, match=kata):
        terapkan(rincian(), perubahan)


def test_indikator_kualitatif_dikoreksi_ratingnya_dan_tidak_bernilai_angka() -> None:
    isi = rincian()
    isi["indikator"] = [
        {
            "kode": "IK1",
            "nama": "Mutu naskah",
            "bobot": "60",
            "polaritas": "kualitatif",
            "realisasi": "di_bawah",
        },
        {
            "kode": "IK2",
            "nama": "Tanggapan",
            "bobot": "40",
            "polaritas": "kualitatif",
            "menunggu_rating": True,
        },
    ]
    baru, hitungan = terapkan(isi, Perubahan(koreksi=(Koreksi("IK1", "sesuai"),)))
    assert not lengkap(hitungan) and "IK2" in baru["hasil"]["kurang"]
    baru, hitungan = terapkan(
        isi,
        Perubahan(rating_hasil=Rating.SESUAI, koreksi=(Koreksi("IK1", "sesuai"), Koreksi("IK2", "di_atas"))),
    )
    assert lengkap(hitungan) and hitungan.kualitatif and baru["hasil"]["nilai_akhir"] is None
    assert "menunggu_rating" not in baru["indikator"][1]
    ubah = {b.sebutan: (b.sebelum, b.sesudah) for b in beda(isi, baru)}
    assert ubah["Realisasi Mutu naskah"] == ("Di Bawah Ekspektasi", "Sesuai Ekspektasi")


def test_yang_belum_berating_atau_belum_bernilai_perilaku_belum_lengkap() -> None:
    utuh = rincian()
    tanpa_rating = {**utuh, "rating": {"hasil": None, "perilaku": "sesuai"}}
    tanpa_perilaku = {**utuh, "perilaku": {"atasan": [], "rekan": [], "bawahan": [], "masyarakat_ikm": None}}
    assert [lengkap(hitung(masukan_dari(isi))) for isi in (utuh, tanpa_rating, tanpa_perilaku)] == [
        True,
        False,
        False,
    ]


def test_nilai_ruas_sebelumnya_dihitung_ulang_dari_koreksinya() -> None:
    isi = rincian()
    umum = {"rating": {"hasil": "sesuai", "perilaku": "sesuai"}, "jeda": 0, "unit": "Dinas"}
    isi["identitas"] = {"mulai": "2026-07-01", "selesai": "2026-09-30"}
    isi["ruas"] = [
        {
            **umum,
            "sejak": "2026-07-01",
            "sampai": "2026-08-14",
            "utama": False,
            "indikator": deepcopy(isi["indikator"][:1]),
            "nilai": "11.11",
        },
        {**umum, "sejak": "2026-08-15", "sampai": "2026-09-30", "utama": True},
    ]
    isi["ruas"][0]["indikator"][0]["bobot"] = "100"
    baru, _ = terapkan(isi, UBAH)
    assert baru["ruas"][0]["nilai"] == "80.00" and "nilai" not in baru["ruas"][1]
