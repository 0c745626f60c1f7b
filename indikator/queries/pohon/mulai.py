"""Dari mana sebuah pohon digambar: orang-orang puncaknya, dan RHK mereka."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from indikator.models import RHK, StatusDokumen
from kepegawaian.models import UnitKerja
from kepegawaian.queries.unit import Kepala, cabang, kepala_unit, unit_pada


@dataclass(frozen=True, slots=True)
class Wilayah:
    """Unit awal, seluruh cabangnya, dan kepala tertinggi di dalamnya (satu, atau beberapa bila unit itu kosong)."""

    unit: UnitKerja
    cabang: frozenset[int]
    puncak: tuple[Kepala, ...]


def wilayah(unit: UnitKerja, *, pada: date) -> Wilayah:
    """Cabang unit itu dan kepala-kepala tertingginya pada hari itu. Tiga kueri."""
    isi = cabang([unit.pk], pada=pada)[unit.pk]
    kepala = kepala_unit(instansi_id=unit.instansi_id, pada=pada)
    letak = unit_pada(UnitKerja.objects.filter(pk__in=isi), pada).order_by("urutan", "nama", "pk")
    anak: dict[int | None, list[int]] = {}
    for pk, induk in letak.values_list("pk", "induk_pada"):
        anak.setdefault(induk, []).append(pk)
    return Wilayah(unit, isi, tuple(_tertinggi(unit.pk, anak, kepala)))


def _tertinggi(
    unit_id: int, anak: Mapping[int | None, list[int]], kepala: Mapping[int, Kepala]
) -> list[Kepala]:
    """Kepala unit itu; bila kosong, kepala tertinggi di tiap unit di bawahnya."""
    if unit_id in kepala:
        return [kepala[unit_id]]
    return [k for satu in anak.get(unit_id, ()) for k in _tertinggi(satu, anak, kepala)]


def rhk_akar(pegawai_ids: Collection[int], *, tahun_id: int, pembaca_id: int) -> list[int]:
    """RHK orang-orang itu tahun itu, urut SKP; draf hanya milik pembaca sendiri. Satu kueri."""
    return list(
        RHK.objects.filter(
            skp__periode_id=tahun_id, skp__pegawai_id__in=list(pegawai_ids), skp__adendum_dari__isnull=True
        )
        .filter(~Q(skp__status=StatusDokumen.DRAF) | Q(skp__pegawai_id=pembaca_id))
        .order_by("skp_id", "urutan", "pk")
        .values_list("pk", flat=True)
    )


def puncak_instansi(instansi_id: int, *, pada: date) -> list[int]:
    """Orang tanpa atasan: kepala unit akar, atau kepala tertinggi di bawahnya bila kosong. Dua kueri."""
    kepala = kepala_unit(instansi_id=instansi_id, pada=pada)
    anak: dict[int | None, list[int]] = {}
    for pk, induk in UnitKerja.objects.filter(instansi_id=instansi_id, sampai__isnull=True).values_list(
        "pk", F("induk_id")
    ):
        anak.setdefault(induk, []).append(pk)
    return [k.pegawai_id for akar in anak.get(None, ()) for k in _tertinggi(akar, anak, kepala)]
