"""Formulir cuti dan pelatihan panjang."""

from django import forms

from penilaian.models import Jeda


def _tanggal(label: str, bantuan: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=bantuan,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": f"Isi {label.lower()}.",
            "invalid": "Tulis tanggalnya, misalnya 01-08-2026.",
        },
    )


class JedaForm(forms.Form):
    """Satu masa seorang pegawai tidak bertugas."""

    nip = forms.CharField(
        label="NIP pegawai",
        max_length=25,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Isi NIP pegawainya."},
    )
    jenis = forms.ChoiceField(
        label="Jenis", choices=Jeda.Jenis.choices, error_messages={"required": "Pilih jenisnya."}
    )
    sejak = _tanggal("Hari pertama")
    sampai = _tanggal("Hari terakhir", "Hari terakhir ia tidak bertugas.")
    dasar = forms.CharField(
        label="Dasar",
        max_length=120,
        help_text="Nomor surat izin cuti atau surat tugas.",
        error_messages={"required": "Tulis nomor surat izin cuti atau surat tugasnya."},
    )

    def clean_nip(self) -> str:
        """Spasi dan titik yang ikut tersalin dibuang."""
        return "".join(huruf for huruf in str(self.cleaned_data["nip"]) if huruf.isdigit())
