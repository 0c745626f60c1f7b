"""Yang dipakai bersama oleh view SKP dan capaian."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from indikator.models import SKP, StatusDokumen
from indikator.permissions import Pihak
from indikator.queries.skp import DAPAT_DISUSUN, Terlihat, skp_terlihat
from indikator.services.langkah import SALAH_SAAT
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


def menyusun(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """View yang mengubah SKP sendiri; menerima SKP-nya sebagai ganti id.

    Membuka halamannya di saat yang salah diantar kembali dengan pesan. Kiriman tetap diteruskan, supaya
    penolakannya tampil di formulir bersama ketikan orangnya.
    """

    @login_required
    @wraps(view)
    def dijaga(request: HttpRequest, skp_id: int, **lain: object) -> HttpResponse:
        skp = skp_sendiri(request, skp_id)
        if request.method == "GET" and skp.status not in DAPAT_DISUSUN:
            messages.warning(request, SALAH_SAAT[StatusDokumen(skp.status)].format(benda="SKP"))
            return redirect("indikator:skp_rinci", skp_id)
        return view(request, skp, **lain)

    return dijaga


def terapkan_galat(form: forms.Form, galat: GalatAturan, *, versi: int | None = None) -> None:
    """Tulis penolakan layanan di bidangnya. Bila tertinggal, kiriman berikutnya memakai `versi` terbaru."""
    if isinstance(galat, TidakBerhak):
        raise PermissionDenied(galat.pesan) from galat
    form.add_error(galat.bidang if galat.bidang in form.fields else None, galat.pesan)
    if isinstance(galat, SudahBerubah) and versi is not None:
        form.data = form.data.copy()
        form.data[form.add_prefix("versi")] = str(versi)
