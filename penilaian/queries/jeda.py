"""Cuti dan pelatihan panjang di wilayah seorang pengelola."""

from datetime import date

from django.db.models import QuerySet

from kepegawaian.models import Pegawai
from kepegawaian.permissions import Akses
from kepegawaian.queries.pegawai import pegawai_untuk
from penilaian.models import Jeda


def jeda_untuk(milik: Akses, *, pada: date) -> QuerySet[Jeda]:
    """Yang masih berlaku, terbaru di atas; hanya pegawai di wilayahnya."""
    return (
        Jeda.objects.filter(instansi_id=milik.instansi_id, dibatalkan_pada=None)
        .filter(pegawai__in=pegawai_untuk(milik, pada=pada).order_by().values("pk"))
        .select_related("pegawai")
        .order_by("-sejak", "-pk")
    )


def pegawai_bernip(milik: Akses, nip: str, *, pada: date) -> Pegawai | None:
    """Pegawai dengan NIP itu di wilayahnya."""
    return pegawai_untuk(milik, pada=pada).filter(nip=nip).first()
