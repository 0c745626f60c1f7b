"""Kembaran kecil tests/keamanan/test_semua_formulir.py: dua ratus permintaan acak ke alamat tanpa argumen, tanpa kota uji."""

from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import NoReverseMatch, get_resolver, path, reverse
from django.utils import timezone

from inti.services import jejak
from kepegawaian.models import Pegawai, Peran
from tests.idor import Formulir
from tests.keamanan.test_csrf import semua_pola
from tests.kepegawaian import pabrik
from tests.sapuan import menyapu
from tests.serangan import Pencatat, kelompok
from tests.serangan_acak import PenyerangAcak
from tests.serangan_titipan import Titipan

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


@dataclass
class KlienTiruan:
    """Kiriman yang mengganti nama seseorang; `bocor` menyimpan bidang titipan juga, `bisu` tidak menulis jejak."""

    orang: Pegawai
    bocor: bool = False
    bisu: bool = False
    cookies: SimpleCookie = field(default_factory=SimpleCookie)

    def post(self, _: str, isi: dict[str, str]) -> HttpResponse:
        lebih = {"gelar_depan": isi["gelar_depan"][:20]} if self.bocor and "gelar_depan" in isi else {}
        Pegawai.objects.filter(pk=self.orang.pk).update(nama=isi["nama"], **lebih)
        if not self.bisu:
            jejak.catat(
                aksi="pegawai.diubah",
                objek_jenis="pegawai",
                objek_id=self.orang.pk,
                oleh=self.orang,
                sekarang=timezone.now(),
            )
        return HttpResponse()


@pytest.mark.parametrize(
    ("bocor", "bisu", "keluhan"), [(False, False, (0, 0)), (True, False, (1, 0)), (False, True, (0, 1))]
)
def test_pembanding_titipan_yang_tersimpan_dan_tulisan_tanpa_jejak_ketahuan(
    bocor: bool, bisu: bool, keluhan: tuple[int, int]
) -> None:
    orang = pabrik.pegawai(pabrik.instansi(), "Siti Rahma")
    klien: Any = KlienTiruan(orang, bocor=bocor, bisu=bisu)
    hasil = Titipan({"admin": klien}, {})
    hasil.satu("admin", "pegawai_ubah", "/", Formulir("/", {"nama": "Siti R."}))
    assert hasil.berbuah == 1
    assert (len(hasil.bocor), len(hasil.sunyi)) == keluhan, (hasil.bocor, hasil.sunyi)
