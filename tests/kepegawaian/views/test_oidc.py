"""Masuk lewat penyedia identitas, terhadap penyedia tiruan di loopback."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from inti.models import Jejak
from kepegawaian.models import Pegawai
from kepegawaian.services.sso import TANPA_NIP, TIDAK_SAMA, TIDAK_TERDAFTAR
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.faktor import kode, pasang

KLIEN = "asn-kinerja"


@dataclass
class Penyedia:
    """Penyedia tiruan; `userinfo` dan `id_token` yang dijawabnya dapat diubah tiap uji."""

    url: str = ""
    nip: str = ""
    userinfo: dict[str, Any] = field(default_factory=dict)
    id_token: dict[str, Any] = field(default_factory=dict)
    permintaan: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)
    token_cacat: bytes = b""
    alihkan: str = ""

    def jawab(self, jalur: str) -> dict[str, Any]:
        if jalur.endswith("openid-configuration"):
            return {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/auth",
                "token_endpoint": f"{self.url}/token",
                "userinfo_endpoint": f"{self.url}/userinfo",
                "jwks_uri": f"{self.url}/jwks",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        if jalur == "/token":
            kini = int(time.time())
            isi = {
                "iss": self.url,
                "aud": KLIEN,
                "sub": "u1",
                "iat": kini,
                "exp": kini + 300,
                "nip": self.nip,
            }
            isi_token = {k: v for k, v in (isi | self.id_token).items() if v is not None}
            return {
                "access_token": "akses",
                "token_type": "Bearer",
                "id_token": jwt.encode(isi_token, "kunci-tiruan-yang-cukup-panjang-32b", algorithm="HS256"),
            }
        isi = {"sub": "u1", "nip": self.nip} | self.userinfo
        return {k: v for k, v in isi.items() if v is not None}


@pytest.fixture
def penyedia(settings: Any) -> Iterator[Penyedia]:
    milik = Penyedia()

    class Penerima(BaseHTTPRequestHandler):
        def _jawab(self) -> None:
            panjang = int(self.headers.get("Content-Length") or 0)
            isi = parse_qs(self.rfile.read(panjang).decode())
            milik.permintaan.append((self.path, isi))
            if self.path == milik.alihkan:
                self.send_response(307)
                self.send_header("Location", f"{milik.url}/dalam{self.path}")
                self.end_headers()
                return
            mentah = json.dumps(milik.jawab(self.path)).encode()
            if self.path == "/token" and milik.token_cacat:
                mentah = milik.token_cacat
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(mentah)

        do_GET = do_POST = _jawab

        def log_message(self, *_: object) -> None:
            pass

    peladen = ThreadingHTTPServer(("127.0.0.1", 0), Penerima)
    utas = threading.Thread(target=peladen.serve_forever, daemon=True)
    utas.start()
    milik.url = f"http://127.0.0.1:{peladen.server_address[1]}"
    settings.OIDC_URL, settings.OIDC_NAMA = milik.url, "SSO Kota"
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": "SSO Kota",
                    "client_id": KLIEN,
                    "secret": "rahasia-klien",
                    "settings": {"server_url": milik.url},
                }
            ],
        }
    }
    yield milik
    peladen.shutdown()
    peladen.server_close()
    utas.join(5)


def berangkat(client: Client, next_: str = "") -> dict[str, list[str]]:
    """Tekan tombolnya; kembalikan yang dibawa ke penyedia."""
    jawaban = client.get("/masuk/oidc/", {"next": next_} if next_ else {})
    assert jawaban.status_code == 302, jawaban.content
    return parse_qs(urlsplit(jawaban.headers["Location"]).query)


def pulang(client: Client, state: str) -> Any:
    return client.get("/masuk/oidc/kembali/", {"code": "abc", "state": state})


def coba(client: Client, next_: str = "") -> Any:
    return pulang(client, berangkat(client, next_)["state"][0])


def sudah_masuk(client: Client) -> bool:
    return "_auth_user_id" in client.session


def ditolak(client: Client, jawaban: Any, pesan: str) -> None:
    assert jawaban.headers["Location"] == "/masuk/" and not sudah_masuk(client)
    assert pesan in client.get("/masuk/").content.decode()


def test_mati_bila_tidak_diatur(client: Client, db: None) -> None:
    assert "Masuk dengan SSO" not in client.get("/masuk/").content.decode()
    for alamat in ("/masuk/oidc/", "/masuk/oidc/kembali/"):
        assert client.get(alamat).status_code == 404


def test_masuk_dengan_nip_yang_dikenal(client: Client, kota: Kota, penyedia: Penyedia) -> None:
    penyedia.nip = kota.staf.nip
    assert "Masuk dengan SSO Kota" in client.get("/masuk/").content.decode()
    bawaan = berangkat(client, "/profil/")
    assert bawaan["client_id"] == [KLIEN] and "openid" in bawaan["scope"][0]
    assert bawaan["code_challenge_method"] == ["S256"]
    sebelum = client.session.session_key
    jawaban = pulang(client, bawaan["state"][0])
    assert jawaban.headers["Location"] == "/profil/" and sudah_masuk(client)
    assert client.session.session_key != sebelum
    assert client.get("/profil/").context["pengguna"] == kota.staf
    tukar = next(isi for jalur, isi in penyedia.permintaan if jalur == "/token")
    assert tukar["code_verifier"] and tukar["client_secret"] == ["rahasia-klien"]
    assert Jejak.objects.get(aksi="masuk.berhasil").isi == {"cara": "oidc"}
    assert not SocialAccount.objects.exists(), "tautan dan klaim tidak disimpan"


@pytest.mark.parametrize("nip", ["199901012020121001", "bukan-nip", "1' OR '1'='1"])
def test_nip_tidak_dikenal_ditolak_dan_akun_tidak_dibuat(
    client: Client, kota: Kota, penyedia: Penyedia, nip: str
) -> None:
    penyedia.nip = nip
    sebelum = Pegawai.objects.count()
    ditolak(client, coba(client), TIDAK_TERDAFTAR)
    assert Pegawai.objects.count() == sebelum


def test_pegawai_tidak_aktif_ditolak_dengan_kalimat_yang_sama(
    client: Client, kota: Kota, penyedia: Penyedia
) -> None:
    kota.staf.is_active = False
    kota.staf.save()
    penyedia.nip = kota.staf.nip
    ditolak(client, coba(client), TIDAK_TERDAFTAR)


def test_tanpa_klaim_nip_ditolak_dan_surel_tidak_dipakai_mencari(
    client: Client, kota: Kota, penyedia: Penyedia
) -> None:
    kota.staf.email = "staf@contoh.go.id"
    kota.staf.save()
    penyedia.userinfo = {"nip": None, "email": "staf@contoh.go.id", "email_verified": True}
    penyedia.id_token = {"nip": None}
    ditolak(client, coba(client), TANPA_NIP)


def test_orang_instansi_lain_masuk_sebagai_dirinya(
    client: Client, kota: Kota, seberang: Kota, penyedia: Penyedia
) -> None:
    penyedia.nip = seberang.staf.nip
    coba(client)
    assert client.get("/profil/").context["pengguna"] == seberang.staf


def test_sub_yang_berbeda_di_dua_jawaban_ditolak(client: Client, kota: Kota, penyedia: Penyedia) -> None:
    penyedia.nip = kota.staf.nip
    penyedia.userinfo = {"sub": "u2", "nip": kota.admin_bkd.nip}
    ditolak(client, coba(client), TIDAK_SAMA)


def test_id_token_menang_atas_userinfo(client: Client, kota: Kota, penyedia: Penyedia) -> None:
    penyedia.nip = kota.staf.nip
    penyedia.userinfo = {"nip": kota.admin_bkd.nip}
    coba(client)
    assert client.get("/profil/").context["pengguna"] == kota.staf


@pytest.mark.parametrize("beda", [{"aud": "aplikasi-lain"}, {"iss": "https://lain.example"}, {"exp": 1}])
def test_id_token_untuk_pihak_lain_atau_lewat_waktu_ditolak(
    client: Client, kota: Kota, penyedia: Penyedia, beda: dict[str, Any]
) -> None:
    penyedia.nip, penyedia.id_token = kota.staf.nip, beda
    ditolak(client, coba(client), "belum selesai")


def test_state_karangan_milik_sesi_lain_atau_diulang_ditolak(
    client: Client, kota: Kota, penyedia: Penyedia
) -> None:
    penyedia.nip = kota.staf.nip
    state = berangkat(client)["state"][0]
    korban = Client()
    ditolak(korban, pulang(korban, state), "belum selesai")
    berangkat(korban)
    ditolak(korban, pulang(korban, "karangan"), "belum selesai")
    pulang(client, state)
    client.post("/keluar/")
    ditolak(client, pulang(client, state), "belum selesai")


@pytest.mark.parametrize("cacat", [b"bukan json", b"{}", b"[]", b'{"access_token": "x", "id_token": "y"}'])
def test_jawaban_penyedia_yang_cacat_bukan_galat_500(
    client: Client, kota: Kota, penyedia: Penyedia, cacat: bytes
) -> None:
    penyedia.token_cacat = cacat
    ditolak(client, coba(client), "belum selesai")


def test_penyedia_mati_dijelaskan(client: Client, kota: Kota, penyedia: Penyedia, settings: Any) -> None:
    penyedia.nip = kota.staf.nip
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"] = {
        "server_url": "http://127.0.0.1:9"
    }
    ditolak(client, client.get("/masuk/oidc/"), "belum selesai")


@pytest.mark.parametrize("jalur", ["/.well-known/openid-configuration", "/token", "/userinfo"])
def test_pengalihan_dari_penyedia_tidak_diikuti(
    client: Client, kota: Kota, penyedia: Penyedia, jalur: str
) -> None:
    penyedia.nip = kota.staf.nip
    state = berangkat(client)["state"][0]
    penyedia.alihkan = jalur
    ditolak(client, pulang(client, state), "belum selesai")
    diminta = [j for j, _ in penyedia.permintaan]
    assert jalur in diminta and not [j for j in diminta if j.startswith("/dalam")]


@pytest.mark.parametrize("galat", ["access_denied", "server_error"])
def test_batal_dan_galat_di_penyedia_kembali_ke_halaman_masuk(
    client: Client, kota: Kota, penyedia: Penyedia, galat: str
) -> None:
    state = berangkat(client)["state"][0]
    jawaban = client.get("/masuk/oidc/kembali/", {"error": galat, "state": state})
    ditolak(client, jawaban, "belum selesai")


def test_faktor_kedua_tetap_diminta(client: Client, kota: Kota, penyedia: Penyedia) -> None:
    rahasia = pasang(kota.staf)
    penyedia.nip = kota.staf.nip
    assert coba(client, "/profil/").headers["Location"] == "/faktor-kedua/kode/"
    assert not sudah_masuk(client)
    assert client.post("/faktor-kedua/kode/", {"code": kode(rahasia)}).headers["Location"] == "/profil/"


@pytest.mark.parametrize("tujuan", ["https://jahat.example/", "//jahat.example/"])
def test_tujuan_hanya_di_situs_ini(client: Client, kota: Kota, penyedia: Penyedia, tujuan: str) -> None:
    penyedia.nip = kota.staf.nip
    assert coba(client, tujuan).headers["Location"] == "/"


def test_yang_hanya_ber_oidc_boleh_bertindak_bila_baru_masuk(
    client: Client, kota: Kota, penyedia: Penyedia
) -> None:
    kota.staf.set_unusable_password()
    kota.staf.save()
    penyedia.nip = kota.staf.nip
    coba(client)
    assert client.get("/surel/").status_code == 200
    sesi = client.session
    sesi["account_authentication_methods"][0]["at"] -= 601
    sesi.save()
    assert client.get("/surel/").headers["Location"].startswith("/konfirmasi/")
    assert client.get("/konfirmasi/").headers["Location"] == "/profil/", "diminta keluar dan masuk lagi"
