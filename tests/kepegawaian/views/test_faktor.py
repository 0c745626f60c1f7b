"""Faktor kedua: memasang, masuk, kode terpakai, kode cadangan, dan pintu bagi pengelola."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from inti.models import Jejak, KotakKeluar, Pemberitahuan, Riwayat
from kepegawaian.services.faktor import KODE_TERPAKAI
from kepegawaian.services.percobaan import BATAS_AKUN
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.faktor import (
    cadangan,
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


def sudah_masuk(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_tanpa_faktor_kedua_kata_sandi_langsung_masuk(client: Client, kota: Kota) -> None:
    assert masuk_dengan_sandi(client, kota.staf, SANDI).headers["Location"] == "/"
    assert Jejak.objects.get(aksi="masuk.berhasil").isi == {"cara": "sandi"}


def test_memasang_perlu_konfirmasi_lalu_kodenya_diminta_saat_masuk(
    client: Client, kota: Kota, jam: time_machine.Traveller
) -> None:
    masuk_dengan_sandi(client, kota.staf, SANDI)
    dulu = client.get("/faktor-kedua/aplikasi/pasang/")
    assert dulu.headers["Location"] == "/konfirmasi/?next=%2Ffaktor-kedua%2Faplikasi%2Fpasang%2F"
    konfirmasi(client, SANDI)
    rahasia = pasang_lewat_halaman(client)
    tersimpan = Authenticator.objects.get(user=kota.staf, type="totp")
    assert rahasia not in str(tersimpan.data), "rahasianya tersandi di basis data"
    lembar = client.get("/faktor-kedua/kode-cadangan/").content.decode()
    assert all(satu in lembar for satu in cadangan(kota.staf))
    assert Jejak.objects.filter(aksi="faktor.aplikasi_dipasang", pelaku_id=kota.staf.pk).exists()
    assert Pemberitahuan.objects.filter(penerima_id=kota.staf.pk, judul__startswith="Aplikasi kode").exists()
    riwayat = Riwayat.objects.filter(tabel="mfa_authenticator", objek_id=tersimpan.pk)
    assert riwayat.exists() and "secret" not in str(list(riwayat.values_list("sesudah", flat=True)))

    client.post("/keluar/")
    jawaban = masuk_dengan_sandi(client, kota.staf, SANDI)
    assert jawaban.headers["Location"] == "/faktor-kedua/kode/" and not sudah_masuk(client)
    assert "Faktor kedua" in client.get("/faktor-kedua/kode/").content.decode()
    jam.shift(timedelta(seconds=60))
    jawaban = client.post("/faktor-kedua/kode/", {"code": kode(rahasia)})
    assert jawaban.headers["Location"] == "/" and sudah_masuk(client)
    assert Jejak.objects.filter(aksi="masuk.berhasil").latest("pk").isi == {"cara": "faktor"}


def test_kata_sandi_saja_tidak_membuka_halaman_apa_pun(client: Client, kota: Kota) -> None:
    pasang(kota.staf)
    masuk_dengan_sandi(client, kota.staf, SANDI)
    for alamat in ("/", "/profil/", "/faktor-kedua/", "/kata-sandi/"):
        assert client.get(alamat).headers["Location"].startswith("/masuk/"), alamat


def test_halaman_tujuan_bertahan_melewati_faktor_kedua(client: Client, kota: Kota) -> None:
    rahasia = pasang(kota.staf)
    client.post("/masuk/", {"nip": kota.staf.nip, "sandi": SANDI, "next": "/profil/?a=1"})
    jawaban = client.post("/faktor-kedua/kode/", {"code": kode(rahasia)})
    assert jawaban.headers["Location"] == "/profil/?a=1"


def test_kunci_sesi_berganti_pada_kata_sandi_dan_kode(client: Client, kota: Kota) -> None:
    rahasia = pasang(kota.staf)
    masuk_dengan_sandi(client, kota.staf, SANDI)
    tahap = client.session.session_key
    client.post("/faktor-kedua/kode/", {"code": kode(rahasia)})
    assert client.session.session_key != tahap
    assert not type(client.session)().exists(tahap)


def test_kode_aplikasi_tidak_dapat_dipakai_dua_kali(client: Client, kota: Kota, settings: object) -> None:
    """Juga di peladen lain: penandanya di basis data, bukan di tembolok proses."""
    rahasia = pasang(kota.staf)
    satu = kode(rahasia)
    masuk_dengan_sandi(client, kota.staf, SANDI)
    client.post("/faktor-kedua/kode/", {"code": satu})
    assert sudah_masuk(client)
    pencuri = Client()
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}  # type: ignore[attr-defined]
    masuk_dengan_sandi(pencuri, kota.staf, SANDI)
    for ulang in (satu, kode(rahasia, geser=-1)):
        jawaban = pencuri.post("/faktor-kedua/kode/", {"code": ulang})
        assert KODE_TERPAKAI in jawaban.content.decode()
    assert not sudah_masuk(pencuri)


def test_kode_saat_memasang_tidak_dapat_dipakai_masuk(client: Client, kota: Kota) -> None:
    masuk_dengan_sandi(client, kota.staf, SANDI)
    konfirmasi(client, SANDI)
    rahasia = pasang_lewat_halaman(client)
    pencuri = Client()
    masuk_dengan_sandi(pencuri, kota.staf, SANDI)
    assert KODE_TERPAKAI in pencuri.post("/faktor-kedua/kode/", {"code": kode(rahasia)}).content.decode()


def test_kode_cadangan_berlaku_sekali(client: Client, kota: Kota) -> None:
    pasang(kota.staf)
    satu = cadangan(kota.staf)[3]
    masuk_dengan_sandi(client, kota.staf, SANDI)
    assert client.post("/faktor-kedua/kode/", {"code": f"{satu[:4]} {satu[4:]}"}).status_code == 302
    assert satu not in cadangan(kota.staf) and len(cadangan(kota.staf)) == 9
    lain = Client()
    masuk_dengan_sandi(lain, kota.staf, SANDI)
    assert "Kode belum cocok" in lain.post("/faktor-kedua/kode/", {"code": satu}).content.decode()
    assert not sudah_masuk(lain)


def test_menebak_kode_berhenti_sesudah_sepuluh_kali_dari_alamat_mana_pun(kota: Kota) -> None:
    rahasia = pasang(kota.staf)
    for n in range(BATAS_AKUN):
        penebak = Client(REMOTE_ADDR=f"198.51.100.{n}")
        masuk_dengan_sandi(penebak, kota.staf, SANDI)
        assert penebak.post("/faktor-kedua/kode/", {"code": f"{n:06d}"}).status_code == 200
    akhir = Client(REMOTE_ADDR="203.0.113.9")
    masuk_dengan_sandi(akhir, kota.staf, SANDI)
    jawaban = akhir.post("/faktor-kedua/kode/", {"code": kode(rahasia)})
    assert jawaban.status_code == 429 and "terlalu banyak percobaan" in jawaban.content.decode()
    assert not sudah_masuk(akhir), "kode yang benar pun tidak diperiksa lagi"


def test_lima_puluh_tebakan_sehari_batasnya(kota: Kota, jam: time_machine.Traveller) -> None:
    pasang(kota.staf)
    diperiksa = 0
    for _ in range(70):
        penebak = Client()
        masuk_dengan_sandi(penebak, kota.staf, SANDI)
        diperiksa += penebak.post("/faktor-kedua/kode/", {"code": "000000"}).status_code == 200
        jam.shift(timedelta(minutes=4))
    assert diperiksa <= 50


def test_melepas_faktor_sendiri_perlu_konfirmasi_dan_dikabarkan(client: Client, kota: Kota) -> None:
    kota.staf.email = "staf@contoh.go.id"
    kota.staf.save()
    rahasia = pasang(kota.staf)
    masuk_dengan_sandi(client, kota.staf, SANDI)
    client.post("/faktor-kedua/kode/", {"code": kode(rahasia)})
    assert client.post("/faktor-kedua/aplikasi/lepas/").headers["Location"].startswith("/konfirmasi/")
    assert Authenticator.objects.filter(user=kota.staf).count() == 2
    konfirmasi(client, SANDI)
    client.post("/faktor-kedua/aplikasi/lepas/")
    assert not Authenticator.objects.filter(user=kota.staf).exists(), "kode cadangan ikut hilang"
    assert KotakKeluar.objects.filter(jenis="surel", muatan__judul__icontains="dilepas").exists()


def test_halaman_faktor_kedua_berbahasa_indonesia_dan_menolak_tamu(client: Client, kota: Kota) -> None:
    nama_mfa = [n for n, _ in semua_alamat() if n.startswith("mfa_")]
    assert len(nama_mfa) == 13
    for alamat in ("/faktor-kedua/", "/faktor-kedua/kunci/", "/konfirmasi/", "/perangkat/", "/tulisan/"):
        assert client.get(alamat).headers["Location"].startswith("/masuk/"), alamat
    pasang(kota.staf)
    client.force_login(kota.staf, backend="kepegawaian.backend.NipBackend")
    konfirmasi(client, SANDI)
    inggris = re.compile(
        r"\b(the|your|authenticator app|security key|recovery|sign in|password|code:)\b", re.I
    )
    for alamat in (
        "/faktor-kedua/",
        "/faktor-kedua/aplikasi/lepas/",
        "/faktor-kedua/kode-cadangan/",
        "/faktor-kedua/kode-cadangan/buat/",
        "/faktor-kedua/kunci/",
        "/faktor-kedua/kunci/tambah/",
        "/faktor-kedua/konfirmasi/",
    ):
        jawaban = client.get(alamat)
        assert jawaban.status_code == 200, alamat
        teks = re.sub(r"<(script|style)[^>]*>.*?</\1>|<[^>]+>", " ", jawaban.content.decode(), flags=re.S)
        assert not inggris.search(teks), f"{alamat}: {inggris.search(teks)}"


@pytest.mark.parametrize(
    "alamat", ["/accounts/login/", "/accounts/signup/", "/signup/", "/email/", "/accounts/email/", "/2fa/"]
)
def test_halaman_bawaan_allauth_tidak_ada(client: Client, db: None, alamat: str) -> None:
    assert client.get(alamat).status_code == 404


def test_admin_bkd_melepas_faktor_orang_sesudah_konfirmasi(client: Client, kota: Kota) -> None:
    ponsel_hilang = Client()
    masuk_dengan_sandi(ponsel_hilang, kota.staf, SANDI)
    pasang(kota.staf)
    alamat = f"/pegawai/{kota.staf.pk}/lepas-faktor/"
    masuk_dengan_sandi(client, kota.admin_bkd, SANDI)
    assert alamat in client.get(f"/pegawai/{kota.staf.pk}/").content.decode()
    assert (
        client.post(alamat, {"alasan": "Datang dengan KTP."}).headers["Location"].startswith("/konfirmasi/")
    )
    konfirmasi(client, SANDI)
    assert "Aplikasi kode" in client.get(alamat).content.decode()
    assert "dikenali, misalnya" in client.post(alamat, {"alasan": " "}).content.decode()
    assert Authenticator.objects.filter(user=kota.staf).count() == 2
    assert client.post(alamat, {"alasan": "Datang dengan KTP."}).status_code == 302
    assert not Authenticator.objects.filter(user=kota.staf).exists()
    assert ponsel_hilang.get("/").headers["Location"].startswith("/masuk/"), "perangkatnya ikut keluar"
    assert "belum memasang" in client.get(alamat).content.decode()
    assert client.get(f"/pegawai/{kota.admin_bkd.pk}/lepas-faktor/").status_code == 403, (
        "tidak untuk diri sendiri"
    )


def test_melepas_faktor_orang_bukan_untuk_admin_dinas_dan_kota_lain(
    client: Client, kota: Kota, seberang: Kota
) -> None:
    alamat = f"/pegawai/{kota.staf.pk}/lepas-faktor/"
    for siapa, kode_jawaban in ((kota.admin_dinas, 403), (kota.staf, 403), (seberang.admin_bkd, 404)):
        client.force_login(siapa, backend="kepegawaian.backend.NipBackend")
        assert client.get(alamat).status_code == kode_jawaban
