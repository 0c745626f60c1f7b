"""Formulir usul perbaikan data dan putusannya; juga telepon dan pilihan kabar."""

from django import forms

from inti.rules.kabar import SEBUTAN, JenisKabar
from kepegawaian.forms.langkah import alasan_field, radio_field, teks_field
from kepegawaian.models import Pegawai, PerbaikanData
from kepegawaian.services.perbaikan import ALASAN_MAKS, ISI_MAKS


class UsulForm(forms.Form):
    """Bidang yang keliru, isi yang seharusnya, dan sebabnya."""

    bidang = radio_field(
        "Data mana yang keliru?", "Pilih data yang keliru.", list(PerbaikanData.Bidang.choices), {}
    )
    isi = teks_field(
        "Seharusnya", ISI_MAKS, bantuan="Kosongkan hanya untuk menghapus gelar. Tanggal: 31-12-1990."
    )
    alasan = alasan_field(
        "Mengapa?",
        "Misalnya: ijazah S-2 terbit Maret 2026.",
        "Tulis sebabnya, satu kalimat cukup.",
        ALASAN_MAKS,
    )
    bukti = forms.FileField(
        label="Bukti", required=False, help_text="PDF, JPG, PNG, DOCX, atau XLSX; misalnya SK atau ijazah."
    )

    def __init__(self, *argumen: object, kini: dict[str, str], **lain: object) -> None:
        super().__init__(*argumen, **lain)  # type: ignore[arg-type]
        self.fields["bidang"].penjelasan = {  # type: ignore[attr-defined]
            nilai: f"Tercatat: {kini[nilai]}" if kini.get(nilai) else ""
            for nilai in PerbaikanData.Bidang.values
        }


class TerimaForm(forms.Form):
    """Menerima usul."""

    catatan = teks_field("Catatan", 300, bantuan="Dibaca pegawainya.")


class TolakForm(forms.Form):
    """Menutup usul tanpa mengubah data."""

    alasan = alasan_field(
        "Alasan", "Dibaca pegawainya.", "Tulis alasannya; pegawai akan membacanya.", ALASAN_MAKS
    )


class SaringUsulForm(forms.Form):
    """Saringan daftar usul."""

    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[("", "Menunggu putusan"), (PerbaikanData.Status.DITUTUP, "Ditutup"), ("semua", "Semua")],
    )


class TeleponForm(forms.Form):
    """Nomor telepon sendiri."""

    telepon = teks_field(
        "Telepon",
        20,
        bantuan="Misalnya 0812 3456 7890. Kosongkan untuk menghapus.",
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )


JAM = [(n, f"{n:02d}.00") for n in range(24)]


class TenangForm(forms.Form):
    """Dua jam setempat."""

    mulai = forms.TypedChoiceField(label="Mulai pukul", choices=JAM, coerce=int)
    selesai = forms.TypedChoiceField(label="Sampai pukul", choices=JAM, coerce=int)


class KabarForm(forms.Form):
    """Kabar yang juga datang lewat surel."""

    tugas = forms.BooleanField(label=SEBUTAN[JenisKabar.TUGAS], required=False)
    hasil = forms.BooleanField(label=SEBUTAN[JenisKabar.HASIL], required=False)
    lainnya = forms.BooleanField(label=SEBUTAN[JenisKabar.LAINNYA], required=False)
    cara = forms.ChoiceField(
        label="Cara mengirim",
        choices=Pegawai.CaraSurel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih cara mengirimnya."},
    )
