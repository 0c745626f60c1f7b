"""Formulir papan kalibrasi."""

from collections.abc import Iterable
from typing import Any

from django import forms

from penilaian.queries.kalibrasi import BarisPenilai, OrangPapan, Papan
from penilaian.rules.kalibrasi import ALASAN_TERPENDEK, SEMUA_KOTAK, Kotak, baca_kotak
from penilaian.rules.predikat import LABEL_PREDIKAT


def kata_kotak(kotak: Kotak) -> str:
    """Hasil sesuai, perilaku di atas: Baik"""
    sebutan = kotak.sebutan
    return f"{sebutan[0].upper()}{sebutan[1:]}: {LABEL_PREDIKAT[kotak.predikat]}"


PILIHAN_KOTAK = [(k.kode, kata_kotak(k)) for k in SEMUA_KOTAK]


class PindahForm(forms.Form):
    """Kotak tujuan dan alasannya. `dilihat` keadaan yang dibaca pimpinan saat formulir ini dibuka."""

    menjadi = forms.ChoiceField(
        label="Pindahkan ke",
        error_messages={
            "required": "Pilih kotak tujuannya.",
            "invalid_choice": "Pilih salah satu dari sembilan kotak papan.",
        },
    )
    alasan = forms.CharField(
        label="Alasan, wajib",
        min_length=ALASAN_TERPENDEK,
        max_length=2000,
        help_text="Dibaca pegawai dan penilainya. Rating semula tetap tersimpan.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Tulis alasannya; pegawai dan penilainya akan membacanya.",
            "min_length": "Tulis alasannya sekurangnya %(limit_value)d huruf, Anda menulis %(show_value)d.",
            "max_length": "Paling banyak %(limit_value)d huruf, Anda menulis %(show_value)d. Ringkas.",
        },
    )
    dilihat = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, orang: OrangPapan, ke: str = "", **lain: Any) -> None:
        tujuan = baca_kotak(ke) or orang.kini
        awal = {"menjadi": tujuan.kode if tujuan else "", "dilihat": orang.dilihat}
        super().__init__(*args, initial=awal, **lain)
        kini = orang.kini.kode if orang.kini else ""
        self.fields["menjadi"].choices = [
            (kode, f"{kata} (sekarang)" if kode == kini else kata) for kode, kata in PILIHAN_KOTAK
        ]


class TutupForm(forms.Form):
    """Penilai yang hadir, dan catatan rapat untuk berita acara."""

    hadir = forms.TypedMultipleChoiceField(
        label="Penilai yang hadir",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tandai sekurangnya satu penilai yang hadir dalam rapat.",
            "invalid_choice": "Pilih dari penilai yang tampil di sini.",
        },
    )
    catatan = forms.CharField(
        label="Catatan rapat",
        required=False,
        max_length=4000,
        help_text="Boleh kosong. Tercetak di berita acara.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "max_length": "Paling banyak %(limit_value)d huruf, Anda menulis %(show_value)d. Ringkas."
        },
    )

    def __init__(self, *args: Any, penilai: Iterable[BarisPenilai], **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.fields["hadir"].choices = [(b.penilai_id, b.nama) for b in penilai]


class SaringPapanForm(forms.Form):
    """Saringan daftar orang di bawah papan; semuanya di alamat."""

    cari = forms.CharField(label="Nama atau NIP", required=False, max_length=100)
    kotak = forms.ChoiceField(label="Kotak", required=False, choices=[("", "Semua"), *PILIHAN_KOTAK])
    penilai = forms.TypedChoiceField(label="Penilai", required=False, coerce=int, empty_value=None)
    pindah = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Semua"), ("ya", "Sudah dipindahkan")]
    )

    def __init__(self, *args: Any, papan: Papan, **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.fields["penilai"].choices = [("", "Semua"), *((b.penilai_id, b.nama) for b in papan.penilai)]
        self.papan = papan
        self.is_valid()

    def saring(self) -> list[OrangPapan]:
        """Orang yang cocok, urut nama; saringan yang keliru dianggap tidak dipakai."""
        isi = self.cleaned_data
        cari, kotak = (isi.get("cari") or "").lower(), baca_kotak(isi.get("kotak") or "")
        return [
            o
            for o in self.papan.orang
            if (not cari or cari in o.nama.lower() or o.nip.startswith(cari))
            and (kotak is None or o.kini == kotak)
            and (isi.get("penilai") is None or o.penilai_id == isi["penilai"])
            and (not isi.get("pindah") or o.digeser)
        ]
