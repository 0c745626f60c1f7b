"""Formulir pengelola survei kepuasan: penerima layanan, tindak lanjut, laporan, dan lembar kertas."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.db.models import QuerySet

from inti.forms import TanggalField
from umpan_balik.models import TindakLanjutSkm, TitikLayanan
from umpan_balik.rules.ikm_masa import Masa, deret, masa_pada
from umpan_balik.rules.unsur import UNSUR
from umpan_balik.services.skm import PENERIMA_TERBANYAK

LEMBAR_TERBANYAK = 200
MASA_TAMPIL = {"tahun": 2, "semester": 4, "triwulan": 8, "bulan": 13}
LABEL_JENIS = {"tahun": "Tahun", "semester": "Semester", "triwulan": "Triwulan", "bulan": "Bulan"}
Pilihan = list[tuple[str, list[tuple[str, str]]]]


def kode_masa(masa: Masa) -> str:
    """Misalnya triwulan-2026-07."""
    return f"{masa.jenis}-{masa.mulai:%Y-%m}"


def baca_masa(kode: str) -> Masa | None:
    """Masa dari kodenya; None bila tidak dikenal."""
    jenis, _, bulan = kode.partition("-")
    try:
        return Masa(jenis, date.fromisoformat(f"{bulan}-01"))
    except ValueError:
        return None


def pilihan_masa(hari_ini: date, *, selesai_saja: bool = False) -> Pilihan:
    """Masa yang dapat dipilih menurut jenisnya, terbaru dahulu; `selesai_saja` hanya yang bulan terakhirnya sudah lewat."""
    hasil: Pilihan = []
    for jenis, banyak in MASA_TAMPIL.items():
        daftar = deret(masa_pada(jenis, hari_ini), banyak)
        if selesai_saja:
            daftar = [m for m in daftar if m.selesai < hari_ini.replace(day=1)]
        daftar = [m for m in daftar if m.mulai.year >= hari_ini.year - 1]
        hasil.append((LABEL_JENIS[jenis], [(kode_masa(m), m.nama) for m in reversed(daftar)]))
    return hasil


class MasaField(forms.ChoiceField):
    """Pilihan masa; hasilnya Masa."""

    def __init__(self, *, pilihan: Pilihan, label: str = "Masa") -> None:
        super().__init__(
            choices=pilihan,
            label=label,
            error_messages={"required": "Pilih masanya.", "invalid_choice": "Pilih masa dari daftar."},
        )

    def clean(self, value: object) -> object:
        """Masa, bukan teksnya."""
        return baca_masa(str(super().clean(value)))


class PenerimaForm(forms.Form):
    """Penerima satu layanan setahun."""

    layanan = forms.IntegerField(widget=forms.HiddenInput)
    banyak = forms.IntegerField(
        min_value=1,
        max_value=PENERIMA_TERBANYAK,
        label="Penerima setahun",
        error_messages={
            "required": "Isi banyaknya penerima layanan setahun.",
            "invalid": "Isi dengan angka bulat tanpa titik, misalnya 1200.",
            "min_value": "Paling sedikit 1 penerima.",
            "max_value": "Angka ini terlalu besar. Periksa lagi.",
        },
    )


class RencanaForm(forms.Form):
    """Tindak lanjut baru."""

    unsur = forms.ChoiceField(
        choices=[(u.kode.value, u.nama) for u in UNSUR],
        label="Unsur",
        error_messages={"required": "Pilih unsurnya.", "invalid_choice": "Pilih unsur dari daftar."},
    )
    rencana = forms.CharField(
        max_length=500,
        label="Yang akan dikerjakan",
        help_text="Dibaca umum, misalnya “Menambah satu loket pada hari Senin dan Selasa”.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Tulis apa yang akan dikerjakan.",
            "max_length": "Ringkas menjadi 500 huruf.",
        },
    )
    penanggung_jawab = forms.CharField(
        max_length=150,
        label="Penanggung jawab",
        help_text="Jabatan, bukan nama orang.",
        error_messages={
            "required": "Tulis jabatan yang bertanggung jawab.",
            "max_length": "Ringkas jabatannya.",
        },
    )
    tenggat = TanggalField(label="Selesai paling lambat")

    def __init__(self, *args: object, pilihan: Pilihan, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["masa"] = MasaField(pilihan=pilihan, label="Dari hasil survei")
        self.order_fields(["masa", "unsur"])


class HasilForm(forms.Form):
    """Keadaan dan hasil satu tindak lanjut."""

    status = forms.ChoiceField(
        choices=TindakLanjutSkm.Status.choices,
        label="Keadaan",
        error_messages={"required": "Pilih keadaannya.", "invalid_choice": "Pilih keadaan dari daftar."},
    )
    hasil = forms.CharField(
        required=False,
        max_length=500,
        label="Hasil",
        help_text="Wajib sebelum ditutup. Dibaca umum.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Ringkas menjadi 500 huruf."},
    )
    bukti = forms.URLField(
        required=False,
        max_length=300,
        label="Tautan bukti",
        help_text="Halaman atau dokumen yang boleh dibaca umum, dimulai dengan https://.",
        assume_scheme="https",
        error_messages={"invalid": "Tulis alamat lengkap, misalnya https://dinas.contoh.go.id/berita."},
    )


class TerbitkanForm(forms.Form):
    """Masa laporan yang diterbitkan."""

    def __init__(self, *args: object, pilihan: Pilihan, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["masa"] = MasaField(pilihan=pilihan)


class KertasForm(forms.Form):
    """Lembar kertas untuk satu titik dan satu bulan."""

    titik = forms.ModelChoiceField(
        queryset=TitikLayanan.objects.none(),
        label="Titik layanan",
        empty_label="Pilih titik",
        error_messages={"required": "Pilih titiknya.", "invalid_choice": "Pilih titik dari daftar."},
    )
    bulan = forms.ChoiceField(
        label="Bulan",
        error_messages={"required": "Pilih bulannya.", "invalid_choice": "Pilih bulan dari daftar."},
    )
    dari = forms.IntegerField(
        min_value=1,
        max_value=999,
        initial=1,
        label="Nomor pertama",
        help_text="Lanjutkan dari nomor terakhir yang pernah dicetak bulan itu.",
        error_messages={"required": "Isi nomor pertamanya.", "invalid": "Isi dengan angka, misalnya 1."},
    )
    banyak = forms.IntegerField(
        min_value=1,
        max_value=LEMBAR_TERBANYAK,
        initial=30,
        label="Banyak lembar",
        error_messages={
            "required": "Isi banyaknya lembar.",
            "invalid": "Isi dengan angka, misalnya 30.",
            "max_value": f"Sekali cetak paling banyak {LEMBAR_TERBANYAK} lembar.",
        },
    )

    def __init__(
        self, *args: object, titik: QuerySet[TitikLayanan], bulan: Sequence[tuple[str, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["titik"].queryset = titik  # type: ignore[attr-defined]
        self.fields["titik"].label_from_instance = lambda t: f"{t.nama}, {t.layanan.nama}, {t.layanan.unit}"  # type: ignore[attr-defined]
        self.fields["bulan"].choices = list(bulan)  # type: ignore[attr-defined]
