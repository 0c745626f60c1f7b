"""Tugas latar penutupan: detak tiap menit dan pekerjanya."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from penilaian.services import penutupan

# Di bawah batas waktu tugas Celery; sisanya disambung detak berikutnya.
BATAS_KERJA = timedelta(minutes=5)


@shared_task(name="penilaian.tasks.detak_penutupan")
def detak_penutupan() -> None:
    """Mulai menutup periode yang jatuh tempo dan sambung yang terhenti."""
    sekarang = timezone.now()
    penutupan.mulai_yang_jatuh_tempo(sekarang=sekarang)
    penutupan.lanjutkan_yang_terhenti(sekarang=sekarang)


@shared_task(name="penilaian.tasks.kerjakan_penutupan")
def kerjakan_penutupan(penutupan_id: int) -> None:
    """Kerjakan satu penutupan; beberapa pekerja boleh menerima tugas yang sama."""
    penutupan.kerjakan(penutupan_id=penutupan_id, sekarang=timezone.now(), batas=BATAS_KERJA)
