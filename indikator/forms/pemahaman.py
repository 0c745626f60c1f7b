"""Pertanyaan tentang indikator, jawabannya, dan saringan siapa yang belum paham."""

from collections.abc import Iterable
from typing import Any

from django import forms

from indikator.models import Tinjauan
from indikator.queries.pemahaman import SaringPaham

ARTI_JENIS = {
    Tinjauan.Jenis.PERTANYAAN: "Ada yang belum Anda mengerti.",
    Tinjauan.Jenis.TIDAK_RELEVAN: "Tidak sesuai dengan pekerjaan jabatan Anda.",
    Tinjauan.Jenis.SULIT_DICAPAI: "Targetnya di luar jangkauan Anda.",
    Tinjauan.Jenis.KURANG_JELAS: "Definisi atau cara menghitungnya dapat dibaca lain-lain.",
    Tinjauan.Jenis.GANDA: "Sama dengan indikator lain yang juga mengukur Anda.",
}


class TinjauForm(forms.Form):
    """Satu pertanyaan atau pendapat."""

    jenis = forms.ChoiceField(
        label="Apa yang ingin Anda sampaikan",
        choices=Tinjauan.Jenis.choices,
        widget=forms.RadioSelect,
        initial=Tinjauan.Jenis.PERTANYAAN,
        error_messages={"required": "Pilih salah satu."},
    )
    catatan = forms.CharField(
        label="Pertanyaan atau alasan Anda",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Dua atau tiga kalimat. Dibaca pengelola katalog tanpa nama Anda.",
        error_messages={
            "required": "Tulis pertanyaan atau alasan Anda.",
            "max_length": "Paling panjang 2.000 huruf. Ringkas dahulu.",
        },
    )

    def __init__(self, *args: Any, boleh_pendapat: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if boleh_pendapat:
            self.fields["jenis"].penjelasan = {str(k): v for k, v in ARTI_JENIS.items()}
        else:
            self.fields["jenis"].choices = [
                (Tinjauan.Jenis.PERTANYAAN.value, Tinjauan.Jenis.PERTANYAAN.label)
            ]
            self.fields["jenis"].widget = forms.HiddenInput()


ARTI_PUTUSAN = {
    Tinjauan.Putusan.DIJELASKAN: "Cukup dijawab; indikatornya tidak dipersoalkan.",
    Tinjauan.Putusan.TETAP: "Indikatornya dipertahankan. Tulis karena apa.",
    Tinjauan.Putusan.DIUBAH: "Indikatornya akan diubah. Tulis menjadi apa; versi berikutnya menyebut tinjauan ini.",
}


class JawabForm(forms.Form):
    """Jawaban admin atas satu tinjauan."""

    putusan = forms.ChoiceField(
        label="Nasib indikatornya",
        choices=Tinjauan.Putusan.choices,
        widget=forms.RadioSelect,
        required=False,
        initial=Tinjauan.Putusan.DIJELASKAN,
        error_messages={"invalid_choice": "Pilih salah satu nasib indikatornya."},
    )
    jawaban = forms.CharField(
        label="Jawaban",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Apa yang tetap atau berubah, dan mengapa. Tampil kepada semua yang membaca indikator ini.",
        error_messages={
            "required": "Tulis jawabannya.",
            "max_length": "Paling panjang 2.000 huruf. Ringkas dahulu.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["putusan"].penjelasan = {str(k): v for k, v in ARTI_PUTUSAN.items()}


class SaringPahamForm(forms.Form):
    """Saringan di alamat; bawaannya yang belum menyatakan paham."""

    q = forms.CharField(
        label="Cari",
        required=False,
        max_length=60,
        widget=forms.SearchInput(attrs={"placeholder": "nama atau NIP"}),
    )
    dinas = forms.TypedChoiceField(label="Perangkat daerah", required=False, coerce=int, empty_value=None)
    keadaan = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Belum"), ("sudah", "Sudah"), ("semua", "Semua")]
    )

    def __init__(self, *args: Any, dinas: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dinas"].choices = [("", "Semua"), *dinas]

    def saringan(self) -> SaringPaham:
        """Saringan dari alamat; isian yang tidak dikenal diabaikan."""
        self.is_valid()
        data = self.cleaned_data
        return SaringPaham(
            q=data.get("q", "").strip(), dinas=data.get("dinas"), keadaan=data.get("keadaan") or "belum"
        )
