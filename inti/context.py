"""Yang dibutuhkan setiap templat, tanpa kueri."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


def umum(request: HttpRequest) -> dict[str, object]:
    return {"mode_contoh": settings.MODE_CONTOH, "jam_server": timezone.localtime()}
