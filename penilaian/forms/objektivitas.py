"""Saringan tanda objektivitas."""

from collections.abc import Iterable
from typing import Any

from django import forms

from indikator.models import Periode


class SaringObjektivitasForm(forms.Form):
    """Periode, perangkat daerah, dan cara mengelompokkan; semuanya di alamat."""

    periode = forms.TypedChoiceField(label="Periode", required=False, coerce=int, empty_value=None)
    unit = forms.TypedChoiceField(label="Perangkat daerah", required=False, coerce=int, empty_value=None)
    menurut = forms.ChoiceField(label="Menurut", required=False, choices=[("", "Penilai"), ("unit", "Unit")])
    tanda = forms.ChoiceField(label="Tampilkan", required=False, choices=[("", "Semua"), ("ada", "Bertanda")])

    def __init__(
        self, *args: Any, periode: Iterable[Periode], unit: Iterable[tuple[int, str]] = (), **lain: Any
    ) -> None:
        super().__init__(*args, **lain)
        self.fields["periode"].choices = [("", "Terbaru"), *((p.pk, p.nama) for p in periode)]
        self.fields["unit"].choices = [("", "Semua"), *unit]
        self.is_valid()

    def isi(self, nama: str) -> Any:
        """Saringan yang terbaca; yang keliru dianggap tidak dipakai."""
        return self.cleaned_data.get(nama)
