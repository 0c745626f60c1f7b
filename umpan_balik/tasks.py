"""Pekerjaan latar umpan balik."""

from celery import shared_task
from django.utils import timezone

from indikator.models import Periode
from inti.galat import GalatAturan
from umpan_balik.services import aspirasi, langsung_minta, musyawarah, pemeliharaan, penugasan, warga


@shared_task(name="umpan_balik.tasks.tugaskan_periode")
def tugaskan_periode(periode_id: int) -> int:
    """Minta penilai 360 sesudah periode dibuka. Periode yang keburu ditutup dilewati."""
    periode = Periode.objects.get(pk=periode_id)
    try:
        return penugasan.tugaskan_periode(periode=periode, oleh=None, sekarang=timezone.now())
    except GalatAturan:
        return 0


@shared_task(name="umpan_balik.tasks.musnahkan_lewat_masa")
def musnahkan_lewat_masa() -> list[int]:
    """Jalankan masa simpan data warga dan acak urutan keterangan dirinya; sekali sehari."""
    sekarang = timezone.now()
    return [*pemeliharaan.musnahkan_lewat_masa(sekarang=sekarang), warga.acak_profil(sekarang=sekarang)]


@shared_task(name="umpan_balik.tasks.ingatkan_aspirasi")
def ingatkan_aspirasi() -> int:
    """Ringkasan saran yang jatuh tempo dan yang lewat batas; sekali tiap hari kerja."""
    return aspirasi.ingatkan(sekarang=timezone.now())


@shared_task(name="umpan_balik.tasks.tutup_musyawarah")
def tutup_musyawarah() -> int:
    """Tutup musyawarah yang hari terakhirnya sudah lewat; tiap jam, sebab hari berganti menurut zonanya."""
    return musyawarah.tutup_yang_lewat(sekarang=timezone.now())


@shared_task(name="umpan_balik.tasks.ingatkan_permintaan")
def ingatkan_permintaan() -> int:
    """Ingatkan permintaan umpan balik yang tujuh hari belum dijawab; sekali sehari, masing-masing sekali."""
    return langsung_minta.ingatkan(sekarang=timezone.now())
