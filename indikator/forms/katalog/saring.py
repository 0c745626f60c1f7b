"""Saringan daftar katalog dan tinjauan, dan pilihan perangkat daerah."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from indikator.models import Aspek, Polaritas, Tinjauan
from indikator.queries.katalog import SaringKatalog, SaringTinjauan
from kepegawaian.models import UnitKerja

SEMUA = [("", "Semua")]


def bidang_dinas() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label="Perangkat daerah", required=False, coerce=int, empty_value=None, choices=SEMUA
    )


class SaringKatalogForm(forms.Form):
    """Saringan katalog di alamat."""

    q = forms.CharField(
        label="Cari",
        required=False,
        max_length=100,
        widget=forms.SearchInput(attrs={"placeholder": "nama, definisi, atau kode"}),
    )
    dinas = bidang_dinas()
    aspek = forms.ChoiceField(label="Aspek", required=False, choices=[*SEMUA, *Aspek.choices])
    polaritas = forms.ChoiceField(label="Arah", required=False, choices=[*SEMUA, *Polaritas.choices])
    keadaan = forms.ChoiceField(
        required=False,
        choices=[("", "Ditawarkan"), ("nonaktif", "Ditarik"), ("semua", "Semua")],
        widget=forms.HiddenInput,
    )
    urut = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, dinas: Iterable[tuple[int, str, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dinas"].choices = [*SEMUA, *((pk, f"{nama} ({banyak})") for pk, nama, banyak in dinas)]

    def saringan(self) -> SaringKatalog:
        """Saringan dari alamat; isian yang tidak dikenal diabaikan."""
        self.is_valid()
        data = self.cleaned_data
        return SaringKatalog(
            q=data.get("q", "").strip(),
            dinas=data.get("dinas"),
            aspek=data.get("aspek", ""),
            polaritas=data.get("polaritas", ""),
            keadaan=data.get("keadaan", ""),
            urut=data.get("urut") or "nama",
        )


class SaringTinjauanForm(forms.Form):
    """Saringan tinjauan di alamat; bawaannya yang belum dijawab."""

    keadaan = forms.ChoiceField(
        label="Jawaban",
        required=False,
        choices=[("", "Belum dijawab"), ("sudah", "Sudah dijawab"), ("semua", "Semua")],
    )
    jenis = forms.ChoiceField(label="Jenis", required=False, choices=[*SEMUA, *Tinjauan.Jenis.choices])
    dinas = bidang_dinas()

    def __init__(self, *args: Any, dinas: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dinas"].choices = [*SEMUA, *dinas]

    def saringan(self) -> SaringTinjauan:
        """Saringan dari alamat; isian yang tidak dikenal diabaikan."""
        self.is_valid()
        data = self.cleaned_data
        return SaringTinjauan(
            keadaan=data.get("keadaan") or "belum", jenis=data.get("jenis", ""), dinas=data.get("dinas")
        )


class PilihDinasForm(forms.Form):
    """Katalog perangkat daerah mana yang diisi."""

    unit = forms.ModelChoiceField(
        label="Perangkat daerah",
        queryset=UnitKerja.objects.none(),
        empty_label=None,
        help_text="Pilihan jabatan dan unit pada langkah berikut mengikuti perangkat daerah ini.",
    )

    def __init__(
        self, *args: Any, pilihan: QuerySet[UnitKerja], menyalin: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if menyalin:
            self.fields["unit"].label = "Salin ke katalog"
            self.fields["unit"].help_text = "Hanya perangkat daerah yang Anda kelola."
        self.fields["unit"].queryset = pilihan
        self.fields["unit"].label_from_instance = _label_unit


def _label_unit(unit: UnitKerja) -> str:
    return f"{unit.nama} (seluruh pemda)" if unit.dinas_id is None else unit.nama
