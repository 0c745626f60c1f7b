"""Formulir menanggapi saran pelatihan."""

from django import forms


class TolakForm(forms.Form):
    """Alasan tidak mengambil."""

    alasan = forms.CharField(
        label="Mengapa tidak diambil?",
        help_text="Misalnya sudah pernah ikut, atau bukan bidang Anda. Saran berikutnya menyesuaikan.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasannya, supaya saran berikutnya lebih tepat."},
    )
