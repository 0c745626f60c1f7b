"""Pengelola mengeluarkan seseorang dari semua perangkatnya."""

import pytest
from django.test import Client
from django.urls import reverse

from inti.galat import TidakBerhak
from inti.models import Jejak, Pemberitahuan
from kepegawaian.models import SesiMasuk
from kepegawaian.services import sesi_masuk
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.faktor import masuk_dengan_sandi
from tests.kepegawaian.pabrik import SANDI, SEKARANG
from tests.klien import masuk

pytestmark = pytest.mark.django_db


def test_semua_perangkatnya_ditolak_pada_permintaan_berikutnya(kota: Kota) -> None:
    ponsel, komputer, admin = Client(), Client(), masuk(kota.admin_dinas)
    for klien in (ponsel, komputer):
        masuk_dengan_sandi(klien, kota.staf, SANDI)
        assert klien.get("/profil/").status_code == 200
    jawaban = admin.post(reverse("kepegawaian:keluarkan_pegawai", args=[kota.staf.pk]))
    assert jawaban.headers["Location"] == reverse("kepegawaian:pegawai_rinci", args=[kota.staf.pk])
    assert {klien.get("/profil/").status_code for klien in (ponsel, komputer)} == {302}
    assert not SesiMasuk.objects.filter(pegawai=kota.staf, selesai__isnull=True).exists()
    assert Jejak.objects.get(aksi="sesi.dikeluarkan_pengelola").isi == {"banyak": 2}
    assert Pemberitahuan.objects.filter(penerima_id=kota.staf.pk, judul__contains="dikeluarkan").exists()
    assert admin.get("/profil/").status_code == 200, "hanya orang itu"
    masuk_dengan_sandi(ponsel, kota.staf, SANDI)
    assert ponsel.get("/profil/").status_code == 200, "kata sandinya tetap"


def test_bukan_pengelolanya_ditolak(kota: Kota) -> None:
    for pegawai, oleh in ((kota.kadis_lain, kota.admin_dinas), (kota.staf, kota.kabid)):
        with pytest.raises(TidakBerhak):
            sesi_masuk.keluarkan_orang(pegawai=pegawai, oleh=oleh, sekarang=SEKARANG)
    assert not Jejak.objects.filter(aksi="sesi.dikeluarkan_pengelola").exists()


def test_perangkat_sendiri_tidak_dikeluarkan_lewat_pintu_pengelola(kota: Kota) -> None:
    with pytest.raises(TidakBerhak):
        sesi_masuk.keluarkan_orang(pegawai=kota.admin_bkd, oleh=kota.admin_bkd, sekarang=SEKARANG)
    assert not Jejak.objects.filter(aksi="sesi.dikeluarkan_pengelola").exists()
