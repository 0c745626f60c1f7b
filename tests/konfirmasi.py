"""Sesi uji yang sudah mengetik sandi sekali lagi, untuk halaman yang memintanya."""

import time

from django.test import Client

from kepegawaian.models import Pegawai


def sahkan(client: Client, pegawai: Pegawai) -> None:
    """Tandai sesi ini baru dikonfirmasi (yang diuji di sini bukan halaman konfirmasinya)."""
    sesi = client.session
    sesi["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    sesi["account_authentication_methods_user"] = str(pegawai.pk)
    sesi.save()
