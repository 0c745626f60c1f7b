"""Kunci sandi di peramban sungguhan dengan pengesah tiruan: dipasang, dipakai masuk dan konfirmasi, diganti nama, dilepas."""

import re
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from inti.models import Jejak
from tests.e2e.kota import Kota
from tests.e2e.langkah import LUAS, Orang, Ragam

pytestmark = [pytest.mark.lambat, pytest.mark.django_db(transaction=True)]
PENGESAH = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def pasang_pengesah(orang: Orang) -> None:
    """Sidik jari yang selalu cocok, di peramban itu saja."""
    cdp = orang.halaman.context.new_cdp_session(orang.halaman)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": PENGESAH})


def tekan_kunci(orang: Orang, nama: str, *tujuan: str) -> None:
    """Tombolnya tampil lewat skrip, lalu pengesah menjawab dan formulirnya terkirim sendiri."""
    with orang.halaman.expect_navigation():
        orang.isi.get_by_role("button", name=nama).click()
    assert urlsplit(orang.halaman.url).path in tujuan, orang.halaman.url
    orang.periksa()


def test_kunci_sandi_dari_dipasang_sampai_dilepas(
    peramban: Browser, live_server: LiveServer, kota: Kota
) -> None:
    pemilik = kota.orang(kota.pegawai).pegawai
    ragam = Ragam(peramban, live_server.url, berskrip=True, lebar=LUAS)
    with ragam.orang() as staf:
        pasang_pengesah(staf)
        staf.masuk(pemilik.nip)
        staf.buka("/faktor-kedua/kunci/tambah/")
        staf.konfirmasi()
        staf.isian("Nama").fill("Ponsel Ratna")
        staf.isi.get_by_role("checkbox").check()
        tekan_kunci(staf, "Tambah kunci sandi", "/faktor-kedua/kunci/", "/faktor-kedua/kode-cadangan/")
        kunci = Authenticator.objects.get(user=pemilik, type="webauthn")
        staf.buka("/faktor-kedua/kunci/")
        staf.terbaca("Ponsel Ratna")

        staf.ikuti("Ganti nama", di=staf.isi.get_by_role("row", name=re.compile("Ponsel Ratna")))
        staf.isian("Nama").fill("")
        staf.tekan("Simpan nama")
        staf.ditolak()
        staf.isian("Nama").fill("HP kantor")
        staf.tekan("Simpan nama")
        staf.terbaca("HP kantor")

        staf.halaman.context.clear_cookies()
        staf.buka("/masuk/")
        tekan_kunci(staf, "kunci sandi", "/")
        expect(staf.isi.get_by_role("heading", level=1)).to_contain_text("Selamat")
        assert Jejak.objects.filter(aksi="masuk.berhasil", pelaku_id=pemilik.pk).count() == 2

        # Konfirmasi sekali lagi, juga dengan kunci itu sendiri.
        lepas = f"/faktor-kedua/kunci/{kunci.pk}/lepas/"
        staf.buka(lepas)
        staf.ikuti("Pakai kunci sandi")
        tekan_kunci(staf, "Pakai kunci sandi", lepas)
        staf.terbaca("HP kantor")
        staf.tekan("Lepas kunci")
        assert not Authenticator.objects.filter(user=pemilik).exists()
        staf.halaman.context.clear_cookies()
        staf.masuk(pemilik.nip)
