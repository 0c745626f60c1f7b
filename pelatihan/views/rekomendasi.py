"""Saran pelatihan: membaca, memilih, menolak dengan alasan."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from inti.galat import GalatAturan
from pelatihan.forms.rekomendasi import TolakForm
from pelatihan.permissions import rekomendasi_untuk
from pelatihan.queries.rekomendasi import jp_tahun, saran_saya
from pelatihan.services import rekomendasi as layanan


@login_required
def daftar(request: HttpRequest) -> HttpResponse:
    """Saran untuk saya dengan alasannya, dan JP tahun ini."""
    tahun = timezone.localdate().year
    laman = Paginator(saran_saya(request.user), 25).get_page(request.GET.get("halaman"))
    return render(
        request,
        "pelatihan/daftar.html",
        {"laman": laman, "jp": jp_tahun(request.user, tahun=tahun), "tahun": tahun},
    )


@login_required
@require_POST
def terima(request: HttpRequest, pk: int) -> HttpResponse:
    """Pilih satu saran."""
    saran = get_object_or_404(rekomendasi_untuk(request.user), pk=pk)
    try:
        layanan.terima(rekomendasi=saran, oleh=request.user, sekarang=timezone.now())
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
    else:
        messages.success(request, f"Pelatihan dipilih: {saran.judul}.")
    return redirect("pelatihan:daftar")


@login_required
def tolak(request: HttpRequest, pk: int) -> HttpResponse:
    """Tidak mengambil satu saran, dengan alasan."""
    saran = get_object_or_404(rekomendasi_untuk(request.user), pk=pk)
    form = TolakForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        alasan = form.cleaned_data["alasan"]
        try:
            layanan.tolak(rekomendasi=saran, alasan=alasan, oleh=request.user, sekarang=timezone.now())
        except GalatAturan as galat:
            if galat.bidang is None:
                messages.warning(request, galat.pesan)
                return redirect("pelatihan:daftar")
            form.add_error(galat.bidang, galat.pesan)
        else:
            messages.success(request, "Dicatat. Pelatihan ini tidak disarankan lagi selama dua tahun.")
            return redirect("pelatihan:daftar")
    elif saran.ditanggapi_pada is not None:
        messages.info(request, f"Saran ini sudah Anda tanggapi: {saran.judul}.")
        return redirect("pelatihan:daftar")
    return render(request, "pelatihan/tolak.html", {"form": form, "saran": saran})
