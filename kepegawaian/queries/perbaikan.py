"""Usul perbaikan data bagi pengusul dan bagi pengelola."""

from django.db.models import Q, QuerySet

from kepegawaian.models import Pegawai, PerbaikanData
from kepegawaian.permissions import Akses, Izin

TERBUKA = ~Q(status=PerbaikanData.Status.DITUTUP)


def perbaikan_saya(pegawai: Pegawai) -> QuerySet[PerbaikanData]:
    """Usul sendiri, terbaru di atas."""
    return (
        PerbaikanData.objects.filter(pegawai=pegawai).select_related("dijawab_oleh", "bukti").order_by("-pk")
    )


def perbaikan_untuk(akses: Akses) -> QuerySet[PerbaikanData]:
    """Usul yang boleh diputus pemegang akses: unit wilayahnya, atau seluruh instansi."""
    semua = PerbaikanData.objects.filter(pegawai__instansi_id=akses.instansi_id).select_related(
        "pegawai__instansi", "unit", "dijawab_oleh", "bukti"
    )
    unit = akses.unit(Izin.KELOLA_PEGAWAI)
    return semua if unit is None else semua.filter(unit_id__in=unit)


def bukti_untuk(pegawai: Pegawai, akses: Akses, pk: int) -> PerbaikanData | None:
    """Usul berbukti yang boleh dibuka: milik sendiri, atau di wilayah yang dikelola."""
    berbukti = PerbaikanData.objects.filter(pk=pk, bukti__isnull=False).select_related("bukti")
    milik = berbukti.filter(pegawai=pegawai).first()
    if milik is not None or not akses.boleh(Izin.KELOLA_PEGAWAI):
        return milik
    return perbaikan_untuk(akses).filter(pk=pk, bukti__isnull=False).first()
