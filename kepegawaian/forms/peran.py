"""Formulir memberi dan mencabut peran."""

from typing import Any

from django import forms

from inti.forms import TanggalField
from kepegawaian.forms.langkah import alasan_field, pilih_field, radio_field, teks_field
from kepegawaian.forms.penempatan import CARI, sisa_kata
from kepegawaian.models import Peran
from kepegawaian.queries.pilihan import Pilihan


class BeriPeranForm(forms.Form):
    """Peran apa, di mana, sejak dan sampai kapan, menurut apa."""

    jenis = radio_field("Peran", "Pilih perannya.", [], {})
    cari_unit = teks_field("Cari unit", 100, widget=CARI)
    unit = pilih_field("Berlaku di", "Pilih unitnya.", wajib=False)
    sejak = TanggalField(label="Mulai", help_text="Paling awal hari ini.")
    sampai = TanggalField(label="Hari terakhir", required=False, help_text="Kosongkan bila sampai dicabut.")
    dasar = teks_field(
        "Dasar", 120, wajib="Tulis dasarnya, misalnya nomor surat perintah.", bantuan="Nomor surat."
    )

    def __init__(self, *argumen: Any, unit: Pilihan, jenis: list[str], seluruh: bool, **lain: Any) -> None:
        super().__init__(*argumen, **lain)
        self.fields["jenis"].choices = [(j, str(Peran.Jenis(j).label)) for j in jenis]  # type: ignore[attr-defined]
        self.fields["jenis"].penjelasan = {j: Peran.KETERANGAN[Peran.Jenis(j)] for j in jenis}  # type: ignore[attr-defined]
        kosong = ("", "Seluruh pemerintah daerah" if seluruh else "Pilih")
        self.fields["unit"].choices = [kosong, *unit.butir]  # type: ignore[attr-defined]
        self.fields["unit"].required = not seluruh
        bantuan = "Beserta semua unit di bawahnya."
        self.fields["unit"].help_text = f"{bantuan} {sisa_kata(unit, 'unit')}".strip()


class CabutPeranForm(forms.Form):
    """Mencabut peran mulai hari ini."""

    alasan = alasan_field(
        "Alasan pencabutan",
        "Tercatat di riwayat peran.",
        "Tulis alasannya; alasan itu tercatat di riwayat peran.",
    )


class SaringPeranForm(forms.Form):
    """Saringan pemegang peran."""

    q = teks_field("Nama atau unit", 100, widget=forms.TextInput(attrs={"type": "search"}))
    jenis = forms.ChoiceField(label="Peran", required=False, choices=[("", "Semua"), *Peran.Jenis.choices])
    masa = forms.ChoiceField(
        label="Masa",
        required=False,
        choices=[("", "Berlaku atau akan berlaku"), ("lampau", "Sudah berakhir")],
    )
