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

    def tandai(self, dari: str, sebutan: str) -> None:
        """Tulis awal yang sedang digambar pada pilihannya, juga bila datang dari tautan ke unit lain."""
        if "dari" not in self.fields:
            return
        pilihan = list(self.fields["dari"].choices)
        if dari not in dict(pilihan):
            self.fields["dari"].choices = [(dari, sebutan), *pilihan]
        self.data = self.data.copy()
        self.data["dari"] = dari
