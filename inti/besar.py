"""Kiriman yang terlalu besar ditolak sebelum dibaca; berkas besar dilayani beberapa saja sekaligus tiap proses."""

import secrets
import threading
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template import loader

# Di bawah ini kirimannya selesai dalam sekejap; di atasnya utas, memori, dan cakramnya terasa oleh orang lain.
BESAR: Final = 5 * 1024 * 1024 // 2
SERENTAK: Final = 2
PESAN: Final = "sedang banyak berkas dikirim bersamaan. Tunggu sebentar."


class BesarKirimanMiddleware:
    """413 tanpa membaca bila melebihi KIRIMAN_MAKS_BYTE atau tidak mengaku besarnya; 503 bila gilirannya penuh.

    Di luar semua yang membaca isi kiriman. Tidak menunggu giliran: yang menunggu memegang utas yang dipakai orang lain.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._giliran = threading.BoundedSemaphore(SERENTAK)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        besar = _besar(request)
        if besar > settings.KIRIMAN_MAKS_BYTE:
            raise RequestDataTooBig
        if besar <= BESAR:
            return self.get_response(request)
        if not self._giliran.acquire(blocking=False):
            return _penuh(request)
        try:
            return self.get_response(request)
        finally:
            self._giliran.release()


def _besar(request: HttpRequest) -> int:
    """Bita menurut pengakuannya; yang berpotong-potong tanpa mengaku dianggap melebihi batas (peramban tidak begitu)."""
    pengakuan = request.META.get("CONTENT_LENGTH") or ""
    if not pengakuan and "HTTP_TRANSFER_ENCODING" in request.META:
        return int(settings.KIRIMAN_MAKS_BYTE) + 1
    return int(pengakuan) if pengakuan.isdecimal() else 0


def _penuh(request: HttpRequest) -> HttpResponse:
    """Halaman bagi formulir biasa, kalimat bagi berkas.js, yang mengulang sendiri; jedanya tidak seragam."""
    jeda = {"Retry-After": str(2 + secrets.randbelow(5))}
    if "text/html" in request.headers.get("Accept", ""):
        return HttpResponse(loader.get_template("penuh.html").render(), status=503, headers=jeda)
    return HttpResponse(PESAN, status=503, content_type="text/plain; charset=utf-8", headers=jeda)
