"""Yang diminta dari seseorang oleh aplikasi ini."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, Min, QuerySet, Value
from django.urls import reverse

from inti.tugas import Tugas
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Izin, akses
from kepegawaian.queries import laporan, perbaikan


@dataclass(frozen=True, slots=True)
class _Antrean:
    """Satu daftar yang menunggu putusan; `menu` url-nya."""

    menu: str
    benda: str
    uraian: str


LAPORAN = _Antrean("kepegawaian:laporan_atasan", "laporan atasan", "Pegawai menyatakan penilainya keliru.")
PERBAIKAN = _Antrean("kepegawaian:perbaikan", "usul perbaikan data", "Pegawai menyatakan datanya keliru.")


def tugas_untuk(*, pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Bagi pengelola: laporan "Bukan atasan saya" dan usul perbaikan data yang menunggu putusan. Satu kueri selain izinnya."""
    milik = akses(pegawai, pada=pegawai.instansi.hari_pada(sekarang))
    if not milik.boleh(Izin.KELOLA_PEGAWAI):
        return []
    hitung = _hitung(LAPORAN, laporan.laporan_untuk(milik).filter(laporan.TERBUKA), pegawai).union(
        _hitung(PERBAIKAN, perbaikan.perbaikan_untuk(milik).filter(perbaikan.TERBUKA), pegawai), all=True
    )
    isi = {menu: (n, tenggat) for menu, n, tenggat in hitung if n}
    return [_tugas(a, *isi[a.menu], sekarang=sekarang) for a in (LAPORAN, PERBAIKAN) if a.menu in isi]


def _hitung(antrean: _Antrean, sumber: QuerySet[Any], pegawai: Pegawai) -> QuerySet[Any]:
    """(menu, banyaknya, tenggat terdekat); yang menyangkut dirinya sendiri tidak ikut."""
    hasil: QuerySet[Any] = (
        sumber.exclude(pegawai=pegawai)
        .select_related(None)
        .order_by()
        .annotate(antrean=Value(antrean.menu, output_field=CharField()))
        .values_list("antrean")
        .annotate(n=Count("pk"), terdekat=Min("tenggat"))
    )
    return hasil


def _tugas(antrean: _Antrean, n: int, tenggat: datetime, *, sekarang: datetime) -> Tugas:
    return Tugas(
        judul=f"Putuskan {n} {antrean.benda}" if n > 1 else f"Putuskan {antrean.benda}",
        uraian=antrean.uraian,
        url=reverse(antrean.menu),
        tombol="Periksa",
        tenggat=tenggat,
        status="terlambat" if tenggat < sekarang else "diajukan",
        menu=antrean.menu,
        jumlah=n,
    )
