"""Saran pelatihan dan rencana pembinaan dibuat sesudah penutupan, diminta lewat kotak keluar."""

from celery import shared_task
from django.utils import timezone

from pelatihan.services import pembinaan, saran


@shared_task(name="pelatihan.tasks.buat_rekomendasi")
def buat_rekomendasi(periode_id: int) -> int:
    """Buat saran untuk satu periode; aman diulang."""
    return saran.buat_untuk_periode(periode_id=periode_id, sekarang=timezone.now())


@shared_task(name="pelatihan.tasks.buat_pembinaan")
def buat_pembinaan(periode_id: int) -> int:
    """Buka dan teruskan rencana pembinaan satu periode; aman diulang."""
    return pembinaan.buat_untuk_periode(periode_id=periode_id, sekarang=timezone.now())


@shared_task(name="pelatihan.tasks.ingatkan_pembinaan")
def ingatkan_pembinaan() -> int:
    """Batalkan yang hasilnya dibetulkan, lalu ingatkan langkah yang dekat; dipanggil jadwal tiap jam."""
    sekarang = timezone.now()
    return pembinaan.selaraskan(sekarang=sekarang) + pembinaan.ingatkan(sekarang=sekarang)
