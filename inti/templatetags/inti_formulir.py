"""Formulir: ringkasan galat, awalan judul, saringan. Dimuat lewat {% load inti_komponen %}."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms, template
from django.forms import BaseForm, BaseFormSet, BoundField
from django.http import QueryDict
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


def _formulir(benda: Iterable[Any]) -> Iterator[BaseForm]:
    """Semua form di dalam form, formset, dan daftarnya; selain itu dilewati."""
    for satu in benda:
        if isinstance(satu, BaseForm):
            yield satu
        elif isinstance(satu, BaseFormSet):
            yield from satu.forms
        elif isinstance(satu, list | tuple):
            yield from _formulir(satu)


def _galat_umum(benda: Iterable[Any]) -> Iterator[str]:
    for satu in benda:
        if isinstance(satu, BaseFormSet) and satu.is_bound:
            yield from satu.non_form_errors()
        elif isinstance(satu, list | tuple):
            yield from _galat_umum(satu)


@register.filter
def id_kendali(bidang: BoundField) -> str:
    """Id kendali pertama bidang, juga pada radio dan kotak centang banyak: sasaran tautan ringkasan."""
    if not bidang.field.widget.use_fieldset or isinstance(bidang.field.widget, forms.MultiWidget):
        return str(bidang.id_for_label or bidang.auto_id)
    return f"{bidang.auto_id}_0"


def daftar_galat(*benda: Any) -> list[dict[str, str]]:
    """Semua galat sebagai (tautan, teks), urut seperti di halaman; galat umum lebih dahulu tanpa tautan."""
    hasil = [{"tautan": "", "teks": str(teks)} for teks in _galat_umum(benda)]
    for formulir in _formulir(benda):
        if not formulir.is_bound:
            continue
        hasil += [{"tautan": "", "teks": str(teks)} for teks in formulir.non_field_errors()]
        for bidang in formulir:
            tautan = "" if bidang.is_hidden or _tanpa_pilihan(bidang) else f"#{id_kendali(bidang)}"
            hasil += [{"tautan": tautan, "teks": str(teks)} for teks in bidang.errors]
    return hasil


def _tanpa_pilihan(bidang: BoundField) -> bool:
    """Kumpulan kotak yang tidak memuat satu kotak pun: tidak ada yang dapat dituju tautannya."""
    return isinstance(bidang.field.widget, forms.RadioSelect) and not len(bidang.subwidgets)


@register.inclusion_tag("komponen/galat_ringkas.html")
def galat_ringkas(
    *benda: Any, catatan: str = "Isian Anda tetap ada di halaman ini.", id: str = "galat-ringkas"
) -> dict[str, object]:
    """Ringkasan di atas formulir yang dikirim balik; kosong bila tidak ada galat. Terima form dan formset."""
    return {"butir": daftar_galat(*benda), "catatan": catatan, "id": id}


@register.simple_tag
def simpan_dahulu() -> SafeString:
    """Tombol menyimpan formulir yang belum selesai, tanpa skrip (inti/dahulu.py); letakkan sesudah tombol kirimnya."""
    return format_html(
        '<button class="btn btn-kedua" type="submit" name="{}" value="ya">Simpan dahulu</button>',
        "simpan_dahulu",
    )


@register.simple_tag
def judul_laman(*argumen: Any) -> str:
    """Isi blok judul: {% judul_laman form "SKP 2026" %} menjadi "Galat: SKP 2026" bila form-nya bergalat."""
    *benda, judul = argumen
    return f"Galat: {judul}" if daftar_galat(*benda) else str(judul)


@register.filter
def penjelasan(bidang: BoundField, nilai: Any) -> str:
    """Kalimat kecil di bawah satu pilihan, dari `field.penjelasan = {nilai: teks}` bila ada."""
    return str(getattr(bidang.field, "penjelasan", {}).get(str(nilai), ""))


@register.filter
def kendali(bidang: BoundField) -> str:
    """Kendali dengan kelas tampilan kita, untuk formulir yang ditulis tangan (tabel, saringan)."""
    widget = bidang.field.widget
    if isinstance(widget, forms.Select):
        kelas = "form-select"
    elif isinstance(widget, forms.CheckboxInput):
        kelas = "form-check-input"
    else:
        kelas = "form-control"
    tambahan = str(widget.attrs.get("class", ""))
    return bidang.as_widget(attrs={"class": f"{kelas} {tambahan}".strip()})


@register.inclusion_tag("komponen/saring.html", takes_context=True)
def saring(context: Context, formulir: BaseForm, *, jumlah: Any = "", benda: str = "") -> dict[str, object]:
    """Formulir saringan (GET) dan keping saringan yang sedang dipakai, tiap keping bertautan hapus."""
    permintaan = context.get("request")
    tanya = permintaan.GET if permintaan is not None else QueryDict()
    keping = []
    for bidang in formulir:
        nilai = tanya.get(bidang.html_name, "")
        if not nilai or bidang.is_hidden:
            continue
        sisa = tanya.copy()
        sisa.pop(bidang.html_name, None)
        sisa.pop("halaman", None)
        pilihan = dict(_pilihan_rata(bidang))
        keping.append(
            {"teks": pilihan.get(nilai, nilai), "judul": bidang.label, "alamat": f"?{sisa.urlencode()}"}
        )
    return {
        "form": formulir,
        "keping": keping,
        "jumlah": jumlah,
        "benda": benda,
        "banyak": str(_tampak(formulir)),
    }


def _tampak(formulir: BaseForm) -> int:
    return sum(1 for bidang in formulir if not bidang.is_hidden)


def _pilihan_rata(bidang: BoundField) -> Iterator[tuple[str, str]]:
    for nilai, label in getattr(bidang.field, "choices", ()):
        if isinstance(label, list | tuple):
            yield from ((str(n), str(teks)) for n, teks in label)
        else:
            yield str(nilai), str(label)
