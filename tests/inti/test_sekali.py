"""Satu kiriman satu akibat: yang kembar dibawa ke halaman yang sama, yang berbeda tetap diproses."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import Client, override_settings
from django.urls import include, path

from tests.kepegawaian import pabrik

AKIBAT: list[str] = []


def terima(request: HttpRequest) -> HttpResponse:
    AKIBAT.append(request.POST.get("isi", ""))
    if request.POST.get("isi") == "salah saat":
        messages.error(request, "Periodenya sudah ditutup. Buka periode lain.")
    return HttpResponseRedirect(f"/tanda-terima/{len(AKIBAT)}/")


def terima_lambat(request: HttpRequest) -> HttpResponse:
    """Menjawab sesudah kiriman kembarnya terlihat menunggu kuncinya."""
    AKIBAT.append("lambat")
    for _ in range(500):
        with connection.cursor() as kursor:
            kursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            if kursor.fetchone()[0] or len(AKIBAT) > 1:
                break
            kursor.execute("SELECT pg_sleep(0.01)")
    return HttpResponseRedirect(f"/tanda-terima/{len(AKIBAT)}/")


urlpatterns = [path("terima/", terima), path("lambat/", terima_lambat), path("", include("asn_kinerja.urls"))]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def klien(client: Client) -> Client:
    AKIBAT.clear()
    client.force_login(pabrik.pegawai(pabrik.instansi(), "Dewi Anggraini"))
    return client


def kirim(klien: Client, isi: str, tanda: str = "a" * 64, **kepala: str) -> str:
    jawaban = klien.post("/terima/", {"csrfmiddlewaretoken": tanda, "isi": isi}, **kepala)
    return str(jawaban["Location"])


def test_formulir_yang_sama_dua_kali_satu_akibat_dan_tujuan_yang_sama(klien: Client) -> None:
    assert [kirim(klien, "satu"), kirim(klien, "satu")] == ["/tanda-terima/1/"] * 2
    assert AKIBAT == ["satu"]


def test_isian_yang_diubah_atau_halaman_yang_dimuat_ulang_adalah_kehendak_baru(klien: Client) -> None:
    kirim(klien, "satu")
    assert kirim(klien, "dua") == "/tanda-terima/2/"
    assert kirim(klien, "satu", tanda="b" * 64) == "/tanda-terima/3/"


def test_yang_ditegur_ditegur_lagi(klien: Client) -> None:
    assert kirim(klien, "salah saat") != kirim(klien, "salah saat")


def test_potongan_htmx_dan_tamu_tidak_diingat(klien: Client) -> None:
    assert kirim(klien, "satu", HTTP_HX_REQUEST="true") != kirim(klien, "satu", HTTP_HX_REQUEST="true")
    tamu = Client()
    assert kirim(tamu, "satu") != kirim(tamu, "satu")


@pytest.mark.django_db(transaction=True)
def test_dua_kiriman_kembar_pada_saat_yang_sama_satu_akibat(klien: Client) -> None:
    def kirim_sendiri(_: int) -> str:
        satu = Client()
        satu.cookies = klien.cookies.copy()
        try:
            return str(satu.post("/lambat/", {"csrfmiddlewaretoken": "c" * 64})["Location"])
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as kolam:
        tujuan = list(kolam.map(kirim_sendiri, range(2)))
    assert (tujuan, AKIBAT) == (["/tanda-terima/1/"] * 2, ["lambat"])


def test_kembarannya_tanpa_ingatan_berakibat_dua_kali(klien: Client) -> None:
    tanpa = [m for m in settings.MIDDLEWARE if not m.startswith("inti.sekali.")]
    with override_settings(MIDDLEWARE=tanpa):
        baru = Client()
        baru.cookies = klien.cookies
        kirim(baru, "satu"), kirim(baru, "satu")
    assert AKIBAT == ["satu", "satu"]
