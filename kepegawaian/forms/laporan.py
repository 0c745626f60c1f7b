"""Formulir "Bukan atasan saya" dan putusannya."""

from collections.abc import Iterable

from django import forms

from inti.forms import TanggalField
from kepegawaian.models import LaporanAtasan
from kepegawaian.queries.orang import KartuOrang
from kepegawaian.services.laporan import ALASAN_MAKS

BELUM_TAHU = "belum_tahu"


class CariOrangForm(forms.Form):
    """Cari orang menurut nama; kosong berarti kepala unit di sekitar."""

    q = forms.CharField(
        label="Cari nama atau NIP",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )


def _alasan(label: str, bantuan: str, kosong: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=bantuan,
        max_length=ALASAN_MAKS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": kosong,
            "max_length": f"Ringkas menjadi paling banyak {ALASAN_MAKS} huruf.",
        },
    )


class PilihOrangField(forms.ChoiceField):
    """Pilihan radio dari kartu orang; nilainya id, dengan jabatan di bawah namanya."""

    widget = forms.RadioSelect

    def isi(self, calon: Iterable[KartuOrang], tambahan: Iterable[tuple[str, str, str]] = ()) -> None:
        """Pasang pilihan (id, nama) dan penjelasannya."""
        baris = [(str(k.id), k.nama, f"{k.jabatan}, {k.unit}" if k.unit else k.jabatan) for k in calon]
        baris += list(tambahan)
        self.choices = [(nilai, nama) for nilai, nama, _ in baris]
        self.penjelasan = {nilai: teks for nilai, _, teks in baris}


class LaporForm(forms.Form):
    """Siapa seharusnya, dan mengapa."""

    usulan = PilihOrangField(
        label="Siapa yang seharusnya menilai Anda?",
        error_messages={
            "required": "Pilih orangnya, atau “Saya belum tahu orangnya”.",
            "invalid_choice": "Orang itu tidak ada di daftar ini. Cari namanya lagi.",
        },
    )
    alasan = _alasan(
        "Alasan",
        "Misalnya: pindah ke Bidang Keuangan sejak 2 Januari 2026.",
        "Tulis alasannya, satu kalimat cukup.",
    )

    def __init__(self, *argumen: object, calon: Iterable[KartuOrang], **lain: object) -> None:
        super().__init__(*argumen, **lain)  # type: ignore[arg-type]
        belum_tahu = (BELUM_TAHU, "Saya belum tahu orangnya", "Pengelola kepegawaian yang mencarinya.")
        self.fields["usulan"].isi(calon, [belum_tahu])  # type: ignore[attr-defined]

    def clean_usulan(self) -> int | None:
        nilai = self.cleaned_data["usulan"]
        return None if nilai == BELUM_TAHU else int(nilai)


class PutusForm(forms.Form):
    """Mengganti penilai: orangnya, mulai kapan, dasarnya."""

    penilai = PilihOrangField(
        label="Penilai yang baru",
        error_messages={
            "required": "Pilih penilai yang baru.",
            "invalid_choice": "Orang itu tidak ada di daftar ini. Cari namanya lagi.",
        },
    )
    sejak = TanggalField(label="Berlaku mulai")
    alasan = _alasan("Dasar atau alasan", "Dibaca pegawai dan kedua penilai.", "Tulis dasar atau alasannya.")

    def __init__(self, *argumen: object, calon: Iterable[KartuOrang], **lain: object) -> None:
        super().__init__(*argumen, **lain)  # type: ignore[arg-type]
        self.fields["penilai"].isi(calon)  # type: ignore[attr-defined]

    def clean_penilai(self) -> int:
        return int(self.cleaned_data["penilai"])


class TetapForm(forms.Form):
    """Menutup laporan tanpa mengubah penilai."""

    alasan = _alasan(
        "Alasan penilai tetap", "Dibaca pegawai yang melapor.", "Tulis alasannya; pegawai akan membacanya."
    )


class SaringLaporanForm(forms.Form):
    """Saringan daftar laporan."""

    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[("", "Menunggu putusan"), (LaporanAtasan.Status.DITUTUP, "Ditutup"), ("semua", "Semua")],
    )
