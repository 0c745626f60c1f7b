"""Survei di kertas: lembar kosong untuk dicetak dan templat untuk menyalinnya; unggahannya di Impor data."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from inti.services.tulis_lembar import JENIS_EXCEL, LembarTulis, tulis_xlsx
from kepegawaian.permissions import Izin
from kepegawaian.queries.impor import kolom_tulis, lembar_petunjuk
from umpan_balik.forms.ikm import KertasForm
from umpan_balik.models import TitikLayanan
from umpan_balik.queries.titik import titik_terkelola
from umpan_balik.rules.ikm_masa import deret, masa_pada
from umpan_balik.rules.lembar_kertas import KERTAS
from umpan_balik.services.kertas import baris_templat, nomor_lembar
from umpan_balik.services.skm_cetak import cetak_kertas
from umpan_balik.views.bantu import wajib_punya

BULAN_PILIHAN = 4


def _pilihan_bulan(request: HttpRequest) -> list[tuple[str, str]]:
    """Bulan depan, bulan ini, lalu dua bulan sebelumnya."""
    ini = masa_pada("bulan", request.user.instansi.hari_pada(timezone.now()))
    depan = masa_pada("bulan", date(ini.mulai.year + ini.mulai.month // 12, ini.mulai.month % 12 + 1, 1))
    return [(f"{m.mulai:%Y-%m}", m.nama) for m in reversed(deret(depan, BULAN_PILIHAN))]


@login_required
@require_safe
def kertas(request: HttpRequest) -> HttpResponse:
    """Pilih titik, bulan, dan nomor; lalu cetak lembarnya atau unduh templatnya."""
    milik = wajib_punya(request, Izin.KELOLA_TITIK)
    bulan = _pilihan_bulan(request)
    diminta = "titik" in request.GET and ("formulir" in request.GET or "templat" in request.GET)
    form = KertasForm(
        request.GET if diminta else None,
        titik=titik_terkelola(milik),
        bulan=bulan,
        initial={"titik": request.GET.get("titik"), "bulan": bulan[1][0]},
    )
    if diminta and form.is_valid():
        data = form.cleaned_data
        tujuan = "kertas_formulir" if "formulir" in request.GET else "kertas_templat"
        ekor = f"bulan={data['bulan']}&dari={data['dari']}&banyak={data['banyak']}"
        return redirect(f"{reverse(f'umpan_balik:{tujuan}', args=[data['titik'].pk])}?{ekor}")
    return render(request, "umpan_balik/ikm/kertas.html", {"form": form})


@login_required
@require_safe
def formulir(request: HttpRequest, titik_id: int) -> HttpResponse:
    """PDF lembar kosong bernomor."""
    titik, bulan, nomor = _lembar(request, titik_id)
    return HttpResponse(
        cetak_kertas(titik, nomor, bulan=bulan, saat=timezone.now()),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="lembar-survei-{titik.pk}-{bulan:%Y%m}.pdf"'},
    )


@login_required
@require_safe
def templat(request: HttpRequest, titik_id: int) -> HttpResponse:
    """Buku Excel yang kode titik dan nomor lembarnya sudah terisi."""
    titik, bulan, nomor = _lembar(request, titik_id)
    lembar = [
        LembarTulis("Survei kertas", kolom_tulis(KERTAS), baris_templat(titik, nomor), beku=2),
        lembar_petunjuk(KERTAS, "Survei kertas"),
    ]
    with tulis_xlsx(lembar, judul=f"Survei kertas {titik.nama}") as berkas:
        return HttpResponse(
            berkas.read(),
            content_type=JENIS_EXCEL,
            headers={
                "Content-Disposition": f'attachment; filename="survei-kertas-{titik.pk}-{bulan:%Y%m}.xlsx"'
            },
        )


def _lembar(request: HttpRequest, titik_id: int) -> tuple[TitikLayanan, date, list[str]]:
    """Titik yang dikelola dan nomor lembarnya; pilihan yang tidak dikenal memakai bulan ini dan tiga puluh lembar."""
    milik = wajib_punya(request, Izin.KELOLA_TITIK)
    titik = get_object_or_404(titik_terkelola(milik), pk=titik_id)
    bulan = _pilihan_bulan(request)
    isian = {"bulan": bulan[1][0], "dari": "1", "banyak": "30"} | request.GET.dict() | {"titik": titik.pk}
    form = KertasForm(isian, titik=titik_terkelola(milik), bulan=bulan)
    data = form.cleaned_data if form.is_valid() else {"bulan": bulan[1][0], "dari": 1, "banyak": 30}
    awal = date.fromisoformat(f"{data['bulan']}-01")
    return titik, awal, nomor_lembar(awal, data["dari"], data["banyak"])
