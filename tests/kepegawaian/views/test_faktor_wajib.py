"""Pintu faktor kedua: pengelola di mana pun, penilai saat menetapkan nilai."""

from datetime import date, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from kepegawaian.models import Peran
from kepegawaian.services.faktor import TERAKHIR_WAJIB
from kepegawaian.views.lanjut import MENETAPKAN_NILAI, TERBUKA
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.faktor import (
    kode,
    konfirmasi,
    masuk_dengan_sandi,
    pasang,
    pasang_lewat_halaman,
    semua_alamat,
)
from tests.kepegawaian.pabrik import SANDI, SEKARANG


@pytest.fixture(autouse=True)
def jam() -> object:
    with time_machine.travel(SEKARANG, tick=False) as jam:
        yield jam


@pytest.fixture(autouse=True)
def wajib(settings: object) -> None:
    settings.FAKTOR_KEDUA_WAJIB = settings.FAKTOR_KEDUA_PENILAI = True  # type: ignore[attr-defined]


def test_pengelola_tanpa_faktor_dibawa_memasangnya(client: Client, kota: Kota) -> None:
    masuk_dengan_sandi(client, kota.admin_bkd, SANDI)
    jawaban = client.get("/pegawai/")
    assert jawaban.headers["Location"] == "/faktor-kedua/"
    assert "wajib" in client.get("/faktor-kedua/").content.decode()
    assert client.get("/profil/").status_code == 200
    konfirmasi(client, SANDI)
    pasang_lewat_halaman(client)
    assert client.get("/pegawai/").status_code == 200, "sesudah terpasang, sesi ini terbuka"


def test_pegawai_biasa_tidak_diwajibkan(client: Client, kota: Kota) -> None:
    masuk_dengan_sandi(client, kota.staf, SANDI)
    assert client.get("/").status_code == 200


def test_peran_yang_diberikan_di_tengah_sesi_berlaku_pada_permintaan_berikutnya(
    client: Client, kota: Kota, jam: time_machine.Traveller
) -> None:
    masuk_dengan_sandi(client, kota.staf, SANDI)
    assert client.get("/").status_code == 200
    pabrik.peran(kota.staf, "auditor")
    assert client.get("/").headers["Location"] == "/faktor-kedua/"
    Peran.objects.filter(pegawai=kota.staf).update(sampai=date(2026, 2, 1))
    assert client.get("/").status_code == 200
    pabrik.peran(kota.staf, "admin_dinas", kota.dinas)
    client.get("/profil/")
    jam.shift(timedelta(minutes=31))
    assert client.get("/profil/").headers["Location"].startswith("/masuk/"), (
        "batas diam pengelola ikut berlaku"
    )


def test_sesi_lama_bersandi_saja_diminta_kodenya_sesudah_faktor_dipasang_di_tempat_lain(
    client: Client, kota: Kota
) -> None:
    masuk_dengan_sandi(client, kota.admin_bkd, SANDI)
    rahasia = pasang(kota.admin_bkd)
    jawaban = client.get("/pegawai/?q=a")
    assert jawaban.headers["Location"] == "/faktor-kedua/konfirmasi/?next=%2Fpegawai%2F%3Fq%3Da"
    jawaban = client.post("/faktor-kedua/konfirmasi/", {"code": kode(rahasia), "next": "/pegawai/?q=a"})
    assert jawaban.headers["Location"] == "/pegawai/?q=a"
    assert client.get("/pegawai/?q=a").status_code == 200


def test_faktor_yang_dilepas_menutup_pintu_sesi_yang_tadi_melewatinya(client: Client, kota: Kota) -> None:
    rahasia = pasang(kota.admin_bkd)
    masuk_dengan_sandi(client, kota.admin_bkd, SANDI)
    client.post("/faktor-kedua/kode/", {"code": kode(rahasia)})
    assert client.get("/pegawai/").status_code == 200
    Authenticator.objects.filter(user=kota.admin_bkd).delete()
    assert client.get("/pegawai/").headers["Location"] == "/faktor-kedua/"


def test_tidak_ada_alamat_pengelola_yang_terbuka_dengan_kata_sandi_saja(kota: Kota) -> None:
    """Semua url × tiga peran pengelola × GET dan POST: hanya yang ada di daftar terbuka yang menjawab."""
    bocor, disapu = [], 0
    for pengelola in (kota.admin_bkd, kota.admin_dinas, kota.auditor):
        client = Client()
        masuk_dengan_sandi(client, pengelola, SANDI)
        kue = client.cookies
        for nama, alamat in semua_alamat():
            if nama in TERBUKA or nama.startswith(("mfa_", "openid_connect_", "socialaccount_")):
                continue
            for cara in ("get", "post"):
                # Sesi yang tamat di tengah sapuan dialihkan ke halaman masuk, dan terhitung bocor di bawah.
                client.cookies = kue.copy()
                jawaban = getattr(client, cara)(alamat)
                disapu += 1
                if not (jawaban.status_code == 302 and jawaban.headers["Location"] == "/faktor-kedua/"):
                    bocor.append(f"{cara} {nama}: {jawaban.status_code}")
    assert disapu > 400 and not bocor, "\n".join(bocor)


def test_menetapkan_nilai_perlu_faktor_kedua_juga_bagi_penilai(
    client: Client, kota: Kota, settings: object
) -> None:
    nama_ada = {nama for nama, _ in semua_alamat()}
    assert nama_ada >= MENETAPKAN_NILAI, "daftar alamatnya masih benar"
    masuk_dengan_sandi(client, kota.kabid, SANDI)
    alamat = reverse("penilaian:menilai_orang", args=[1, kota.staf.pk])
    for cara in (client.get, client.post):
        assert cara(alamat).headers["Location"] == "/faktor-kedua/"
    assert client.get("/menilai/").status_code == 200, "membaca daftar tetap boleh"
    settings.FAKTOR_KEDUA_PENILAI = False  # type: ignore[attr-defined]
    assert client.get(alamat).status_code == 404


def test_pengelola_tidak_dapat_melepas_faktor_terakhirnya(client: Client, kota: Kota) -> None:
    rahasia = pasang(kota.admin_bkd)
    masuk_dengan_sandi(client, kota.admin_bkd, SANDI)
    client.post("/faktor-kedua/kode/", {"code": kode(rahasia)})
    konfirmasi(client, SANDI)
    for cara in (client.get, client.post):
        assert TERAKHIR_WAJIB in cara("/faktor-kedua/aplikasi/lepas/").content.decode()
    assert Authenticator.objects.filter(user=kota.admin_bkd, type="totp").exists()
