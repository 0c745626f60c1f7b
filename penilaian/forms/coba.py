"""Formulir mencoba angka: satu bidang tiap indikator, menurut arahnya."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from indikator.models import Polaritas, RatingIndikator, Realisasi
from indikator.queries.realisasi.daftar import BarisCapaian
from indikator.rules.kualitatif import Ekspektasi
from inti.forms import AngkaField, TanggalField
from penilaian.queries.coba import awal


class CobaForm(forms.Form):
    """Dibaca dari alamat (GET), jadi hasilnya dapat ditandai dan tidak pernah tersimpan."""

    def __init__(self, *args: Any, baris: list[BarisCapaian], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.baris = [b for b in baris if b.perlakuan != Realisasi.Perlakuan.DIKECUALIKAN]
        for b in self.baris:
            self.fields[nama(b)] = _bidang(b)
            self.initial[nama(b)] = awal(b)

    def isian(self) -> dict[int, Decimal | date | Ekspektasi | None]:
        """Angka (kualitatif: rating) yang dicoba menurut id indikator; yang kosong berarti belum dilaporkan."""
        sumber = self.cleaned_data if self.is_bound else self.initial
        return {b.indikator.pk: _tafsir(b, sumber.get(nama(b))) for b in self.baris}


def _tafsir(b: BarisCapaian, mentah: Any) -> Decimal | date | Ekspektasi | None:
    if b.indikator.kualitatif:
        return Ekspektasi(mentah) if mentah else None
    if isinstance(mentah, str):
        return Decimal(mentah)
    hasil: Decimal | date | None = mentah
    return hasil


def nama(b: BarisCapaian) -> str:
    return f"n{b.indikator.pk}"


def _bidang(b: BarisCapaian) -> forms.Field:
    label = b.indikator.nama
    if b.indikator.kualitatif:
        return forms.ChoiceField(
            label=label,
            choices=[("", "Belum ada rating"), *RatingIndikator.choices],
            required=False,
            help_text=f"Bobot {b.indikator.bobot.normalize():f}.",
        )
    if b.indikator.polaritas == Polaritas.TANGGAL:
        return TanggalField(label=label, required=False, help_text=f"Target {b.target}.")
    if b.indikator.polaritas == Polaritas.YA_TIDAK:
        return forms.TypedChoiceField(
            label=label,
            choices=[("", "Belum"), ("1", "Ya"), ("0", "Tidak")],
            coerce=Decimal,
            empty_value=None,
            required=False,
        )
    return AngkaField(
        label=label,
        required=False,
        min_value=Decimal(0),
        help_text=f"Target {b.target}, bobot {b.indikator.bobot.normalize():f}.",
    )
