"""Hitungan terbuka suara warga, untuk umum."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kepegawaian.models import Instansi
from umpan_balik.queries.hitungan import KOLOM, hitungan


@require_safe
def survei_hitungan(request: HttpRequest, slug: str) -> HttpResponse:
    """Berapa suara diterima, dihitung, ditahan, dan tidak dihitung sampai akhir bulan lalu."""
    instansi = get_object_or_404(Instansi, slug=slug)
    isi = hitungan(instansi, hari_ini=instansi.hari_pada(timezone.now()))
    return render(
        request,
        "umpan_balik/warga/hitungan.html",
        {"pemda": instansi, "instansi": instansi, "isi": isi, "kolom": KOLOM},
    )
