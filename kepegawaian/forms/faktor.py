"""Formulir faktor kedua: bentuk allauth dengan kata Indonesia, dan penghitung percobaan kita."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils import timezone

from inti.galat import GalatAturan
from kepegawaian.services import faktor

ATRIBUT_KODE = {
    "autocomplete": "one-time-code",
    "inputmode": "text",
    "spellcheck": "false",
    "class": "tabular",
}
NAMA_KUNCI = "Nama untuk Anda sendiri, misalnya “Ponsel kantor”."


def kode_field(label: str, bantuan: str, kosong: str) -> forms.CharField:
    """Bidang kode; spasi boleh."""
    return forms.CharField(
        label=label,
        max_length=40,
        help_text=bantuan,
        widget=forms.TextInput(attrs=ATRIBUT_KODE),
        error_messages={"required": kosong, "max_length": "Kode paling panjang 8 angka."},
    )


class _KodeMixin(forms.Form):
    """Mencocokkan lewat layanan kita: percobaan dihitung di PostgreSQL, kode terpakai ditolak di semua peladen."""

    user: Any
    code = kode_field(
        "Kode",
        "6 angka dari aplikasi, atau 8 angka dari lembar kode cadangan.",
        "Isi kode dari aplikasi, atau satu kode cadangan.",
    )

    def clean_code(self) -> str:
        kode: str = self.cleaned_data["code"]
        try:
            self.authenticator = faktor.cocokkan(pegawai=self.user, kode=kode, sekarang=timezone.now())
        except GalatAturan as galat:
            raise forms.ValidationError(galat.pesan) from galat
        return kode


class KodeFaktorForm(_KodeMixin, AuthenticateForm):
    """Tahap kedua saat masuk."""


class KonfirmasiKodeForm(_KodeMixin, ReauthenticateForm):
    """Kode sekali lagi sebelum tindakan peka."""


class PasangAplikasiForm(ActivateTOTPForm):
    """Membuktikan bahwa aplikasinya sudah membaca rahasia. `langkah` kode yang dipakai, supaya tidak dipakai lagi."""

    code = kode_field("Kode dari aplikasi", "6 angka yang sedang tampil.", "Isi 6 angka dari aplikasi.")

    def __init__(self, *argumen: Any, **kata: Any) -> None:
        super().__init__(*argumen, **kata)
        self.langkah = -1

    def clean_code(self) -> str:
        kode: str = self.cleaned_data["code"]
        langkah = faktor.langkah_kode(self.secret, "".join(kode.split()))
        if langkah is None:
            raise forms.ValidationError(
                "Kode belum cocok. Pastikan jam ponsel otomatis, lalu ketik kode yang sedang tampil."
            )
        self.langkah = langkah
        return kode


class TambahKunciForm(AddWebAuthnForm):
    """Menambah kunci sandi (sidik jari, PIN perangkat, atau kunci USB)."""

    name = forms.CharField(label="Nama kunci", required=False, max_length=60, help_text=NAMA_KUNCI)
    passwordless = forms.BooleanField(
        label="Boleh dipakai masuk tanpa kata sandi",
        required=False,
        help_text="Perangkatnya akan meminta sidik jari, wajah, atau PIN.",
    )


class NamaKunciForm(EditWebAuthnForm):
    """Mengganti nama kunci sandi."""

    name = forms.CharField(
        label="Nama kunci",
        max_length=60,
        help_text=NAMA_KUNCI,
        error_messages={"required": "Isi nama kuncinya."},
    )


class LepasFaktorForm(forms.Form):
    """Mengapa faktor kedua orang lain dilepas."""

    alasan = forms.CharField(
        label="Bagaimana orangnya dikenali",
        max_length=500,
        help_text="Misalnya: datang sendiri dengan KTP, ponselnya hilang. Tercatat di jejak.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis bagaimana orangnya dikenali, misalnya datang dengan KTP."},
    )
