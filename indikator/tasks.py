"""Pekerjaan latar indikator: mencetak banyak SKP, dan merawat arsipnya."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from indikator.services.skp.naskah import JENIS_DOKUMEN
from indikator.services.skp.paket import kerjakan_paket
from inti.services import dokumen

# Di bawah batas waktu tugas Celery; sisanya disambung detak berikutnya.
BATAS_KERJA = timedelta(minutes=5)


@shared_task(name="indikator.tasks.cetak_paket_skp")
def cetak_paket_skp(paket_id: int) -> None:
    """Kerjakan satu paket; beberapa pekerja boleh menerima tugas yang sama."""
    kerjakan_paket(paket_id=paket_id, sekarang=timezone.now(), batas=BATAS_KERJA)


@shared_task(name="indikator.tasks.detak_paket")
def detak_paket() -> None:
    """Sambung paket yang terhenti dan hapus arsip lama; dipanggil jadwal tiap menit."""
    sekarang = timezone.now()
    for paket_id in dokumen.yang_terhenti(jenis=JENIS_DOKUMEN, sekarang=sekarang):
        kerjakan_paket(paket_id=paket_id, sekarang=sekarang, batas=BATAS_KERJA)
    dokumen.hapus_lama(sekarang=sekarang)
