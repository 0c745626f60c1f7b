"""Pengirim kotak keluar."""

from celery import shared_task
from django.utils import timezone

from inti.services import kotak


@shared_task(name="inti.tasks.kirim_kotak_keluar")
def kirim_kotak_keluar() -> int:
    """Kirim yang antre; dipanggil jadwal tiap dua detik."""
    return kotak.kirim_yang_antre(sekarang=timezone.now())
