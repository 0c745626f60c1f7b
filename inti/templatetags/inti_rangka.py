"""Bingkai halaman: remah roti, pita contoh, pesan sesudah tindakan, nomor halaman. Ikut inti_komponen."""

from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template import Context, TemplateSyntaxError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from inti.rules import format as bentuk

register = template.Library()

TINGKAT_DJANGO: dict[str, str] = {"success": "baik", "warning": "awas", "error": "stop"}


@register.simple_tag
def remah(*bagian: str) -> SafeString:
    """Remah roti: pasangan judul dan alamat, lalu judul halaman ini: {% remah "Beranda" url "SKP saya" %}."""
    if len(bagian) % 2 == 0:
        raise TemplateSyntaxError(f"remah butuh pasangan judul dan alamat, lalu judul halaman ini: {bagian}")
    tautan = format_html_join("", '<a href="{}">{}</a> / ', zip(bagian[1::2], bagian[0:-1:2], strict=False))
    return format_html('<nav class="remah" aria-label="Remah roti">{}{}</nav>', tautan, bagian[-1])


@register.filter
def jenis_pesan(pesan_django: Any) -> str:
    """Tingkat `django.contrib.messages` → jenis pesan."""
    return TINGKAT_DJANGO.get(getattr(pesan_django, "level_tag", ""), "info")


@register.filter
def urungkan(pesan_django: Any) -> str:
    """Alamat POST untuk membatalkan, dari extra_tags="urungkan:/alamat/"; kosong bila tidak ada."""
    for kata in str(getattr(pesan_django, "extra_tags", "") or "").split():
        if kata.startswith("urungkan:/") and not kata.startswith("urungkan://"):
            return kata.removeprefix("urungkan:")
    return ""


@register.inclusion_tag("komponen/pita_contoh.html", takes_context=True)
def pita_contoh(context: Context) -> dict[str, object]:
    """Pita "Data contoh" dari konteks, atau dari pengaturan pada halaman yang tidak mendapat konteks."""
    return {"tampil": context.get("mode_contoh", getattr(settings, "MODE_CONTOH", False))}


@register.inclusion_tag("komponen/halaman.html", takes_context=True)
def halaman(context: Context, laman: Page, parameter: str = "halaman", benda: str = "") -> dict[str, object]:
    """Nomor halaman yang mempertahankan saringan di alamat; tanpa nomor bila semuanya muat satu halaman."""
    permintaan = context.get("request")
    tanya = permintaan.GET.copy() if permintaan is not None else None

    def alamat(nomor: int) -> str:
        if tanya is None:
            return f"?{parameter}={nomor}"
        tanya[parameter] = str(nomor)
        return f"?{tanya.urlencode()}"

    butir: list[dict[str, object]] = []
    for nomor in laman.paginator.get_elided_page_range(laman.number, on_each_side=1, on_ends=1):
        if isinstance(nomor, int):
            butir.append(
                {"teks": bentuk.angka(nomor, 0), "alamat": alamat(nomor), "kini": nomor == laman.number}
            )
        else:
            butir.append({"teks": "…"})
    return {
        "butir": butir if laman.paginator.num_pages > 1 else [],
        "awal": bentuk.angka(laman.start_index(), 0),
        "akhir": bentuk.angka(laman.end_index(), 0),
        "jumlah": bentuk.angka(laman.paginator.count, 0),
        "benda": benda,
        "ada": laman.paginator.count > 0,
    }
