"""Beranda: apa yang diminta dari Anda sekarang, dan sampai kapan."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_required
def beranda(request: HttpRequest) -> HttpResponse:
    return render(request, "beranda/beranda.html")


@login_required
def pemberitahuan(request: HttpRequest) -> HttpResponse:
    return render(request, "beranda/pemberitahuan.html")
