"""Menyusun, menyaring, dan memutuskan musyawarah; usul warga."""

from typing import Any

from django import forms

from indikator.models import Indikator
from inti.forms import TanggalField
from umpan_balik.forms.aspirasi import PilihUnit, PotonganField, UnitForm
from umpan_balik.models import Usul
from umpan_balik.rules.musyawarah import HARI_TERPANJANG, HARI_TERPENDEK, NASKAH
from umpan_balik.services.musyawarah import USUL_TERPANJANG


class SusunForm(UnitForm):
    """Draf musyawarah."""

    unit = PilihUnit(label="Unit penyelenggara", wajib="Pilih unitnya.")
    judul = forms.CharField(
        label="Judul",
        max_length=160,
        help_text="Pertanyaan yang dapat dijawab warga, misalnya “Apa yang perlu dibenahi di Pasar Induk?”",
        error_messages={"required": "Tulis judulnya."},
    )
    uraian = forms.CharField(
        label="Uraian",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5_000,
        help_text="Apa yang sudah ada, apa yang dapat diubah, dan apa yang tidak.",
        error_messages={"required": "Tulis uraiannya."},
    )
    mulai = TanggalField(label="Hari pertama")
    selesai = TanggalField(
        label="Hari terakhir",
        help_text=f"{HARI_TERPENDEK} sampai {HARI_TERPANJANG} hari, sampai akhir hari itu.",
    )


class RingkasanForm(forms.Form):
    """Putusan seluruh topik."""

    ringkasan = forms.CharField(
        label="Ringkasan putusan",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=3_000,
        help_text="Apa yang akan dikerjakan dan apa yang tidak, untuk dibaca semua orang.",
        error_messages={"required": "Tulis ringkasannya."},
    )


class SaringUsulForm(forms.Form):
    """Tampilkan, atau tidak dengan alasan."""

    tampil = forms.ChoiceField(
        label="Keputusan penyaring",
        choices=[("ya", "Tampilkan"), ("tidak", "Tidak ditampilkan")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih ditampilkan atau tidak."},
    )
    alasan = forms.CharField(
        required=False,
        label="Alasan bila tidak ditampilkan",
        max_length=500,
        help_text="Dibaca umum tanpa teks usulnya.",
    )
    kata = PotonganField()

    def clean_tampil(self) -> bool:
        return bool(self.cleaned_data["tampil"] == "ya")


class PutuskanForm(forms.Form):
    """Putusan satu usul."""

    keputusan = forms.ChoiceField(
        label="Putusan",
        choices=Usul.Keputusan.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih putusannya."},
    )
    alasan = forms.CharField(
        label="Alasan",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2_000,
        help_text="Apa yang dikerjakan dan kapan, atau mengapa tidak.",
        error_messages={"required": "Tulis alasannya."},
    )
    indikator = forms.ModelChoiceField(
        required=False,
        label="Diukur dengan indikator",
        queryset=Indikator.objects.none(),
        empty_label="Belum ditautkan",
        help_text="Indikator periode berikutnya yang memperlihatkan janji ini ditepati.",
        error_messages={"invalid_choice": "Pilih indikator dari daftar."},
    )

    def __init__(self, *args: Any, indikator: Any, **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.fields["indikator"].queryset = indikator  # type: ignore[attr-defined]


class HitungForm(forms.Form):
    """Menghitung dukungan yang ditahan."""

    alasan = forms.CharField(
        label="Alasan",
        max_length=500,
        help_text="Tercatat bersama nama Anda, misalnya “Warga mengisi bersama di balai desa”.",
        error_messages={"required": "Tulis alasannya."},
    )


class UsulForm(forms.Form):
    """Usul warga; digambar tangan di templat supaya ringan."""

    teks = forms.CharField(max_length=USUL_TERPANJANG * 2, error_messages={"required": "Tulis usul Anda."})
    setuju = forms.TypedChoiceField(
        coerce=int,
        required=False,
        empty_value=None,
        choices=[(v, v) for v in NASKAH],
        error_messages={"invalid_choice": "Naskah persetujuan sudah diperbarui. Baca lalu centang lagi."},
    )
    situs = forms.CharField(required=False)  # jebakan: tersembunyi dari orang

    def galat_bidang(self) -> list[tuple[str, str]]:
        """(sasaran tautan, pesan) urut seperti di halaman."""
        if not self.is_bound:
            return []
        hasil = [("", str(g)) for g in self.non_field_errors()]
        return hasil + [(nama, str(g)) for nama in ("teks", "setuju") for g in self.errors.get(nama, [])]
