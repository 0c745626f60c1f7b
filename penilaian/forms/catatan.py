"""Formulir catatan pribadi penilai."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from indikator.models import RHK
from inti.forms import TanggalField
from penilaian.services.catatan import TERPANJANG


class CatatanForm(forms.Form):
    """Hari peristiwa, RHK bila ada, dan ceritanya."""

    tanggal = TanggalField(label="Hari peristiwanya")
    rhk = forms.TypedChoiceField(
        label="Tentang RHK",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "Pilih RHK dari daftar, atau kosongkan."},
    )
    teks = forms.CharField(
        label="Catatan",
        max_length=TERPANJANG,
        help_text="Apa yang terjadi, di mana, dan apa akibatnya. Fakta lebih berguna daripada kesan.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Tulis peristiwanya dengan singkat.",
            "max_length": "Paling banyak %(limit_value)d huruf, Anda menulis %(show_value)d. Ringkas.",
        },
    )

    def __init__(self, data: Any = None, *, rhk: Sequence[RHK], hari: date) -> None:
        super().__init__(data, initial={"tanggal": hari})
        self.fields["rhk"].choices = [("", "Tidak tentang satu RHK"), *((r.pk, r.teks) for r in rhk)]
