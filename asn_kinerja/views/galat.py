"""Halaman galat yang sebabnya diketahui: kiriman yang terlalu besar, dan basis data yang tidak menjawab."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views import defaults

TERLALU_BESAR = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
BASIS_DATA = (OperationalError, InterfaceError)
COBA_LAGI = "60"


def kiriman(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, atau 413 bila kirimannya melebihi batas: sebab dan jalan keluarnya berbeda."""
    if isinstance(exception, TERLALU_BESAR):
        return HttpResponse(loader.get_template("413.html").render(), status=413)
    return defaults.bad_request(request, exception)  # type: ignore[arg-type]


def gangguan(request: HttpRequest) -> HttpResponse:
    """500, atau 503 bila basis data tidak menjawab. Keduanya berkas statis: tampil juga saat yang lain rusak."""
    if isinstance(sys.exc_info()[1], BASIS_DATA):
        isi = loader.get_template("503.html").render()
        return HttpResponse(isi, status=503, headers={"Retry-After": COBA_LAGI})
    return defaults.server_error(request)
