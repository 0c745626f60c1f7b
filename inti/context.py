"""Yang dibutuhkan setiap templat, tanpa kueri."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

TEMA = ("light", "dark")


def umum(request: HttpRequest) -> dict[str, object]:
    """`tema`: pilihan orangnya sendiri (kuki dari static/app.js); tanpa pilihan mengikuti perangkat."""
    tema = request.COOKIES.get("tema", "")
    return {
        "mode_contoh": settings.MODE_CONTOH,
        "jam_server": timezone.localtime(),
        "tema": tema if tema in TEMA else "",
    }
