"""Halaman hidup untuk pemantau dan penjalan satu perintah."""

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache


@never_cache
def sehat(request: HttpRequest) -> HttpResponse:
    """200 bila web dan basis data menjawab; basis data mati menjadi 503."""
    try:
        with connection.cursor() as kursor:
            kursor.execute("SELECT 1")
    except Error:
        return HttpResponse(
            "basis data tidak menjawab\n", status=503, content_type="text/plain; charset=utf-8"
        )
    return HttpResponse("sehat\n", content_type="text/plain; charset=utf-8")
