"""Jawaban warga yang ditahan: terlihat, terhitung, dan diputus dengan alasan."""

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kepegawaian.permissions import Izin
from umpan_balik.forms.titik import DitahanForm, PutusanForm
from umpan_balik.queries import titik as isi
from umpan_balik.queries.kecurigaan import ledakan, tertahan
from umpan_balik.services import warga
from umpan_balik.views.bantu import laksanakan, wajib_punya

SELAMAN, SELAMAN_RINCI = 25, 100
HARI_LEDAKAN = 30


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ditahan(request: HttpRequest) -> HttpResponse:
    """Kelompok jawaban tertahan menurut titik, hari, dan sebab."""
    milik = wajib_punya(request, Izin.KELOLA_TITIK)
    form = DitahanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        titik = get_object_or_404(isi.titik_terkelola(milik), pk=data["titik"])
        hitung = data["putusan"] != "tolak"
        banyak = laksanakan(
            form,
            lambda: warga.hitung_yang_ditahan(
                titik=titik,
                tanggal=data["tanggal"],
                sebab=data["sebab"],
                alasan=data["alasan"],
                hitung=hitung,
                oleh=request.user,
                sekarang=timezone.now(),
            ),
        )
        if banyak is not None:
            messages.success(request, _kabar(banyak, titik.nama, hitung=hitung))
            return redirect("umpan_balik:ditahan")
    laman = Paginator(isi.ditahan(milik), SELAMAN).get_page(request.GET.get("halaman"))
    sejak = timezone.localdate() - timedelta(days=HARI_LEDAKAN)
    konteks = {
        "form": form,
        "laman": laman,
        "ringkasan": isi.ringkasan_suara(milik),
        "ledakan": ledakan(milik, sejak=sejak),
    }
    return render(request, "umpan_balik/titik/ditahan.html", konteks)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ditahan_rinci(request: HttpRequest, titik_id: int, tahun: int, bulan: int, tanggal: int) -> HttpResponse:
    """Jawaban satu titik dan hari, satu per satu, tanpa nilainya; yang dipilih diputus bersama."""
    milik = wajib_punya(request, Izin.KELOLA_TITIK)
    titik = get_object_or_404(isi.titik_terkelola(milik), pk=titik_id)
    try:
        hari = date(tahun, bulan, tanggal)
    except ValueError as galat:
        raise Http404 from galat
    form = PutusanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        hitung = data["putusan"] != "tolak"
        banyak = laksanakan(
            form,
            lambda: warga.putus_pilihan(
                titik=titik,
                tanggal=hari,
                pilihan=data["pilihan"],
                hitung=hitung,
                alasan=data["alasan"],
                oleh=request.user,
                sekarang=timezone.now(),
            ),
        )
        if banyak is not None:
            messages.success(request, _kabar(banyak, titik.nama, hitung=hitung))
            return redirect("umpan_balik:ditahan_rinci", titik_id, tahun, bulan, tanggal)
    laman = Paginator(tertahan(titik, hari), SELAMAN_RINCI).get_page(request.GET.get("halaman"))
    terpilih = set(request.POST.getlist("pilihan"))
    konteks = {"titik": titik, "hari": hari, "laman": laman, "form": form, "terpilih": terpilih}
    with timezone.override(titik.layanan.instansi.zona_waktu):
        return render(request, "umpan_balik/titik/ditahan_rinci.html", konteks)


def _kabar(banyak: int, nama: str, *, hitung: bool) -> str:
    return f"{banyak} jawaban di {nama} sekarang {'dihitung' if hitung else 'tidak dihitung'}."
