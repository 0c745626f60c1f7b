"""Tiap permintaan diberi nomor, jawaban kepada yang membawa sesi tidak disimpan peramban, dan sesi yang tak tersimpan."""

import secrets
from collections.abc import Callable, Iterator

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.views.defaults import bad_request

from inti.permintaan import memakai_nomor
from inti.tolakan import catat_penolakan

# Formulir hanya mengenal dua cara; PUT, DELETE, dan lainnya tidak pernah sampai ke halaman mana pun.
CARA = ("GET", "HEAD", "POST")
KEBIJAKAN_PERANGKAT = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class PermintaanMiddleware:
    """Nomor permintaan untuk jejak; kepala jawaban yang sama di semua halaman, juga galat dan berkas statis.

    Yang menentukan "jangan disimpan" adalah kuki sesi, bukan orangnya: tidak menambah kueri, dan tetap berlaku saat
    basis data mati.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        nomor = secrets.token_hex(8)
        with memakai_nomor(nomor):
            jawaban = self._jawab(request)
        jawaban.headers.setdefault("Permissions-Policy", KEBIJAKAN_PERANGKAT)
        jawaban.headers.setdefault("X-Nomor-Permintaan", nomor)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            jawaban.headers.setdefault("Cache-Control", "no-store")
        catat_penolakan(request, jawaban, nomor)
        return jawaban

    def _jawab(self, request: HttpRequest) -> HttpResponse:
        if request.method not in CARA:
            return HttpResponseNotAllowed(CARA)
        # PostgreSQL menolak huruf NUL; tanpa ini pencarian apa pun dapat dijadikan halaman 500.
        return bad_request(request, None) if _ber_nul(request) else self.get_response(request)


def _ber_nul(request: HttpRequest) -> bool:
    return "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", "")


class TanpaNulMiddleware:
    """Huruf NUL di isian (terbawa salinan dari program lain) dibuang: tidak terlihat, dan ditolak PostgreSQL."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """Sesudah pemeriksaan CSRF, yang menjawab kiriman yang terputus di tengah dengan tertib."""
        if request.method != "POST" or not any("\x00" in teks for teks in _teks(request.POST)):
            return
        bersih = QueryDict(mutable=True)
        for nama, daftar in request.POST.lists():
            bersih.setlist(nama.replace("\x00", ""), [satu.replace("\x00", "") for satu in daftar])
        request.POST = bersih


def _teks(isian: QueryDict) -> Iterator[str]:
    for nama, daftar in isian.lists():
        yield nama
        yield from daftar


class SesiMiddleware(SessionMiddleware):
    """Basis data yang putus saat sesi disimpan adalah gangguan peladen, bukan permintaan yang keliru.

    Django menyamakannya dengan sesi yang dihapus di tab lain dan menjawab 400, sehingga orang mengira salahnya sendiri.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            return super().process_response(request, response)
        except SessionInterrupted as galat:
            sebab = galat.__context__ and galat.__context__.__context__
            if isinstance(sebab, OperationalError | InterfaceError):
                raise sebab from None
            raise
