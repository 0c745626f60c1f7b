"""Formulir tabel pemetaan dan kompetensi teknis."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.formsets import BaseFormSet, formset_factory

from pelatihan.rules.hak import HAK_JP
from pelatihan.rules.pemetaan import PILIHAN_KEKUATAN, Hubungan

TAMBAHAN = 5
TETAP = ("sumber", "sasaran")


class HubunganForm(forms.Form):
    """Satu baris tabel; baris yang ketiganya kosong dilewati."""

    sumber = forms.ChoiceField(label="Sumber", required=False)
    sasaran = forms.ChoiceField(label="Tentang", required=False)
    kekuatan = forms.TypedChoiceField(
        label="Kekuatan",
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", "Pilih"), *PILIHAN_KEKUATAN],
    )

    def __init__(
        self, *args: Any, sumber: Mapping[str, str], sasaran: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for nama, pilihan in zip(TETAP, (sumber, sasaran), strict=True):
            bidang = self.fields[nama]
            assert isinstance(bidang, forms.ChoiceField)
            bidang.choices = [("", "Pilih"), *pilihan.items()]
            bidang.widget.attrs["class"] = "form-select"
        self.fields["kekuatan"].widget.attrs["class"] = "form-select"
        kekuatan = self.initial.get("kekuatan")
        bidang = self.fields["kekuatan"]
        assert isinstance(bidang, forms.TypedChoiceField)
        if kekuatan and kekuatan not in dict(PILIHAN_KEKUATAN):
            bidang.choices = [("", "Pilih"), *PILIHAN_KEKUATAN, (kekuatan, f"{kekuatan} %")]

    def tetapkan_isinya(self) -> None:
        """Hubungan yang sudah ada dibaca sebagai tulisan; yang diubah kekuatannya saja.

        Sumber atau sasaran yang tidak ada lagi di pilihan tetap dipilih ulang.
        """
        if all(self._sebutan(nama) for nama in TETAP):
            for nama in TETAP:
                self.fields[nama].widget = forms.HiddenInput()

    def tetap(self) -> list[tuple[BoundField, str]]:
        """Bidang yang tidak diubah lagi di baris ini, beserta sebutannya."""
        return [(self[nama], self._sebutan(nama)) for nama in TETAP if self.fields[nama].widget.is_hidden]

    def _sebutan(self, nama: str) -> str:
        bidang = self.fields[nama]
        assert isinstance(bidang, forms.ChoiceField)
        nilai = self[nama].value()
        return str(dict(bidang.choices).get(nilai, "")) if nilai else ""

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        terisi = [n for n in ("sumber", "sasaran", "kekuatan") if isi.get(n)]
        if terisi and len(terisi) < 3 and not self.errors:
            raise forms.ValidationError("Isi ketiga kolom baris ini, atau centang Hapus.")
        return isi


class HubunganFormSetDasar(BaseFormSet):  # type: ignore[type-arg]
    """Semua baris tabel."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].widget.attrs["class"] = "form-check-input"
        if index is not None and index < self.initial_form_count():
            assert isinstance(form, HubunganForm)
            form.tetapkan_isinya()

    def hubungan(self) -> list[Hubungan]:
        """Baris yang terisi dan tidak dihapus."""
        return [
            Hubungan(isi["sumber"], isi["sasaran"], isi["kekuatan"])
            for f in self.forms
            if (isi := f.cleaned_data) and isi.get("sumber") and not isi.get("DELETE")
        ]


HubunganFormSet = formset_factory(
    HubunganForm, formset=HubunganFormSetDasar, extra=TAMBAHAN, can_delete=True, max_num=400
)


def awal(hubungan: Iterable[Hubungan]) -> list[dict[str, object]]:
    """Isi awal formulir dari tabel yang berlaku."""
    return [{"sumber": h.sumber, "sasaran": h.sasaran, "kekuatan": h.kekuatan} for h in hubungan]


class AturanForm(forms.Form):
    """Yang menyertai tabel: JP PPPK, hari berlaku, dan alasannya."""

    jp_pppk = forms.IntegerField(
        label="JP PPPK setahun",
        min_value=0,
        max_value=HAK_JP["PPPK"],
        help_text="Paling banyak 24. PNS tetap 20.",
    )
    sejak = forms.DateField(
        label="Berlaku sejak",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Dipakai periode yang berakhir pada atau sesudah hari ini.",
    )
    alasan = forms.CharField(
        label="Alasan perubahan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis alasannya, supaya pembaca versi ini mengerti sebabnya."},
    )


class TeknisForm(forms.Form):
    """Satu kompetensi teknis baru."""

    nama = forms.CharField(
        label="Nama kompetensi teknis",
        max_length=120,
        error_messages={"required": "Isi nama kompetensi teknisnya."},
    )
    uraian = forms.CharField(
        label="Uraian",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
