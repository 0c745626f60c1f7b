"""Formulir sesi pelatihan."""

from typing import Any

from django import forms

from inti.forms import AngkaField, TanggalField
from pelatihan.models import Sesi
from pelatihan.services.sesi import IsianSesi


class SesiForm(forms.Form):
    """Isi satu sesi; hubungan antartanggal diperiksa layanan."""

    mulai = TanggalField(label="Hari mulai")
    selesai = TanggalField(label="Hari terakhir")
    batas_daftar = TanggalField(label="Hari terakhir mendaftar", help_text="Paling lambat hari mulai.")
    kursi = AngkaField(label="Kursi", decimal_places=0, min_value=1, max_value=5000)
    tempat = forms.CharField(
        label="Tempat", required=False, max_length=200, help_text="Boleh kosong bila daring."
    )
    daring = forms.BooleanField(label="Diikuti daring", required=False)
    biaya = AngkaField(
        label="Biaya tiap peserta (rupiah)",
        decimal_places=0,
        min_value=0,
        max_value=10**10,
        required=False,
        help_text="Kosong berarti gratis.",
    )
    buka = forms.BooleanField(
        label="Buka pendaftaran", required=False, help_text="Tanpa centang tersimpan sebagai draf."
    )

    @staticmethod
    def awal(sesi: Sesi) -> dict[str, Any]:
        """Isian sekarang, untuk formulir ubah."""
        isi = {
            n: getattr(sesi, n)
            for n in ("mulai", "selesai", "batas_daftar", "kursi", "tempat", "daring", "biaya")
        }
        return isi | {"buka": sesi.status != Sesi.Status.DRAF}

    def isi(self) -> IsianSesi:
        data = dict(self.cleaned_data)
        data.pop("buka")
        return IsianSesi(**data | {"kursi": int(data["kursi"]), "biaya": int(data["biaya"] or 0)})


class BatalSesiForm(forms.Form):
    """Alasan membatalkan sesi."""

    alasan = forms.CharField(
        label="Alasan membatalkan",
        help_text="Dibaca semua pendaftarnya.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasannya; dibaca semua pendaftar."},
    )


class SaringSesiForm(forms.Form):
    """Saringan daftar sesi di alamat."""

    q = forms.CharField(label="Cari judul", required=False, max_length=100, widget=forms.SearchInput())
    status = forms.ChoiceField(label="Keadaan", required=False, choices=[("", "Semua"), *Sesi.Status.choices])
