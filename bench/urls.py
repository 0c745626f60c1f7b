"""Url aplikasi dan view pembanding."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from asn_kinerja.urls import urlpatterns as aplikasi
from kepegawaian.models import Pegawai


def polos(request: HttpRequest) -> HttpResponse:
    """View Django kosong dengan satu kueri."""
    nama = Pegawai.objects.values_list("nama", flat=True).earliest("pk")
    return HttpResponse(f"<!doctype html><title>{nama}</title><p>{nama}</p>")


@csrf_exempt
def sisip(request: HttpRequest) -> HttpResponse:
    """View Django kosong dengan satu INSERT."""
    with connection.cursor() as kursor:
        kursor.execute("INSERT INTO bench_sisip (isi) VALUES (%s)", [request.POST["isi"]])
    return HttpResponse("<!doctype html><title>Tersimpan</title>")


urlpatterns = [path("polos/", polos), path("polos/sisip/", sisip), *aplikasi]
