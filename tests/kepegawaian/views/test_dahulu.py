"""Simpan dahulu: formulir panjang disimpan tanpa skrip, terisi lagi, dan dilupakan sesudah diterima."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from inti.dahulu import SESI
from inti.models import Draf
from kepegawaian.models import Jabatan
from tests.kepegawaian.conftest import Kota

JALUR = "/jabatan/baru/"
ISI = {"nama": 'Penata "Layanan" & Arsip', "jenis": "pelaksana", "jenjang": "", "kelas": "7"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client, kota: Kota) -> Client:
    client.force_login(kota.admin_bkd)
    return client


def simpan(klien: Client, **isi: str) -> str:
    jawaban = klien.post(JALUR, {**ISI, **isi, "simpan_dahulu": "ya", "sandi": "rahasia"})
    assert jawaban.status_code == 302
    return str(jawaban["Location"])


def halaman(klien: Client) -> str:
    return unescape(klien.get(JALUR).content.decode())


def test_isian_kembali_terpasang_dan_belum_tercatat_sebagai_apa_pun(admin: Client) -> None:
    sebelum = Jabatan.objects.count()
    assert simpan(admin) == JALUR
    teks = halaman(admin)
    assert 'value="Penata "Layanan" & Arsip"' in teks and 'value="7"' in teks and "belum dikirim" in teks
    assert Jabatan.objects.count() == sebelum
    assert "rahasia" not in str(Draf.objects.get().isi)


def test_kiriman_dari_situs_lain_tidak_menjadi_simpanan(kota: Kota) -> None:
    """Isian tanpa tanda CSRF tidak pernah terpasang di formulir orang itu."""
    klien = Client(enforce_csrf_checks=True)
    klien.force_login(kota.admin_bkd)
    isi = {**ISI, "simpan_dahulu": "ya"}
    assert klien.post(JALUR, isi).status_code == 403 and not Draf.objects.exists()
    tanda = re.search(r'csrfmiddlewaretoken" value="(\w+)"', halaman(klien))
    assert tanda is not None
    assert klien.post(JALUR, isi | {"csrfmiddlewaretoken": tanda[1]}).status_code == 302
    assert Draf.objects.exists()


def test_huruf_nul_dari_salinan_program_lain_dibuang(admin: Client) -> None:
    simpan(admin, nama="Penata\x00 Layanan")
    assert Draf.objects.get().isi["nama"] == ["Penata Layanan"]
    admin.post(JALUR, {**ISI, "nama": "Penata\x00 Layanan"})
    assert Jabatan.objects.filter(nama="Penata Layanan").exists()
    assert admin.post("/bukan-atasan-saya/", {"q": "a\x00b", "x\x00y": "z"}).status_code == 200


def test_simpanan_kedua_menggantikan_yang_pertama(admin: Client) -> None:
    simpan(admin)
    simpan(admin, kelas="8")
    assert Draf.objects.get().isi["kelas"] == ["8"]


def test_sesudah_diterima_simpanannya_dilupakan(admin: Client) -> None:
    simpan(admin)
    utas = Draf.objects.get().utas
    assert f'name="dari_simpanan" value="{utas}"' in halaman(admin)
    admin.post(JALUR, {**ISI, "kelas": "x", "dari_simpanan": utas})
    assert Draf.objects.exists(), "kiriman yang ditolak tidak menghapus simpanannya"
    admin.post(JALUR, ISI)  # halaman yang ditolak tidak memuat tandanya lagi
    assert Jabatan.objects.filter(nama=ISI["nama"]).exists() and not Draf.objects.exists()


def test_yang_diterima_sesudah_ditolak_tidak_meninggalkan_tanda_di_sesi(admin: Client) -> None:
    """Tandanya kadang datang lagi dari halamannya: catatan di sesi tetap ikut dilupakan."""
    simpan(admin)
    utas = Draf.objects.get().utas
    admin.post(JALUR, {**ISI, "kelas": "x", "dari_simpanan": utas})
    assert list(admin.session[SESI].values()) == [utas]
    admin.post(JALUR, {**ISI, "dari_simpanan": utas})
    assert Jabatan.objects.filter(nama=ISI["nama"]).exists() and not Draf.objects.exists()
    assert admin.session[SESI] == {}


def test_kiriman_dari_formulir_lain_di_alamat_itu_tidak_menghapus_simpanan(admin: Client) -> None:
    simpan(admin)
    admin.post(JALUR, ISI)
    assert Jabatan.objects.filter(nama=ISI["nama"]).exists() and Draf.objects.exists()


def test_berkas_yang_tidak_ikut_disimpan_dikatakan(admin: Client) -> None:
    admin.post(JALUR, {**ISI, "simpan_dahulu": "ya", "bukti": SimpleUploadedFile("sk.pdf", b"%PDF-1.4")})
    assert "Pilih lagi saat mengirim" in halaman(admin)


def test_simpanan_orang_lain_tidak_terlihat(admin: Client, kota: Kota) -> None:
    simpan(admin)
    lain = Client()
    lain.force_login(kota.admin_dinas)
    assert '"Layanan" & Arsip' not in halaman(lain)


def test_tamu_diminta_masuk(client: Client) -> None:
    jawaban = client.post(JALUR, {**ISI, "simpan_dahulu": "ya"})
    assert jawaban.headers["Location"].startswith("/masuk/") and not Draf.objects.exists()


def test_yang_terlalu_panjang_dikatakan(admin: Client) -> None:
    simpan(admin, nama="x" * 70_000)
    assert not Draf.objects.exists() and "terlalu panjang" in halaman(admin)
