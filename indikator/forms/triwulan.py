"""Formulir target tiap triwulan."""

from decimal import Decimal
from typing import Any

from django import forms

from indikator.models import IndikatorKinerja, TargetTriwulan
from indikator.rules.akumulasi import PENJELASAN_AKUMULASI, Akumulasi, bawaan, usul_target
from inti.forms import AngkaField

KOSONG_SEBAGIAN = "Isi target keempat triwulan, atau kosongkan semuanya."


class TargetTriwulanForm(forms.Form):
    """Arti angka laporan dan empat target; semuanya kosong berarti memakai target setahun."""

    akumulasi = forms.ChoiceField(
        label="Arti angka yang dilaporkan",
        choices=TargetTriwulan.Akumulasi,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih arti angka laporannya."},
    )
    tw1 = AngkaField(label="Triwulan I", required=False)
    tw2 = AngkaField(label="Triwulan II", required=False)
    tw3 = AngkaField(label="Triwulan III", required=False)
    tw4 = AngkaField(label="Triwulan IV", required=False)
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, indikator: IndikatorKinerja, versi: int, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _awal(indikator) | {"versi": versi})
        super().__init__(*args, **kwargs)
        self.fields["akumulasi"].penjelasan = {k.value: v for k, v in PENJELASAN_AKUMULASI.items()}

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        angka = [isi.get(f"tw{n}") for n in range(1, 5)]
        if not self.errors and None in angka and any(a is not None for a in angka):
            self.add_error(f"tw{angka.index(None) + 1}", KOSONG_SEBAGIAN)
        return isi

    def bagian(self) -> list[Decimal] | None:
        """Empat target, atau None bila dikosongkan."""
        angka = [self.cleaned_data.get(f"tw{n}") for n in range(1, 5)]
        return None if None in angka else [a for a in angka if a is not None]


def _awal(indikator: IndikatorKinerja) -> dict[str, Any]:
    """Yang tersimpan; bila belum ada, usul menurut satuan dan aspek supaya tinggal diperiksa."""
    lama: TargetTriwulan | None = getattr(indikator, "target_triwulan", None)
    if lama is not None:
        akumulasi, bagian = lama.akumulasi, lama.bagian
        if lama.setahun != indikator.target:
            bagian = usul_target(Akumulasi(akumulasi), setahun=indikator.target or Decimal(0))
    else:
        jenis = bawaan(satuan=indikator.satuan, aspek=indikator.aspek)
        akumulasi, bagian = jenis.value, usul_target(jenis, setahun=indikator.target or Decimal(0))
    return {"akumulasi": akumulasi, **{f"tw{n}": b for n, b in enumerate(bagian, start=1)}}
