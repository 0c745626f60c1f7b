"""Berkas yang belum dijawab pemindai."""

from datetime import datetime

from django.db.models import Count, Min

from inti.models import Berkas


def menunggu_pindai() -> tuple[int, datetime | None]:
    """Banyaknya berkas yang ditahan sampai diperiksa, dan saat kirim yang tertua. Satu kueri."""
    hasil = Berkas.objects.filter(pindai=Berkas.Pindai.MENUNGGU).aggregate(n=Count("pk"), m=Min("dibuat"))
    return hasil["n"], hasil["m"]
