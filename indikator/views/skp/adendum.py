"""Adendum dan naskah SKP: membuka usulan, membuangnya, membaca yang lama."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from indikator.forms.skp_lampiran import AlasanAdendumForm
from indikator.models import SKP, StatusDokumen
from indikator.queries.skp.adendum import bandingkan, usulan
from indikator.queries.skp.naskah import daftar_naskah, naskah_bernomor
from indikator.services import skp as layanan
from indikator.views.bantu import skp_atau_404, skp_sendiri, terapkan_galat
from indikator.views.skp.isi import banding, isi_naskah
from inti.galat import GalatAturan, TidakBerhak


@login_required
def buka(request: HttpRequest, skp_id: int) -> HttpResponse:
    """Tulis alasannya, lalu usulan terbuka untuk disusun. Yang sudah terbuka dilanjutkan."""
    skp = skp_sendiri(request, skp_id)
    ada = skp if skp.adendum else usulan(skp)
    if ada is not None and request.method != "POST":
        return redirect("indikator:skp_rinci", ada.pk)
    if ada is None and skp.status != StatusDokumen.DISETUJUI:
        messages.warning(request, "SKP ini belum disetujui, jadi ubah saja langsung tanpa adendum.")
        return redirect("indikator:skp_rinci", skp_id)
    form = AlasanAdendumForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            usul = layanan.buka_adendum(
                skp=skp, alasan=form.cleaned_data["alasan"], oleh=request.user, sekarang=timezone.now()
            )
        except GalatAturan as galat:
            terapkan_galat(form, galat)
        else:
            messages.success(
                request, "Usulan adendum dibuka. SKP yang berlaku tetap dipakai sampai disetujui."
            )
            return redirect("indikator:skp_rinci", usul.pk)
    return render(request, "indikator/skp_adendum.html", {"skp": skp, "form": form})


@login_required
def buang(request: HttpRequest, skp_id: int) -> HttpResponse:
    """Halaman tanya, lalu usulan dibuang; yang sudah tidak ada berakhir sama."""
    skp = skp_sendiri(request, skp_id)
    usul = skp if skp.adendum else usulan(skp)
    if usul is None:
        return redirect("indikator:skp_rinci", skp.pokok_id)
    if request.method == "POST":
        try:
            layanan.buang_adendum(skp=usul, oleh=request.user, sekarang=timezone.now())
        except TidakBerhak as galat:
            raise PermissionDenied(galat.pesan) from galat
        except GalatAturan as galat:
            messages.warning(request, galat.pesan)
            return redirect("indikator:skp_rinci", usul.pk)
        messages.success(request, "Usulan adendum dibuang. SKP yang berlaku tidak berubah.")
        return redirect("indikator:skp_rinci", skp.pokok_id)
    return render(request, "indikator/skp_adendum_buang.html", {"skp": usul})


@login_required
@require_GET
def daftar(request: HttpRequest, skp_id: int) -> HttpResponse:
    """Semua naskah yang pernah disetujui, terbaru di atas."""
    skp = _pokok(request, skp_id)
    return render(request, "indikator/skp_naskah.html", {"skp": skp, "baris": daftar_naskah(skp)})


@login_required
@require_GET
def naskah(request: HttpRequest, skp_id: int, nomor: int) -> HttpResponse:
    """Satu naskah beku, dan bedanya dengan naskah sebelumnya."""
    skp = _pokok(request, skp_id)
    satu = naskah_bernomor(skp, nomor)
    if satu is None:
        raise Http404("Naskah tidak ditemukan.")
    sebelum = naskah_bernomor(skp, nomor - 1)
    konteks = {
        "skp": skp,
        "naskah": satu,
        "berlaku": satu.pk == skp.naskah_id,
        "sebelum": sebelum,
        "isi": isi_naskah(satu.isi),
        **(banding(bandingkan(sebelum.isi, satu.isi)) if sebelum else {}),
    }
    return render(request, "indikator/skp_naskah_rinci.html", konteks)


def _pokok(request: HttpRequest, skp_id: int) -> SKP:
    """SKP yang berlaku; alamat usulannya tidak punya naskah."""
    skp = skp_atau_404(request, skp_id).skp
    if skp.adendum:
        raise Http404("Usulan adendum belum menjadi naskah.")
    return skp
