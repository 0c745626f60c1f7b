"""Catatan pribadi penilai: hanya penulisnya yang mendapat baris."""

from datetime import date

from django.db.models import QuerySet

from indikator.models import RHK, StatusDokumen
from kepegawaian.models import Pegawai
from penilaian.models import CatatanPenilai

# Catatan tahun Y dihapus pada 1 Juli Y+1: sesudah evaluasi tahunan dan keberatannya selesai.
BULAN_HAPUS = 7


def dihapus_pada(tanggal: date) -> date:
    """Hari catatan bertanggal itu dihapus dengan sendirinya."""
    return date(tanggal.year + 1, BULAN_HAPUS, 1)


def batas_lama(hari: date) -> date:
    """Catatan sebelum hari ini sudah lewat masanya."""
    return date(hari.year if hari.month >= BULAN_HAPUS else hari.year - 1, 1, 1)


def catatan_saya(penulis: Pegawai, *, untuk: int | None = None) -> QuerySet[CatatanPenilai]:
    """Catatan yang ditulis orang ini, terbaru di atas. Orang lain, termasuk admin dan auditor, tidak mendapat baris."""
    semua = CatatanPenilai.objects.filter(ditulis_oleh=penulis).select_related("pegawai")
    if untuk is not None:
        semua = semua.filter(pegawai_id=untuk)
    return semua.order_by("-tanggal", "-pk")


def catatan_tentang(penulis_id: int, *, pegawai_id: int, sejak: date, sampai: date) -> list[CatatanPenilai]:
    """Catatan penulis itu tentang seseorang dalam rentang tanggal, terbaru di atas. Satu kueri."""
    return list(
        CatatanPenilai.objects.filter(
            ditulis_oleh_id=penulis_id, pegawai_id=pegawai_id, tanggal__gte=sejak, tanggal__lte=sampai
        ).order_by("-tanggal", "-pk")
    )


def rhk_dicatat(pegawai_id: int, *, tahun: int) -> list[RHK]:
    """RHK pada SKP yang disetujui tahun itu: yang dapat ditempeli catatan. Satu kueri."""
    return list(
        RHK.objects.filter(
            skp__pegawai=pegawai_id,
            skp__adendum_dari__isnull=True,
            skp__status=StatusDokumen.DISETUJUI,
            skp__periode__mulai__year=tahun,
        ).order_by("urutan", "pk")
    )
