"""Kartu saran pelatihan di halaman hasil."""

from django import template

from pelatihan.queries.rekomendasi import jp_tahun, saran_hasil
from penilaian.models import Hasil

register = template.Library()


@register.inclusion_tag("pelatihan/kartu_hasil.html", takes_context=True)
def rekomendasi_hasil(context: template.Context, hasil: Hasil) -> dict[str, object]:
    """Saran untuk satu hasil; tombolnya hanya bagi pemiliknya."""
    return {
        "saran": saran_hasil(hasil.pk, hasil.pegawai_id),
        "jp": jp_tahun(hasil.pegawai, tahun=hasil.periode.selesai.year),
        "milik_sendiri": getattr(context.get("pengguna"), "pk", None) == hasil.pegawai_id,
        "csrf_token": context.get("csrf_token"),
    }
