"""Satu kiriman satu akibat: formulir yang sama dari halaman yang sama tidak diproses dua kali.

Klik ganda tanpa skrip, sambungan yang putus sesudah tersimpan lalu tombolnya ditekan lagi: yang kedua menunggu yang
pertama, lalu dibawa ke halaman yang sama. Tanda formulirnya (csrfmiddlewaretoken) berbeda tiap kali halaman ditampilkan,
jadi kehendak baru dari halaman yang baru, atau isian yang diubah, selalu diproses.
"""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib.messages import constants, get_messages
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import UnreadablePostError
from django.urls import Resolver404, resolve
from django.utils import timezone

SESI = "kiriman"
TANDA = "csrfmiddlewaretoken"
# Yang diingat tiap sesi; selebihnya dan yang lebih lama dilupakan.
BANYAK, UMUR_DETIK = 12, 3600


class KunciKirimanMiddleware:
    """Di luar sesi: kiriman kembar menunggu sampai sesi yang pertama tersimpan."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        kunci = sidik(request)
        if not kunci:
            return self.get_response(request)
        request.kunci_kiriman = kunci  # type: ignore[attr-defined]
        with connection.cursor() as kursor:
            kursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [kunci])
        try:
            return self.get_response(request)
        finally:
            _lepas(kunci)


class IngatKirimanMiddleware:
    """Paling dalam: kiriman yang sudah diterima dijawab dengan halaman tujuannya, tanpa mengulang akibatnya."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        kunci = getattr(request, "kunci_kiriman", "")
        if not kunci or not request.user.is_authenticated or rahasia(request):
            return self.get_response(request)
        if ada := request.session.get(SESI, {}).get(kunci):
            return HttpResponseRedirect(ada[0])
        jawaban = self.get_response(request)
        if jawaban.status_code == 302 and request.user.is_authenticated and _diterima(request):
            _ingat(request, kunci, jawaban["Location"])
        return jawaban


def tanpa_bekas(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """View yang kirimannya tidak boleh diingat di sesi (siapa menjawab, kapan); ia sendiri harus aman diulang."""
    view.tanpa_bekas = True  # type: ignore[attr-defined]
    return view


def rahasia(request: HttpRequest) -> bool:
    """Apakah kiriman ke alamat ini tidak boleh diingat di mana pun (lihat tanpa_bekas)."""
    try:
        return getattr(resolve(request.path_info).func, "tanpa_bekas", False)
    except Resolver404:
        return False


def sidik(request: HttpRequest) -> str:
    """Sidik kiriman formulir di sesi ini; kosong bila bukan formulir halaman (skrip, htmx, atau tanpa sesi)."""
    sesi = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if request.method != "POST" or not sesi or "HX-Request" in request.headers:
        return ""
    try:
        if TANDA not in request.POST:
            return ""
    except UnreadablePostError:
        return ""  # sambungannya putus di tengah kiriman; penjaga CSRF yang menjawab
    isi: list[Any] = [sesi, request.get_full_path(), sorted((n, d) for n, d in request.POST.lists())]
    isi += sorted((n, b.name, b.size) for n, daftar in request.FILES.lists() for b in daftar)
    return hashlib.sha256(repr(isi).encode()).hexdigest()


def _lepas(kunci: str) -> None:
    # Sambungan yang sudah putus melepas kuncinya sendiri.
    if connection.connection is None or connection.needs_rollback:
        return
    with suppress(DatabaseError), connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [kunci])


def _diterima(request: HttpRequest) -> bool:
    """Pengalihan yang membawa teguran bukan penerimaan: menekan lagi harus ditegur lagi."""
    kabar = get_messages(request)
    baru = getattr(kabar, "_queued_messages", [])
    return all(satu.level <= constants.SUCCESS for satu in baru)


def _ingat(request: HttpRequest, kunci: str, tujuan: str) -> None:
    kini = timezone.now().timestamp()
    lama = {k: v for k, v in request.session.get(SESI, {}).items() if v[1] > kini - UMUR_DETIK}
    tersisa = sorted(lama.items(), key=lambda satu: satu[1][1])[-(BANYAK - 1) :]
    request.session[SESI] = {**dict(tersisa), kunci: [tujuan, kini]}
