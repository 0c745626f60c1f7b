"""Impor yang boleh dilihat pengelola, dan baris-barisnya."""

from collections.abc import Mapping

from django.db.models import Q, QuerySet

from inti.models import BarisImpor, Impor
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Akses, Izin


def impor_terlihat(akses: Akses, pegawai: Pegawai, izin: Mapping[str, str]) -> QuerySet[Impor]:
    """Milik sendiri; pengelola seluruh instansi melihat semuanya. Yang terbaru di atas.

    `izin`: jenis impor → izin yang diperlukannya; jenis yang izinnya tidak dipegang tidak ikut.
    """
    boleh = [jenis for jenis, satu in izin.items() if akses.boleh(Izin(satu))]
    seluruh = [jenis for jenis in boleh if akses.unit(Izin(izin[jenis])) is None]
    return (
        Impor.objects.filter(instansi_id=akses.instansi_id, jenis__in=boleh)
        .filter(Q(jenis__in=seluruh) | Q(pengirim_id=pegawai.pk))
        .select_related("berkas")
        .order_by("-id")
    )


def boleh_mengurus(akses: Akses, impor: Impor, pegawai: Pegawai, izin: str) -> bool:
    """Apakah boleh menerapkan, membatalkan, atau meninggalkan impor itu."""
    return impor.pengirim_id == pegawai.pk or akses.unit(Izin(izin)) is None


def baris_impor(impor: Impor, keadaan: str = "") -> QuerySet[BarisImpor]:
    """Baris satu impor urut nomor, boleh disaring menurut keadaan."""
    semua = BarisImpor.objects.filter(impor=impor).order_by("nomor")
    return semua.filter(keadaan=keadaan) if keadaan else semua


def nama_pelaku(impor: Impor) -> dict[int, str]:
    """Nama penerap dan pembatal impor itu. Satu kueri."""
    ids = [pk for pk in (impor.diterapkan_oleh, impor.dibatalkan_oleh) if pk is not None]
    return {p.pk: p.nama_lengkap for p in Pegawai.objects.filter(pk__in=ids)}
