"""Formulir di sekeliling SKP: alasan adendum, lampiran, ekspektasi khusus, dan catatan dialog."""

from collections.abc import Sequence
from typing import Any

from django import forms

from indikator.forms.skp import VersiForm
from indikator.models import RHK, SKP
from indikator.rules.berakhlak import NILAI
from indikator.rules.naskah import LAMPIRAN

BANTUAN_LAMPIRAN = {
    "sumber_daya": "Apa yang disediakan supaya hasilnya tercapai: orang, anggaran, alat. Satu butir satu baris.",
    "pertanggungjawaban": "Kapan dan kepada siapa kemajuan dilaporkan. Satu butir satu baris.",
    "konsekuensi": "Apa yang terjadi bila hasilnya tercapai, dan bila tidak. Satu butir satu baris.",
}


class AlasanAdendumForm(forms.Form):
    """Mengapa SKP yang disetujui perlu diubah."""

    alasan = forms.CharField(
        label="Mengapa SKP perlu diubah",
        help_text="Dibaca pejabat penilai dan tersimpan bersama naskahnya. Misalnya: anggaran dipotong, tugas baru.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis mengapa SKP perlu diubah, supaya penilai tahu."},
    )


class EkspektasiForm(VersiForm):
    """Ekspektasi khusus pimpinan untuk tiap nilai BerAKHLAK; boleh kosong."""

    def __init__(self, *args: Any, skp: SKP, **kwargs: Any) -> None:
        super().__init__(*args, initial=self.awal(skp), **kwargs)
        for nilai in NILAI:
            self.fields[str(nilai.kode)] = forms.CharField(
                label=f"{nilai.nomor}. {nilai.nama}",
                help_text="; ".join(p.teks for p in nilai.panduan) + ".",
                required=False,
                max_length=500,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @staticmethod
    def awal(skp: SKP) -> dict[str, Any]:
        return {"versi": skp.versi, **skp.ekspektasi}

    def ekspektasi(self) -> dict[str, str]:
        return {str(n.kode): self.cleaned_data.get(str(n.kode), "") for n in NILAI}


class LampiranForm(EkspektasiForm):
    """Tiga lampiran dan tujuh ekspektasi dalam satu halaman."""

    field_order = ["versi", *LAMPIRAN]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nama, judul in LAMPIRAN.items():
            self.fields[nama] = forms.CharField(
                label=judul,
                help_text=BANTUAN_LAMPIRAN[nama],
                required=False,
                max_length=12_000,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
        self.order_fields(self.field_order)

    @staticmethod
    def awal(skp: SKP) -> dict[str, Any]:
        return EkspektasiForm.awal(skp) | {nama: getattr(skp, nama) for nama in LAMPIRAN}

    def lampiran(self) -> dict[str, str]:
        return {nama: self.cleaned_data[nama] for nama in LAMPIRAN}


class CatatanDialogForm(forms.Form):
    """Satu catatan tentang seluruh SKP atau salah satu RHK-nya."""

    rhk = forms.TypedChoiceField(
        label="Tentang",
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "RHK itu sudah tidak ada. Pilih lagi dari daftar."},
    )
    teks = forms.CharField(
        label="Catatan Anda",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis catatannya lebih dahulu."},
    )

    def __init__(self, *args: Any, rhk: Sequence[RHK], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rhk"].choices = [("", "Seluruh SKP"), *((r.pk, r.teks) for r in rhk)]


class NamaPolaForm(forms.Form):
    """Nama pola yang dibagikan."""

    nama = forms.CharField(
        label="Nama pola",
        help_text="Hanya Anda yang melihatnya di daftar; penerima membacanya di pemberitahuan.",
        max_length=120,
        error_messages={"required": "Beri nama pola, supaya mudah dikenali."},
    )
