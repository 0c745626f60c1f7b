"""Tautan kecil ke jejak sebuah benda, tampil hanya bagi yang boleh membacanya."""

from django import template
from django.template import Context
from django.urls import reverse

from asn_kinerja.permissions import boleh_di_unit

register = template.Library()


@register.inclusion_tag("jejak/tautan.html", takes_context=True)
def tautan_jejak(
    context: Context, jenis: str, nomor: int, unit: int | None = None, pemilik: int | None = None
) -> dict[str, object]:
    """{% tautan_jejak "skp" skp.pk unit=skp.penempatan.unit_id pemilik=skp.pegawai_id %}.

    Tanpa kueri: memakai akses yang sudah dibaca bingkai halaman. Halamannya sendiri tetap memeriksa.
    """
    pengguna, akses = context.get("pengguna"), context.get("akses_bingkai")
    if pengguna is None or akses is None:
        return {"alamat": ""}
    boleh = (
        pemilik == pengguna.pk
        if pemilik == pengguna.pk
        else boleh_di_unit(akses(), jenis=jenis, unit_id=unit)
    )
    return {"alamat": reverse("jejak_rinci", args=[jenis, nomor]) if boleh else ""}
