"""Konfirmasi menutup periode: centang dan ketik nama periodenya."""

from typing import Any

from django import forms

from indikator.models import Periode


class TutupForm(forms.Form):
    """Menutup tidak dapat dibatalkan seorang diri, jadi namanya diketik."""

    paham = forms.BooleanField(
        label="Saya paham: sesudah ini tidak ada laporan atau rating yang diterima, dan yang belum lengkap "
        "ditutup sebagai tidak lengkap.",
        error_messages={"required": "Centang bila Anda sudah membaca akibatnya."},
    )
    nama = forms.CharField(
        label="Ketik nama periode",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Ketik nama periode yang hendak ditutup."},
    )

    def __init__(self, *args: Any, periode: Periode, **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.periode = periode
        self.fields["nama"].help_text = f"Ketik persis: {periode.nama}"

    def clean_nama(self) -> str:
        """Besar kecil huruf dan spasi tidak dipersoalkan."""
        teks = " ".join(str(self.cleaned_data["nama"]).split())
        if teks.casefold() != self.periode.nama.casefold():
            raise forms.ValidationError(f"Yang Anda ketik berbeda. Ketik: {self.periode.nama}")
        return teks
