"""Saran warga dijawab petugasnya."""

import uuid
from datetime import datetime

import pytest

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak
from tests.umpan_balik.conftest import SEKARANG, Kota
from umpan_balik.models import Aspirasi
from umpan_balik.persetujuan import VERSI_KINI
from umpan_balik.services import aspirasi, warga

pytestmark = pytest.mark.django_db
JAWABAN = "Kipas diganti hari Rabu, 18 November 2026."


@pytest.fixture
def saran(kota: Kota) -> Aspirasi:
    warga.kirim_survei(
        titik=kota.titik,
        nilai={"sarana": 1},
        saran="Kipas mati.",
        setuju_versi=VERSI_KINI,
        kunci=uuid.uuid4(),
        kode=None,
        sidik="0" * 64,
        sekarang=SEKARANG,
    )
    return Aspirasi.objects.get()


def test_petugas_menjawab_dan_menutup(saran: Aspirasi, kota: Kota, sekarang: datetime) -> None:
    aspirasi.proses(aspirasi=saran, oleh=kota.petugas, sekarang=sekarang)
    assert saran.status == "diproses"
    hasil = aspirasi.jawab(aspirasi=saran, jawaban=JAWABAN, tampil=True, oleh=kota.petugas, sekarang=sekarang)
    assert (hasil.status, hasil.jawaban, hasil.tampil, hasil.dijawab_oleh) == (
        "ditutup",
        JAWABAN,
        True,
        kota.petugas,
    )
    assert list(Jejak.objects.values_list("aksi", flat=True)) == ["aspirasi.diproses", "aspirasi.dijawab"]


def test_klik_ganda_tidak_menambah_jejak(saran: Aspirasi, kota: Kota, sekarang: datetime) -> None:
    for _ in range(2):
        aspirasi.jawab(aspirasi=saran, jawaban=JAWABAN, tampil=False, oleh=kota.petugas, sekarang=sekarang)
    assert Jejak.objects.filter(aksi="aspirasi.dijawab").count() == 1


def test_yang_tidak_berizin_ditolak(saran: Aspirasi, kota: Kota, kota_lain: Kota, sekarang: datetime) -> None:
    for orang in (kota.kabid, kota.admin, kota_lain.petugas):
        with pytest.raises(TidakBerhak):
            aspirasi.jawab(aspirasi=saran, jawaban=JAWABAN, tampil=True, oleh=orang, sekarang=sekarang)
    saran.refresh_from_db()
    assert saran.status == "diajukan"


def test_jawaban_pendek_ditolak_dan_nomor_pribadi_disamarkan(
    saran: Aspirasi, kota: Kota, sekarang: datetime
) -> None:
    with pytest.raises(GalatAturan):
        aspirasi.jawab(aspirasi=saran, jawaban="Siap.", tampil=False, oleh=kota.petugas, sekarang=sekarang)
    hasil = aspirasi.jawab(
        aspirasi=saran,
        jawaban="Hubungi pak Budi 0812-3456-7890.",
        tampil=False,
        oleh=kota.petugas,
        sekarang=sekarang,
    )
    assert "0812" not in hasil.jawaban


def test_warga_menarik_kembali_sarannya(saran: Aspirasi, kota: Kota, sekarang: datetime) -> None:
    aspirasi.jawab(aspirasi=saran, jawaban=JAWABAN, tampil=True, oleh=kota.petugas, sekarang=sekarang)
    aspirasi.tarik(aspirasi=saran, sekarang=sekarang)
    saran.refresh_from_db()
    assert "Kipas mati" not in saran.teks and not saran.tampil
    with pytest.raises(GalatAturan, match="menarik"):
        aspirasi.jawab(aspirasi=saran, jawaban=JAWABAN, tampil=True, oleh=kota.petugas, sekarang=sekarang)
