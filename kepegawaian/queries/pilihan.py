"""Pilihan unit, jabatan, dan orang untuk formulir: selalu paling banyak seratus, sisanya lewat pencarian."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from kepegawaian.models import Jabatan, Pegawai, UnitKerja
from kepegawaian.permissions import Akses, Izin

BATAS = 100
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Pilihan:
    """`butir` (id, tulisan) yang ditawarkan; `sisa` banyaknya yang tidak ikut."""

    butir: list[tuple[str, str]]
    sisa: int


def pilihan_unit(akses: Akses, *, pada: date, cari: str = "", terpilih: str = "") -> Pilihan:
    """Unit yang berlaku hari itu atau sesudahnya di wilayah pengelola, urut dinas lalu nama. Tiga kueri."""
    sumber = UnitKerja.objects.filter(instansi_id=akses.instansi_id).filter(
        Q(sampai__isnull=True) | Q(sampai__gte=pada)
    )
    wilayah = akses.unit(Izin.KELOLA_PEGAWAI)
    if wilayah is not None:
        sumber = sumber.filter(pk__in=wilayah)
    saring = Q(nama__icontains=cari) | Q(singkatan__icontains=cari) | Q(dinas__nama__icontains=cari)
    urut = sumber.filter(saring).select_related("dinas").order_by("dinas__nama", "urutan", "nama", "pk")
    return _pilihan(urut, sumber, terpilih, _sebut_unit)


def pilihan_jabatan(instansi_id: int, *, cari: str = "", terpilih: str = "") -> Pilihan:
    """Nama jabatan di instansi, urut nama. Tiga kueri."""
    sumber = Jabatan.objects.filter(instansi_id=instansi_id)
    urut = sumber.filter(nama__icontains=cari).order_by("nama")
    return _pilihan(urut, sumber, terpilih, lambda j: j.nama)


def orang_terpilih(sumber: QuerySet[Pegawai], teks: str) -> Pegawai | None:
    """Orang dari `?pegawai=`, hanya bila ada di sumbernya."""
    return (
        sumber.filter(pk=int(teks)).first() if teks.isascii() and teks.isdigit() and len(teks) < 16 else None
    )


def unit_terpilih(akses: Akses, teks: str) -> UnitKerja:
    """Unit dari pilihan formulir yang sudah diperiksa; di luar wilayah tidak ada."""
    sumber = UnitKerja.objects.filter(instansi_id=akses.instansi_id).select_related("instansi")
    wilayah = akses.unit(Izin.KELOLA_PEGAWAI)
    return (sumber if wilayah is None else sumber.filter(pk__in=wilayah)).get(pk=int(teks))


def _sebut_unit(unit: UnitKerja) -> str:
    dinas = unit.dinas
    return (
        unit.nama if dinas is None or dinas.pk == unit.pk else f"{unit.nama}, {dinas.singkatan or dinas.nama}"
    )


def _pilihan(urut: QuerySet[M], sumber: QuerySet[M], terpilih: str, sebut: Callable[[M], str]) -> Pilihan:
    baris = list(urut[: BATAS + 1])
    sisa = max(0, urut.count() - BATAS) if len(baris) > BATAS else 0
    baris = baris[:BATAS]
    nomor = int(terpilih) if terpilih.isascii() and terpilih.isdigit() and len(terpilih) < 16 else None
    if nomor is not None and nomor not in {b.pk for b in baris}:
        baris = [*sumber.filter(pk=nomor), *baris]
    return Pilihan([(str(b.pk), sebut(b)) for b in baris], sisa)
