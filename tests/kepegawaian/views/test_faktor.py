"""Faktor kedua: memasang, masuk, kode terpakai, kode cadangan, dan pintu bagi pengelola."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from inti.models import Jejak, KotakKeluar, Pemberitahuan, Riwayat
from kepegawaian.models import Peran
from kepegawaian.services.faktor import KODE_TERPAKAI, TERAKHIR_WAJIB
from kepegawaian.services.percobaan import BATAS_AKUN
from kepegawaian.views.lanjut import MENETAPKAN_NILAI, TERBUKA
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.faktor import cadangan, kode, konfirmasi, masuk_dengan_sandi, pasang
from tests.kepegawaian.pabrik import SANDI, SEKARANG


@pytest.fixture(autouse=True)
def jam() -> object:
    with time_machine.travel(SEKARANG, tick=False) as jam:
        yield jam


@pytest.fixture
def wajib(settings: object) -> None:
    settings.FAKTOR_KEDUA_WAJIB = settings.FAKTOR_KEDUA_PENILAI = True  # type: ignore[attr-defined]


def sudah_masuk(client: Client) -> bool:
    return "_auth_user_id" in client.session


def pasang_lewat_halaman(client: Client) -> str:
    isi = client.get("/faktor-kedua/aplikasi/pasang/").content.decode()
    rahasia = re.search(r"<dd[^>]*>([A-Z2-7]{32})</dd>", isi)
    assert rahasia, isi[:2000]
    jawaban = client.post("/faktor-kedua/aplikasi/pasang/", {"code": kode(rahasia[1])})
    assert jawaban.headers["Location"] == "/faktor-kedua/kode-cadangan/", jawaban.content.decode()[:3000]
    return rahasia[1]


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


def test_pengelola_tanpa_faktor_dibawa_memasangnya(client: Client, kota: Kota, wajib: None) -> None:
    masuk_dengan_sandi(client, kota.admin_bkd, SANDI)
    jawaban = client.get("/pegawai/")
    assert jawaban.headers["Location"] == "/faktor-kedua/"
    assert "wajib" in client.get("/faktor-kedua/").content.decode()
    assert client.get("/profil/").status_code == 200
    konfirmasi(client, SANDI)
    pasang_lewat_halaman(client)
    assert client.get("/pegawai/").status_code == 200, "sesudah terpasang, sesi ini terbuka"


def test_pegawai_biasa_tidak_diwajibkan(client: Client, kota: Kota, wajib: None) -> None:
    masuk_dengan_sandi(client, kota.staf, SANDI)
    assert client.get("/").status_code == 200


def test_peran_yang_diberikan_di_tengah_sesi_berlaku_pada_permintaan_berikutnya(
    client: Client, kota: Kota, wajib: None, jam: time_machine.Traveller
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
    client: Client, kota: Kota, wajib: None
) -> None:
    masuk_dengan_sandi(client, kota.admin_bkd, SANDI)
    rahasia = pasang(kota.admin_bkd)
    jawaban = client.get("/pegawai/?q=a")
    assert jawaban.headers["Location"] == "/faktor-kedua/konfirmasi/?next=%2Fpegawai%2F%3Fq%3Da"
    jawaban = client.post("/faktor-kedua/konfirmasi/", {"code": kode(rahasia), "next": "/pegawai/?q=a"})
    assert jawaban.headers["Location"] == "/pegawai/?q=a"
    assert client.get("/pegawai/?q=a").status_code == 200


def semua_alamat() -> list[tuple[str, str]]:
    """(nama, alamat) semua url, dengan argumen seadanya."""
    hasil: list[tuple[str, str]] = []

    def jalan(pola: list[URLPattern | URLResolver], ruang: str) -> None:
        for satu in pola:
            if isinstance(satu, URLResolver):
                jalan(satu.url_patterns, f"{satu.namespace}:" if satu.namespace else ruang)
                continue
            nama = f"{ruang}{satu.name}"
            contoh = {"int": 1, "str": "a", "slug": "a", "uuid": "00000000-0000-4000-8000-000000000000"}
            argumen = {}
            for kunci, pengubah in satu.pattern.converters.items():
                jenis = type(pengubah).__name__.removesuffix("Converter").lower().replace("string", "str")
                argumen[kunci] = contoh.get(jenis, "a")
            hasil.append((nama, reverse(nama, kwargs=argumen)))

    jalan(get_resolver().url_patterns, "")
    return hasil


def test_tidak_ada_alamat_pengelola_yang_terbuka_dengan_kata_sandi_saja(kota: Kota, wajib: None) -> None:
    """Semua url × tiga peran pengelola × GET dan POST: hanya yang ada di daftar terbuka yang menjawab."""
    bocor, disapu = [], 0
    for pengelola in (kota.admin_bkd, kota.admin_dinas, kota.auditor):
        for nama, alamat in semua_alamat():
            if nama in TERBUKA or nama.startswith(("mfa_", "openid_connect_", "socialaccount_")):
                continue
            for cara in ("get", "post"):
                client = Client()
                masuk_dengan_sandi(client, pengelola, SANDI)
                jawaban = getattr(client, cara)(alamat)
                disapu += 1
                if not (jawaban.status_code == 302 and jawaban.headers["Location"] == "/faktor-kedua/"):
                    bocor.append(f"{cara} {nama}: {jawaban.status_code}")
    assert disapu > 400 and not bocor, "\n".join(bocor)


def test_menetapkan_nilai_perlu_faktor_kedua_juga_bagi_penilai(
    client: Client, kota: Kota, wajib: None, settings: object
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


def test_pengelola_tidak_dapat_melepas_faktor_terakhirnya(client: Client, kota: Kota, wajib: None) -> None:
    rahasia = pasang(kota.admin_bkd)
    masuk_dengan_sandi(client, kota.admin_bkd, SANDI)
    client.post("/faktor-kedua/kode/", {"code": kode(rahasia)})
    konfirmasi(client, SANDI)
    for cara in (client.get, client.post):
        assert TERAKHIR_WAJIB in cara("/faktor-kedua/aplikasi/lepas/").content.decode()
    assert Authenticator.objects.filter(user=kota.admin_bkd, type="totp").exists()


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
