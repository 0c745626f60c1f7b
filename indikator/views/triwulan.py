"""Halaman target tiap triwulan untuk satu indikator SKP sendiri."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from indikator.forms.triwulan import TargetTriwulanForm
from indikator.models import SKP
from indikator.queries.teks import sasaran_teks
from indikator.services.skp.triwulan import BERANGKA, atur_triwulan
from indikator.views.bantu import menyusun, terapkan_galat
from inti.galat import GalatAturan
from inti.views import draf


@menyusun
def triwulan(request: HttpRequest, skp: SKP, indikator_id: int) -> HttpResponse:
    """Atur atau kosongkan target tiap triwulan; usulnya sudah terisi dan genap dengan target setahun."""
    indikator = skp.indikator.select_related("skp", "target_triwulan").filter(pk=indikator_id).first()
    if indikator is None:
        raise Http404("Indikator tidak ditemukan.")
    if indikator.polaritas not in BERANGKA:
        messages.info(
            request, "Indikator ini tidak bertarget angka, jadi targetnya tidak dibagi ke triwulan."
        )
        return redirect("indikator:skp_rinci", skp.pk)
    form = TargetTriwulanForm(request.POST or None, indikator=indikator, versi=skp.versi)
    kosongkan = request.POST.get("aksi") == "kosongkan"
    if request.method == "POST" and form.is_valid():
        try:
            atur_triwulan(
                indikator=indikator,
                akumulasi=form.cleaned_data["akumulasi"],
                bagian=None if kosongkan else form.bagian(),
                versi=form.cleaned_data["versi"],
                oleh=request.user,
                sekarang=timezone.now(),
            )
        except GalatAturan as galat:
            terapkan_galat(form, galat, versi=SKP.semua.get(pk=skp.pk).versi)
        else:
            draf.selesai(request)
            dipakai = not kosongkan and form.bagian() is not None
            messages.success(
                request, "Target triwulan disimpan." if dipakai else "Semua triwulan memakai target setahun."
            )
            return redirect("indikator:skp_rinci", skp.pk)
    konteks = {"skp": skp, "indikator": indikator, "form": form, "setahun": sasaran_teks(indikator)}
    return render(request, "indikator/skp_triwulan.html", konteks)
