"""Pegangan bersama halaman aplikasi ini."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from inti.galat import GalatAturan, TidakBerhak
from kepegawaian.permissions import Akses, Izin, akses
from umpan_balik.rules.bahasa import Bahasa

T = TypeVar("T")


def laksanakan(form: forms.Form, kerja: Callable[[], T]) -> T | None:
    """Jalankan satu layanan; penolakan aturan menjadi galat formulir, tidak berwenang menjadi 403."""
    try:
        return kerja()
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except GalatAturan as galat:
        form.add_error(galat.bidang if galat.bidang in form.fields else None, galat.pesan)
        return None


def wajib_punya(request: HttpRequest, izin: Izin) -> Akses:
    """Akses orang yang masuk; 403 bila izin itu tidak dipunyai di unit mana pun."""
    milik = akses(request.user, pada=timezone.localdate())
    if not milik.boleh(izin):
        raise PermissionDenied
    return milik


def kata_dalam(dalam: Bahasa, kamus: Mapping[Bahasa, Mapping[str, str]]) -> dict[str, object]:
    """Isi bersama setiap halaman warga: bahasanya, kata-katanya dari kamus itu, dan akhiran tautannya."""
    return {"b": dalam, "k": kamus[dalam], "akhir": akhir_bahasa(dalam)}


def akhir_bahasa(dalam: Bahasa) -> str:
    """Akhiran alamat halaman warga yang membawa bahasanya tanpa kuki."""
    return "?b=en" if dalam is Bahasa.INGGRIS else ""


def alamat_dalam(nama: str, dalam: Bahasa, *bagian: str) -> str:
    """Alamat halaman warga dalam bahasa itu."""
    return reverse(nama, args=bagian) + akhir_bahasa(dalam)
