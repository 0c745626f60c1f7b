"""Membuka kembali periode: usul satu orang, putusan orang lain."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from indikator.models import Periode
from indikator.queries.periode import periode_dibaca
from indikator.views.pintu import akses_saya, galat_ke_formulir, saya, wajib_seluruh
from inti.galat import GalatAturan, TidakBerhak
from kepegawaian.permissions import Izin
from kepegawaian.views.lanjut import perlu_konfirmasi
from penilaian.forms.buka import BukaForm, TolakBukaForm
from penilaian.models import PembukaanKembali
from penilaian.queries.penutupan import akibat_buka, usul_menunggu
from penilaian.services import penutupan as layanan


def _periode(request: HttpRequest, periode_id: int) -> Periode:
    periode = get_object_or_404(periode_dibaca(saya(request), kelola=True), pk=periode_id)
    wajib_seluruh(akses_saya(request), Izin.TUTUP_PERIODE)
    return periode


@login_required
def buka(request: HttpRequest, periode_id: int) -> HttpResponse:
    """Halaman membuka kembali: usul baru, atau usul yang menunggu orang kedua. POST mengajukan usul."""
    periode = _periode(request, periode_id)
    if periode.status != Periode.Status.DITUTUP:
        messages.info(request, f"{periode.nama} belum ditutup, jadi belum ada yang perlu dibuka kembali.")
        return redirect("penilaian:penutupan", periode.pk)
    dulu = perlu_konfirmasi(request)
    if dulu is not None:
        return dulu
    form = BukaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            layanan.ajukan_buka(
                periode=periode, oleh=saya(request), sekarang=timezone.now(), **form.cleaned_data
            )
        if not form.errors:
            messages.success(request, "Usul dikirim. Periode tetap tertutup sampai orang lain menyetujuinya.")
            return redirect("penilaian:buka", periode.pk)
    return _halaman(request, periode, form=form)


@login_required
@require_POST
def buka_putus(request: HttpRequest, usul_id: int) -> HttpResponse:
    """Setujui usul orang lain, atau tolak dengan alasan."""
    usul = get_object_or_404(PembukaanKembali.objects.select_related("periode"), pk=usul_id)
    periode = _periode(request, usul.periode_id)
    dulu = perlu_konfirmasi(request)
    if dulu is not None:
        return dulu
    setuju = request.POST.get("aksi") == "setujui"
    tolak = TolakBukaForm(None if setuju else request.POST)
    argumen: dict[str, Any] = {"usul": usul, "oleh": saya(request), "sekarang": timezone.now()}
    try:
        if setuju:
            layanan.setujui_buka(**argumen)
            messages.success(
                request, f"{periode.nama} dibuka kembali. Hasilnya tampil lagi sesudah ditutup lagi."
            )
        elif tolak.is_valid():
            layanan.tolak_buka(alasan=tolak.cleaned_data["alasan_putusan"], **argumen)
            messages.success(request, "Usul tidak disetujui; periode tetap tertutup.")
        else:
            return _halaman(request, periode, form=BukaForm(), tolak=tolak)
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except GalatAturan as galat:
        messages.error(request, galat.pesan)
    return redirect("penilaian:penutupan", periode.pk)


def _halaman(
    request: HttpRequest, periode: Periode, *, form: Form, tolak: Form | None = None
) -> HttpResponse:
    usul = usul_menunggu(periode)
    konteks = {
        "periode": periode,
        "form": tolak if tolak is not None and tolak.errors else form,
        "isian": form,
        "tolak": tolak or TolakBukaForm(),
        # Usul yang ditolak karena usul lain menunggu tetap tampil beserta ketikannya.
        "usul": None if form.is_bound else usul,
        "usul_sendiri": usul is not None and usul.diajukan_oleh_id == saya(request).pk,
        "akibat": akibat_buka(periode),
    }
    return render(request, "penilaian/penutupan_buka.html", konteks)
