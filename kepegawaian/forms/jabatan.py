"""Saringan dan formulir nama jabatan."""

from django import forms

from kepegawaian.forms.langkah import pilih_field, teks_field
from kepegawaian.models import Jabatan

JENJANG = (
    "Ahli Utama",
    "Ahli Madya",
    "Ahli Muda",
    "Ahli Pertama",
    "Penyelia",
    "Mahir",
    "Terampil",
    "Pemula",
    "I.a",
    "I.b",
    "II.a",
    "II.b",
    "III.a",
    "III.b",
    "IV.a",
    "IV.b",
)


class CariJabatanForm(forms.Form):
    """Cari jabatan menurut nama, jenis, dan pemakaiannya."""

    q = forms.CharField(
        label="Nama jabatan",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    jenis = forms.ChoiceField(
        label="Jenis", required=False, choices=[("", "Semua jenis"), *Jabatan.Jenis.choices]
    )
    pakai = forms.ChoiceField(
        label="Pemakaian",
        required=False,
        choices=[("", "Semua"), ("ya", "Ada pemangkunya"), ("tidak", "Tanpa pemangku")],
    )


class JabatanForm(forms.Form):
    """Nama, jenis, jenjang, dan kelas jabatan."""

    nama = teks_field("Nama jabatan", 200, wajib="Isi nama jabatan.")
    jenis = pilih_field("Jenis", "Pilih jenis jabatan.", choices=[("", "Pilih"), *Jabatan.Jenis.choices])
    jenjang = pilih_field(
        "Jenjang atau eselon",
        "",
        wajib=False,
        choices=[("", "Tidak berjenjang"), *((j, j) for j in JENJANG)],
    )
    kelas = forms.IntegerField(
        label="Kelas jabatan",
        required=False,
        min_value=1,
        max_value=17,
        help_text="1 sampai 17; kosongkan bila belum ditetapkan.",
        error_messages={
            "invalid": "Isi bilangan bulat 1 sampai 17.",
            "min_value": "Isi paling kecil 1.",
            "max_value": "Isi paling besar 17.",
        },
    )

    def __init__(self, *argumen: object, jenjang_kini: str = "", **lain: object) -> None:
        super().__init__(*argumen, **lain)  # type: ignore[arg-type]
        if jenjang_kini and jenjang_kini not in JENJANG:
            bidang = self.fields["jenjang"]
            bidang.choices = [*bidang.choices, (jenjang_kini, jenjang_kini)]  # type: ignore[attr-defined]
