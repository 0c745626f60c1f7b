"""Formulir SKP: RHK, indikator, bobot, dan catatan penilai."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from indikator.models import KUALITATIF, RHK, Aspek, Indikator, IndikatorKinerja, Pendekatan, Polaritas
from indikator.services.skp import MasukanIndikator
from indikator.services.skp.masukan import KRITERIA_TERPANJANG
from inti.forms import AngkaField, TanggalField

ARTI_ARAH = {
    Polaritas.MAKSIMAL: "Misalnya jumlah akta terbit atau persentase layanan selesai.",
    Polaritas.MINIMAL: "Misalnya lama layanan atau jumlah aduan.",
    Polaritas.RENTANG: "Baik bila berada di antara dua angka, misalnya serapan anggaran 95–100 %.",
    Polaritas.YA_TIDAK: "Selesai atau tidak, tanpa angka di antaranya.",
    Polaritas.TANGGAL: "Makin cepat dari tanggal target makin baik.",
}
ARTI_JENIS = {
    RHK.Jenis.UTAMA: "Dari tugas jabatan Anda.",
    RHK.Jenis.TAMBAHAN: "Tugas di luar jabatan yang diberikan pimpinan.",
}
BIDANG_SASARAN = {
    Polaritas.MAKSIMAL: ("target",),
    Polaritas.MINIMAL: ("target",),
    Polaritas.RENTANG: ("bawah", "atas"),
    Polaritas.YA_TIDAK: (),
    Polaritas.TANGGAL: ("mulai", "tenggat"),
    KUALITATIF: ("kriteria",),
}


class VersiForm(forms.Form):
    """Membawa versi yang dilihat orang, supaya dua tab tidak saling menimpa."""

    versi = forms.IntegerField(widget=forms.HiddenInput)


class RhkForm(VersiForm):
    """Satu rencana hasil kerja."""

    teks = forms.CharField(
        label="Hasil yang ingin dicapai",
        help_text="Tulis hasilnya, bukan kegiatannya. Misalnya: data ganda dibersihkan.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Tulis hasil yang ingin dicapai.",
            "max_length": "Paling banyak %(limit_value)d huruf, Anda menulis %(show_value)d. Ringkas.",
        },
    )
    jenis = forms.ChoiceField(
        label="Jenis", choices=RHK.Jenis, initial=RHK.Jenis.UTAMA, widget=forms.RadioSelect
    )
    pimpinan = forms.TypedChoiceField(
        label="Mendukung RHK pimpinan",
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "RHK pimpinan itu sudah tidak ada. Pilih lagi dari daftar."},
    )

    def __init__(self, *args: Any, pilihan: Sequence[RHK], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jenis"].penjelasan = ARTI_JENIS
        # RHK dari matriks berpemilik lain; sebut pemiliknya supaya yang berbunyi sama dapat dibedakan.
        berbagi = len({r.skp.pegawai_id for r in pilihan}) > 1
        self.fields["pimpinan"].choices = [
            *((r.pk, f"{r.teks} ({r.skp.pegawai.nama})" if berbagi else r.teks) for r in pilihan),
            ("", "Belum ada: tautkan nanti"),
        ]


class PilihArahForm(forms.Form):
    """Langkah pertama indikator sendiri: kapan hasilnya disebut lebih baik."""

    arah = forms.ChoiceField(
        label="Kapan hasilnya disebut lebih baik?", choices=Polaritas, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["arah"].penjelasan = ARTI_ARAH
        self.fields["arah"].error_messages["required"] = "Pilih salah satu arah."


class IndikatorForm(VersiForm):
    """Satu indikator. Bidangnya mengikuti arah; dari katalog hanya target dan bobot yang diisi."""

    nama = forms.CharField(
        label="Nama indikator",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis nama indikatornya."},
    )
    satuan = forms.CharField(
        label="Satuan",
        max_length=60,
        help_text="Misalnya %, hari, dokumen, orang.",
        error_messages={"required": "Tulis satuannya, misalnya % atau hari."},
    )
    aspek = forms.ChoiceField(label="Aspek", choices=Aspek, widget=forms.RadioSelect)
    target = AngkaField(label="Target", help_text="Boleh berkoma, misalnya 98,5.")
    bawah = AngkaField(label="Batas bawah")
    atas = AngkaField(label="Batas atas")
    mulai = TanggalField(label="Mulai dihitung", help_text="Hari pertama pekerjaan ini.")
    tenggat = TanggalField(label="Tanggal target", help_text="Hari paling lambat selesai.")
    kriteria = forms.CharField(
        label="Kriteria keberhasilan",
        help_text="Kapan hasilnya disebut sesuai ekspektasi: apa yang terlihat, seberapa baik, kapan.",
        max_length=KRITERIA_TERPANJANG,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Tulis kapan hasilnya disebut berhasil."},
    )
    bobot = AngkaField(
        label="Bobot",
        max_digits=5,
        decimal_places=2,
        help_text="Jumlah bobot semua indikator harus tepat 100 saat diajukan.",
    )

    def __init__(self, *args: Any, arah: str, katalog: Indikator | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.arah, self.katalog = arah, katalog
        dipakai = {"versi", "bobot", *BIDANG_SASARAN[arah]}
        if katalog is None:
            dipakai |= {"nama", "aspek"}
            if arah not in {Polaritas.YA_TIDAK, Polaritas.TANGGAL, KUALITATIF}:
                dipakai.add("satuan")
            self.fields["aspek"].error_messages["required"] = "Pilih aspeknya."
        for nama in [n for n in self.fields if n not in dipakai]:
            del self.fields[nama]
        satuan = katalog.satuan if katalog else ""
        for nama in ("target", "bawah", "atas"):
            if satuan and nama in self.fields:
                self.fields[nama].label = f"{self.fields[nama].label} ({satuan})"

    def masukan(self) -> MasukanIndikator:
        isi = self.cleaned_data
        return MasukanIndikator(
            katalog_id=self.katalog.pk if self.katalog else None,
            nama=isi.get("nama", ""),
            satuan=isi.get("satuan", ""),
            polaritas=self.arah,
            aspek=isi.get("aspek") or (self.katalog.aspek if self.katalog else ""),
            bobot=isi["bobot"],
            target=isi.get("target"),
            bawah=isi.get("bawah"),
            atas=isi.get("atas"),
            mulai=isi.get("mulai"),
            tenggat=isi.get("tenggat"),
            kriteria=isi.get("kriteria", ""),
        )


class CaraForm(VersiForm):
    """Cara menulis SKP."""

    ARTI = {
        Pendekatan.KUANTITATIF: "Tiap indikator bertarget angka, tanggal, atau ya/tidak; capaiannya dihitung.",
        Pendekatan.KUALITATIF: "Tiap indikator berkriteria keberhasilan. Penilai memberi rating beralasan, tanpa angka.",
    }

    pendekatan = forms.ChoiceField(
        label="Cara menulis hasil kerja",
        choices=Pendekatan,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu cara."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pendekatan"].penjelasan = self.ARTI


class BobotForm(VersiForm):
    """Bobot semua indikator satu SKP dalam satu formulir."""

    def __init__(self, *args: Any, indikator: Sequence[IndikatorKinerja], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for satu in indikator:
            bidang = AngkaField(
                label=f"Bobot {satu.nama}", max_digits=5, decimal_places=2, initial=satu.bobot
            )
            bidang.error_messages["required"] = (
                f"Bobot “{satu.nama}” masih kosong. Isi angkanya, misalnya 20."
            )
            self.fields[f"bobot_{satu.pk}"] = bidang

    def bobot(self) -> dict[int, Decimal]:
        return {
            int(n.removeprefix("bobot_")): v for n, v in self.cleaned_data.items() if n.startswith("bobot_")
        }


class CatatanForm(VersiForm):
    """Alasan pengembalian."""

    catatan = forms.CharField(
        label="Apa yang perlu diperbaiki",
        help_text="Catatan ini dibaca pemiliknya. Sebut bagian mana, dan usul Anda.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis apa yang perlu diperbaiki, supaya pemiliknya tahu."},
    )
