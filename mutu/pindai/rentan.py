"""Url aplikasi dan halaman yang sengaja rentan: pemindai yang tidak menemukannya tidak dapat dipercaya."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from asn_kinerja.urls import urlpatterns as aplikasi

JALUR = "/rentan/"


def rentan(request: HttpRequest) -> HttpResponse:
    """SQL dirangkai dari tanya, dan tanyanya ditulis apa adanya; keduanya dilarang di produk."""
    cari = request.GET.get("cari", "a")
    try:
        with connection.cursor() as kursor:
            kursor.execute("SELECT nama FROM kepegawaian_instansi WHERE slug <> '" + cari + "' LIMIT 3")
            isi = str(kursor.fetchall())
    except DatabaseError as galat:
        isi = str(galat)
    return HttpResponse(
        f'<!doctype html><title>x</title><a href="{JALUR}?cari=a">a</a><p>{cari}</p><p>{isi}</p>'
    )


urlpatterns = [path(JALUR.strip("/") + "/", rentan), *aplikasi]
