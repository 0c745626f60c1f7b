"""Tugas latar kepegawaian: tautan kata sandi, dan membuang catatan sesi lama."""

from celery import shared_task
from django.utils import timezone

from kepegawaian.services import pulih, sesi_masuk


@shared_task(name="kepegawaian.tasks.kirim_tautan_sandi")
def kirim_tautan_sandi(nip: str) -> bool:
    """Kirim tautan kata sandi baru, bila NIP itu memang pegawai bersurel."""
    return pulih.kirim(nip=nip, sekarang=timezone.now())


@shared_task(name="kepegawaian.tasks.pangkas_sesi")
def pangkas_sesi() -> int:
    """Buang catatan perangkat yang lewat 90 hari dan sesi kedaluwarsa; setiap malam."""
    return sesi_masuk.pangkas(sekarang=timezone.now())
