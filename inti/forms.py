"""Bidang formulir yang mengerti cara orang Indonesia menulis angka dan waktu."""

import re
from decimal import Decimal
from typing import Any

from django import forms

RIBUAN_TITIK = re.compile(r"^-?\d{1,3}(\.\d{3})+$")


def baca_angka(teks: str) -> str:
    """Ubah tulisan Indonesia ke bentuk yang dimengerti Decimal: "1.234,5" → "1234.5", "98.7" → "98.7".

    Titik dianggap pemisah ribuan hanya bila ada koma sesudahnya atau ada dua titik; "1.234" dibaca 1234
    bila tepat tiga angka mengikutinya, seperti kebiasaan menulis ribuan.
    """
    teks = teks.replace("\u00a0", "").replace(" ", "").removesuffix("%")
    if "," in teks:
        return teks.replace(".", "").replace(",", ".")
    return teks.replace(".", "") if RIBUAN_TITIK.match(teks) else teks


class AngkaField(forms.DecimalField):
    """Angka dengan koma desimal. Hasilnya Decimal; tanpa pembulatan."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {
        "invalid": "Isi dengan angka, misalnya 98,7.",
        "required": "Isi angkanya, misalnya 98,7.",
        "max_digits": "Angka ini terlalu panjang. Paling banyak %(max)s angka.",
        "max_decimal_places": "Paling banyak %(max)s angka di belakang koma.",
        "max_whole_digits": "Angka ini terlalu besar. Paling banyak %(max)s angka di depan koma.",
    }

    def __init__(self, **lain: Any) -> None:
        lain.setdefault("max_digits", 20)
        lain.setdefault("decimal_places", 4)
        super().__init__(**lain)
        self.widget.is_localized = False

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(baca_angka(value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            teks = format(value, "f")
            return (teks.rstrip("0").rstrip(".") if "." in teks else teks).replace(".", ",")
        return value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class TanggalField(forms.DateField):
    """Tanggal dari pemilih bawaan peramban atau diketik 31-12-2026."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    input_formats = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
    default_error_messages = {
        "invalid": "Isi tanggal yang ada di kalender, misalnya 31-12-2026.",
        "required": "Isi tanggalnya, misalnya 31-12-2026.",
    }


class TenggatField(forms.DateTimeField):
    """Tanggal dan jam menurut zona instansi yang sedang aktif."""

    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    input_formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d-%m-%Y %H.%M", "%d-%m-%Y %H:%M"]
    default_error_messages = {
        "invalid": "Isi tanggal dan jam, misalnya 31-12-2026 23.59.",
        "required": "Isi tanggal dan jamnya, misalnya 31-12-2026 23.59.",
    }

