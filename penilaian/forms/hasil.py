"""Saringan hasil unit."""

from collections.abc import Iterable
from typing import Any

from django import forms

from indikator.models import Periode
from penilaian.models import Predikat


class SaringHasilForm(forms.Form):
    """Saringan daftar orang pada hasil unit; semuanya di alamat."""

    periode = forms.TypedChoiceField(label="Periode", required=False, coerce=int, empty_value=None)
    unit = forms.TypedChoiceField(label="Unit", required=False, coerce=int, empty_value=None)
    predikat = forms.ChoiceField(label="Predikat", required=False)
    cari = forms.CharField(label="Nama atau NIP", required=False, max_length=100)

    def __init__(
        self, *args: Any, periode: Iterable[Periode], unit: Iterable[tuple[int, str]], **lain: Any
    ) -> None:
        super().__init__(*args, **lain)
        self.fields["periode"].choices = [("", "Terbaru"), *((p.pk, p.nama) for p in periode)]
        self.fields["unit"].choices = [("", "Semua"), *unit]
        self.fields["predikat"].choices = [
            ("", "Semua"),
            *Predikat.choices,
            ("tidak_lengkap", "Tidak lengkap"),
        ]
        self.is_valid()

    def isi(self, nama: str) -> Any:
        """Saringan yang terbaca; yang keliru dianggap tidak dipakai."""
        return self.cleaned_data.get(nama)
