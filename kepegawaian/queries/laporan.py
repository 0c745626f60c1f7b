"""Laporan "Bukan atasan saya" bagi pelapor dan bagi pengelola."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from kepegawaian.models import LaporanAtasan, Pegawai
from kepegawaian.permissions import Akses, Izin
from kepegawaian.queries.orang import KartuOrang, alasan_penilai, kartu_orang
from kepegawaian.queries.penilai import bawahan_pada, penilai_pada

TERBUKA = ~Q(status=LaporanAtasan.Status.DITUTUP)


@dataclass(frozen=True, slots=True)
class Perubahan:
    """Yang berubah bila penilai diganti: dua orang dengan banyak bawahan sebelum dan sesudahnya."""

    pegawai: KartuOrang
    lama: KartuOrang | None
    alasan_lama: str
    baru: KartuOrang
    lama_sebelum: int
    baru_sebelum: int

    @property
    def sama(self) -> bool:
        return self.lama is not None and self.lama.id == self.baru.id

    @property
    def lama_sesudah(self) -> int:
        return self.lama_sebelum - (0 if self.sama else 1)

    @property
    def baru_sesudah(self) -> int:
        return self.baru_sebelum + (0 if self.sama else 1)


def laporan_saya(pegawai: Pegawai) -> QuerySet[LaporanAtasan]:
    """Laporan sendiri, terbaru di atas."""
    return (
        LaporanAtasan.objects.filter(pegawai=pegawai)
        .select_related("penilai_semula", "usulan", "penilai_baru", "dijawab_oleh")
        .order_by("-pk")
    )


def laporan_untuk(akses: Akses) -> QuerySet[LaporanAtasan]:
    """Laporan yang boleh diputus pemegang akses: unit wilayahnya, atau seluruh instansi."""
    semua = LaporanAtasan.objects.filter(pegawai__instansi_id=akses.instansi_id).select_related(
        "pegawai__instansi",
        "unit__dinas",
        "penilai_semula",
        "usulan",
        "penilai_baru",
        "dijawab_oleh",
        "diproses_oleh",
    )
    unit = akses.unit(Izin.KELOLA_PEGAWAI)
    return semua if unit is None else semua.filter(unit_id__in=unit)


def penilai_sudah_berubah(laporan: LaporanAtasan, *, pada: date) -> KartuOrang | None:
    """Penilai pelapor hari itu bila berbeda dari saat ia melapor: sebabnya sudah dibetulkan lewat organisasi. Dua kueri."""
    if laporan.status == LaporanAtasan.Status.DITUTUP:
        return None
    kini = penilai_pada(pada=pada, pegawai_ids=[laporan.pegawai_id]).get(laporan.pegawai_id)
    if kini is None or kini.penilai_id in (None, laporan.penilai_semula_id):
        return None
    return kartu_orang([kini.penilai_id], pada).get(kini.penilai_id) if kini.penilai_id else None


def perubahan(*, laporan: LaporanAtasan, calon: Pegawai, pada: date) -> Perubahan:
    """Sebelum dan sesudah bila `calon` menjadi penilai pelapor mulai hari itu."""
    instansi_id = laporan.pegawai.instansi_id
    kini = penilai_pada(pada=pada, pegawai_ids=[laporan.pegawai_id]).get(laporan.pegawai_id)
    lama_id = kini.penilai_id if kini else None
    kartu = kartu_orang(filter(None, {laporan.pegawai_id, calon.pk, lama_id}), pada)

    def banyak(siapa: int | None) -> int:
        if siapa is None:
            return 0
        return len(bawahan_pada(penilai_id=siapa, pada=pada, instansi_id=instansi_id))

    lama = kartu.get(lama_id) if lama_id is not None else None
    return Perubahan(
        pegawai=kartu[laporan.pegawai_id],
        lama=lama,
        alasan_lama=alasan_penilai(kini, kartu=lama, untuk="pegawai ini") if kini else "",
        baru=kartu[calon.pk],
        lama_sebelum=banyak(lama_id),
        baru_sebelum=banyak(calon.pk),
    )
