"""Pintu halaman: izin orang yang sedang masuk, dan galat layanan menjadi jawaban web."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest
from django.utils import timezone

from inti.galat import GalatAturan, TidakBerhak
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Akses, Izin, akses


def akses_saya(request: HttpRequest) -> Akses:
    """Izin hari ini menurut zona instansi. Dua kueri."""
    return akses(saya(request), pada=hari_ini())


def hari_ini() -> date:
    return timezone.localdate()


def saya(request: HttpRequest) -> Pegawai:
    """Pegawai yang masuk; halaman memakai login_required lebih dahulu."""
    assert isinstance(request.user, Pegawai)
    return request.user


def wajib_seluruh(milik: Akses, izin: Izin) -> None:
    """403 bila izin tidak mencakup seluruh instansi."""
    if milik.unit(izin) is not None:
        raise PermissionDenied


@contextmanager
def galat_ke_formulir(formulir: Form) -> Iterator[None]:
    """Penolakan layanan menjadi galat pada bidangnya; tidak berhak menjadi 403."""
    try:
        yield
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except GalatAturan as galat:
        formulir.add_error(galat.bidang if galat.bidang in formulir.fields else None, galat.pesan)
