"""Impor yang boleh dilihat pengelola, dan baris-barisnya."""

from django.db.models import QuerySet

from inti.models import BarisImpor, Impor
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Akses, Izin


def impor_terlihat(akses: Akses, pegawai: Pegawai) -> QuerySet[Impor]:
    """Milik sendiri; pengelola seluruh instansi melihat semuanya. Yang terbaru di atas."""
    semua = Impor.objects.filter(instansi_id=akses.instansi_id).select_related("berkas").order_by("-id")
    return semua if akses.unit(Izin.KELOLA_PEGAWAI) is None else semua.filter(pengirim_id=pegawai.pk)


def boleh_mengurus(akses: Akses, impor: Impor, pegawai: Pegawai) -> bool:
    """Apakah boleh menerapkan, membatalkan, atau meninggalkan impor itu."""
    return impor.pengirim_id == pegawai.pk or akses.unit(Izin.KELOLA_PEGAWAI) is None


def baris_impor(impor: Impor, keadaan: str = "") -> QuerySet[BarisImpor]:
    """Baris satu impor urut nomor, boleh disaring menurut keadaan."""
    semua = BarisImpor.objects.filter(impor=impor).order_by("nomor")
    return semua.filter(keadaan=keadaan) if keadaan else semua


def nama_pelaku(impor: Impor) -> dict[int, str]:
    """Nama penerap dan pembatal impor itu. Satu kueri."""
    ids = [pk for pk in (impor.diterapkan_oleh, impor.dibatalkan_oleh) if pk is not None]
    return {p.pk: p.nama_lengkap for p in Pegawai.objects.filter(pk__in=ids)}
