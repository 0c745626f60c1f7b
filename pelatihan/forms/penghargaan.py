"""Formulir penghargaan: ukuran calon, anggota panitia, putusan, dan penutupan sidang."""

from collections.abc import Iterable
from typing import Any

from django import forms

from inti.forms import AngkaField
from kepegawaian.models import Pegawai
from pelatihan.models import AnggotaPanitia, CalonPenghargaan

PANJANG = {"max_length": "Paling banyak %(limit_value)d huruf, Anda menulis %(show_value)d. Ringkas."}


def _alasan(label: str, bantuan: str, *, wajib: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=bantuan,
        required=wajib,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasannya.", **PANJANG},
    )


def _banyak(label: str, bantuan: str, terbanyak: int) -> AngkaField:
    return AngkaField(label=label, help_text=bantuan, decimal_places=0, min_value=0, max_value=terbanyak)


class AturanForm(forms.Form):
    """Empat angka ukuran; 0 mematikan satu ukuran."""

    beruntun = _banyak("Periode Sangat Baik berturut-turut", "0 bila ukuran ini tidak dipakai.", 12)
    pujian = _banyak(
        "Pujian warga sekurangnya",
        "Pujian yang sudah disaring dan menyebut orangnya; 0 bila tidak dipakai.",
        1000,
    )
    naik = AngkaField(
        label="Kenaikan rata-rata unit sekurangnya",
        help_text="Dibanding periode sejenis sebelumnya; hanya unit dengan sedikitnya lima orang lengkap.",
        decimal_places=2,
        min_value=0,
        max_value=100,
    )
    unit = _banyak("Paling banyak unit", "Yang kenaikannya terbesar; 0 bila tidak dipakai.", 50)
    alasan = _alasan("Alasan perubahan", "Dicatat bersama ukurannya.")

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        return {
            k: int(v) if k in ("beruntun", "pujian", "unit") and v is not None else v for k, v in isi.items()
        }


class TunjukPanitiaForm(forms.Form):
    """Anggota dicari menurut NIP supaya tidak tertukar dengan nama yang sama."""

    nip = forms.CharField(
        label="NIP anggota",
        max_length=25,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Tulis NIP orang yang ditunjuk.", **PANJANG},
    )

    def __init__(self, *args: Any, instansi_id: int, **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.instansi_id = instansi_id

    def clean_nip(self) -> Pegawai:
        nip = "".join(h for h in self.cleaned_data["nip"] if h.isdigit())
        pegawai = Pegawai.objects.filter(nip=nip, instansi_id=self.instansi_id, is_active=True).first()
        if pegawai is None:
            raise forms.ValidationError("Tidak ada pegawai aktif dengan NIP itu. Periksa 18 angkanya.")
        return pegawai


class PutusanForm(forms.Form):
    """Diberikan atau tidak, dengan alasan."""

    putusan = forms.ChoiceField(
        label="Putusan",
        choices=CalonPenghargaan.Putusan.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih diberikan atau tidak."},
    )
    alasan = _alasan(
        "Alasan putusan",
        "Tertulis di berita acara. Bila tidak diberikan, orangnya juga membacanya: tulis yang belum terpenuhi, tanpa "
        "menyebut calon lain.",
    )


class TutupSidangForm(forms.Form):
    """Anggota lain yang hadir, dan catatan sidang."""

    hadir = forms.TypedMultipleChoiceField(
        label="Anggota lain yang hadir",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tandai sekurangnya satu anggota panitia lain yang hadir."},
    )
    catatan = _alasan("Catatan sidang", "Boleh kosong. Tertulis di berita acara.", wajib=False)

    def __init__(self, *args: Any, anggota: Iterable[AnggotaPanitia], **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.fields["hadir"].choices = [(a.pegawai_id, a.pegawai.nama_lengkap) for a in anggota]
