"""Pilihan di alamat halaman dasbor."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from indikator.models import Periode
from penilaian.queries.dasbor import Langkah


class SaringDasborForm(forms.Form):
    """Periode dan perangkat daerah; yang keliru dianggap tidak dipakai. Bidang yang tidak ada pilihannya hilang."""

    periode = forms.TypedChoiceField(label="Periode", required=False, coerce=int, empty_value=None)
    dinas = forms.TypedChoiceField(label="Perangkat daerah", required=False, coerce=int, empty_value=None)

    def __init__(
        self,
        *args: Any,
        periode: Sequence[Periode],
        dinas: Iterable[tuple[int, str]] = (),
        bawaan: str = "Yang berjalan",
        **lain: Any,
    ) -> None:
        super().__init__(*args, **lain)
        self.semua_periode = periode
        self.fields["periode"].choices = [("", bawaan), *((p.pk, p.nama) for p in periode)]
        pilihan = list(dinas)
        self.fields["dinas"].choices = [("", "Semua"), *pilihan]
        if len(pilihan) < 2:
            del self.fields["dinas"]
        self.is_valid()

    @property
    def periode_dipilih(self) -> Periode | None:
        return next((p for p in self.semua_periode if p.pk == self.cleaned_data.get("periode")), None)

    @property
    def dinas_dipilih(self) -> int | None:
        return self.cleaned_data.get("dinas")


class BarisDasborForm(forms.Form):
    """Satu baris dan satu langkah pada tabel kelengkapan: daftar orangnya, atau yang diingatkan."""

    periode = forms.IntegerField(min_value=1)
    dinas = forms.IntegerField(min_value=1, required=False)
    unit = forms.IntegerField(min_value=1, required=False)
    langkah = forms.ChoiceField(choices=Langkah.choices)
