"""Halaman hidup untuk pemantau dan penjalan satu perintah."""

from datetime import timedelta

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from inti.queries.cadangan import cadangan_terakhir
from inti.queries.pindai import menunggu_pindai
from inti.rules.cadangan import terlambat

MATI = "basis data tidak menjawab"
# Pemindaian latar berjalan tiap menit; yang lebih lama dari ini berarti pemindainya diam.
PINDAI_PALING_LAMA = timedelta(minutes=10)


@never_cache
def sehat(request: HttpRequest) -> HttpResponse:
    """200 bila web dan basis data menjawab; basis data mati menjadi 503."""
    try:
        with connection.cursor() as kursor:
            kursor.execute("SELECT 1")
    except Error:
        return _sebaris(MATI, alarm=True)
    return _sebaris("sehat", alarm=False)


@never_cache
def sehat_cadangan(request: HttpRequest) -> HttpResponse:
    """503 bila cadangan yang wajib lebih tua dari 26 jam, supaya pemantau berbunyi juga bila penjadwalnya mati."""
    try:
        terakhir = cadangan_terakhir()
    except Error:
        return _sebaris(MATI, alarm=True)
    saat = terakhir.isoformat(timespec="seconds") if terakhir else "belum pernah"
    alarm = settings.CADANGAN_WAJIB and terlambat(terakhir, sekarang=timezone.now())
    return _sebaris(f"cadangan terakhir: {saat}", alarm=alarm)


@never_cache
def sehat_pemindai(request: HttpRequest) -> HttpResponse:
    """503 bila ada berkas yang menunggu pemindai lebih dari sepuluh menit. Dibaca dari basis data, pemindainya tidak dihubungi."""
    if not settings.CLAMD_URL:
        teks, alarm = "pemindai: tidak dipasang, berkas diterima tanpa diperiksa antivirus", False
    else:
        try:
            banyak, tertua = menunggu_pindai()
        except Error:
            return _sebaris(MATI, alarm=True)
        alarm = tertua is not None and timezone.now() - tertua > PINDAI_PALING_LAMA
        teks = f"pemindai: {'tidak menjawab' if alarm else 'dipasang'}, {banyak} berkas menunggu diperiksa"
    return _sebaris(teks, alarm=alarm)


def _sebaris(teks: str, *, alarm: bool) -> HttpResponse:
    return HttpResponse(f"{teks}\n", status=503 if alarm else 200, content_type="text/plain; charset=utf-8")
