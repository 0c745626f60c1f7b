"""Musyawarah untuk umum dan untuk pengelolanya."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from indikator.models import Indikator
from kepegawaian.models import Instansi, UnitKerja
from kepegawaian.permissions import Akses, Izin
from umpan_balik.models import Dukungan, Musyawarah, Usul

DIHITUNG = Count("dukungan", filter=Q(dukungan__status=Dukungan.Status.DIHITUNG))
DITAHAN = Count("dukungan", filter=Q(dukungan__status=Dukungan.Status.DITAHAN))


@dataclass(frozen=True, slots=True)
class Jumlah:
    """Semua usul dan dukungan satu topik, termasuk yang tidak tampil dan yang ditahan."""

    tampil: int
    menunggu: int
    ditolak: int
    dihitung: int
    ditahan: int


def umum(instansi: Instansi) -> QuerySet[Musyawarah]:
    """Yang pernah dibuka; yang sedang dibuka lebih dahulu, lalu yang terbaru."""
    return (
        Musyawarah.objects.filter(instansi=instansi)
        .exclude(status=Musyawarah.Status.DRAF)
        .select_related("unit")
        .annotate(banyak=Count("usul", filter=Q(usul__moderasi=Usul.Moderasi.DITERIMA)))
        .order_by("-selesai", "-pk")
    )


def kelolaan(akses: Akses) -> QuerySet[Musyawarah]:
    """Musyawarah unit yang dipegangnya."""
    unit = akses.unit(Izin.KELOLA_MUSYAWARAH)
    cakupan = Q() if unit is None else Q(unit__in=unit)
    return (
        Musyawarah.objects.filter(cakupan, instansi=akses.instansi_id)
        .select_related("unit", "instansi")
        .annotate(menunggu=Count("usul", filter=Q(usul__moderasi=Usul.Moderasi.MENUNGGU)))
        .order_by("-selesai", "-pk")
    )


def usul_kelolaan(akses: Akses) -> QuerySet[Usul]:
    """Usul pada musyawarah yang dipegangnya, dengan dukungannya."""
    return (
        Usul.objects.filter(musyawarah__in=kelolaan(akses).values("pk"))
        .select_related("musyawarah__unit", "musyawarah__instansi", "indikator")
        .annotate(dihitung=DIHITUNG, ditahan=DITAHAN)
    )


def usul_tampil(musyawarah: Musyawarah) -> QuerySet[Any]:
    """Usul yang ditampilkan, dukungan terbanyak lebih dahulu."""
    return (
        Usul.objects.filter(musyawarah=musyawarah, moderasi=Usul.Moderasi.DITERIMA)
        .select_related("indikator")
        .annotate(dihitung=DIHITUNG, ditahan=DITAHAN)
        .order_by("-dihitung", "pk")
    )


def usul_ditolak(musyawarah: Musyawarah) -> list[tuple[date, str]]:
    """Hari dan alasan usul yang tidak ditampilkan; teksnya tidak. Satu kueri."""
    return list(
        Usul.objects.filter(musyawarah=musyawarah, moderasi=Usul.Moderasi.DITOLAK)
        .order_by("pk")
        .values_list("tanggal", "alasan_moderasi")[:100]
    )


def jumlah(musyawarah: Musyawarah) -> Jumlah:
    """Dua kueri."""
    usul = Usul.objects.filter(musyawarah=musyawarah).aggregate(
        tampil=Count("pk", filter=Q(moderasi=Usul.Moderasi.DITERIMA)),
        menunggu=Count("pk", filter=Q(moderasi=Usul.Moderasi.MENUNGGU)),
        ditolak=Count("pk", filter=Q(moderasi=Usul.Moderasi.DITOLAK)),
    )
    dukungan = Dukungan.objects.filter(usul__musyawarah=musyawarah).aggregate(
        dihitung=Count("pk", filter=Q(status=Dukungan.Status.DIHITUNG)),
        ditahan=Count("pk", filter=Q(status=Dukungan.Status.DITAHAN)),
    )
    return Jumlah(**usul, **dukungan)


def sedang_dibuka(musyawarah: Musyawarah, hari: date) -> bool:
    """Apakah usul dan dukungan diterima hari itu."""
    return musyawarah.status == Musyawarah.Status.DIPROSES and musyawarah.mulai <= hari <= musyawarah.selesai


def usul_berkunci(kunci: UUID) -> Usul | None:
    """Usul dari tanda terimanya. Satu kueri."""
    return Usul.objects.filter(kunci=kunci).select_related("musyawarah__instansi", "musyawarah__unit").first()


def dukungan_berkunci(kunci: UUID) -> Dukungan | None:
    """Dukungan dari tanda terimanya. Satu kueri."""
    return (
        Dukungan.objects.filter(kunci=kunci)
        .select_related("usul__musyawarah__instansi", "usul__musyawarah__unit")
        .first()
    )


def unit_penyelenggara(akses: Akses, *, hari: date) -> QuerySet[UnitKerja]:
    """Unit yang dapat membuka musyawarah menurut wewenangnya."""
    unit = akses.unit(Izin.KELOLA_MUSYAWARAH)
    sumber = UnitKerja.objects.filter(instansi=akses.instansi_id).filter(
        Q(sampai__isnull=True) | Q(sampai__gte=hari)
    )
    return (
        (sumber if unit is None else sumber.filter(pk__in=unit))
        .select_related("dinas", "instansi")
        .order_by("dinas__nama", "nama")
    )


def indikator_dinas(musyawarah: Musyawarah) -> QuerySet[Indikator]:
    """Indikator katalog yang masih ditawarkan di perangkat daerah penyelenggaranya."""
    dinas = musyawarah.unit.dinas_id or musyawarah.unit_id
    return Indikator.objects.filter(instansi=musyawarah.instansi_id, unit=dinas, aktif=True).order_by("nama")
