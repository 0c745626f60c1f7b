"""Yang dipakai bersama oleh view SKP dan capaian."""

from datetime import datetime

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from indikator.models import SKP
from indikator.permissions import Pihak
from indikator.queries.skp import Terlihat, skp_terlihat
from inti.galat import GalatAturan, SudahBerubah, TidakBerhak

MILIK_ORANG = "SKP ini milik pegawai lain, jadi hanya dapat dibaca."


def skp_atau_404(request: HttpRequest, skp_id: int, *, sekarang: datetime | None = None) -> Terlihat:
    """SKP yang boleh dilihat; selain itu tidak ada baginya."""
    terlihat = skp_terlihat(request.user, skp_id=skp_id, sekarang=sekarang or timezone.now())
    if terlihat is None:
        raise Http404("SKP tidak ditemukan.")
    return terlihat


def skp_sendiri(request: HttpRequest, skp_id: int) -> SKP:
    """SKP milik sendiri; yang hanya boleh dibaca ditolak 403."""
    terlihat = skp_atau_404(request, skp_id)
    if terlihat.sebagai is not Pihak.PEMILIK:
        raise PermissionDenied(MILIK_ORANG)
    return terlihat.skp


def terapkan_galat(form: forms.Form, galat: GalatAturan, *, versi: int | None = None) -> None:
    """Tulis penolakan layanan di bidangnya. Bila tertinggal, kiriman berikutnya memakai `versi` terbaru."""
    if isinstance(galat, TidakBerhak):
        raise PermissionDenied(galat.pesan) from galat
    form.add_error(galat.bidang if galat.bidang in form.fields else None, galat.pesan)
    if isinstance(galat, SudahBerubah) and versi is not None:
        form.data = form.data.copy()
        form.data[form.add_prefix("versi")] = str(versi)
