"""Tugas latar penutupan, dokumen hasil, jam keberatan, dan pengingat tenggat."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from indikator.models import Periode
from penilaian.services import catatan, dokumen, keberatan, pengingat, penutupan

# Di bawah batas waktu tugas Celery; sisanya disambung detak berikutnya.
BATAS_KERJA = timedelta(minutes=5)


@shared_task(name="penilaian.tasks.detak_penutupan")
def detak_penutupan() -> None:
    """Mulai menutup periode yang jatuh tempo dan sambung yang terhenti."""
    sekarang = timezone.now()
    penutupan.mulai_yang_jatuh_tempo(sekarang=sekarang)
    penutupan.lanjutkan_yang_terhenti(sekarang=sekarang)
    penutupan.antre_yang_belum_direkap(sekarang=sekarang)


@shared_task(name="penilaian.tasks.kerjakan_penutupan")
def kerjakan_penutupan(penutupan_id: int) -> None:
    """Kerjakan satu penutupan; beberapa pekerja boleh menerima tugas yang sama."""
    penutupan.kerjakan(penutupan_id=penutupan_id, sekarang=timezone.now(), batas=BATAS_KERJA)


@shared_task(name="penilaian.tasks.rekap_kelompok")
def rekap_kelompok(periode_id: int) -> int:
    """Rekap menurut unit, jabatan, golongan, dan indikator; aman diulang."""
    return penutupan.rekap_kelompok(periode_id=periode_id)


@shared_task(name="penilaian.tasks.terbitkan_dokumen")
def terbitkan_dokumen(periode_id: int) -> int:
    """Terbitkan dokumen hasil sesudah periodenya ditutup; aman diulang."""
    return dokumen.terbitkan_periode(periode=Periode.objects.get(pk=periode_id), sekarang=timezone.now())


@shared_task(name="penilaian.tasks.ingatkan_keberatan")
def ingatkan_keberatan() -> int:
    """Ingatkan dan naikkan keberatan yang tenggatnya dekat atau lewat; dipanggil jadwal tiap jam."""
    return keberatan.ingatkan(sekarang=timezone.now())


@shared_task(name="penilaian.tasks.ingatkan_tenggat")
def ingatkan_tenggat() -> int:
    """Ingatkan yang belum selesai sebelum tenggat, kabari penilai dan admin sesudahnya; dipanggil jadwal tiap jam."""
    return pengingat.ingatkan_tenggat(sekarang=timezone.now())


@shared_task(name="penilaian.tasks.buang_catatan_lama")
def buang_catatan_lama() -> int:
    """Hapus catatan pribadi penilai yang lewat masanya; sekali sehari, aman diulang."""
    return catatan.buang_lewat_masa(sekarang=timezone.now())
