"""Zona waktu instansi dan batas umur sesi pegawai yang sedang masuk."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kepegawaian import sesi


class PegawaiMiddleware:
    """Jam ditampilkan menurut zona instansi pegawai; sesi yang habis menjadi keluar, bukan galat."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            habis = sesi.periksa(request.session, sekarang=timezone.now())
            if habis is not None:
                logout(request)
                messages.info(request, habis)
        if request.user.is_authenticated:
            timezone.activate(request.user.instansi.zona_waktu)
        else:
            timezone.deactivate()
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()
