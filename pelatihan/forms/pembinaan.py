"""Formulir rencana pembinaan: sasaran, pertemuan, catatan, bukti, dan tinjauan."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from indikator.forms.realisasi import BerkasField
from inti.forms import TanggalField
from pelatihan.models import SasaranPembinaan
from pelatihan.queries.pembinaan import Acuan

PANJANG = {"max_length": "Paling banyak %(limit_value)d huruf, Anda menulis %(show_value)d. Ringkas."}


def _uraian(label: str, bantuan: str, kosong: str, *, wajib: bool = True, baris: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=bantuan,
        required=wajib,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": baris}),
        error_messages={"required": kosong, **PANJANG},
    )


class SasaranForm(forms.Form):
    """Satu sasaran pada satu indikator atau nilai."""

    acuan = forms.ChoiceField(
        label="Indikator atau nilai yang diperbaiki",
        help_text="Dari rincian hasilnya, dengan angkanya.",
        error_messages={"required": "Pilih indikator atau nilainya."},
    )
    teks = _uraian(
        "Yang akan dicapai",
        "Satu hal yang dapat dikerjakan orangnya sendiri.",
        "Tulis apa yang akan dicapai.",
    )
    ukuran = forms.CharField(
        label="Kapan disebut tercapai",
        help_text="Misalnya: 20 berkas berturut-turut selesai dalam 3 hari.",
        max_length=300,
        error_messages={"required": "Tulis ukurannya: kapan disebut tercapai.", **PANJANG},
    )
    batas = TanggalField(label="Batasnya")

    def __init__(self, *args: Any, acuan: Iterable[Acuan], **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.fields["acuan"].choices = [("", "Pilih"), *((a.kode, a.pilihan) for a in acuan)]


class PertemuanForm(forms.Form):
    """Tanggal dan pokok satu pertemuan."""

    tanggal = TanggalField(label="Tanggal pertemuan")
    pokok = forms.CharField(
        label="Yang dibahas",
        max_length=300,
        error_messages={"required": "Tulis yang akan dibahas.", **PANJANG},
    )


class CatatanForm(forms.Form):
    """Isi pertemuan yang sudah berlangsung."""

    catatan = _uraian(
        "Isi pertemuan",
        "Yang disepakati, bantuan yang diberikan, dan langkah berikutnya. Dibaca orangnya.",
        "Tulis isi pertemuannya.",
        baris=5,
    )


class BuktiForm(forms.Form):
    """Berkas atau tautan; ada-tidaknya diperiksa layanan."""

    tautan = forms.CharField(
        label="Tautan bukti",
        help_text="Boleh kosong bila ada berkas. Pastikan penilai dapat membukanya.",
        required=False,
        max_length=500,
        error_messages=PANJANG,
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false", "autocomplete": "off"}),
    )
    judul = forms.CharField(label="Nama tautannya", required=False, max_length=200, error_messages=PANJANG)
    berkas = BerkasField(
        label="Pilih berkas atau foto",
        help_text="PDF, JPG, PNG, XLSX, atau DOCX. Paling besar 10 MB tiap berkas. Boleh beberapa.",
        required=False,
    )


class TinjauForm(forms.Form):
    """Hasil dan alasan tiap sasaran."""

    def __init__(self, *args: Any, sasaran: Iterable[SasaranPembinaan], **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.sasaran = list(sasaran)
        for s in self.sasaran:
            self.fields[f"hasil_{s.pk}"] = forms.ChoiceField(
                label="Hasilnya",
                choices=SasaranPembinaan.Hasil.choices,
                widget=forms.RadioSelect,
                initial=s.hasil if s.dinilai_pada else None,
                error_messages={"required": "Pilih tercapai atau belum."},
            )
            self.fields[f"alasan_{s.pk}"] = _uraian(
                "Alasannya",
                "Sebut buktinya, dan bila belum apa yang masih kurang. Dibaca orangnya.",
                "Tulis alasannya.",
            )

    def baris(self) -> Iterator[tuple[SasaranPembinaan, BoundField, BoundField]]:
        """Tiap sasaran dengan dua bidangnya, untuk halaman."""
        for s in self.sasaran:
            yield s, self[f"hasil_{s.pk}"], self[f"alasan_{s.pk}"]

    def isi(self) -> dict[int, tuple[str, str]]:
        """Id sasaran → (hasil, alasan)."""
        bersih = self.cleaned_data
        return {s.pk: (bersih[f"hasil_{s.pk}"], bersih[f"alasan_{s.pk}"]) for s in self.sasaran}
