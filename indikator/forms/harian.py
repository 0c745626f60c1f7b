"""Formulir catatan harian: satu bagian kecil tiap indikator."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from indikator.forms.realisasi import BerkasField
from indikator.models import CatatanHarian, IndikatorKinerja
from indikator.queries.harian import BERANGKA
from indikator.services.harian import URAIAN_TERPANJANG, MasukanHarian
from inti.forms import AngkaField


class HarianForm(forms.Form):
    """Catatan satu indikator pada satu hari; semuanya boleh kosong."""

    nilai = AngkaField(label="Angka hari ini", required=False)
    uraian = forms.CharField(
        label="Yang dikerjakan",
        required=False,
        max_length=URAIAN_TERPANJANG,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "max_length": "Paling banyak %(limit_value)d huruf, Anda menulis %(show_value)d. Ringkas."
        },
    )
    berkas = BerkasField(label="Foto atau berkas", required=False)
    berkas_id = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, indikator: IndikatorKinerja, **kwargs: Any) -> None:
        super().__init__(*args, prefix=str(indikator.pk), **kwargs)
        self.indikator = indikator
        self.fields["berkas"].widget.attrs["accept"] = ".pdf,.jpg,.jpeg,.png,.xlsx,.docx"
        if indikator.polaritas not in BERANGKA:
            del self.fields["nilai"]

    def masukan(self) -> MasukanHarian:
        isi = self.cleaned_data
        return MasukanHarian(self.indikator.pk, isi.get("nilai"), isi.get("uraian", ""), isi.get("berkas_id"))


def susun(
    indikator: Sequence[IndikatorKinerja], catatan: Mapping[int, CatatanHarian], *data: Any
) -> list[HarianForm]:
    """Satu formulir tiap indikator, terisi dari catatan hari itu."""
    return [HarianForm(*data, indikator=i, initial=_awal(catatan.get(i.pk))) for i in indikator]


def _awal(c: CatatanHarian | None) -> dict[str, Any]:
    return {} if c is None else {"nilai": c.nilai, "uraian": c.uraian, "berkas_id": c.berkas_id}
