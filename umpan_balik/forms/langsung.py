"""Memberi, meminta, mengubah, dan melaporkan umpan balik bernama."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import QuerySet

from kepegawaian.models import Pegawai
from kepegawaian.queries.orang import KartuOrang
from umpan_balik.models import LaporanUmpanBalik, UmpanBalik
from umpan_balik.queries.langsung import Pokok
from umpan_balik.services.langsung import TERPANJANG
from umpan_balik.services.langsung_lapor import ALASAN_TERPANJANG
from umpan_balik.services.langsung_minta import PESAN_TERPANJANG, SEKALI_MINTA

PILIH_POKOK = "Pilih RHK, laporan, atau nilai yang Anda bicarakan."


class CariForm(forms.Form):
    """Saringan nama penerima (GET)."""

    cari = forms.CharField(required=False, max_length=80, label="Nama atau NIP")


def pilihan_berkelompok(pokok: Iterable[Pokok]) -> list[tuple[str, Any]]:
    """Pilihan untuk <optgroup>, urut seperti datangnya."""
    kelompok = [
        (nama, [(p.kunci, p.bunyi) for p in isi]) for nama, isi in groupby(pokok, key=lambda p: p.kelompok)
    ]
    return [("", "Pilih"), *kelompok]


def _pokok(bantuan: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Tentang",
        help_text=bantuan,
        error_messages={"required": PILIH_POKOK, "invalid_choice": PILIH_POKOK},
    )


class IsiForm(forms.Form):
    """Jenis, teks, dan pembacanya; dipakai saat mengubah."""

    jenis = forms.ChoiceField(
        choices=UmpanBalik.Jenis.choices,
        widget=forms.RadioSelect,
        label="Jenis",
        error_messages={"required": "Pilih pujian atau saran."},
    )
    teks = forms.CharField(
        label="Umpan balik",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=TERPANJANG,
        help_text="Sebutkan apa yang dilakukan, kapan, dan akibatnya.",
        error_messages={
            "required": "Tulis umpan baliknya.",
            "max_length": f"Paling panjang {TERPANJANG} huruf. Ringkas dahulu.",
        },
    )
    pembaca = forms.ChoiceField(
        label="Yang akan membaca",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih siapa yang boleh membaca."},
    )

    def __init__(
        self, *args: Any, orang: Pegawai, atasan: KartuOrang | None, pemberi: Pegawai, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jenis"].penjelasan = {  # type: ignore[attr-defined]
            UmpanBalik.Jenis.PUJIAN: "Sesuatu yang baik dan perlu diteruskan.",
            UmpanBalik.Jenis.SARAN: "Sesuatu yang dapat dilakukan dengan cara lain.",
        }
        nama = orang.nama_pendek
        self.fields["pembaca"].choices = [  # type: ignore[attr-defined]
            ("penerima", f"Hanya {nama}"),
            ("atasan", f"{nama} dan penilainya"),
        ]
        self.fields["pembaca"].penjelasan = {  # type: ignore[attr-defined]
            "penerima": f"{orang.nama} dan Anda. Tidak ada orang lain, kecuali {nama} sendiri melaporkannya "
            "kepada admin BKD sebagai tidak pantas.",
            "atasan": _pembaca_atasan(orang, atasan, pemberi),
        }

    def isi(self) -> dict[str, Any]:
        """Argumen layanan."""
        data = self.cleaned_data
        return {
            "jenis": data["jenis"],
            "teks": data["teks"],
            "terbaca_atasan": data["pembaca"] == "atasan",
        }


def _pembaca_atasan(orang: Pegawai, atasan: KartuOrang | None, pemberi: Pegawai) -> str:
    ganti = "Bila penilainya berganti, penggantinya juga membaca."
    if atasan is None:
        return f"{orang.nama}, Anda, dan pejabat penilainya begitu ada; hari ini belum ada."
    if atasan.id == pemberi.pk:
        return f"{orang.nama} dan Anda sebagai pejabat penilainya hari ini. {ganti}"
    return f"{orang.nama}, Anda, dan {atasan.nama} ({atasan.jabatan}), penilainya hari ini. {ganti}"


class KirimForm(IsiForm):
    """Satu pujian atau saran."""

    penerima = forms.ModelChoiceField(
        queryset=Pegawai.objects.none(),
        widget=forms.HiddenInput,
        error_messages={
            "required": "Pilih dahulu penerimanya.",
            "invalid_choice": "Penerima ini tidak ada di instansi Anda. Cari lagi namanya.",
        },
    )
    pokok = _pokok("Nilai BerAKHLAK, atau RHK yang tersambung dengan pekerjaan Anda.")
    field_order = ["penerima", "pokok", "jenis", "teks", "pembaca"]

    def __init__(
        self, *args: Any, penerima: QuerySet[Pegawai], pokok: Iterable[Pokok], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["penerima"].queryset = penerima  # type: ignore[attr-defined]
        self.fields["pokok"].choices = pilihan_berkelompok(pokok)  # type: ignore[attr-defined]


class MintaForm(forms.Form):
    """Permintaan kepada satu atau beberapa rekan."""

    pokok = _pokok("Satu RHK, satu laporan, atau satu nilai.")
    penjawab = forms.ModelMultipleChoiceField(
        label="Kepada",
        queryset=Pegawai.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=f"Paling banyak {SEKALI_MINTA} orang sekaligus.",
        error_messages={
            "required": "Pilih paling sedikit satu rekan.",
            "invalid_choice": "Salah satu orang itu tidak ada di instansi Anda. Cari lagi namanya.",
            "invalid_pk_value": "Salah satu orang itu tidak dikenal. Cari lagi namanya.",
        },
    )
    pesan = forms.CharField(
        label="Yang ingin Anda ketahui",
        required=False,
        max_length=PESAN_TERPANJANG,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Boleh kosong. Misalnya: bagian mana dari rekap saya yang sulit dibaca?",
        error_messages={"max_length": f"Paling panjang {PESAN_TERPANJANG} huruf. Ringkas dahulu."},
    )

    def __init__(self, *args: Any, rekan: QuerySet[Pegawai], pokok: Iterable[Pokok], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["penjawab"].queryset = rekan  # type: ignore[attr-defined]
        self.fields["pokok"].choices = pilihan_berkelompok(pokok)  # type: ignore[attr-defined]


class LaporForm(forms.Form):
    """Mengapa sebuah umpan balik tidak pantas."""

    alasan = forms.CharField(
        label="Mengapa tidak pantas",
        max_length=ALASAN_TERPANJANG,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Misalnya menghina, mengancam, atau menyebarkan hal pribadi.",
        error_messages={
            "required": "Tulis mengapa umpan balik ini tidak pantas.",
            "max_length": f"Paling panjang {ALASAN_TERPANJANG} huruf. Ringkas dahulu.",
        },
    )


class PutusForm(forms.Form):
    """Putusan admin BKD atas satu laporan."""

    putusan = forms.ChoiceField(
        label="Putusan",
        choices=LaporanUmpanBalik.Putusan.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih tetap ditampilkan atau disembunyikan."},
    )
    catatan = forms.CharField(
        label="Alasan putusan",
        max_length=ALASAN_TERPANJANG,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dibaca pelapor. Bila disembunyikan, dibaca juga penulisnya.",
        error_messages={
            "required": "Tulis alasannya, supaya kedua pihak mengerti.",
            "max_length": f"Paling panjang {ALASAN_TERPANJANG} huruf. Ringkas dahulu.",
        },
    )
