"""Saringan daftar jejak di alamat."""

from typing import Any

from django import forms

from asn_kinerja.queries.jejak.daftar import SaringJejak
from asn_kinerja.rules.jejak import JENIS, KATA

SEMUA = [("", "Semua")]


def _tanggal(label: str) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class SaringJejakForm(forms.Form):
    """Yang tidak terbaca diabaikan: saringan tidak pernah menjadi halaman galat."""

    pelaku = forms.CharField(
        label="Pelaku",
        required=False,
        max_length=100,
        widget=forms.SearchInput(attrs={"placeholder": "nama, NIP, atau sistem"}),
    )
    jenis = forms.ChoiceField(
        label="Tentang", required=False, choices=[*SEMUA, *sorted(JENIS.items(), key=lambda j: j[1])]
    )
    aksi = forms.ChoiceField(
        label="Perbuatan",
        required=False,
        choices=[*SEMUA, *sorted(((k, v.capitalize()) for k, v in KATA.items()), key=lambda k: k[1])],
    )
    dari = _tanggal("Dari tanggal")
    sampai = _tanggal("Sampai tanggal")

    def saringan(self) -> SaringJejak:
        """Hanya isian yang sah."""
        self.is_valid()
        isi: dict[str, Any] = {nama: nilai for nama, nilai in self.cleaned_data.items() if nilai}
        return SaringJejak(**isi)
