"""Formulir usulan: mengusulkan, memutus beberapa sekaligus, sertifikat, anggaran, dan saringannya."""

from collections.abc import Iterable
from typing import Any

from django import forms

from indikator.forms.realisasi import BerkasField
from inti.forms import AngkaField
from pelatihan.models import Usulan

SEMUA = [("", "Semua")]


def _alasan(label: str, bantuan: str, *, wajib: bool = False, kosong: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=bantuan,
        required=wajib,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": kosong or "Tulis alasannya.",
            "max_length": "Paling banyak %(limit_value)d huruf, Anda menulis %(show_value)d. Ringkas.",
        },
    )


class UsulkanForm(forms.Form):
    """Mengapa pelatihan ini dibutuhkan."""

    alasan = _alasan(
        "Mengapa Anda membutuhkannya",
        "Sebut pekerjaan yang akan menjadi lebih baik. Dibaca atasan dan BKD.",
        wajib=True,
        kosong="Tulis alasannya: pekerjaan mana yang akan menjadi lebih baik.",
    )


class PutusForm(forms.Form):
    """Satu keputusan atas usulan yang dicentang; alasan wajib hanya bila tidak dilanjutkan."""

    alasan = _alasan("Alasan bila tidak dilanjutkan", "Dibaca pengusulnya.")
    lampaui = _alasan(
        "Alasan bila melampaui anggaran", "Hanya bila anggarannya tidak cukup dan tetap direncanakan."
    )

    def __init__(self, *args: Any, dengan_anggaran: bool = False, **lain: Any) -> None:
        super().__init__(*args, **lain)
        if not dengan_anggaran:
            del self.fields["lampaui"]


class UrungHadirForm(forms.Form):
    """Mengapa catatan kehadirannya diurungkan."""

    alasan = _alasan("Alasan diurungkan", "Dibaca pesertanya, sekurangnya sepuluh huruf.")


class SertifikatForm(forms.Form):
    """Nomor dan berkas sertifikat; panjang dan ada-tidaknya diperiksa layanan."""

    nomor = forms.CharField(
        label="Nomor sertifikat",
        help_text="Seperti tercetak di sertifikatnya.",
        max_length=100,
        required=False,
        error_messages={"max_length": "Nomor sertifikat paling banyak %(limit_value)d huruf."},
    )
    berkas = BerkasField(
        label="Pilih berkas atau foto sertifikat",
        help_text="PDF, JPG, PNG, XLSX, atau DOCX. Paling besar 10 MB.",
        required=False,
    )


class AnggaranForm(forms.Form):
    """Pagu satu perangkat daerah."""

    dinas = forms.TypedChoiceField(
        label="Perangkat daerah", coerce=int, error_messages={"required": "Pilih perangkat daerahnya."}
    )
    jumlah = AngkaField(
        label="Anggaran setahun (rupiah)",
        decimal_places=0,
        min_value=0,
        max_value=10**13,
        error_messages={"required": "Isi anggarannya, misalnya 75.000.000."},
    )

    def __init__(self, *args: Any, dinas: Iterable[tuple[int, str]], **lain: Any) -> None:
        # Saringan di halaman yang sama juga berbidang `dinas`; idnya tidak boleh kembar.
        super().__init__(*args, auto_id="anggaran_%s", **lain)
        self.fields["dinas"].choices = [("", "Pilih"), *dinas]


class SaringRencanaForm(forms.Form):
    """Saringan rencana di alamat."""

    tahun = forms.TypedChoiceField(label="Tahun", required=False, coerce=int, empty_value=None)
    dinas = forms.TypedChoiceField(label="Perangkat daerah", required=False, coerce=int, empty_value=None)
    status = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[("", "Menunggu rencana"), ("semua", "Semua"), *Usulan.Status.choices],
    )

    def __init__(self, *args: Any, tahun: int, dinas: Iterable[tuple[int, str]], **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.tahun_kini = tahun
        self.fields["tahun"].choices = [("", str(tahun)), *((t, str(t)) for t in (tahun + 1, tahun - 1))]
        self.fields["dinas"].choices = [*SEMUA, *dinas]
        self.is_valid()

    @property
    def tahun_dipilih(self) -> int:
        return self.cleaned_data.get("tahun") or self.tahun_kini

    @property
    def status_dipilih(self) -> str:
        status = self.cleaned_data.get("status", "")
        return {"": Usulan.Status.DISETUJUI.value, "semua": ""}.get(status, status)
