"""Membaca saran pelatihan seseorang."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kepegawaian.models import Pegawai
from pelatihan.models import Rekomendasi
from pelatihan.permissions import rekomendasi_untuk
from pelatihan.queries.pemetaan import hak_jp
from pelatihan.queries.riwayat_jp import jp_tahun_ini


@dataclass(frozen=True, slots=True)
class JP:
    """Jam pelajaran tahun ini: yang dipilih dari hak setahun."""

    dipilih: int
    hak: int


def saran_saya(pegawai: Pegawai) -> QuerySet[Rekomendasi]:
    """Saran miliknya, periode terbaru lebih dulu."""
    return rekomendasi_untuk(pegawai).order_by("-periode__selesai", "-periode_id", "urutan")


def saran_hasil(hasil_id: int, pegawai_id: int) -> list[Rekomendasi]:
    """Saran untuk satu hasil. Satu kueri."""
    return list(
        Rekomendasi.objects.filter(hasil_id=hasil_id, pegawai_id=pegawai_id)
        .select_related("pelatihan")
        .order_by("urutan")
    )


def jp_tahun(pegawai: Pegawai, *, tahun: int) -> JP:
    """JP yang sudah dihitung dan yang direncanakan pada tahun itu, dari haknya. Dua kueri, satu bagi PNS."""
    return JP(
        jp_tahun_ini([pegawai.pk], tahun=tahun)[pegawai.pk].terpakai,
        hak_jp(pegawai, pada=date(tahun, 12, 31)),
    )
