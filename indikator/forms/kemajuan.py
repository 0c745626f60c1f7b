"""Pilihan periode dan perangkat daerah pada halaman kemajuan."""

from collections.abc import Iterable
from typing import Any

from django import forms

from indikator.models import Periode


class SaringKemajuanForm(forms.Form):
    """Saringan di alamat; bawaannya periode berjalan dan semua perangkat daerah."""

    periode = forms.ModelChoiceField(
        label="Periode", required=False, queryset=Periode.objects.none(), empty_label="Yang berjalan"
    )
    dinas = forms.TypedChoiceField(label="Perangkat daerah", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, periode: Any, dinas: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["periode"].queryset = periode
        pilihan = list(dinas)
        self.fields["dinas"].choices = [("", "Semua"), *pilihan]
        if len(pilihan) < 2:
            del self.fields["dinas"]
        self.is_valid()

    @property
    def periode_dipilih(self) -> Periode | None:
        return self.cleaned_data.get("periode")

    @property
    def dinas_dipilih(self) -> int | None:
        return self.cleaned_data.get("dinas")
