"""Pegawai tanpa penilai dan jalan keluarnya."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kepegawaian.forms.organisasi import CariCelahForm
from kepegawaian.permissions import Izin
from kepegawaian.queries.celah import celah_penilai
from kepegawaian.views.pintu import wajib_izin


@login_required
def daftar(request: HttpRequest) -> HttpResponse:
    """Semua celah di wilayah pengelola, dengan sebab dan tombol untuk menutupnya."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    semua = celah_penilai(milik, timezone.localdate())
    form = CariCelahForm(request.GET)
    isi = form.cleaned_data if form.is_valid() else {}
    cari = (isi.get("q") or "").strip().casefold()
    tampil = [
        c
        for c in semua
        if (not isi.get("sebab") or c.jenis == isi["sebab"])
        and (not cari or cari in f"{c.nama} {c.nip} {c.unit} {c.alasan}".casefold())
    ]
    return render(
        request,
        "kepegawaian/celah.html",
        {
            "form": form,
            "laman": Paginator(tampil, 50).get_page(request.GET.get("halaman")),
            "semua": len(semua),
        },
    )
