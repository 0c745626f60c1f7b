"""Jawaban survei yang disimpan di ponsel warganya sendiri: satu kuki, tidak apa pun di peladen."""

import random
import zlib
from datetime import timedelta
from html import unescape
from http.cookies import Morsel

import pytest
import time_machine
from django.apps import apps
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from tests.umpan_balik.conftest import Kota
from tests.umpan_balik.views.test_warga import JAWABAN, Halaman
from umpan_balik import ponsel as kuki_ponsel
from umpan_balik.models import Survei
from umpan_balik.persetujuan import VERSI_KINI

pytestmark = pytest.mark.django_db
SETUJU = {"setuju": str(VERSI_KINI)}
SIMPAN = {"simpan_ponsel": "ya"}
SARAN = "Antreannya lama; kipasnya rusak."


@pytest.fixture
def url(kota: Kota) -> str:
    return reverse("umpan_balik:survei", args=[kota.titik.token])


@pytest.fixture
def ponsel() -> Client:
    return Client(enforce_csrf_checks=True)


def simpan(ponsel: Client, url: str, **lain: str) -> Morsel[str]:
    isi = Halaman(ponsel.get(url)).isian | JAWABAN | {"saran": SARAN, "profil-usia": "34"} | SIMPAN | lain
    jawaban = ponsel.post(url, isi)
    assert jawaban.status_code == 302 and jawaban["Location"].startswith(url)
    return jawaban.cookies[kuki_ponsel.nama_kuki()]


def halaman(ponsel: Client, url: str) -> str:
    return unescape(ponsel.get(url).content.decode())


def test_tersimpan_di_kuki_saja_lalu_terisi_lagi_beserta_kabarnya(ponsel: Client, url: str) -> None:
    def baris() -> dict[str, int]:
        return {m._meta.label: m._default_manager.count() for m in apps.get_models() if m._meta.managed}

    sebelum = baris()
    satu = simpan(ponsel, url)
    assert baris() == sebelum, "di peladen tidak ada yang ditulis"
    assert (satu["path"], satu["samesite"], satu["httponly"], satu["max-age"]) == (
        url,
        "Lax",
        True,
        24 * 3600,
    )
    assert len(satu.value) <= 3_500
    isi = halaman(ponsel, url)
    assert "Jawaban yang belum dikirim disimpan di ponsel ini sampai 17 November 2026 pukul 10.00 WIB." in isi
    assert f">{SARAN}</textarea>" in isi and 'value="34" selected' in isi
    terpilih = isi.split('name="waktu" value="')
    assert [bagian.startswith(f'{JAWABAN["waktu"]}" checked') for bagian in terpilih[1:]].count(True) == 1


def test_isi_kuki_tidak_terbaca_dan_persetujuan_serta_kode_tidak_ikut(ponsel: Client, url: str) -> None:
    satu = simpan(ponsel, url, kode="H7K3MD9QW2RTV6XYZA4BC8DEFGHJ", situs="", **SETUJU)
    assert "ntrean" not in satu.value
    mampat = kuki_ponsel._buka(satu.value).decode()
    assert SARAN in mampat and "H7K3" not in mampat and "setuju" not in mampat
    isi = halaman(ponsel, url)
    assert "Kode kunjungan tidak ikut disimpan" in isi and f'value="{VERSI_KINI}" checked' not in isi


def test_kuki_aman_di_peladen_sungguhan(ponsel: Client, url: str, settings: LazySettings) -> None:
    settings.SESSION_COOKIE_SECURE = True
    satu = simpan(ponsel, url)
    assert satu.key == "__Secure-survei" and satu["secure"]


def test_yang_terkirim_dihapus_dari_ponsel(ponsel: Client, url: str) -> None:
    simpan(ponsel, url)
    isi = Halaman(ponsel.get(url)).isian | JAWABAN
    assert ponsel.post(url, isi).status_code == 200, "kiriman yang ditolak tidak menghapusnya"
    assert ponsel.cookies[kuki_ponsel.nama_kuki()].value
    terkirim = ponsel.post(url, isi | SETUJU)
    kuki = terkirim.cookies[kuki_ponsel.nama_kuki()]
    assert terkirim.status_code == 302 and (kuki.value, kuki["max-age"], kuki["path"]) == ("", 0, url)
    assert Survei.objects.count() == 1
    assert "disimpan di ponsel ini sampai" not in halaman(ponsel, url)


def test_dikirim_dari_dua_pembukaan_simpanan_tetap_satu_suara(ponsel: Client, url: str) -> None:
    simpan(ponsel, url)
    tanda = {Halaman(ponsel.get(url)).isian["tanda"] for _ in range(2)}
    assert len(tanda) == 1


