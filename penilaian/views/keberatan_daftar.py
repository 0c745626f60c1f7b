"""Daftar keberatan: yang menunggu saya, milik saya, dan angka per perangkat daerah bagi pembaca hasil unit."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from indikator.views.pintu import akses_saya, saya
from kepegawaian.permissions import Izin
from penilaian.forms.keberatan import SaringKeberatanForm
from penilaian.queries import keberatan as kueri
from penilaian.queries.unit import periode_tertutup

PER_HALAMAN = 25


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """Bagian yang kosong tidak tampil; pembaca hasil unit melihat angkanya dan daftarnya, disaring di alamat."""
    sekarang, milik = timezone.now(), akses_saya(request)
    konteks = {
        "sekarang": sekarang,
        "menunggu": Paginator(kueri.menunggu(saya(request), sekarang=sekarang), PER_HALAMAN).get_page(
            request.GET.get("menunggu")
        ),
        "milik": list(kueri.milik(saya(request))[:PER_HALAMAN]),
    }
    if milik.boleh(Izin.BACA_HASIL_UNIT):
        dinas = kueri.dinas_berkeberatan(milik)
        form = SaringKeberatanForm(
            request.GET, periode=periode_tertutup(saya(request).instansi_id), dinas=dinas
        )
        semua = kueri.tercakup(
            milik,
            periode_id=form.isi("periode"),
            dinas_id=form.isi("dinas"),
            status=form.isi("status") or "",
        )
        konteks |= {
            "saring": form,
            "per_dinas": kueri.per_dinas(semua, sekarang=sekarang),
            "laman": Paginator(semua, PER_HALAMAN).get_page(request.GET.get("halaman")),
        }
    return render(request, "penilaian/keberatan_daftar.html", konteks)
