"""Galeri komponen, untuk yang membangun halaman; dipasang hanya saat pengembangan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inti.views import galeri_contoh


def galeri(request: HttpRequest) -> HttpResponse:
    """Semua komponen dalam satu halaman; `?galat=1` menampilkan formulir yang dikirim balik."""
    galat = "galat" in request.GET
    isian = {"realisasi": "910", "cerita": "Menindaklanjuti 182 dari 200 aduan."}
    contoh = galeri_contoh.ContohFormulir(isian if galat else None)
    saringan = galeri_contoh.ContohSaringan(request.GET or None, auto_id="saring_%s")
    return render(request, "galeri.html", {**galeri_contoh.isi(), "form": contoh, "saringan": saringan})
