"""Yang diminta dari seseorang oleh aplikasi ini."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse

from inti.tugas import Tugas
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Izin, akses
from kepegawaian.queries import laporan, perbaikan


def tugas_untuk(*, pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Bagi pengelola: laporan "Bukan atasan saya" dan usul perbaikan data yang menunggu putusan. Paling banyak empat kueri."""
    milik = akses(pegawai, pada=pegawai.instansi.hari_pada(sekarang))
    if not milik.boleh(Izin.KELOLA_PEGAWAI):
        return []
    return [
        *_tugas(
            laporan.laporan_untuk(milik).exclude(pegawai=pegawai).filter(laporan.TERBUKA),
            benda="laporan atasan",
            uraian="Pegawai menyatakan penilainya keliru.",
            menu="kepegawaian:laporan_atasan",
            sekarang=sekarang,
        ),
        *_tugas(
            perbaikan.perbaikan_untuk(milik).exclude(pegawai=pegawai).filter(perbaikan.TERBUKA),
            benda="usul perbaikan data",
            uraian="Pegawai menyatakan datanya keliru.",
            menu="kepegawaian:perbaikan",
            sekarang=sekarang,
        ),
    ]


def _tugas(sumber: QuerySet[Any], *, benda: str, uraian: str, menu: str, sekarang: datetime) -> list[Tugas]:
    isi = sumber.aggregate(n=Count("pk"), tenggat=Min("tenggat"))
    if not isi["n"]:
        return []
    return [
        Tugas(
            judul=f"Putuskan {isi['n']} {benda}" if isi["n"] > 1 else f"Putuskan {benda}",
            uraian=uraian,
            url=reverse(menu),
            tombol="Periksa",
            tenggat=isi["tenggat"],
            status="terlambat" if isi["tenggat"] < sekarang else "diajukan",
            menu=menu,
            jumlah=isi["n"],
        )
    ]
