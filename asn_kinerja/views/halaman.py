"""Halaman tetap: bantuan, privasi, aksesibilitas."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bantuan(request: HttpRequest) -> HttpResponse:
    """Apa yang dapat ditanyakan dan kepada siapa."""
    return render(request, "halaman/bantuan.html")


def privasi(request: HttpRequest) -> HttpResponse:
    """Apa yang disimpan, berapa lama, dan siapa yang dapat membacanya."""
    return render(request, "halaman/privasi.html")


def aksesibilitas(request: HttpRequest) -> HttpResponse:
    """Apa yang sudah diuji dan apa yang belum."""
    return render(request, "halaman/aksesibilitas.html")
