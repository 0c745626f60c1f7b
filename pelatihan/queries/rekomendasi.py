"""Membaca saran pelatihan seseorang."""

from dataclasses import dataclass

from django.db.models import Sum

from kepegawaian.models import Pegawai
from pelatihan.models import Rekomendasi
from pelatihan.permissions import rekomendasi_untuk
from pelatihan.rules.hak import HAK_JP


@dataclass(frozen=True, slots=True)
class JP:
    """Jam pelajaran tahun ini: yang dipilih dari hak setahun."""

    dipilih: int
    hak: int


def saran_saya(pegawai: Pegawai) -> list[Rekomendasi]:
    """Saran terbaru lebih dulu. Satu kueri."""
    return list(rekomendasi_untuk(pegawai).order_by("-periode__selesai", "urutan")[:30])


def saran_hasil(hasil_id: int, pegawai_id: int) -> list[Rekomendasi]:
    """Saran untuk satu hasil. Satu kueri."""
    return list(
        Rekomendasi.objects.filter(hasil_id=hasil_id, pegawai_id=pegawai_id)
        .select_related("pelatihan")
        .order_by("urutan")
    )


def jp_tahun(pegawai: Pegawai, *, tahun: int) -> JP:
    """JP yang dipilih pada tahun itu. Satu kueri."""
    dipilih = (
        rekomendasi_untuk(pegawai)
        .filter(status=Rekomendasi.Status.DISETUJUI, periode__selesai__year=tahun)
        .aggregate(jp=Sum("pelatihan__jp"))["jp"]
    )
    return JP(dipilih or 0, HAK_JP[pegawai.status])
