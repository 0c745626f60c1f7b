"""Risalah dialog kinerja: kemajuan per RHK, kendala, dukungan, dan tindak lanjut."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField

from indikator.models import RHK
from inti.forms import TanggalField
from umpan_balik.models import DialogKinerja
from umpan_balik.services.dialog import TEKS_TERPANJANG, TINDAK_TERBANYAK, IsiDialog, Tindak

BARIS_AWAL, BARIS_TAMBAHAN = 3, 2
PANJANG = f"Paling panjang {TEKS_TERPANJANG} huruf. Ringkas dahulu."


def _kotak(label: str, baris: int = 3, bantuan: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=TEKS_TERPANJANG,
        help_text=bantuan,
        widget=forms.Textarea(attrs={"rows": baris}),
        error_messages={"max_length": PANJANG},
    )


class DialogForm(forms.Form):
    """Satu risalah. Baris tindak lanjut yang uraiannya kosong diabaikan."""

    versi = forms.IntegerField(required=False, widget=forms.HiddenInput)
    tanggal = TanggalField(label="Tanggal bertemu")

    def __init__(
        self, data: Any = None, *, rhk: Sequence[RHK], dialog: DialogKinerja | None, hari: date
    ) -> None:
        super().__init__(data, initial=_awal(dialog, hari))
        self.rhk = rhk
        for satu in rhk:
            self.fields[f"rhk_{satu.pk}"] = _kotak(satu.teks, baris=2)
        self.fields["kendala"] = _kotak("Kendala")
        self.fields["dukungan"] = _kotak("Dukungan yang disepakati")
        terisi = dialog.tindak_lanjut.count() if dialog else 0
        self.banyak = min(TINDAK_TERBANYAK, max(BARIS_AWAL, terisi + BARIS_TAMBAHAN))
        for i in range(self.banyak):
            self._tambah_baris(i)

    def _tambah_baris(self, i: int) -> None:
        nomor = i + 1
        self.fields[f"uraian_{i}"] = forms.CharField(
            label=f"Tindak lanjut {nomor}",
            required=False,
            max_length=300,
            error_messages={"max_length": "Paling panjang 300 huruf. Ringkas dahulu."},
        )
        self.fields[f"siapa_{i}"] = forms.ChoiceField(
            label="Oleh",
            required=False,
            choices=[("pegawai", "Pegawai"), ("penilai", "Penilai")],
            error_messages={"invalid_choice": "Pilih pegawai atau penilai."},
        )
        self.fields[f"tenggat_{i}"] = TanggalField(label="Sampai", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for i in range(self.banyak):
            if data.get(f"uraian_{i}") and not data.get(f"tenggat_{i}") and f"tenggat_{i}" not in self.errors:
                self.add_error(f"tenggat_{i}", "Tulis sampai kapan tindak lanjut ini dikerjakan.")
        return data

    @property
    def pokok(self) -> list[BoundField]:
        """Kotak kemajuan tiap RHK."""
        return [self[f"rhk_{satu.pk}"] for satu in self.rhk]

    @property
    def baris_tindak(self) -> Iterator[tuple[BoundField, BoundField, BoundField]]:
        """Uraian, penanggung jawab, tenggat."""
        return ((self[f"uraian_{i}"], self[f"siapa_{i}"], self[f"tenggat_{i}"]) for i in range(self.banyak))

    def isi(self) -> IsiDialog:
        """Argumen layanan."""
        data = self.cleaned_data
        return IsiDialog(
            tanggal=data["tanggal"],
            pokok=tuple((r.pk, data[f"rhk_{r.pk}"]) for r in self.rhk),
            kendala=data["kendala"],
            dukungan=data["dukungan"],
            tindak=tuple(
                Tindak(data[f"uraian_{i}"], data[f"siapa_{i}"] == "penilai", data[f"tenggat_{i}"])
                for i in range(self.banyak)
                if data[f"uraian_{i}"].strip()
            ),
        )


def _awal(dialog: DialogKinerja | None, hari: date) -> dict[str, Any]:
    if dialog is None:
        return {"versi": 0, "tanggal": hari}
    awal: dict[str, str | int | date] = {
        "versi": dialog.versi,
        "tanggal": dialog.tanggal,
        "kendala": dialog.kendala,
        "dukungan": dialog.dukungan,
    }
    awal |= {f"rhk_{p.rhk_nomor}": p.teks for p in dialog.pokok.all()}
    for i, t in enumerate(dialog.tindak_lanjut.order_by("pk")):
        penilai = t.penanggung_jawab_id == dialog.penilai_id
        awal |= {
            f"uraian_{i}": t.uraian,
            f"siapa_{i}": "penilai" if penilai else "pegawai",
            f"tenggat_{i}": t.tenggat,
        }
    return awal


class AdendumForm(forms.Form):
    """Tambahan pada risalah yang sah."""

    teks = forms.CharField(
        label="Adendum",
        max_length=TEKS_TERPANJANG,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Tidak dapat diubah atau dihapus sesudah ditulis.",
        error_messages={"required": "Tulis adendumnya.", "max_length": PANJANG},
    )
