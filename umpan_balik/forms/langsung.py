"""Memberi umpan balik bernama: cari orangnya, lalu tulis."""

from django import forms
from django.db.models import QuerySet

from kepegawaian.models import Pegawai
from umpan_balik.models import UmpanBalik
from umpan_balik.services.langsung import TERPANJANG


class CariForm(forms.Form):
    """Saringan nama penerima (GET)."""

    cari = forms.CharField(required=False, max_length=80, label="Nama atau NIP")


class KirimForm(forms.Form):
    """Satu pujian atau saran."""

    penerima = forms.ModelChoiceField(
        queryset=Pegawai.objects.none(),
        widget=forms.HiddenInput,
        error_messages={
            "required": "Pilih dahulu penerimanya.",
            "invalid_choice": "Penerima ini tidak ada di instansi Anda. Cari lagi namanya.",
        },
    )
    jenis = forms.ChoiceField(
        choices=UmpanBalik.Jenis.choices,
        widget=forms.RadioSelect,
        label="Jenis",
        error_messages={"required": "Pilih pujian atau saran."},
    )
    teks = forms.CharField(
        label="Umpan balik",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=TERPANJANG,
        help_text="Sebutkan apa yang dilakukan, kapan, dan akibatnya.",
        error_messages={
            "required": "Tulis umpan baliknya.",
            "max_length": f"Paling panjang {TERPANJANG} huruf. Ringkas dahulu.",
        },
    )
    terbaca_atasan = forms.BooleanField(required=False, label="Atasan penerima juga boleh membaca")

    def __init__(self, *args: object, penerima: QuerySet[Pegawai], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["penerima"].queryset = penerima  # type: ignore[attr-defined]
        self.fields["jenis"].penjelasan = {  # type: ignore[attr-defined]
            UmpanBalik.Jenis.PUJIAN: "Sesuatu yang baik dan perlu diteruskan.",
            UmpanBalik.Jenis.SARAN: "Sesuatu yang dapat dilakukan dengan cara lain.",
        }
