"""Halaman pemahaman: pegawai, atasan, admin."""

import pytest
from django.urls import reverse

from indikator.models import Pemahaman, Tinjauan
from indikator.services import pemahaman
from indikator.services.katalog import MasukanJangkauan
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db


@pytest.fixture
def p(monkeypatch: pytest.MonkeyPatch) -> pabrik.Pemda:
    """Pemda uji; bagi halaman hari ini 2 November 2026."""
    hasil = pabrik.pemda()
    monkeypatch.setattr("indikator.views.pemahaman.hari_ini", lambda: hasil.sekarang.date())
    monkeypatch.setattr("django.utils.timezone.now", lambda: hasil.sekarang)
    return hasil


def test_sebelum_ada_skp_tampil_tawaran_katalog_dan_contoh_dengan_targetnya(p: pabrik.Pemda) -> None:
    pabrik.indikator(p, "Jumlah akta terbit", satuan="akta", target_acuan=200)
    pabrik.indikator(p, "Cakupan imunisasi", unit=p.dinkes)
    tahun = pabrik.tahun(p)
    isi = masuk(p.ratna).get(reverse("indikator:pemahaman", args=[tahun.pk])).content.decode()
    assert "tawaran katalog untuk jabatan Anda" in isi
    assert "200 akta" in isi and "Bila realisasi 200: 200 : 200 × 100 = 100,00" in isi
    assert "Cakupan imunisasi" not in isi
    # 100 × 60 % + 95 × 40 %
    assert "98,00" in isi


def test_sesudah_ada_skp_yang_tampil_target_dan_bobot_skp(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p)
    pabrik.indikator(p, "Tawaran lain")
    tahun = pabrik.tahun(p)
    pabrik.skp(p, p.ratna, tahun, satu)
    halaman = masuk(p.ratna).get(reverse("indikator:pemahaman", args=[tahun.pk]))
    isi = halaman.content.decode()
    assert "dari SKP Anda" in isi and "100 %" in isi
    assert "Tawaran lain" not in isi


def test_menyatakan_paham_dua_kali_tetap_satu(p: pabrik.Pemda) -> None:
    tahun = pabrik.tahun(p)
    klien, alamat = masuk(p.ratna), reverse("indikator:pemahaman", args=[tahun.pk])
    assert "Saya sudah membaca dan paham" in klien.get(alamat).content.decode()
    for _ in range(2):
        assert klien.post(alamat, follow=True).status_code == 200
    assert Pemahaman.objects.count() == 1
    isi = klien.get(alamat).content.decode()
    assert "Anda sudah menyatakan paham" in isi and "Saya sudah membaca" not in isi


def test_triwulan_dan_alamat_kini_dialihkan_ke_tahunnya(p: pabrik.Pemda) -> None:
    periode = pabrik.triwulan(p)
    tujuan = reverse("indikator:pemahaman", args=[periode.induk_id])
    klien = masuk(p.ratna)
    assert klien.get(reverse("indikator:pemahaman", args=[periode.pk])).headers["Location"] == tujuan
    assert klien.get(reverse("indikator:pemahaman_kini")).headers["Location"] == tujuan


def test_tanpa_tahun_berjalan_halamannya_menjelaskan(p: pabrik.Pemda) -> None:
    assert (
        "Belum ada tahun yang dibuka"
        in masuk(p.ratna).get(reverse("indikator:pemahaman_kini")).content.decode()
    )


def test_tahun_draf_dan_tahun_instansi_lain_tidak_ada(p: pabrik.Pemda) -> None:
    draf = pabrik.tahun(p, buka=False)
    lain = pabrik.tahun(pabrik.pemda("Kota Lain"))
    for satu in (draf, lain):
        for nama in ("pemahaman", "pemahaman_belum"):
            assert masuk(p.admin).get(reverse(f"indikator:{nama}", args=[satu.pk])).status_code == 404


