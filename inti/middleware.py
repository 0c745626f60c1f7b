"""Tiap permintaan diberi nomor, dan halaman sesudah masuk tidak disimpan peramban."""

import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from inti.permintaan import pasang_nomor

KEBIJAKAN_PERANGKAT = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class PermintaanMiddleware:
    """Nomor permintaan untuk jejak; kepala jawaban yang sama di semua halaman."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        nomor = secrets.token_hex(8)
        pasang_nomor(nomor)
        jawaban = self.get_response(request)
        jawaban.headers.setdefault("Permissions-Policy", KEBIJAKAN_PERANGKAT)
        jawaban.headers.setdefault("X-Nomor-Permintaan", nomor)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            jawaban.headers.setdefault("Cache-Control", "no-store")
        return jawaban