def test_tombol_hapus_mengosongkan_formulirnya(ponsel: Client, url: str) -> None:
    simpan(ponsel, url)
    jawaban = ponsel.post(url, {"hapus_simpanan": "ya"})
    assert jawaban.status_code == 302 and jawaban.cookies[kuki_ponsel.nama_kuki()]["max-age"] == 0
    assert SARAN not in halaman(ponsel, url) and Survei.objects.count() == 0


def test_sesudah_24_jam_tidak_lagi_dibaca(ponsel: Client, url: str, jam: time_machine.Traveller) -> None:
    simpan(ponsel, url)
    jam.shift(timedelta(hours=23, minutes=59))
    assert SARAN in halaman(ponsel, url)
    jam.shift(timedelta(minutes=2))
    assert SARAN not in halaman(ponsel, url)


def test_saran_yang_terlalu_panjang_disebut_dan_tetap_di_layar(ponsel: Client, url: str) -> None:
    acak = random.Random(8)
    panjang = "".join(chr(acak.randint(0x4E00, 0x9FFF)) for _ in range(1_900))
    isi = Halaman(ponsel.get(url)).isian | JAWABAN | SIMPAN | {"saran": panjang}
    jawaban = ponsel.post(url, isi)
    teks = unescape(jawaban.content.decode())
    assert (
        jawaban.status_code == 200 and panjang in teks and "pilihan lainnya tersimpan, sarannya tidak" in teks
    )
    assert len(jawaban.cookies[kuki_ponsel.nama_kuki()].value) <= 3_500
    lagi = halaman(ponsel, url)
    assert panjang not in lagi and "sarannya tidak" in lagi and " checked" in lagi


def test_kuki_karangan_milik_loket_lain_dan_yang_diubah_tidak_dipakai(
    ponsel: Client, url: str, kota: Kota
) -> None:
    nama, asli = kuki_ponsel.nama_kuki(), simpan(ponsel, url).value
    lain = kota.titik
    lain.token = "loketlain001"
    isi = kuki_ponsel.Simpanan(
        {"saran": SARAN}, "", kuki_ponsel.datetime.now(kuki_ponsel.UTC) + kuki_ponsel.UMUR
    )
    for palsu in (asli[:-8] + "AAAAAAA=", "bukan kuki", "x" * 4_000, kuki_ponsel._sandi(isi, lain.token)):
        ponsel.cookies[nama] = palsu
        assert SARAN not in halaman(ponsel, url), palsu[:20]
    ponsel.cookies[nama] = asli
    assert SARAN in halaman(ponsel, url), "kendali: kuki aslinya terbaca"


def test_kuki_yang_mengembang_dibatasi(ponsel: Client, url: str) -> None:
    bom = kuki_ponsel.penyandi(kuki_ponsel.settings.KUNCI_SIDIK, tujuan=kuki_ponsel.TUJUAN)
    ponsel.cookies[kuki_ponsel.nama_kuki()] = bom.encrypt(zlib.compress(b" " * 1_000_000)).decode()
    assert ponsel.get(url).status_code == 200


def test_situs_lain_tidak_dapat_menaruh_atau_menghapus_simpanan(ponsel: Client, url: str) -> None:
    isi = Halaman(ponsel.get(url)).isian | JAWABAN | SIMPAN
    asing = {"Sec-Fetch-Site": "cross-site"}
    assert not ponsel.post(url, isi, headers=asing).cookies
    assert not ponsel.post(url, isi | {"tanda": "karangan"}).cookies
    simpan(ponsel, url)
    assert not ponsel.post(url, {"hapus_simpanan": "ya"}, headers=asing).cookies
    assert SARAN in halaman(ponsel, url)


def test_peramban_yang_menolak_kuki_diberi_tahu_jalan_kembalinya(ponsel: Client, url: str) -> None:
    isi = Halaman(ponsel.get(url)).isian | JAWABAN | SIMPAN
    tujuan = ponsel.post(url, isi)["Location"]
    assert "tekan Kembali" in halaman(Client(), tujuan)
    assert "tekan Kembali" not in halaman(ponsel, tujuan)
    assert "go back" in halaman(Client(), f"{url}?b=en&disimpan=ya")


def test_tablet_loket_tidak_menawarkan_simpanan(ponsel: Client, url: str, kota: Kota) -> None:
    simpan(ponsel, url)
    kota.titik.kunci_kios = "kios0123456789kios01234567"
    kota.titik.save()
    tablet = halaman(
        ponsel, reverse("umpan_balik:survei_kios", args=[kota.titik.token, kota.titik.kunci_kios])
    )
    assert "simpan_ponsel" not in tablet and SARAN not in tablet
