"""Bidang formulir yang mengerti cara orang Indonesia menulis angka dan waktu."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from inti.rules.angka import baca_angka
from inti.rules.format import angka_ringkas


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
        for batas, nilai, kata in (
            ("min_value", self.min_value, "kecil"),
            ("max_value", self.max_value, "besar"),
        ):
            if nilai is not None:
                tulisan = angka_ringkas(str(nilai), self.decimal_places or 0)
                self.error_messages.setdefault(batas, f"Isi paling {kata} {tulisan}.")

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, str):
            try:
                value = baca_angka(value) if value.strip() else ""
            except ValueError as galat:
                raise ValidationError(self.error_messages["invalid"], code="invalid") from galat
        return super().to_python(value)

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
