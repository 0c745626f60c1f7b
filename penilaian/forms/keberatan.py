"""Formulir keberatan: mengajukan, menanggapi, memutus, menunjuk pemutus, dan menyaring daftarnya."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from indikator.forms.realisasi import BerkasField
from indikator.models import Periode
from indikator.rules.angka import sebagai_teks
from inti.forms import AngkaField, TanggalField
from kepegawaian.models import Pegawai
from kepegawaian.queries.orang import bernip
from penilaian.forms.evaluasi import URUTAN
from penilaian.models import Keberatan
from penilaian.rules.predikat import Rating as RatingRules
from penilaian.rules.putusan import Koreksi, Perubahan

PANJANG = 4000
TETAP = ("", "Tetap")
YA_TIDAK = [("ya", "Ya"), ("tidak", "Tidak")]


def _uraian(label: str, bantuan: str, kosong: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=bantuan,
        max_length=PANJANG,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": kosong,
            "max_length": "Paling banyak %(limit_value)d huruf, Anda menulis %(show_value)d. Ringkas.",
        },
    )


def _berkas() -> BerkasField:
    return BerkasField(
        label="Pilih berkas atau foto",
        help_text="PDF, JPG, PNG, XLSX, atau DOCX. Paling besar 10 MB tiap berkas, sepuluh berkas.",
        required=False,
    )


class KeberatanForm(forms.Form):
    """Alasan dan bukti; panjangnya diperiksa layanan."""

    alasan = _uraian(
        "Bagian mana yang keliru, dan mengapa",
        "Sebut indikator atau penilaiannya, dan bukti yang belum diperhitungkan.",
        "Tulis alasannya: bagian mana yang keliru dan mengapa.",
    )
    berkas = _berkas()


class TanggapanForm(forms.Form):
    """Penjelasan penilai."""

    tanggapan = _uraian(
        "Tanggapan Anda",
        "Jelaskan dasar penilaian dan buktinya. Dibaca yang mengajukan dan yang memutus.",
        "Tulis tanggapannya: dasar penilaian Anda dan buktinya.",
    )
    berkas = _berkas()


class PutusanForm(forms.Form):
    """Hasil tetap, atau diubah: rating dan realisasi tiap indikator. Kosong berarti tidak berubah."""

    putusan = forms.ChoiceField(
        label="Putusan",
        choices=Keberatan.Putusan.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih putusannya: hasil tetap atau hasil diubah."},
    )
    rating_hasil = forms.ChoiceField(
        label="Rating hasil kerja", required=False, choices=[TETAP, *((r.value, r.label) for r in URUTAN)]
    )
    rating_perilaku = forms.ChoiceField(
        label="Rating perilaku kerja", required=False, choices=[TETAP, *((r.value, r.label) for r in URUTAN)]
    )
    alasan = _uraian(
        "Alasan putusan",
        "Dibaca yang mengajukan dan penilainya, dan tertulis di hasil yang baru.",
        "Tulis alasan putusannya.",
    )

    def __init__(self, *args: Any, rincian: Mapping[str, Any], **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.indikator = list(rincian["indikator"])
        for n, satu in enumerate(self.indikator):
            self.fields[f"nilai_{n}"] = _bidang_nilai(satu)
            self.fields[f"keluar_{n}"] = forms.BooleanField(
                label="Keluarkan dari hitungan", required=False, initial=bool(satu.get("dikecualikan"))
            )

    def baris(self) -> Iterator[tuple[Mapping[str, Any], BoundField, BoundField]]:
        """Tiap indikator dengan dua bidangnya, untuk halaman."""
        for n, satu in enumerate(self.indikator):
            yield satu, self[f"nilai_{n}"], self[f"keluar_{n}"]

    def perubahan(self) -> Perubahan | None:
        """Yang diubah; None bila hasil tetap."""
        isi = self.cleaned_data
        if isi["putusan"] == Keberatan.Putusan.TETAP:
            return None
        return Perubahan(
            rating_hasil=RatingRules(isi["rating_hasil"]) if isi["rating_hasil"] else None,
            rating_perilaku=RatingRules(isi["rating_perilaku"]) if isi["rating_perilaku"] else None,
            koreksi=tuple(self._koreksi()),
        )

    def _koreksi(self) -> Iterator[Koreksi]:
        for n, satu in enumerate(self.indikator):
            nilai, keluar = self.cleaned_data.get(f"nilai_{n}"), self.cleaned_data.get(f"keluar_{n}", False)
            if keluar and not satu.get("dikecualikan"):
                yield Koreksi(satu["kode"], dikecualikan=True)
            elif not keluar and nilai not in (None, ""):
                yield from _koreksi_nilai(satu, nilai)


def _koreksi_nilai(satu: Mapping[str, Any], nilai: Decimal | date | str) -> Iterator[Koreksi]:
    if isinstance(nilai, Decimal):
        yield Koreksi(satu["kode"], realisasi=sebagai_teks(nilai))
    else:
        yield Koreksi(satu["kode"], realisasi=nilai.isoformat() if isinstance(nilai, date) else nilai)


def _bidang_nilai(satu: Mapping[str, Any]) -> forms.Field:
    """Kosong berarti tetap; jenisnya mengikuti arah indikator."""
    polaritas = satu["polaritas"]
    if polaritas == "ya_tidak":
        return forms.ChoiceField(label="Realisasi yang benar", required=False, choices=[TETAP, *YA_TIDAK])
    if polaritas == "kualitatif":
        pilihan = [TETAP, *((r.value, r.label) for r in URUTAN)]
        return forms.ChoiceField(label="Rating yang benar", required=False, choices=pilihan)
    if polaritas == "tanggal":
        return TanggalField(label="Tanggal yang benar", required=False)
    return AngkaField(label="Realisasi yang benar", required=False)


class TunjukForm(forms.Form):
    """Pemutus lain, dicari menurut NIP supaya tidak tertukar dengan nama yang sama."""

    nip = forms.CharField(
        label="NIP pemutus",
        max_length=25,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Tulis NIP orang yang ditunjuk."},
    )
    alasan = forms.CharField(
        label="Alasan penunjukan",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasan penunjukannya."},
    )

    def __init__(self, *args: Any, instansi_id: int, **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.instansi_id = instansi_id

    def clean_nip(self) -> Pegawai:
        pegawai = bernip(self.cleaned_data["nip"], instansi_id=self.instansi_id)
        if pegawai is None or not pegawai.is_active:
            raise forms.ValidationError("Tidak ada pegawai aktif dengan NIP itu. Periksa 18 angkanya.")
        return pegawai


class SaringKeberatanForm(forms.Form):
    """Saringan daftar keberatan; semuanya di alamat."""

    periode = forms.TypedChoiceField(label="Periode", required=False, coerce=int, empty_value=None)
    dinas = forms.TypedChoiceField(label="Perangkat daerah", required=False, coerce=int, empty_value=None)
    status = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Semua"), *Keberatan.Status.choices]
    )

    def __init__(
        self, *args: Any, periode: Iterable[Periode], dinas: Iterable[tuple[int, str]], **lain: Any
    ) -> None:
        super().__init__(*args, **lain)
        self.fields["periode"].choices = [("", "Semua"), *((p.pk, p.nama) for p in periode)]
        self.fields["dinas"].choices = [("", "Semua"), *dinas]
        self.is_valid()

    def isi(self, nama: str) -> Any:
        """Saringan yang terbaca; yang keliru dianggap tidak dipakai."""
        return self.cleaned_data.get(nama)
