"""Formulir data seorang pegawai."""

from typing import Any

from django import forms

from inti.forms import TanggalField
from kepegawaian.forms.langkah import alasan_field, pilih_field, radio_field, teks_field
from kepegawaian.models import Pegawai
from kepegawaian.rules import golongan as aturan_golongan

STATUS = list(Pegawai.Status.choices)


def pilihan_golongan(status: str) -> list[tuple[str, str]]:
    """Golongan resmi status itu, dengan pilihan kosong di depan."""
    return [("", "Belum diketahui"), *aturan_golongan.daftar(status).items()]


def nip_field(label: str, bantuan: str) -> forms.CharField:
    """Nomor induk seperti ditempel; bentuknya diperiksa layanan supaya kalimat galatnya satu."""
    return teks_field(
        label,
        60,
        wajib="Isi 18 angka NIP atau NI PPPK.",
        bantuan=bantuan,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "tabular", "spellcheck": "false"}
        ),
    )


class NipForm(forms.Form):
    """Langkah pertama pegawai baru: nomornya dibaca dahulu."""

    nip = nip_field("NIP atau NI PPPK", "18 angka, boleh ditempel dengan spasi.")
    status = radio_field(
        "Status",
        "Pilih PNS atau PPPK.",
        STATUS,
        {
            "PNS": "Angka ke-13 dan 14 adalah bulan CPNS.",
            "PPPK": "Angka ke-13 dan 14 adalah hitungan kontrak.",
        },
    )


class DataForm(forms.Form):
    """Nama, gelar, golongan, dan kontak."""

    nama = teks_field("Nama tanpa gelar", 150, wajib="Isi nama pegawai.")
    gelar_depan = teks_field("Gelar di depan", 30, bantuan="Misalnya dr. atau Drs.")
    gelar_belakang = teks_field("Gelar di belakang", 60, bantuan="Misalnya S.Sos., M.Si.")
    golongan = pilih_field("Golongan", "Pilih golongan.", wajib=False)
    email = teks_field("Surel", 254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    telepon = teks_field("Telepon", 20, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}))
    semula = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, *argumen: Any, status: str, **lain: Any) -> None:
        super().__init__(*argumen, **lain)
        pilihan = pilihan_golongan(status)
        tersimpan = self.initial.get("golongan") or ""
        if tersimpan and tersimpan not in dict(pilihan):
            pilihan.append((tersimpan, f"{tersimpan} (bukan golongan {status})"))
        self.fields["golongan"].choices = pilihan  # type: ignore[attr-defined]


class BaruForm(DataForm):
    """Langkah kedua pegawai baru: nomor dan statusnya sudah dibaca, ikut tersembunyi."""

    nip = forms.CharField(max_length=60, widget=forms.HiddenInput)
    status = forms.CharField(max_length=4, widget=forms.HiddenInput)
    telepon = None  # type: ignore[assignment]
    semula = None  # type: ignore[assignment]


class NomorForm(forms.Form):
    """Nomor induk baru: pengangkatan baru atau nomor yang salah tulis."""

    status = radio_field(
        "Status menurut SK",
        "Pilih PNS atau PPPK.",
        STATUS,
        {"PNS": "Golongan I/a sampai IV/e.", "PPPK": "Golongan I sampai XVII."},
    )
    nip = nip_field("NIP atau NI PPPK yang baru", "18 angka menurut SK pengangkatan.")
    golongan = pilih_field("Golongan", "Pilih golongan.", wajib=False)
    dasar = teks_field(
        "Dasar", 120, wajib="Tulis dasarnya, misalnya nomor SK pengangkatan.", bantuan="Nomor SK."
    )
    ikut_nomor = forms.BooleanField(
        label="Tanggal lahir atau kelamin yang tercatat keliru; betulkan menurut nomor baru", required=False
    )

    def __init__(self, *argumen: Any, **lain: Any) -> None:
        super().__init__(*argumen, **lain)
        self.fields["golongan"].choices = [  # type: ignore[attr-defined]
            ("", "Belum diketahui"),
            *((s, list(aturan_golongan.daftar(s).items())) for s, _ in STATUS),
        ]


class NonaktifForm(forms.Form):
    """Menutup pintu: sebab, mulai kapan, dasarnya."""

    sebab = radio_field("Sebab", "Pilih sebabnya.", list(Pegawai.SebabBerhenti.choices), {})
    mulai = TanggalField(
        label="Tidak aktif mulai",
        help_text="Penempatan dan perannya berakhir sehari sebelumnya.",
    )
    alasan = alasan_field(
        "Dasar atau alasan", "Misalnya nomor SK pensiun. Tercatat di jejak.", "Tulis dasar atau alasannya."
    )


class AktifForm(forms.Form):
    """Membuka kembali pintu."""

    alasan = alasan_field(
        "Alasan",
        "Misalnya: batal pindah menurut surat nomor 12.",
        "Tulis alasannya; alasan itu tercatat di jejak.",
    )
