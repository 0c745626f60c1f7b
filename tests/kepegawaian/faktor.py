"""Alat uji faktor kedua: memasang, dan menghitung kode yang tampil di aplikasi."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

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
