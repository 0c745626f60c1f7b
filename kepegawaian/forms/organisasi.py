"""Saringan pohon organisasi dan daftar pegawai."""

from django import forms

from inti.forms import TanggalField
from kepegawaian.queries.celah import JenisCelah


class CariOrganisasiForm(forms.Form):
    """Cari unit atau orang, pada hari tertentu."""

    q = forms.CharField(
        label="Cari unit atau orang",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    pada = TanggalField(label="Susunan pada", required=False)


class CariCelahForm(forms.Form):
    """Cari pegawai tanpa penilai menurut nama, unit, dan sebabnya."""

    q = forms.CharField(
        label="Nama atau unit",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    sebab = forms.ChoiceField(
        label="Sebab",
        required=False,
        choices=[
            ("", "Semua sebab"),
            (JenisCelah.PUNCAK, "Jabatan tertinggi"),
            (JenisCelah.KEPALA_KOSONG, "Kepala kosong"),
            (JenisCelah.UNIT_BERAKHIR, "Unitnya berakhir"),
            (JenisCelah.BELUM_DITEMPATKAN, "Belum ditempatkan"),
        ],
    )


class CariPegawaiForm(forms.Form):
    """Cari pegawai menurut nama atau NIP, atau hanya yang bercelah."""

    SEMUA, TANPA_PENILAI = "", "tanpa_penilai"

    q = forms.CharField(
        label="Nama atau NIP",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    keadaan = forms.ChoiceField(
        label="Keadaan", required=False, choices=[(SEMUA, "Semua"), (TANPA_PENILAI, "Tanpa penilai")]
    )
