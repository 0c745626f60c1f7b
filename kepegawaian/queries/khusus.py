"""Penilai khusus dan nomor lama seseorang, bagi pengelola."""

from datetime import date

from django.db.models import Q, QuerySet

from inti.models import Jejak
from kepegawaian.models import Pegawai, PejabatPenilai
from kepegawaian.permissions import Akses
from kepegawaian.queries.pegawai import pegawai_untuk

BELUM_LEWAT = Q(sampai__isnull=True)


def penilai_khusus_untuk(akses: Akses, *, pada: date) -> QuerySet[PejabatPenilai]:
    """Pengecualian yang berlaku atau akan berlaku, bagi pegawai yang dikelola pemegang akses."""
    return (
        PejabatPenilai.objects.filter(BELUM_LEWAT | Q(sampai__gte=pada))
        .filter(pegawai__in=pegawai_untuk(akses, pada=pada).values("pk"))
        .select_related("pegawai__instansi", "penilai")
        .order_by("pegawai__nama", "sejak", "pk")
    )


def penilai_khusus_pegawai(pegawai: Pegawai, *, pada: date) -> list[PejabatPenilai]:
    """Pengecualian seseorang yang berlaku atau akan berlaku."""
    return list(
        PejabatPenilai.objects.filter(BELUM_LEWAT | Q(sampai__gte=pada), pegawai=pegawai)
        .select_related("penilai")
        .order_by("sejak")
    )


def nomor_lama(pegawai_id: int) -> list[str]:
    """Nomor induk yang pernah dipakai orang ini, terbaru di depan, menurut jejak."""
    jejak = Jejak.objects.filter(aksi="pegawai.nomor_diganti", objek_jenis="pegawai", objek_id=pegawai_id)
    return [j.isi["dulu"]["nip"] for j in jejak.order_by("-pk") if j.isi.get("dulu", {}).get("nip")]
