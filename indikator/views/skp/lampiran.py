"""Lampiran SKP dan ekspektasi khusus pimpinan dalam satu halaman."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from indikator.forms.skp_lampiran import EkspektasiForm, LampiranForm
from indikator.models import SKP, StatusDokumen
from indikator.permissions import Pihak
from indikator.services import skp as layanan
from indikator.views.bantu import menyusun, skp_atau_404, terapkan_galat
from inti.galat import GalatAturan
from inti.views import draf

BUKAN_PENILAI = "Ekspektasi khusus ditetapkan oleh pejabat penilai. Anda hanya dapat membacanya."


@menyusun
def lampiran(request: HttpRequest, skp: SKP) -> HttpResponse:
    """Pemilik: dukungan sumber daya, pertanggungjawaban, konsekuensi, dan usul ekspektasi."""
    form = LampiranForm(request.POST or None, skp=skp)
    if request.method == "POST" and form.is_valid():
        try:
            layanan.atur_lampiran(
                skp=skp,
                lampiran=form.lampiran(),
                ekspektasi=form.ekspektasi(),
                versi=form.cleaned_data["versi"],
                oleh=request.user,
                sekarang=timezone.now(),
            )
        except GalatAturan as galat:
            terapkan_galat(form, galat, versi=SKP.semua.get(pk=skp.pk).versi)
        else:
            draf.selesai(request)
            messages.success(request, "Lampiran dan ekspektasi disimpan.")
            return redirect("indikator:skp_rinci", skp.pk)
    return render(request, "indikator/skp_lampiran.html", {"skp": skp, "form": form, "milik": True})


@login_required
def ekspektasi(request: HttpRequest, skp_id: int) -> HttpResponse:
    """Pejabat penilai: ekspektasi khusus tiap nilai, selama SKP menunggu keputusannya."""
    terlihat = skp_atau_404(request, skp_id)
    if terlihat.sebagai is not Pihak.PENILAI:
        raise PermissionDenied(BUKAN_PENILAI)
    skp = terlihat.skp
    if request.method == "GET" and skp.status != StatusDokumen.DIAJUKAN:
        messages.warning(
            request,
            "Ekspektasi khusus ditetapkan selama SKP menunggu keputusan Anda; sesudahnya minta adendum.",
        )
        return redirect("indikator:periksa_skp_rinci", skp_id)
    form = EkspektasiForm(request.POST or None, skp=skp)
    if request.method == "POST" and form.is_valid():
        try:
            layanan.atur_ekspektasi(
                skp=skp,
                ekspektasi=form.ekspektasi(),
                versi=form.cleaned_data["versi"],
                oleh=request.user,
                sekarang=timezone.now(),
            )
        except GalatAturan as galat:
            terapkan_galat(form, galat, versi=SKP.semua.get(pk=skp.pk).versi)
        else:
            draf.selesai(request)
            messages.success(request, "Ekspektasi khusus disimpan. SKP-nya belum diputus.")
            return redirect("indikator:periksa_skp_rinci", skp_id)
    return render(request, "indikator/skp_lampiran.html", {"skp": skp, "form": form, "milik": False})
