"""Kartu saran pelatihan di halaman hasil."""

from dataclasses import dataclass
from decimal import Decimal

from django import template
from django.utils import timezone

from kepegawaian.models import Pegawai
from pelatihan.models import Rekomendasi
from pelatihan.permissions import boleh_baca_profil
from pelatihan.queries.rekomendasi import jp_tahun, saran_hasil
from penilaian.models import Hasil

register = template.Library()


@dataclass(frozen=True, slots=True)
class AngkaKebutuhan:
    """Satu kebutuhan di balik saran: nilai = celah × bobot × yakin."""

    label: str
    angka: str
    celah: Decimal
    bobot: Decimal
    yakin: Decimal
    nilai: Decimal


@register.filter
def angka_saran(saran: Rekomendasi) -> list[AngkaKebutuhan]:
    """Angka yang tercatat saat saran dibuat; kosong bagi saran dari versi yang belum mencatatnya."""
    return [
        AngkaKebutuhan(k["label"], k["angka"], *(Decimal(k[n]) for n in ("celah", "bobot", "yakin", "nilai")))
        for k in saran.dasar.get("kebutuhan", [])
        if "nilai" in k
    ]


@register.inclusion_tag("pelatihan/kartu_hasil.html", takes_context=True)
def rekomendasi_hasil(context: template.Context, hasil: Hasil) -> dict[str, object]:
    """Saran untuk satu hasil; tombolnya hanya bagi pemiliknya."""
    pembaca = context.get("pengguna")
    terbuka = isinstance(pembaca, Pegawai) and boleh_baca_profil(
        pembaca, hasil.pegawai, pada=timezone.localdate()
    )
    return {
        "profil": hasil.pegawai_id if terbuka else None,
        "saran": saran_hasil(hasil.pk, hasil.pegawai_id),
        "jp": jp_tahun(hasil.pegawai, tahun=hasil.periode.selesai.year),
        "milik_sendiri": getattr(pembaca, "pk", None) == hasil.pegawai_id,
        "csrf_token": context.get("csrf_token"),
    }
