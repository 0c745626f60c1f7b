"""Pintu bersama halaman pengelola: akses hari ini, dan penolakan layanan menjadi 403."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from inti.galat import TidakBerhak
from kepegawaian.permissions import Akses, Izin, akses


def wajib_izin(request: HttpRequest, izin: Izin) -> Akses:
    """Akses pemakai hari ini; tanpa izin itu 403."""
    milik = akses(request.user, pada=timezone.localdate())
    if not milik.boleh(izin):
        raise PermissionDenied
    return milik


@contextmanager
def tolak_tanpa_hak() -> Iterator[None]:
    """TidakBerhak dari layanan menjadi 403; galat aturan lain diteruskan ke formulir."""
    try:
        yield
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
