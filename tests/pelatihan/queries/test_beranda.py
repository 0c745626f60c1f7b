"""Tugas "Pilih pelatihan": hanya saran yang masih segar dan belum ditanggapi."""

from datetime import timedelta
from typing import Any

import pytest

from pelatihan.queries.beranda import jp_beranda, tugas_untuk
from pelatihan.services import rekomendasi, saran, usulan
from tests.pelatihan import pabrik
from tests.pelatihan.pabrik import SESUDAH, Tertutup
from tests.penilaian.pabrik import admin, tambah_staf

pytestmark = pytest.mark.django_db


@pytest.fixture
def t() -> Tertutup:
    tertutup = pabrik.tutup()
    pabrik.isi_katalog(tertutup.d)
    saran.buat_untuk_periode(periode_id=tertutup.periode_id, sekarang=SESUDAH)
    return tertutup


def test_menyebut_banyaknya_dan_tenggat_enam_puluh_hari(t: Tertutup, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):
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


def test_tiap_langkah_menagih_orangnya_dan_jp_menghitung_yang_diusulkan(t: Tertutup) -> None:
    bkd = admin(t.d, tambah_staf(t.d, "Admin BKD"))
    satu = pabrik.saran(t.ratna)[0]
    rekomendasi.terima(rekomendasi=satu, oleh=t.ratna, sekarang=SESUDAH)
    (kepala,) = (x for x in tugas_untuk(pegawai=t.d.kepala, sekarang=SESUDAH))
    assert (kepala.judul, kepala.jumlah) == ("Setujui usulan pelatihan", 1)
    assert tugas_untuk(pegawai=bkd, sekarang=SESUDAH) == []
    usulan.setujui(usulan_ids=[satu.usulan.pk], oleh=t.d.kepala, sekarang=SESUDAH)
    assert [x.judul for x in tugas_untuk(pegawai=bkd, sekarang=SESUDAH)] == ["Rencanakan usulan pelatihan"]
    assert tugas_untuk(pegawai=t.d.kepala, sekarang=SESUDAH) == []
    isi = jp_beranda(pegawai=t.ratna, tahun=2026)
    assert (isi.jp.terhitung, isi.jp.rencana, isi.hak) == (0, satu.pelatihan.jp, 20)
