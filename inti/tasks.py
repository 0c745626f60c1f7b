"""Pekerjaan latar bersama: mengirim kotak keluar dan menyegel jejak."""

import logging

from celery import shared_task
from django.utils import timezone

from inti.services import berkas_yatim, draf, kotak, kotak_lama
from inti.services.pindai import pindai_yang_antre
from inti.services.segel import segel

log = logging.getLogger(__name__)


@shared_task(name="inti.tasks.kirim_kotak_keluar")
def kirim_kotak_keluar() -> int:
    """Kirim yang antre; dipanggil jadwal tiap dua detik."""
    return kotak.kirim_yang_antre(sekarang=timezone.now())


@shared_task(name="inti.tasks.kosongkan_kotak")
def kosongkan_kotak() -> int:
    """Kosongkan isi kiriman yang sudah lama terkirim; dipanggil jadwal tiap malam."""
    return kotak_lama.kosongkan(sekarang=timezone.now())


@shared_task(name="inti.tasks.segel_jejak")
def segel_jejak() -> int:
    """Segel jejak yang sudah selesai; dipanggil jadwal tiap menit. Sidiknya juga ke log, di luar basis data."""
    baru = segel(sekarang=timezone.now())
    for satu in baru:
        log.info("Segel %s:%s, %s baris", satu.nomor, satu.sidik, satu.jumlah)
    return len(baru)


@shared_task(name="inti.tasks.buang_draf_usang")
def buang_draf_usang() -> int:
    """Buang ketikan yang 30 hari tidak disentuh; dipanggil jadwal tiap malam."""
    return draf.buang_usang(sekarang=timezone.now())


@shared_task(name="inti.tasks.sapu_berkas_yatim")
def sapu_berkas_yatim() -> int:
    """Buang berkas yang tujuh hari tidak dilampirkan, dan isi tanpa baris; dipanggil jadwal tiap malam."""
    sekarang = timezone.now()
    return berkas_yatim.sapu(sekarang=sekarang) + berkas_yatim.sapu_tanpa_baris(sekarang=sekarang)


@shared_task(name="inti.tasks.pindai_berkas")
def pindai_berkas() -> int:
    """Periksa berkas yang tertunda pemindaiannya; dipanggil jadwal tiap menit. Tanpa CLAMD_URL tidak berbuat apa-apa."""
    return pindai_yang_antre(sekarang=timezone.now())
