"""Pratinjau menyalin indikator ke dinas lain: jabatan mana yang cocok, dan mana yang akan dilewati."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q

from indikator.models import Indikator
from indikator.queries.katalog.nilai import MasukanJangkauan, jangkauan_dari
from kepegawaian.models import Jabatan, Penempatan, UnitKerja
from kepegawaian.queries.orang import berlaku


@dataclass(frozen=True, slots=True)
class PratinjauSalin:
    """Satu indikator di tempat barunya. `kembar` berarti dilewati karena namanya sudah ada di sana."""

    indikator: Indikator
    jabatan: list[str]
    orang: int
    semua: bool
    kembar: bool


def pratinjau_salin(indikator: Iterable[Indikator], *, ke: UnitKerja, pada: date) -> list[PratinjauSalin]:
    """Jabatan dan orang yang terjangkau bila disalin ke katalog `ke`; batas unit tidak ikut. Dua kueri.

    `indikator` sudah membawa jangkauannya. Tanpa syarat jabatan, salinannya menjangkau semua orang di tujuan.
    """
    daftar = list(indikator)
    tempat = "penempatan__unit__instansi_id" if ke.dinas_id is None else "penempatan__unit__dinas_id"
    di_sana = berlaku(pada, "penempatan__") & Q(
        penempatan__jenis=Penempatan.Jenis.DEFINITIF,
        **{tempat: ke.instansi_id if ke.dinas_id is None else ke.pk},
    )
    jabatan = list(
        Jabatan.objects.filter(instansi_id=ke.instansi_id)
        .annotate(orang=Count("penempatan__pegawai_id", filter=di_sana, distinct=True))
        .filter(orang__gt=0)
        .order_by("nama")
    )
    nama = {
        n.casefold() for n in Indikator.objects.filter(unit=ke, aktif=True).values_list("nama", flat=True)
    }
    return [_satu(i, jabatan, kembar=i.nama.casefold() in nama) for i in daftar]


def _satu(satu: Indikator, jabatan: Sequence[Jabatan], *, kembar: bool) -> PratinjauSalin:
    syarat = [s for s in (replace(j, unit_id=None) for j in jangkauan_dari(satu)) if not s.kosong]
    cocok = [j for j in jabatan if not syarat or any(_cocok(s, j) for s in syarat)]
    orang = sum(getattr(j, "orang", 0) for j in cocok)
    return PratinjauSalin(satu, [j.nama for j in cocok], orang, semua=not syarat, kembar=kembar)


def _cocok(syarat: MasukanJangkauan, jabatan: Jabatan) -> bool:
    return syarat.jabatan_id in (None, jabatan.pk) and syarat.jenis_jabatan in ("", jabatan.jenis)
