"""Mengganti cara menulis SKP: kuantitatif atau kualitatif."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from indikator.forms.skp import CaraForm
from indikator.models import SKP
from indikator.services import skp as layanan
from indikator.views.bantu import menyusun, terapkan_galat
from inti.galat import GalatAturan


@menyusun
def cara(request: HttpRequest, skp: SKP) -> HttpResponse:
    """Kedua cara beserta artinya; yang dipilih dipakai seluruh SKP."""
    form = CaraForm(request.POST or None, initial={"pendekatan": skp.pendekatan, "versi": skp.versi})
    if request.method == "POST" and form.is_valid():
        try:
            layanan.ganti_pendekatan(
                skp=skp,
                pendekatan=form.cleaned_data["pendekatan"],
                versi=form.cleaned_data["versi"],
                oleh=request.user,
                sekarang=timezone.now(),
            )
        except GalatAturan as galat:
            terapkan_galat(form, galat, versi=SKP.semua.get(pk=skp.pk).versi)
        else:
            kini = SKP.semua.get(pk=skp.pk)
            messages.success(request, f"SKP ini ditulis {kini.get_pendekatan_display().lower()}.")
            return redirect("indikator:skp_rinci", skp.pk)
    return render(request, "indikator/skp_cara.html", {"skp": skp, "form": form})
