"""Membaca saran pelatihan seseorang."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

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
    return _dengan_pengulangan(rekomendasi_untuk(pegawai)).order_by(
        "-periode__selesai", "-periode_id", "urutan"
    )


def saran_hasil(hasil_id: int, pegawai_id: int) -> list[Rekomendasi]:
    """Saran untuk satu hasil. Satu kueri."""
    return list(
        _dengan_pengulangan(Rekomendasi.objects.filter(hasil_id=hasil_id, pegawai_id=pegawai_id))
        .select_related("pelatihan")
        .order_by("urutan")
    )


def _dengan_pengulangan(semua: QuerySet[Rekomendasi]) -> QuerySet[Rekomendasi]:
    """`diulang` bila pelatihan yang sama disarankan lagi dari periode yang lebih baru: satu pelatihan ditanggapi sekali."""
    lebih_baru = Rekomendasi.objects.filter(
        # Tawaran studi tidak berpelatihan; jenisnya saja yang sama.
        Q(pelatihan=OuterRef("pelatihan")) | Q(pelatihan__isnull=True),
        pegawai=OuterRef("pegawai"),
        jenis=OuterRef("jenis"),
        periode__selesai__gt=OuterRef("periode__selesai"),
    )
    return semua.annotate(diulang=Exists(lebih_baru))


def jp_tahun(pegawai: Pegawai, *, tahun: int) -> JP:
    """JP yang sudah dihitung dan yang direncanakan pada tahun itu, dari haknya. Dua kueri, satu bagi PNS."""
    return JP(
        jp_tahun_ini([pegawai.pk], tahun=tahun)[pegawai.pk].terpakai,
        hak_jp(pegawai, pada=date(tahun, 12, 31)),
    )
