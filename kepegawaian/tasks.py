"""Tugas latar kepegawaian: tautan kata sandi, catatan sesi lama, dan yang bertanggal sampai harinya."""

from celery import shared_task
from django.utils import timezone

from inti.services import impor
from kepegawaian.services import organisasi, pegawai, pulih, ringkasan, sesi_masuk
from kepegawaian.services.impor import semua_adaptor


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


@shared_task(name="kepegawaian.tasks.kirim_ringkasan")
def kirim_ringkasan() -> int:
    """Antrekan ringkasan kabar; dipanggil jadwal tiap jam, sebab tiap zona bangun pada jamnya sendiri."""
    return ringkasan.kirim_ringkasan(sekarang=timezone.now())


@shared_task(name="kepegawaian.tasks.tutup_pintu")
def tutup_pintu() -> int:
    """Tutup pintu yang hari terakhirnya sudah lewat; dipanggil jadwal tiap jam, sebab tiap zona berganti hari sendiri."""
    return pegawai.tutup_yang_tiba(sekarang=timezone.now())


@shared_task(name="kepegawaian.tasks.kerjakan_impor")
def kerjakan_impor(impor_id: int) -> None:
    """Baca, terapkan, atau batalkan satu impor; beberapa pekerja boleh menerima tugas yang sama."""
    impor.kerjakan(impor_id=impor_id, adaptor=semua_adaptor(), sekarang=timezone.now())


@shared_task(name="kepegawaian.tasks.sambung_impor")
def sambung_impor() -> int:
    """Sambung impor yang pekerjanya mati; dipanggil jadwal tiap menit."""
    return impor.sambung(adaptor=semua_adaptor(), sekarang=timezone.now())
