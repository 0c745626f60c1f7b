"""Halaman umum tiap pemerintah daerah."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def daftar(request: HttpRequest) -> HttpResponse:
    return render(request, "publik/daftar.html")


def instansi(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "publik/instansi.html")
