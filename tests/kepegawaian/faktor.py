"""Alat uji faktor kedua: memasang, dan menghitung kode yang tampil di aplikasi."""

import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kepegawaian.models import Pegawai


def kode(rahasia: str, *, geser: int = 0) -> str:
    """Kode yang tampil sekarang (atau beberapa langkah 30 detik di sampingnya)."""
    return format_hotp_value(hotp_value(rahasia, int(time.time()) // 30 + geser))


def pasang(pegawai: Pegawai) -> str:
    """Pasang aplikasi kode dan kode cadangan langsung; kembalikan rahasianya."""
    rahasia = generate_totp_secret()
    TOTP.activate(pegawai, rahasia)
    RecoveryCodes.activate(pegawai)
    return rahasia


def cadangan(pegawai: Pegawai) -> list[str]:
    return Authenticator.objects.get(user=pegawai, type="recovery_codes").wrap().get_unused_codes()


def masuk_dengan_sandi(client: Client, pegawai: Pegawai, sandi: str) -> object:
    return client.post("/masuk/", {"nip": pegawai.nip, "sandi": sandi})


def konfirmasi(client: Client, sandi: str) -> None:
    """Ketik sandi sekali lagi di halaman konfirmasi."""
    jawaban = client.post("/konfirmasi/", {"sandi": sandi, "next": "/profil/"})
    assert (jawaban.status_code, jawaban.headers["Location"]) == (302, "/profil/"), jawaban.content[:500]


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


def pasang_lewat_halaman(client: Client) -> str:
    isi = client.get("/faktor-kedua/aplikasi/pasang/").content.decode()
    rahasia = re.search(r"<dd[^>]*>([A-Z2-7]{32})</dd>", isi)
    assert rahasia, isi[:2000]
    jawaban = client.post("/faktor-kedua/aplikasi/pasang/", {"code": kode(rahasia[1])})
    assert jawaban.headers["Location"] == "/faktor-kedua/kode-cadangan/", jawaban.content.decode()[:3000]
    return rahasia[1]
