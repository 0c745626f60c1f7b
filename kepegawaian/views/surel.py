"""Mengganti alamat surel sendiri."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from inti.galat import GalatAturan
from kepegawaian.forms.masuk import SurelForm
from kepegawaian.services import surel as layanan
from kepegawaian.views.klien import dengan_kepala, kepala_terlalu_sering
from kepegawaian.views.lanjut import wajib_konfirmasi


@login_required
@wajib_konfirmasi
def surel(request: HttpRequest) -> HttpResponse:
    """Minta tautan bukti ke alamat baru."""
    form = SurelForm(request.POST or None)
    kepala: dict[str, str] = {}
    if request.method == "POST" and form.is_valid():
        alamat = form.cleaned_data["surel"]
        try:
            layanan.minta(pegawai=request.user, surel=alamat, oleh=request.user, sekarang=timezone.now())
        except GalatAturan as galat:
            form.add_error(galat.bidang, galat.pesan)
            kepala = kepala_terlalu_sering(galat)
        else:
            messages.success(
                request, f"Tautan dikirim ke {alamat}. Buka dalam 24 jam untuk memakai alamat itu."
            )
            return redirect("kepegawaian:profil")
    return dengan_kepala(render(request, "kepegawaian/surel.html", {"form": form}), kepala)


@never_cache
@login_required
def surel_konfirmasi(request: HttpRequest, kode: str) -> HttpResponse:
    """Tautan dari surel; alamatnya baru dipasang sesudah tombol ditekan, sebab pemindai surel ikut membuka tautan."""
    kini = timezone.now()
    baris = layanan.menunggu(kode=kode, sekarang=kini)
    if baris is None or baris.pegawai_id != request.user.pk:
        messages.warning(request, layanan.TIDAK_BERLAKU)
        return redirect("kepegawaian:profil")
    if request.method == "POST":
        try:
            layanan.buktikan(kode=kode, oleh=request.user, sekarang=kini)
        except GalatAturan as galat:
            messages.warning(request, galat.pesan)
        else:
            messages.success(request, "Alamat surel diganti. Alamat lama sudah dikabari.")
        return redirect("kepegawaian:profil")
    return render(request, "kepegawaian/surel_konfirmasi.html", {"surel": baris.surel})
