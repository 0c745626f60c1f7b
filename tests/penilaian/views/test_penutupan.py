"""Halaman penutupan: diperiksa dahulu, dikonfirmasi dengan mengetik namanya, lalu terlihat kemajuannya."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from penilaian.models import LangkahPenutupan, PembukaanKembali, Penutupan
from penilaian.services import penutupan
from penilaian.services.penutupan import kerja
from tests.konfirmasi import sahkan
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _jam() -> Iterator[None]:
    with time_machine.travel(pabrik.SEKARANG, tick=False):
        yield


@pytest.fixture
def d() -> pabrik.Dunia:
    d = pabrik.dunia(staf=3)
    pabrik.admin(d)
    s = pabrik.skp(d, d.staf[0])
    pabrik.lapor(d, s.indikator.get(), 90)
    pabrik.nilai(d, d.staf[0])
    pabrik.skp(d, d.staf[1])
    return d


@pytest.fixture
def admin(client: Client, d: pabrik.Dunia) -> Client:
    client.force_login(d.kepala)
    sahkan(client, d.kepala)
    return client


def alamat(d: pabrik.Dunia, nama: str = "penutupan") -> str:
    return reverse(f"penilaian:{nama}", args=[d.triwulan.pk])


def test_halaman_periksa_menghitung_yang_belum_lengkap(admin: Client, d: pabrik.Dunia) -> None:
    kesiapan = admin.get(alamat(d)).context["kesiapan"]
    assert (kesiapan.orang, kesiapan.siap) == (5, 1)
    assert (kesiapan.tanpa_skp, kesiapan.laporan_kurang, kesiapan.tanpa_rating) == (3, 1, 4)


def test_menutup_perlu_centang_dan_nama_periode(admin: Client, d: pabrik.Dunia) -> None:
    for isian in (
        {},
        {"paham": "on"},
        {"paham": "on", "nama": "Triwulan IV 2026"},
        {"nama": d.triwulan.nama},
    ):
        jawaban = admin.post(alamat(d, "tutup"), isian)
        assert jawaban.status_code == 200 and "<title>Galat:" in jawaban.content.decode()
    assert not Penutupan.objects.exists()
    jawaban = admin.post(alamat(d, "tutup"), {"paham": "on", "nama": " triwulan iii  2026 "})
    assert jawaban.status_code == 302 and Penutupan.objects.count() == 1


def test_ditekan_dua_kali_tetap_satu_penutupan(admin: Client, d: pabrik.Dunia) -> None:
    for _ in range(2):
        jawaban = admin.post(alamat(d, "tutup"), {"paham": "on", "nama": d.triwulan.nama})
        assert jawaban.url == alamat(d)
    assert Penutupan.objects.count() == 1


def test_kemajuan_menampilkan_angka_yang_tersimpan_dan_menyegarkan_sendiri(
    admin: Client, d: pabrik.Dunia
) -> None:
    satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SEKARANG)
    isi = admin.get(alamat(d)).content.decode()
    assert 'http-equiv="refresh"' in isi and 'hx-trigger="every 2s"' in isi
    assert "dari 5 pegawai" in isi
    for _ in range(2):
        ambilan = kerja.ambil(penutupan_id=satu.pk)
        assert ambilan is not None and kerja.jalankan(ambilan)
    k = admin.get(alamat(d)).context["k"]
    assert (k.orang, k.dihitung, k.selesai) == (5, 1, False), "baru sekretaris daerah yang dihitung"
    sepotong = admin.get(alamat(d), headers={"HX-Request": "true"})
    assert "<html" not in sepotong.content.decode() and "HX-Refresh" not in sepotong
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SEKARANG)
    assert admin.get(alamat(d), headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    isi = admin.get(alamat(d)).content.decode()
    assert 'http-equiv="refresh"' not in isi and "rantai sidik ke-1" in isi


def test_langkah_terhenti_terlihat_dan_dapat_dicoba_lagi(admin: Client, d: pabrik.Dunia) -> None:
    satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SEKARANG)
    LangkahPenutupan.objects.filter(penutupan=satu, jenis="lepas_nama").update(
        status="diproses", percobaan=5, galat="sambungan putus", detak=pabrik.SEKARANG
    )
    isi = admin.get(alamat(d)).content.decode()
    assert "terhenti sesudah lima kali dicoba" in isi and "sambungan putus" in isi
    assert admin.post(alamat(d, "penutupan_ulangi")).url == alamat(d)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SEKARANG)


@pytest.mark.parametrize("nama", ["penutupan", "tutup", "penutupan_ulangi"])
def test_hanya_admin_bkd_instansinya(client: Client, d: pabrik.Dunia, nama: str) -> None:
    lain = pabrik.dunia("Kota Lain", staf=0)
    pabrik.admin(lain)
    metode = client.get if nama == "penutupan" else client.post
    for siapa, kode in ((d.staf[0], 403), (lain.kepala, 404)):
        client.force_login(siapa)
        assert metode(alamat(d, nama)).status_code == kode


def test_tahun_tidak_punya_halaman_penutupan(admin: Client, d: pabrik.Dunia) -> None:
    assert admin.get(reverse("penilaian:penutupan", args=[d.tahun.pk])).status_code == 404


def test_membuka_kembali_perlu_dua_orang_di_layar(admin: Client, client: Client, d: pabrik.Dunia) -> None:
    satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SESUDAH)
    halaman = alamat(d, "buka")
    assert halaman in admin.get(alamat(d)).content.decode()
    isian = {"alasan": "Realisasi Dinas Satu tertukar saat impor.", "tutup_pada": "2026-12-01T23:59"}
    assert "<title>Galat:" in admin.post(halaman, isian | {"alasan": "x"}).content.decode()
    assert admin.post(halaman, isian).status_code == 302
    isi = admin.get(halaman).content.decode()
    assert "Usul ini milik Anda" in isi and "Setujui dan buka kembali" not in isi
    lain = admin.post(halaman, isian | {"alasan": "Alasan lain yang diketik di tab kedua."}).content.decode()
    assert "yang ini belum dikirim" in lain and "diketik di tab kedua" in lain
    usul = PembukaanKembali.objects.get()
    putus = reverse("penilaian:buka_putus", args=[usul.pk])
    assert admin.post(putus, {"aksi": "setujui"}).status_code == 403
    kedua = pabrik.orang(d.instansi, "Admin Kedua")
    pabrik.admin(d, kedua)
    client.force_login(kedua)
    sahkan(client, kedua)
    assert "Setujui dan buka kembali" in client.get(halaman).content.decode()
    assert "<title>Galat:" in client.post(putus, {"aksi": "tolak"}).content.decode()
    assert client.post(putus, {"aksi": "setujui"}).url == alamat(d)
    d.triwulan.refresh_from_db()
    assert d.triwulan.status == "diproses"
    isi = client.get(alamat(d)).content.decode()
    assert "Dibuka kembali" in isi and "Tutup sekarang" in isi
