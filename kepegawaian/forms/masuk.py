"""Formulir masuk dan kata sandi."""

import re
from typing import Any

from django import forms

SELA = re.compile(r"[\s.\-'’\u00a0]+")


class NipField(forms.CharField):
    """18 angka; spasi, titik, dan tanda hubung dari tempelan dibuang."""

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "username", "class": "tabular", "spellcheck": "false"}
    )

    def __init__(self, **lain: Any) -> None:
        lain.setdefault("label", "NIP")
        lain.setdefault("help_text", "18 angka, boleh ditempel dengan spasi.")
        lain.setdefault("error_messages", {"required": "Isi NIP Anda, 18 angka."})
        super().__init__(max_length=60, **lain)

    def clean(self, value: Any) -> str:
        nip = SELA.sub("", super().clean(value))
        if not (nip.isascii() and nip.isdigit()):
            raise forms.ValidationError("NIP hanya berisi angka. Periksa yang diketik atau ditempel.")
        if len(nip) != 18:
            raise forms.ValidationError(f"NIP terdiri dari 18 angka. Anda mengetik {len(nip)}.")
        return nip


def sandi_field(label: str, kosong: str, *, baru: bool = False, bantuan: str = "") -> forms.CharField:
    """Bidang kata sandi; boleh ditempel, dan pengelola sandi peramban mengenalinya."""
    return forms.CharField(
        label=label,
        strip=False,
        max_length=200,
        help_text=bantuan,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password" if baru else "current-password"}),
        error_messages={"required": kosong, "max_length": "Kata sandi paling panjang 200 huruf."},
    )


class MasukForm(forms.Form):
    """NIP dan kata sandi."""

    nip = NipField()
    sandi = sandi_field("Kata sandi", "Isi kata sandi Anda.")


class KonfirmasiForm(forms.Form):
    """Kata sandi sekali lagi sebelum tindakan peka."""

    sandi = sandi_field("Kata sandi", "Isi kata sandi Anda.")


class PulihForm(forms.Form):
    """Meminta tautan kata sandi baru lewat surel."""

    nip = NipField()


class SurelForm(forms.Form):
    """Alamat surel baru; diketik sekali sebab dibuktikan lewat tautan."""

    surel = forms.EmailField(
        label="Alamat surel baru",
        max_length=254,
        help_text="Kami kirim tautan ke alamat ini; berlaku sesudah tautannya dibuka.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Isi alamat surel baru.",
            "invalid": "Tulis alamat lengkap, misalnya nama@contoh.go.id.",
        },
    )


class SandiBaruMixin(forms.Form):
    """Sandi baru diketik dua kali; kekuatannya diperiksa layanan."""

    sandi_baru = sandi_field(
        "Kata sandi baru",
        "Isi kata sandi baru.",
        baru=True,
        bantuan="Paling sedikit 10 huruf. Tiga kata yang tidak berkaitan mudah diingat dan sulit ditebak.",
    )
    sandi_ulang = sandi_field("Ketik sekali lagi", "Ketik kata sandi baru sekali lagi.", baru=True)

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("sandi_baru") and isi.get("sandi_ulang") and isi["sandi_baru"] != isi["sandi_ulang"]:
            self.add_error("sandi_ulang", "Kedua kata sandi baru berbeda. Ketik ulang keduanya.")
        return isi


class UbahSandiForm(SandiBaruMixin):
    """Mengganti kata sandi sendiri."""

    sandi_lama = sandi_field("Kata sandi sekarang", "Isi kata sandi yang sekarang.")
    field_order = ("sandi_lama", "sandi_baru", "sandi_ulang")


class KodeForm(SandiBaruMixin):
    """Menukar kode sekali pakai dengan kata sandi baru."""

    nip = NipField()
    kode = forms.CharField(
        label="Kode sekali pakai",
        max_length=40,
        help_text="12 huruf dan angka dari pengelola kepegawaian, berlaku 72 jam.",
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": "Isi kode dari pengelola kepegawaian."},
    )
    field_order = ("nip", "kode", "sandi_baru", "sandi_ulang")
