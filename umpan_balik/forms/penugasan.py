"""Usul penilai 360, putusannya, dan penolakan menilai."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from indikator.models import Periode
from kepegawaian.models import Pegawai
from umpan_balik.models import PenolakanMenilai
from umpan_balik.services.penugasan_usul import ALASAN_TERPANJANG

PILIH_ORANG = "Pilih orangnya dari hasil pencarian."


def _alasan(label: str, bantuan: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=bantuan,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": ALASAN_TERPANJANG}),
        max_length=ALASAN_TERPANJANG,
        error_messages={
            "required": "Tulis alasannya dalam satu atau dua kalimat.",
            "max_length": f"Alasan paling panjang {ALASAN_TERPANJANG} huruf. Ringkas dahulu.",
        },
    )


class UsulPenilaiForm(forms.Form):
    """Orangnya datang dari pencarian sebagai bidang tersembunyi; haknya diperiksa layanan."""

    periode = forms.ModelChoiceField(
        queryset=Periode.objects.none(),
        label="Periode",
        empty_label=None,
        error_messages={"required": "Pilih periodenya.", "invalid_choice": "Pilih periode yang berjalan."},
    )
    tambah = forms.ModelChoiceField(
        queryset=Pegawai.objects.none(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": PILIH_ORANG},
    )
    lepas = forms.ModelChoiceField(
        queryset=Pegawai.objects.none(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": PILIH_ORANG},
    )
    alasan = _alasan("Alasan", "Dibaca atasan Anda, atau admin bila atasan berhalangan.")

    def __init__(self, *args: Any, rekan: QuerySet[Pegawai], periode: list[Periode], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nama in ("tambah", "lepas"):
            self.fields[nama].queryset = rekan  # type: ignore[attr-defined]
        pilihan = Periode.objects.filter(pk__in=[p.pk for p in periode])
        self.fields["periode"].queryset = pilihan  # type: ignore[attr-defined]
        self.fields["periode"].initial = periode[0].pk if periode else None
        if len(periode) == 1:
            self.fields["periode"].widget = forms.HiddenInput()


class TolakUsulForm(forms.Form):
    """Alasan menolak usul."""

    catatan = _alasan("Alasan menolak", "Dibaca pengusulnya.")


class TolakMenilaiForm(forms.Form):
    """Mengapa tidak dapat menilai orang ini."""

    sebab = forms.ChoiceField(
        label="Sebab",
        choices=PenolakanMenilai.Sebab.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih sebabnya."},
    )
    alasan = _alasan(
        "Alasan",
        "Satu atau dua kalimat. Tidak ditampilkan kepada siapa pun; admin hanya melihat jumlah tiap sebab.",
    )
