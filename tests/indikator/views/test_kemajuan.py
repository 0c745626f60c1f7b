"""Halaman kemajuan menurut cakupan."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indikator.models import Periode
from kepegawaian.models import Peran
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db
ALAMAT = "/kemajuan/"


@pytest.fixture
def p(monkeypatch: pytest.MonkeyPatch) -> pabrik.Pemda:
    hasil = pabrik.pemda()
    monkeypatch.setattr("indikator.views.kemajuan.hari_ini", lambda: hasil.sekarang.date())
    monkeypatch.setattr("django.utils.timezone.now", lambda: hasil.sekarang)
    return hasil


def test_tanpa_periode_halamannya_menjelaskan(p: pabrik.Pemda) -> None:
    assert "Belum ada periode yang dibuka" in masuk(p.admin).get(ALAMAT).content.decode()


@pytest.mark.parametrize("siapa", ["ratna", "kabid"])
def test_tanpa_izin_ditolak(p: pabrik.Pemda, siapa: str) -> None:
    assert masuk(getattr(p, siapa)).get(ALAMAT).status_code == 403


def test_admin_bkd_dan_auditor_melihat_semua_dinas(p: pabrik.Pemda) -> None:
    pabrik.triwulan(p)
    for orang in (p.admin, p.auditor):
        nama = {k.nama for k in masuk(orang).get(ALAMAT).context["laman"]}
        assert nama == {p.akar.nama, p.dukcapil.nama, p.dinkes.nama}


def test_admin_dinas_melihat_unit_di_dinasnya_saja(p: pabrik.Pemda) -> None:
    pabrik.triwulan(p)
    halaman = masuk(p.admin_dukcapil).get(ALAMAT + f"?dinas={p.dinkes.pk}")
    assert {k.nama for k in halaman.context["laman"]} == {p.dukcapil.nama, p.capil.nama}


def test_pimpinan_bidang_hanya_melihat_cabangnya(p: pabrik.Pemda) -> None:
    pabrik.triwulan(p)
    pabrik.beri_peran(p.kabid, Peran.Jenis.PIMPINAN, p.capil)
    assert [k.nama for k in masuk(p.kabid).get(ALAMAT).context["laman"]] == [p.capil.nama]


def test_periode_instansi_lain_di_alamat_diabaikan(p: pabrik.Pemda) -> None:
    milik = pabrik.triwulan(p)
    lain = pabrik.triwulan(pabrik.pemda("Kota Lain"))
    assert masuk(p.admin).get(ALAMAT + f"?periode={lain.pk}").context["periode"] == milik


def test_banyak_kueri_tetap_untuk_10_dan_200_orang(p: pabrik.Pemda) -> None:
    periode = pabrik.triwulan(p)
    tahun = Periode.objects.get(pk=periode.induk_id)
    klien = masuk(p.admin)

    def kueri() -> int:
        with CaptureQueriesContext(connection) as tangkap:
            klien.get(ALAMAT)
            klien.get(ALAMAT + f"?dinas={p.dinkes.pk}")
            klien.get(reverse("indikator:pemahaman_belum", args=[tahun.pk]))
            klien.get(reverse("indikator:periode_rinci", args=[periode.pk]))
        return len(tangkap)

    sedikit = kueri()
    for n in range(200):
        orang = pabrik.pegawai(p.instansi, f"Pegawai {n}")
        pabrik.tempatkan(orang, p.puskesmas, p.jabatan["perawat"])
        pabrik.skp(p, orang, tahun, status="disetujui")
    assert kueri() == sedikit
