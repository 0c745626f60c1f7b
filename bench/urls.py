"""Url aplikasi dan satu view pembanding."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from asn_kinerja.urls import urlpatterns as aplikasi
from kepegawaian.models import Pegawai


def polos(request: HttpRequest) -> HttpResponse:
    """View Django kosong dengan satu kueri."""
    nama = Pegawai.objects.values_list("nama", flat=True).earliest("pk")
    return HttpResponse(f"<!doctype html><title>{nama}</title><p>{nama}</p>")


urlpatterns = [path("polos/", polos), *aplikasi]
