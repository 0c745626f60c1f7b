"""Formulir satu indikator: isi, acuan, dan siapa yang dijangkau."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, cast

from django import forms

from indikator.models import Aspek, Indikator, Polaritas
from indikator.queries.katalog import (
    BIDANG_ISI,
    MasukanJangkauan,
    PilihanJangkauan,
    isi,
    jangkauan_dari,
    pilihan_jangkauan,
    sidik,
)
from indikator.services.katalog import IsianIndikator
from inti.forms import AngkaField
from kepegawaian.models import UnitKerja

ARTI_POLARITAS = {
    Polaritas.MAKSIMAL: "Misalnya cakupan, jumlah, atau indeks.",
    Polaritas.MINIMAL: "Misalnya lama layanan atau jumlah keluhan.",
    Polaritas.RENTANG: "Baik selama di antara batas bawah dan batas atas.",
    Polaritas.YA_TIDAK: "Selesai atau belum selesai.",
    Polaritas.TANGGAL: "Selesai pada atau sebelum tanggal yang diisi di SKP.",
}


def _teks(label: str, *, panjang: int, wajib: str = "", bantuan: str = "", baris: int = 0) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=panjang,
        required=bool(wajib),
        help_text=bantuan,
        widget=forms.Textarea(attrs={"rows": baris}) if baris else forms.TextInput(),
        error_messages={"required": wajib, "max_length": f"Paling panjang {panjang} huruf. Ringkas dahulu."},
    )


def kotak_centang() -> forms.CheckboxSelectMultiple:
    return forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})


def _centang(label: str) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(label=label, required=False, coerce=int, widget=kotak_centang())


class IndikatorForm(forms.Form):
    """Satu indikator dengan jangkauannya, untuk satu perangkat daerah."""

    nama = _teks(
        "Nama indikator",
        panjang=300,
        wajib="Tulis apa yang diukur.",
        bantuan="Misalnya: Persentase kepemilikan akta kematian.",
    )
    satuan = _teks(
        "Satuan", panjang=60, wajib="Tulis satuannya.", bantuan="Misalnya %, orang, dokumen, hari."
    )
    aspek = forms.ChoiceField(
        label="Aspek",
        choices=[("", "Pilih satu"), *Aspek.choices],
        error_messages={"required": "Pilih satu aspek."},
    )
    polaritas = forms.ChoiceField(
        label="Arah",
        choices=Polaritas.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih arah indikator."},
    )
    definisi = _teks("Definisi", panjang=4000, baris=3, bantuan="Apa yang dihitung, dan apa yang tidak.")
    formula = _teks(
        "Cara menghitung", panjang=2000, baris=2, bantuan="Misalnya: akta terbit : peristiwa kematian × 100."
    )
    sumber_data = _teks("Sumber data", panjang=300, bantuan="Aplikasi atau catatan tempat angkanya diambil.")
    target_acuan = AngkaField(
        label="Target acuan", required=False, help_text="Untuk arah makin besar atau makin kecil."
    )
    bawah_acuan = AngkaField(label="Batas bawah", required=False, help_text="Hanya untuk di dalam rentang.")
    atas_acuan = AngkaField(label="Batas atas", required=False, help_text="Hanya untuk di dalam rentang.")
    bobot_acuan = AngkaField(
        label="Bobot acuan", required=False, max_digits=5, decimal_places=2, help_text="Usul bobot di SKP."
    )
    sasaran = _teks("Sasaran yang didukung", panjang=400, bantuan="Dari renstra atau perjanjian kinerja.")
    asal = forms.ChoiceField(
        label="Asal", required=False, choices=[("", "Tidak disebut"), *Indikator.Asal.choices]
    )
    catatan_sumber = _teks("Dokumen sumber", panjang=400, bantuan="Judul dan halaman dokumen asalnya.")
    kode = _teks("Kode", panjang=30, bantuan="Kosongkan supaya dibuatkan.")
    jenis_jabatan = forms.MultipleChoiceField(label="Jenis jabatan", required=False, widget=kotak_centang())
    jabatan = _centang("Jabatan tertentu")
    unit_jangkauan = _centang("Hanya di unit")
    jangkauan_tetap = forms.BooleanField(label="Pertahankan jangkauan yang sekarang", required=False)
    sidik = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, unit: UnitKerja, pada: date, indikator: Indikator | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.unit, self.indikator = unit, indikator
        self.fields["polaritas"].penjelasan = {str(k): v for k, v in ARTI_POLARITAS.items()}
        self.lama = jangkauan_dari(indikator) if indikator else []
        self._pasang_pilihan(pilihan_jangkauan(unit, pada=pada, tetap=self.lama))
        asal = pecah(self.lama)
        if asal is not None:
            del self.fields["jangkauan_tetap"]
        if indikator is None:
            return
        del self.fields["kode"]
        for nama, nilai in {**isi(indikator), "sidik": sidik(indikator)}.items():
            self.initial.setdefault(nama, nilai)
        jenis, jabatan, unit_ids = asal or ([], [], [])
        self.initial |= {
            "jenis_jabatan": jenis,
            "jabatan": jabatan,
            "unit_jangkauan": unit_ids,
            "jangkauan_tetap": asal is None,
        }

    def _pasang_pilihan(self, pilihan: PilihanJangkauan) -> None:
        self.fields["jenis_jabatan"].choices = [
            (p.kunci, f"{p.nama} ({p.jumlah} orang)") for p in pilihan.jenis
        ]
        self.fields["jabatan"].choices = [(p.kunci, f"{p.nama} ({p.jumlah} orang)") for p in pilihan.jabatan]
        self.fields["unit_jangkauan"].choices = [(p.kunci, p.nama) for p in pilihan.unit]

    def isian(self) -> IsianIndikator:
        """Isi indikator untuk layanan."""
        return cast(IsianIndikator, {nama: self.cleaned_data[nama] for nama in BIDANG_ISI})

    def jangkauan(self) -> list[MasukanJangkauan]:
        """Jabatan dan jenis yang dicentang, masing-masing di tiap unit yang dicentang."""
        data = self.cleaned_data
        if data.get("jangkauan_tetap"):
            return self.lama
        return gabung(data["jenis_jabatan"], data["jabatan"], data["unit_jangkauan"])


def gabung(jenis: Iterable[str], jabatan: Iterable[int], unit: Iterable[int]) -> list[MasukanJangkauan]:
    """Setiap jenis dan jabatan di setiap unit; yang tidak dicentang berarti semua."""
    siapa = [
        *(MasukanJangkauan(jenis_jabatan=satu) for satu in jenis),
        *(MasukanJangkauan(jabatan_id=satu) for satu in jabatan),
    ] or [MasukanJangkauan()]
    baris = [replace(satu, unit_id=di) for satu in siapa for di in (list(unit) or [None])]
    return [satu for satu in baris if not satu.kosong]


def pecah(baris: list[MasukanJangkauan]) -> tuple[list[str], list[int], list[int]] | None:
    """Kebalikan `gabung`; None bila gabungannya tidak dapat ditulis sebagai tiga daftar centang."""
    jenis = sorted({b.jenis_jabatan for b in baris if b.jenis_jabatan})
    jabatan = sorted({b.jabatan_id for b in baris if b.jabatan_id is not None})
    unit = sorted({b.unit_id for b in baris if b.unit_id is not None})
    return (jenis, jabatan, unit) if set(gabung(jenis, jabatan, unit)) == set(baris) else None
