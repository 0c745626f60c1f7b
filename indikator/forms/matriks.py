"""Isian matriks peran hasil dan pilihan tautan RHK."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from indikator.queries.matriks import PilihanRhk, Tertunda

BENTUK_SEL = re.compile(r"(\d{1,18})-(\d{1,18})", re.ASCII)


class SelField(forms.MultipleChoiceField):
    """Centang berbentuk "rhk-pegawai"; hak dan keberadaannya diperiksa layanan."""

    def valid_value(self, value: str) -> bool:
        return BENTUK_SEL.fullmatch(value) is not None

    def clean(self, value: Any) -> list[tuple[int, int]]:
        return [(int(r), int(p)) for r, _, p in (teks.partition("-") for teks in super().clean(value))]


class BagiForm(forms.Form):
    """Sel yang dicentang dan kata perannya; `peran` hanya dipakai saat menugaskan."""

    sel = SelField(
        required=False,
        error_messages={"invalid_choice": "Ada centang yang tidak dikenal. Muat ulang halaman."},
    )
    peran = forms.CharField(
        label="Perannya, dengan kata",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": "misalnya menyediakan data kematian"}),
        help_text="Dipakai untuk semua yang dicentang. Tidak perlu diisi bila hanya menarik.",
        error_messages={
            "max_length": "Paling banyak %(limit_value)d huruf, Anda menulis %(show_value)d. Ringkas."
        },
    )


class CariOrangForm(forms.Form):
    """Mencari orang dari unit lain; menurut alamat, jadi dapat dibuka ulang."""

    cari = forms.CharField(
        label="Nama atau NIP",
        required=False,
        max_length=60,
        widget=forms.SearchInput(attrs={"placeholder": "sekurangnya tiga huruf"}),
    )


class TautanForm(forms.Form):
    """Satu pilihan RHK pimpinan untuk tiap RHK yang belum tertaut; kosong berarti tetap ditautkan nanti."""

    def __init__(self, *args: Any, tertunda: Sequence[Tertunda], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for t in tertunda:
            if t.dapat_ditautkan:
                pilihan = [("", "Tautkan nanti"), *((p.rhk.pk, label(p, t)) for p in t.pilihan)]
                for rhk in t.rhk:
                    self.fields[f"rhk-{rhk.pk}"] = forms.TypedChoiceField(
                        label=rhk.teks,
                        choices=pilihan,
                        coerce=int,
                        empty_value=None,
                        required=False,
                        error_messages={
                            "invalid_choice": "RHK pimpinan itu sudah tidak ada. Pilih lagi dari daftar."
                        },
                    )

    def pilihan(self) -> Mapping[int, int]:
        """RHK sendiri → RHK pimpinan yang dipilih."""
        return {
            int(nama.removeprefix("rhk-")): nilai
            for nama, nilai in self.cleaned_data.items()
            if nilai is not None
        }


def label(pilihan: PilihanRhk, tertunda: Tertunda) -> str:
    """Teks RHK; pemiliknya disebut bila bukan pejabat penilai."""
    penilai = tertunda.penilai
    if penilai is not None and pilihan.rhk.skp.pegawai_id == penilai.id:
        return pilihan.rhk.teks
    return f"{pilihan.rhk.teks} ({pilihan.asal}{f': {pilihan.peran}' if pilihan.peran else ''})"
