"""Pilihan periode dan awal pohon kinerja, menurut alamat."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from indikator.models import Periode

SAYA = "saya"


class SaringPohonForm(forms.Form):
    """Bawaannya periode berjalan, dan unit yang dipimpin atau diri sendiri."""

    periode = forms.ModelChoiceField(
        label="Capaian pada", required=False, queryset=Periode.objects.none(), empty_label="Yang berjalan"
    )
    dari = forms.ChoiceField(label="Mulai dari", required=False)

    def __init__(
        self,
        *args: Any,
        periode: QuerySet[Periode],
        awal: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["periode"].queryset = periode
        self.fields["dari"].choices = awal
        if len(awal) < 2:
            del self.fields["dari"]
        self.is_valid()

    @property
    def periode_dipilih(self) -> Periode | None:
        return self.cleaned_data.get("periode")
