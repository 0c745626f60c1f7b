"""Periode yang sedang berjalan, dan daftar semuanya."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, QuerySet, Value, When

from indikator.models import Periode
from indikator.permissions import hari_setempat, periode_terlihat
from kepegawaian.models import Instansi, Pegawai


def periode_berjalan(instansi: Instansi, sekarang: datetime) -> Periode | None:
    """Bagian tahun terbaru yang diproses; yang masanya belum mulai kalah dari yang sudah. Satu kueri."""
    return _berjalan(instansi, sekarang).exclude(jenis=Periode.Jenis.TAHUNAN).first()


def tahun_berjalan(instansi: Instansi, sekarang: datetime) -> Periode | None:
    """Periode tahunan terbaru yang sedang diproses. Satu kueri."""
    return _berjalan(instansi, sekarang).filter(jenis=Periode.Jenis.TAHUNAN).first()


def _berjalan(instansi: Instansi, sekarang: datetime) -> QuerySet[Periode]:
    hari = hari_setempat(instansi, sekarang=sekarang)
    return (
        Periode.objects.filter(instansi=instansi, status=Periode.Status.DIPROSES)
        .select_related("instansi", "kebijakan", "induk")
        .order_by(Case(When(mulai__lte=hari, then=Value(0)), default=Value(1)), "-mulai")
    )


@dataclass(frozen=True, slots=True)
class Tahun:
    """Satu tahun dengan bagian-bagiannya."""

    tahun: Periode
    bagian: Sequence[Periode]


def periode_dibaca(pegawai: Pegawai, *, kelola: bool) -> QuerySet[Periode]:
    """Periode instansinya; yang masih draf hanya bagi pengelola."""
    semua = periode_terlihat(pegawai).select_related("instansi", "kebijakan", "induk", "dibuka_oleh")
    return semua if kelola else semua.exclude(status=Periode.Status.DRAF)


def daftar_tahun(pegawai: Pegawai, *, kelola: bool) -> list[Tahun]:
    """Tahun terbaru lebih dahulu, tiap tahun dengan bagiannya menurut waktu. Satu kueri."""
    semua = list(periode_dibaca(pegawai, kelola=kelola).order_by("-mulai", "jenis"))
    bagian: dict[int, list[Periode]] = {}
    for satu in reversed(semua):
        if satu.induk_id is not None:
            bagian.setdefault(satu.induk_id, []).append(satu)
    return [Tahun(satu, bagian.get(satu.pk, [])) for satu in semua if satu.induk_id is None]
