"""Tugas latar kepegawaian: tautan kata sandi, catatan sesi lama, dan susunan yang mulai berlaku."""

from celery import shared_task
from django.utils import timezone

from kepegawaian.services import organisasi, pulih, sesi_masuk


@shared_task(name="kepegawaian.tasks.kirim_tautan_sandi")
def kirim_tautan_sandi(nip: str) -> bool:
    """Kirim tautan kata sandi baru, bila NIP itu memang pegawai bersurel."""
    return pulih.kirim(nip=nip, sekarang=timezone.now())


@shared_task(name="kepegawaian.tasks.pangkas_sesi")
def pangkas_sesi() -> int:
    """Buang catatan perangkat yang lewat 90 hari dan sesi kedaluwarsa; setiap malam."""
    return sesi_masuk.pangkas(sekarang=timezone.now())


@shared_task(name="kepegawaian.tasks.terapkan_letak")
def terapkan_letak() -> int:
    """Berlakukan pemindahan dan nama unit yang harinya tiba; dipanggil jadwal tiap jam."""
    return organisasi.terapkan_semua(sekarang=timezone.now())
