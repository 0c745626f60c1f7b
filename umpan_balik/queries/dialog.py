"""Risalah dialog kinerja: yang boleh dibaca, RHK yang dibicarakan, dan tindak lanjut yang masih terbuka."""

from datetime import date

from django.db.models import Q, QuerySet

from indikator.models import RHK, Periode, StatusDokumen
from kepegawaian.models import Pegawai
from kepegawaian.queries.penilai import bawahan_pada, penilai_pada
from umpan_balik.models import DialogKinerja, TindakDialog


def terlihat(pegawai: Pegawai, *, pada: date) -> QuerySet[DialogKinerja]:
    """Satu-satunya pintu ke risalah. Satu kueri tambahan.

    Kedua pihaknya selalu; penilai pengganti hanya yang sudah sah keduanya, supaya tindak lanjutnya diteruskan.
    """
    bawahan = bawahan_pada(penilai_id=pegawai.pk, pada=pada, instansi_id=pegawai.instansi_id)
    sah = Q(disahkan_pegawai__isnull=False, disahkan_penilai__isnull=False)
    return (
        DialogKinerja.objects.filter(
            Q(pegawai=pegawai) | Q(penilai=pegawai) | (sah & Q(pegawai__in=bawahan)),
            instansi=pegawai.instansi_id,
        )
        .select_related("pegawai", "penilai", "disusun_oleh")
        .order_by("-tanggal", "-pk")
    )


def rhk_dibicarakan(pegawai: Pegawai) -> list[RHK]:
    """RHK pada SKP yang disetujui di tahun berjalan. Satu kueri."""
    return list(
        RHK.objects.filter(
            skp__pegawai=pegawai,
            skp__adendum_dari__isnull=True,
            skp__status=StatusDokumen.DISETUJUI,
            skp__periode__status=Periode.Status.DIPROSES,
        ).order_by("-skp__periode__mulai", "urutan", "pk")
    )


def tindak_terbuka(*, pegawai_id: int, selain: int | None = None) -> list[TindakDialog]:
    """Tindak lanjut yang belum selesai dari risalah sah orang itu, tenggat terdekat di atas. Satu kueri."""
    return list(
        _tindak().filter(dialog__pegawai=pegawai_id, selesai_pada__isnull=True).exclude(dialog=selain)[:50]
    )


def tindak_saya(pegawai: Pegawai) -> list[TindakDialog]:
    """Tindak lanjut terbuka yang saya tanggung, dari dialog siapa pun. Satu kueri."""
    return list(_tindak().filter(penanggung_jawab=pegawai, selesai_pada__isnull=True)[:50])


def _tindak() -> QuerySet[TindakDialog]:
    sah = {"dialog__disahkan_pegawai__isnull": False, "dialog__disahkan_penilai__isnull": False}
    return (
        TindakDialog.objects.filter(**sah)
        .select_related("penanggung_jawab", "dialog__pegawai")
        .order_by("tenggat", "pk")
    )


def penilai_kini(pegawai_id: int, *, pada: date) -> int | None:
    """Id pejabat penilai hari itu. Satu kueri."""
    jawaban = penilai_pada(pada=pada, pegawai_ids=[pegawai_id]).get(pegawai_id)
    return jawaban.penilai_id if jawaban else None


def calon_dialog(pegawai: Pegawai, *, pada: date) -> list[Pegawai]:
    """Orang yang ia nilai hari itu, urut nama. Dua kueri."""
    bawahan = bawahan_pada(penilai_id=pegawai.pk, pada=pada, instansi_id=pegawai.instansi_id)
    return list(Pegawai.objects.filter(pk__in=bawahan, is_active=True).order_by("nama")) if bawahan else []
