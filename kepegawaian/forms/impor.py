"""Unggahan lembar kerja."""

from django import forms


class UnggahForm(forms.Form):
    """Satu berkas; isinya diperiksa layanan."""

    berkas = forms.FileField(
        label="Berkas Excel atau CSV",
        help_text="Berkas .xlsx atau .csv, paling besar 25 MB dan 100.000 baris.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": "Pilih berkas .xlsx atau .csv.",
            "missing": "Pilih berkas .xlsx atau .csv.",
            "max_length": "Nama berkas terlalu panjang. Singkatkan, lalu unggah lagi.",
        },
    )
