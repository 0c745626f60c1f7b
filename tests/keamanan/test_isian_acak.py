"""Kembaran kecil tests/keamanan/test_semua_formulir.py: dua ratus permintaan acak ke alamat tanpa argumen, tanpa kota uji."""

from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client, override_settings
from django.urls import NoReverseMatch, get_resolver, path, reverse

from kepegawaian.models import Peran
from tests.keamanan.test_csrf import semua_pola
from tests.kepegawaian import pabrik
from tests.sapuan import menyapu
from tests.serangan import Pencatat, kelompok
from tests.serangan_acak import PenyerangAcak

pytestmark = pytest.mark.django_db


def patah(request: HttpRequest) -> Any:
    """Halaman pembanding: bilangan dari tanya tanpa diperiksa."""
    return int(request.GET.get("halaman", "1"))


urlpatterns = [path("patah/", patah), *get_resolver(settings.ROOT_URLCONF).url_patterns]


def penyerang(alamat: list[str]) -> PenyerangAcak:
    kota = pabrik.instansi()
    admin = pabrik.pegawai(kota, "Siti Rahma")
    pabrik.tempatkan(admin, pabrik.unit(kota, "Badan Kepegawaian", jenis="badan"))
    pabrik.peran(admin, Peran.Jenis.ADMIN_BKD)
    klien = {"tamu": Client(raise_request_exception=False), "admin": Client(raise_request_exception=False)}
    klien["admin"].force_login(admin)
    return PenyerangAcak(klien, alamat, [])


def tanpa_argumen() -> list[str]:
    hasil = []
    for nama, pola in semua_pola().items():
        if not pola.pattern.converters and nama != "kepegawaian:keluar":
            try:
                hasil.append(reverse(nama))
            except NoReverseMatch:
                continue
    return hasil


def test_dua_ratus_permintaan_acak_tidak_menjadi_galat_peladen() -> None:
    alamat = tanpa_argumen()
    assert len(alamat) > 80
    with menyapu(), Pencatat() as pencatat:
        satu = penyerang(alamat)
        satu.jalan(200)
    assert satu.banyak >= 200
    assert not satu.galat and not satu.bocor, "\n".join([*kelompok(pencatat.galat), *satu.galat])


def test_pembandingnya_halaman_yang_tidak_memeriksa_isian_ketahuan() -> None:
    with override_settings(ROOT_URLCONF=__name__), menyapu():
        satu = penyerang(["/patah/"])
        satu.jalan(20)
    assert satu.galat
