"""Kepala jawaban: sama di semua jawaban, juga galat dan berkas statis."""

from collections.abc import Iterator

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from inti.permintaan import nomor_permintaan
from tests.kepegawaian import pabrik

CSP = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
}


def patah(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("rusak")


def basis_data_mati(request: HttpRequest) -> HttpResponse:
    raise OperationalError("basis data mati")


def dilarang(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def mencurigakan(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


def nomor(request: HttpRequest) -> HttpResponse:
    return HttpResponse(nomor_permintaan())


def boleh_disimpan(request: HttpRequest) -> HttpResponse:
    return HttpResponse(headers={"Cache-Control": "public, max-age=60"})


def mengubah_sesi(request: HttpRequest) -> HttpResponse:
    request.session["isi"] = nomor_permintaan()
    return HttpResponse()


urlpatterns = [
    path("uji/sesi/", mengubah_sesi),
    path("uji/500/", patah),
    path("uji/db/", basis_data_mati),
    path("uji/403/", dilarang),
    path("uji/400/", mencurigakan),
    path("uji/nomor/", nomor),
    path("uji/simpan/", boleh_disimpan),
    path("", include("asn_kinerja.urls")),
]


@pytest.fixture
def tamu() -> Iterator[Client]:
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False)


@pytest.fixture
def masuk(tamu: Client, db: None) -> Client:
    tamu.force_login(pabrik.pegawai(pabrik.instansi(), "Ratna Wulandari"))
    return tamu


def kepala_benar(jawaban: HttpResponse) -> None:
    bagian = {satu.strip() for satu in jawaban.headers["Content-Security-Policy"].split(";")}
    assert bagian == CSP
    assert jawaban.headers["X-Content-Type-Options"] == "nosniff"
    assert jawaban.headers["Referrer-Policy"] == "same-origin"
    assert jawaban.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in jawaban.headers["Permissions-Policy"]
    assert len(jawaban.headers["X-Nomor-Permintaan"]) == 16


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("alamat", "status"),
    [
        ("/sehat/", 200),
        ("/bantuan/", 200),
        ("/", 302),
        ("/tidak-ada/", 404),
        ("/uji/400/", 400),
        ("/uji/403/", 403),
        ("/uji/500/", 500),
        ("/uji/db/", 500),
        ("/pemberitahuan/dibaca/", 302),
    ],
)
def test_setiap_jawaban_membawa_kepala_penjaga(tamu: Client, alamat: str, status: int) -> None:
    jawaban = tamu.get(alamat)
    assert jawaban.status_code == status
    kepala_benar(jawaban)


@pytest.mark.parametrize("berkas", ["token.css", "app.js", "ikon.svg"])
def test_berkas_statis_pun_berkepala_sama(berkas: str) -> None:
    assert finders.find(berkas)
    with override_settings(WHITENOISE_USE_FINDERS=True, WHITENOISE_AUTOREFRESH=True):
        jawaban = Client().get(f"/static/{berkas}")
    assert b"".join(jawaban.streaming_content)
    assert jawaban.status_code == 200
    assert jawaban.headers["Content-Type"].startswith(("text/", "image/svg+xml"))
    kepala_benar(jawaban)


@pytest.mark.parametrize("alamat", ["/bantuan/", "/tidak-ada/", "/uji/500/", "/"])
def test_jawaban_kepada_yang_masuk_tidak_disimpan_peramban(masuk: Client, alamat: str) -> None:
    jawaban = masuk.get(alamat)
    assert "no-store" in jawaban.headers["Cache-Control"]
    kepala_benar(jawaban)


@pytest.mark.django_db
def test_jawaban_kepada_tamu_boleh_disimpan_bila_halamannya_mengizinkan(tamu: Client) -> None:
    assert tamu.get("/uji/simpan/").headers["Cache-Control"] == "public, max-age=60"
    assert "Cache-Control" not in tamu.get("/bantuan/").headers


@pytest.mark.django_db
def test_tiap_permintaan_bernomor_sendiri_dan_nomornya_tidak_tertinggal(tamu: Client) -> None:
    satu, dua = tamu.get("/uji/nomor/"), tamu.get("/uji/nomor/")
    assert satu.content.decode() == satu.headers["X-Nomor-Permintaan"]
    assert satu.content != dua.content
    assert nomor_permintaan() == ""
    tamu.get("/uji/500/")
    assert nomor_permintaan() == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "alamat", ["/pelatihan/katalog/?q=%00", "/publik/?q=a%00b", "/publik/%00/", "/?halaman=%00"]
)
def test_huruf_nul_di_alamat_dijawab_400_bukan_500(tamu: Client, alamat: str) -> None:
    jawaban = tamu.get(alamat)
    assert jawaban.status_code == 400
    assert "Kiriman ini tidak dapat dibaca" in jawaban.content.decode()
    kepala_benar(jawaban)


@pytest.mark.django_db
def test_halaman_galat_tidak_membocorkan_sebabnya(tamu: Client) -> None:
    isi = tamu.get("/uji/500/").content.decode()
    assert "rusak" not in isi and "Traceback" not in isi
    assert "Ada gangguan di pihak kami" in isi
    assert len(isi) < 10_000


@pytest.mark.django_db
def test_basis_data_mati_saat_mengenali_orang_tetap_dijawab_lengkap_kepalanya(
    tamu: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mati(_: object) -> None:
        raise OperationalError("basis data mati")

    monkeypatch.setattr(SessionStore, "load", mati)
    tamu.cookies["sesi"] = "a" * 32
    jawaban = tamu.get("/bantuan/")
    assert jawaban.status_code == 500
    assert jawaban.headers["Cache-Control"] == "no-store"
    kepala_benar(jawaban)


def test_basis_data_putus_saat_sesi_disimpan_dijawab_gangguan_dan_sesi_yang_dihapus_400(
    masuk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def putus(*_: object, **__: object) -> None:
        raise OperationalError("basis data putus")

    def dihapus_tab_lain(*_: object, **__: object) -> None:
        raise DatabaseError("Forced update did not affect any rows.")

    with monkeypatch.context() as ganti:
        ganti.setattr(Session, "save", putus)
        assert masuk.get("/uji/sesi/").status_code in (500, 503)
    assert masuk.get("/uji/sesi/").status_code == 200
    with monkeypatch.context() as ganti:
        ganti.setattr(Session, "save", dihapus_tab_lain)
        assert masuk.get("/uji/sesi/").status_code == 400