def test_bertanya_tentang_indikator_sendiri(p: pabrik.Pemda) -> None:
    tahun, satu = pabrik.tahun(p), pabrik.indikator(p, "Jumlah akta")
    klien, alamat = masuk(p.ratna), reverse("indikator:pemahaman_tanya", args=[tahun.pk, satu.pk])
    salah = klien.post(alamat, {"jenis": "sulit_dicapai", "catatan": ""}).content.decode()
    assert "Tulis pertanyaan atau alasan Anda." in salah and "Galat: " in salah
    klien.post(alamat, {"jenis": "sulit_dicapai", "catatan": "Targetnya naik 40 %."})
    assert Tinjauan.objects.get().jenis == "sulit_dicapai"
    halaman = klien.get(reverse("indikator:pemahaman", args=[tahun.pk])).content.decode()
    assert "Targetnya naik 40 %." in halaman and "Menunggu jawaban" in halaman


def test_yang_tidak_diukur_ditolak_dan_indikator_asing_tidak_ada(p: pabrik.Pemda) -> None:
    tahun = pabrik.tahun(p)
    satu = pabrik.indikator(p, "Aplikasi", jangkauan=[MasukanJangkauan(jenis_jabatan="fungsional")])
    asing = pabrik.indikator(pabrik.pemda("Kota Lain"))
    klien = masuk(p.budi)
    assert klien.get(reverse("indikator:pemahaman_tanya", args=[tahun.pk, satu.pk])).status_code == 403
    assert klien.get(reverse("indikator:pemahaman_tanya", args=[tahun.pk, asing.pk])).status_code == 404


def test_tanpa_tinjauan_hanya_pertanyaan_yang_ditawarkan(monkeypatch: pytest.MonkeyPatch) -> None:
    p = pabrik.pemda("Kota Tanpa Tinjauan", tinjauan=False)
    monkeypatch.setattr("indikator.views.pemahaman.hari_ini", lambda: p.sekarang.date())
    monkeypatch.setattr("django.utils.timezone.now", lambda: p.sekarang)
    tahun, satu = pabrik.tahun(p), pabrik.indikator(p, "Jumlah akta")
    klien, alamat = masuk(p.ratna), reverse("indikator:pemahaman_tanya", args=[tahun.pk, satu.pk])
    assert 'type="radio"' not in klien.get(alamat).content.decode()
    klien.post(alamat, {"jenis": "pertanyaan", "catatan": "Apa artinya?"})
    assert Tinjauan.objects.get().catatan == "Apa artinya?"


def test_atasan_hanya_melihat_bawahannya(p: pabrik.Pemda) -> None:
    tahun = pabrik.tahun(p)
    pemahaman.nyatakan(periode=tahun, oleh=p.ratna, sekarang=p.sekarang)
    alamat = reverse("indikator:pemahaman_belum", args=[tahun.pk])
    halaman = masuk(p.kabid).get(alamat)
    assert [o.pegawai for o in halaman.context["laman"]] == [p.budi]
    assert halaman.context["rekap"] == []
    sudah = masuk(p.kabid).get(alamat + "?keadaan=sudah").context["laman"]
    assert [o.pegawai for o in sudah] == [p.ratna]


def test_admin_dinas_melihat_dinasnya_dan_admin_bkd_semua(p: pabrik.Pemda) -> None:
    tahun = pabrik.tahun(p)
    pemahaman.nyatakan(periode=tahun, oleh=p.ratna, sekarang=p.sekarang)
    alamat = reverse("indikator:pemahaman_belum", args=[tahun.pk])
    dinas = masuk(p.admin_dukcapil).get(alamat)
    assert {o.pegawai for o in dinas.context["laman"]} == {p.kadis, p.kabid, p.budi, p.admin_dukcapil}
    assert [(k.nama, k.paham, k.orang) for k in dinas.context["rekap"]] == [(p.dukcapil.nama, 1, 5)]
    bkd = masuk(p.admin).get(alamat)
    assert bkd.context["laman"].paginator.count == 10
    assert {k.nama for k in bkd.context["rekap"]} == {p.akar.nama, p.dukcapil.nama, p.dinkes.nama}


def test_pegawai_tanpa_bawahan_ditolak(p: pabrik.Pemda) -> None:
    alamat = reverse("indikator:pemahaman_belum", args=[pabrik.tahun(p).pk])
    assert masuk(p.ratna).get(alamat).status_code == 403
