"""Dari alamat mana permintaan datang; satu-satunya pembaca REMOTE_ADDR dan X-Forwarded-For."""

from django.conf import settings
from django.http import HttpRequest


def alamat(request: HttpRequest) -> str:
    """Alamat klien. Kepala X-Forwarded-For dipercaya hanya di belakang proksi sendiri, dan hanya butir terakhirnya.

    Butir sebelumnya ditulis klien sendiri, jadi dapat dikarang untuk menghindari penghitung percobaan.
    """
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        rantai = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if rantai[-1].strip():
            return rantai[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
