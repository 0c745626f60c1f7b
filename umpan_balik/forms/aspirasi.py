"""Menyaring dan menjawab saran warga."""

from django import forms

from umpan_balik.models import Aspirasi
from umpan_balik.services.aspirasi import JAWABAN_TERPANJANG


class SaringAspirasiForm(forms.Form):
    """Saringan daftar (GET)."""

    cari = forms.CharField(required=False, max_length=80, label="Kata di dalam saran")
    status = forms.ChoiceField(
        required=False,
        label="Keadaan",
        choices=[("", "Belum dijawab"), *Aspirasi.Status.choices, ("semua", "Semua")],
    )


class JawabForm(forms.Form):
    """Jawaban resmi."""

    jawaban = forms.CharField(
        label="Jawaban resmi",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=JAWABAN_TERPANJANG,
        help_text="Apa yang dilakukan, oleh siapa, dan kapan. Dibaca warga di halaman lacak.",
        error_messages={
            "required": "Tulis jawabannya.",
            "max_length": f"Paling panjang {JAWABAN_TERPANJANG} huruf. Ringkas dahulu.",
        },
    )
    tampil = forms.BooleanField(
        required=False,
        label="Tampilkan saran dan jawaban ini di halaman umum",
        help_text="Jangan tampilkan keluhan tentang seseorang atau yang menyebut nama.",
    )
