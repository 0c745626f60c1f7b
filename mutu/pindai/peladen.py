"""Peladen contoh sekali pakai yang dipindai, dan sesi tiap perannya. Djangonya harus sudah disiapkan."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from django.utils import timezone

from asn_kinerja.demo.susunan import SEMUA
from asn_kinerja.queries.akun_contoh import akun_contoh
from bench.basis import basis_sementara
from bench.beranda import granian
from kepegawaian.models import Pegawai
from mutu.pindai.rentan import JALUR

BASIS = "asn_pindai"
PENGATURAN = "mutu.pindai.pengaturan"
PERAN = (
    "tamu",
    "pegawai",
    "pejabat penilai",
    "admin dinas",
    "admin bkd",
    "petugas layanan",
    "pimpinan",
    "auditor",
)


@contextmanager
def peladen() -> Iterator[str]:
    """Alamat situs contoh berisi satu pemda, dibuang sesudah dipakai."""
    with basis_sementara(BASIS) as nama:
        call_command("muat_demo", SEMUA[0].slug, verbosity=0)
        with granian(nama, pengaturan=PENGATURAN, siap=JALUR, pekerja=2) as porta:
            yield f"http://127.0.0.1:{porta}"


def kuki_peran() -> dict[str, str]:
    """Kuki sesi dan CSRF satu akun contoh tiap peran; tamu hanya kuki CSRF."""
    hasil: dict[str, str] = {}
    for akun in akun_contoh(pada=timezone.localdate()):
        nama = akun.peran.lower()
        if nama in hasil or nama not in PERAN:
            continue
        orang = Pegawai.objects.get(nip=akun.nip)
        klien = Client()
        klien.force_login(orang)
        sesi = klien.session
        # Sandi sekali lagi sudah diketik: halaman yang memintanya ikut dipindai.
        sesi["account_authentication_methods"] = [
            {"method": "password", "at": time.time() + 86_400, "reauthenticated": True}
        ]
        sesi["account_authentication_methods_user"] = str(orang.pk)
        sesi.save()
        hasil[nama] = f"{settings.SESSION_COOKIE_NAME}={sesi.session_key}"
    csrf = f"{settings.CSRF_COOKIE_NAME}={_get_new_csrf_string()}"
    return {"tamu": csrf, **{nama: f"{kuki}; {csrf}" for nama, kuki in hasil.items()}}
