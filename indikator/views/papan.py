"""Papan tim: keadaan dan risiko tiap bawahan pada satu layar."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from indikator.queries.papan import papan_tim
from indikator.queries.realisasi import periode_lapor
from indikator.views.pintu import saya

# Halaman yang ditinggal terbuka berhenti bertanya sesudah 20 kali, supaya sesi pengelola tetap habis pada waktunya.
SEGAR_TERBANYAK = 20


@login_required
@require_GET
def papan(request: HttpRequest) -> HttpResponse:
    """Bawahan hari ini pada periode berjalan, yang paling perlu dibicarakan di atas; menyegarkan diri tiap 30 detik."""
    sekarang = timezone.now()
    periode = periode_lapor(saya(request), sekarang=sekarang)
    if periode is None:
        return render(request, "indikator/papan.html", {"periode": None})
    nomor = request.GET.get("segar", "")
    segar = int(nomor) if nomor.isdecimal() and len(nomor) < 4 else 0
    konteks = {
        "periode": periode,
        "papan": papan_tim(saya(request), periode, sekarang=sekarang),
        "sekarang": sekarang,
        "segar_lagi": segar + 1 if segar < SEGAR_TERBANYAK else 0,
    }
    return render(request, "indikator/papan.html", konteks)
