"""Jawaban warga yang ditahan: terlihat, terhitung, dan diputus dengan alasan."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kepegawaian.permissions import Izin
from umpan_balik.forms.titik import DitahanForm
from umpan_balik.queries import titik as isi
from umpan_balik.services import warga
from umpan_balik.views.bantu import laksanakan, wajib_punya


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ditahan(request: HttpRequest) -> HttpResponse:
    """Kelompok jawaban tertahan menurut titik, hari, dan sebab."""
    milik = wajib_punya(request, Izin.KELOLA_TITIK)
    form = DitahanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        titik = get_object_or_404(isi.titik_terkelola(milik), pk=data["titik"])
        banyak = laksanakan(
            form,
            lambda: warga.hitung_yang_ditahan(
                titik=titik,
                tanggal=data["tanggal"],
                sebab=data["sebab"],
                alasan=data["alasan"],
                oleh=request.user,
                sekarang=timezone.now(),
            ),
        )
        if banyak is not None:
            messages.success(request, f"{banyak} jawaban di {titik.nama} sekarang dihitung.")
            return redirect("umpan_balik:ditahan")
    return render(request, "umpan_balik/titik/ditahan.html", {"form": form, "kelompok": isi.ditahan(milik)})
