"""Formulir mengelola unit: tambah, ubah, pindah, gabung, tutup, batalkan."""

from collections.abc import Iterable
from typing import Any

from django import forms

from inti.forms import TanggalField
from kepegawaian.forms.langkah import alasan_field, pilih_field, teks_field
from kepegawaian.forms.penempatan import CARI, sisa_kata
from kepegawaian.models import UnitKerja
from kepegawaian.queries.pilihan import Pilihan

JENIS = [("", "Pilih"), *UnitKerja.Jenis.choices]


def dasar_field(*, wajib: bool = True) -> forms.CharField:
    """Nomor peraturan atau SK yang menjadi dasar perubahan."""
    return teks_field(
        "Dasar",
        120,
        wajib="Tulis dasarnya, misalnya nomor peraturan atau SK." if wajib else "",
        bantuan="Nomor peraturan atau SK.",
    )


def urutan_field() -> forms.IntegerField:
    return forms.IntegerField(
        label="Urutan di antara saudaranya",
        min_value=0,
        max_value=32_767,
        required=False,
        help_text="Kecil lebih dulu; yang sama diurutkan menurut nama.",
        error_messages={
            "invalid": "Isi bilangan bulat, misalnya 3.",
            "min_value": "Isi paling kecil 0.",
            "max_value": "Isi paling besar 32.767.",
        },
    )


class _BerindukForm(forms.Form):
    """Formulir yang memilih satu unit dari daftar yang dapat dicari."""

    BIDANG = "induk"

    def __init__(self, *argumen: Any, unit: Pilihan, **lain: Any) -> None:
        super().__init__(*argumen, **lain)
        self.fields[self.BIDANG].choices = [("", "Pilih"), *unit.butir]  # type: ignore[attr-defined]
        self.fields[self.BIDANG].help_text = sisa_kata(unit, "unit")


class UnitBaruForm(_BerindukForm):
    """Unit baru di bawah sebuah unit."""

    cari_unit = teks_field("Cari unit induk", 100, widget=CARI)
    induk = pilih_field("Di bawah", "Pilih unit induknya.")
    nama = teks_field("Nama unit", 200, wajib="Isi nama unit.")
    singkatan = teks_field("Singkatan", 60)
    jenis = pilih_field("Jenis", "Pilih jenis unit.", choices=JENIS)
    urutan = urutan_field()
    sejak = TanggalField(label="Mulai berlaku", error_messages={"required": "Isi hari mulainya."})
    sumber = teks_field("Dasar", 300, bantuan="Nomor peraturan atau SK.")


class UbahUnitForm(forms.Form):
    """Nama, singkatan, jenis, dan urutan."""

    nama = teks_field("Nama unit", 200, wajib="Isi nama unit.")
    singkatan = teks_field("Singkatan", 60)
    jenis = pilih_field("Jenis", "Pilih jenis unit.", choices=JENIS)
    urutan = urutan_field()
    sejak = TanggalField(
        label="Nama baru berlaku sejak",
        required=False,
        help_text="Nama lama tetap tampil untuk hari sebelumnya. Kosongkan bila hanya membetulkan salah tulis.",
    )
    dasar = dasar_field(wajib=False)


class PindahUnitForm(_BerindukForm):
    """Memindahkan unit ke induk lain."""

    cari_unit = teks_field("Cari unit tujuan", 100, widget=CARI)
    induk = pilih_field("Pindah ke bawah", "Pilih unit tujuannya.")
    sejak = TanggalField(
        label="Berlaku mulai",
        help_text="Boleh sudah lewat, hari ini, atau nanti.",
        error_messages={"required": "Isi hari mulainya."},
    )
    dasar = dasar_field()


class GabungUnitForm(_BerindukForm):
    """Meleburkan unit, dan saudaranya bila ikut, ke unit penerus."""

    BIDANG = "ke"

    cari_unit = teks_field("Cari unit penerus", 100, widget=CARI)
    ke = pilih_field("Melebur ke", "Pilih unit penerusnya.")
    juga = forms.MultipleChoiceField(
        label="Unit lain yang ikut melebur",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Pilihan itu tidak ada di daftar ini. Centang lagi."},
    )
    sejak = TanggalField(
        label="Berlaku mulai",
        help_text="Unit lama berakhir sehari sebelumnya.",
        error_messages={"required": "Isi hari mulainya."},
    )
    dasar = dasar_field()

    def __init__(self, *argumen: Any, saudara: Iterable[tuple[str, str]], **lain: Any) -> None:
        super().__init__(*argumen, **lain)
        pilihan = list(saudara)
        if pilihan:
            self.fields["juga"].choices = pilihan  # type: ignore[attr-defined]
        else:
            del self.fields["juga"]


class TutupUnitForm(forms.Form):
    """Hari terakhir unit yang sudah kosong."""

    sampai = TanggalField(label="Hari terakhir", error_messages={"required": "Isi hari terakhirnya."})
    dasar = dasar_field()


class BatalkanUnitForm(forms.Form):
    """Membatalkan perubahan unit yang belum mulai."""

    alasan = alasan_field("Alasan", "Tercatat di jejak.", "Tulis alasannya; alasan itu tercatat di jejak.")
