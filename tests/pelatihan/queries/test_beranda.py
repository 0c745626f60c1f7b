"""Tugas "Pilih pelatihan": hanya saran yang masih segar dan belum ditanggapi."""

from datetime import timedelta
from typing import Any

import pytest

from pelatihan.queries.beranda import tugas_untuk
from pelatihan.services import rekomendasi, saran
from tests.pelatihan import pabrik
from tests.pelatihan.pabrik import SESUDAH, Tertutup

pytestmark = pytest.mark.django_db


@pytest.fixture
def t() -> Tertutup:
    tertutup = pabrik.tutup()
    pabrik.isi_katalog(tertutup.d)
    saran.buat_untuk_periode(periode_id=tertutup.periode_id, sekarang=SESUDAH)
    return tertutup


def test_menyebut_banyaknya_dan_tenggat_enam_puluh_hari(t: Tertutup, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        (tugas,) = tugas_untuk(pegawai=t.ratna, sekarang=SESUDAH)
    assert tugas.jumlah == 2
    assert tugas.uraian.startswith("2 saran")
    assert tugas.tenggat == SESUDAH + timedelta(days=60)
    assert (tugas.url, tugas.menu) == ("/pelatihan/", "pelatihan:daftar")


def test_yang_ditanggapi_tidak_dihitung_lagi(t: Tertutup) -> None:
    satu, dua = pabrik.saran(t.ratna)
    rekomendasi.terima(rekomendasi=satu, oleh=t.ratna, sekarang=SESUDAH)
    assert tugas_untuk(pegawai=t.ratna, sekarang=SESUDAH)[0].jumlah == 1
    rekomendasi.tolak(rekomendasi=dua, alasan="Sudah pernah.", oleh=t.ratna, sekarang=SESUDAH)
    assert tugas_untuk(pegawai=t.ratna, sekarang=SESUDAH) == []


def test_sesudah_enam_puluh_hari_tidak_lagi_menagih(t: Tertutup) -> None:
    assert tugas_untuk(pegawai=t.ratna, sekarang=SESUDAH + timedelta(days=60))
    assert tugas_untuk(pegawai=t.ratna, sekarang=SESUDAH + timedelta(days=60, seconds=1)) == []


def test_yang_tanpa_saran_tidak_diminta_apa_pun(t: Tertutup) -> None:
    assert tugas_untuk(pegawai=t.budi, sekarang=SESUDAH) == []
