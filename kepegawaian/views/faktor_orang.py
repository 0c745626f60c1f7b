"""Melepas faktor kedua orang lain yang kehilangan ponsel atau kuncinya."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from inti.galat import GalatAturan
from kepegawaian.forms.faktor import LepasFaktorForm
from kepegawaian.permissions import Izin
from kepegawaian.queries.faktor import faktor_terpasang
from kepegawaian.queries.pegawai import pegawai_untuk
from kepegawaian.services import faktor as layanan
from kepegawaian.views.lanjut import perlu_konfirmasi
from kepegawaian.views.pintu import tolak_tanpa_hak, wajib_izin


@login_required
@never_cache
def lepas_faktor(request: HttpRequest, pk: int) -> HttpResponse:
    """Apa yang terpasang, bagaimana orangnya dikenali, lalu lepas semuanya."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    pegawai = get_object_or_404(pegawai_untuk(milik, pada=timezone.localdate()), pk=pk)
    if milik.unit(Izin.KELOLA_PEGAWAI) is not None or pegawai.pk == request.user.pk:
        raise PermissionDenied("Faktor kedua dilepas admin BKD lain, sesudah mengenali orangnya.")
    dulu = perlu_konfirmasi(request)
    if dulu is not None:
        return dulu
    form = LepasFaktorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with tolak_tanpa_hak():
                layanan.lepaskan(
                    pegawai=pegawai,
                    alasan=form.cleaned_data["alasan"],
                    oleh=request.user,
                    sekarang=timezone.now(),
                )
        except GalatAturan as galat:
            form.add_error(galat.bidang, galat.pesan)
        else:
            messages.success(request, f"Faktor kedua {pegawai.nama} dilepas. Ia sudah dikabari.")
            return redirect("kepegawaian:pegawai_rinci", pk=pk)
    isi = {"form": form, "pegawai": pegawai, "terpasang": faktor_terpasang(pegawai)}
    return render(request, "kepegawaian/lepas_faktor.html", isi)
