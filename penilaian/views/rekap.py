"""Rekap hasil menurut unit, jabatan, golongan, atau indikator."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from indikator.models import Periode
from indikator.queries.periode import periode_dibaca
from indikator.views.pintu import akses_saya, saya, wajib_seluruh
from kepegawaian.permissions import Izin
from kepegawaian.views.pintu import wajib_izin
from penilaian.models import RekapKelompok
from penilaian.queries.rekap import rekap_menurut

PER_HALAMAN = 50


@login_required
@require_GET
def rekap(request: HttpRequest, periode_id: int) -> HttpResponse:
    """Hanya pembaca hasil seluruh instansi: satu golongan dapat berisi orang dari semua unit."""
    periode = get_object_or_404(
        periode_dibaca(saya(request), kelola=False), pk=periode_id, status=Periode.Status.DITUTUP
    )
    wajib_izin(request, Izin.BACA_HASIL_UNIT)
    wajib_seluruh(akses_saya(request), Izin.BACA_HASIL_UNIT)
    jenis = request.GET.get("menurut", "")
    if jenis not in RekapKelompok.Jenis.values:
        jenis = RekapKelompok.Jenis.UNIT
    cari, urut = request.GET.get("cari", "").strip()[:100], request.GET.get("urut", "nama")
    baris = rekap_menurut(periode, jenis, cari=cari, urut=urut)
    return render(
        request,
        "penilaian/rekap.html",
        {
            "periode": periode,
            "jenis": jenis,
            "tab": [
                {"judul": label, "url": f"?menurut={nilai}", "kini": nilai == jenis}
                for nilai, label in RekapKelompok.Jenis.choices
            ],
            "sebutan_jenis": RekapKelompok.Jenis(jenis).label,
            "cari": cari,
            "urut": urut,
            "laman": Paginator(baris, PER_HALAMAN).get_page(request.GET.get("halaman")),
        },
    )
