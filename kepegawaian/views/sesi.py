"""Perangkat yang sedang masuk, dan mengeluarkannya."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from inti.galat import GalatAturan
from kepegawaian import sesi as umur
from kepegawaian.models import SesiMasuk
from kepegawaian.queries.sesi import sesi_milik
from kepegawaian.services import sesi_masuk as layanan


@login_required
def sesi(request: HttpRequest) -> HttpResponse:
    """Daftar perangkat; POST mengeluarkan semua yang lain."""
    kini = timezone.now()
    if request.method == "POST":
        banyak = layanan.keluarkan_lain(
            kecuali=str(request.session.session_key), oleh=request.user, sekarang=kini
        )
        messages.success(
            request,
            f"{banyak} perangkat lain dikeluarkan." if banyak else "Tidak ada perangkat lain yang masuk.",
        )
        return redirect("kepegawaian:sesi")
    daftar = list(sesi_milik(request.user, sekarang=kini)[:50])
    ini = umur.catatan(request.session)
    return render(request, "kepegawaian/sesi.html", {"daftar": daftar, "ini": ini})


@login_required
@require_POST
def keluarkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Keluarkan satu perangkat; milik orang lain tidak ada (404)."""
    milik = get_object_or_404(SesiMasuk, pk=pk, pegawai=request.user)
    if milik.pk == umur.catatan(request.session):
        messages.info(request, "Itu perangkat yang sedang Anda pakai. Tekan Keluar untuk menutupnya.")
        return redirect("kepegawaian:sesi")
    try:
        layanan.keluarkan(sesi=milik, oleh=request.user, sekarang=timezone.now())
    except GalatAturan as galat:
        messages.info(request, galat.pesan)
    else:
        messages.success(request, f"{milik.perangkat} dikeluarkan.")
    return redirect("kepegawaian:sesi")
