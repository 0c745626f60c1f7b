"""Saran pelatihan dibuat sesudah penutupan, diminta lewat kotak keluar."""

from celery import shared_task
from django.utils import timezone

from pelatihan.services import saran


@shared_task(name="pelatihan.tasks.buat_rekomendasi")
def buat_rekomendasi(periode_id: int) -> int:
    """Buat saran untuk satu periode; aman diulang."""
    return saran.buat_untuk_periode(periode_id=periode_id, sekarang=timezone.now())
