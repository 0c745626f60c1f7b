"""Formulir membuka kembali periode yang sudah ditutup."""

from django import forms

from inti.forms import TenggatField


class BukaForm(forms.Form):
    """Usul: alasan dan sampai kapan tulisan diterima."""

    alasan = forms.CharField(
        label="Alasan membuka kembali",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Apa yang keliru dan siapa yang terdampak. Tercatat di jejak.",
        error_messages={"required": "Tulis alasannya dengan satu kalimat utuh."},
    )
    tutup_pada = TenggatField(
        label="Ditutup lagi pada", error_messages={"required": "Isi kapan periode ini ditutup lagi."}
    )


class TolakBukaForm(forms.Form):
    """Penolakan atau penarikan usul."""

    alasan_putusan = forms.CharField(
        label="Alasan tidak menyetujui",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis alasannya; pengusul akan membacanya."},
    )
