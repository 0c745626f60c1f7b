"""Formulir lapor capaian, dan keputusan penilai atas laporan."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from indikator.models import Bukti, IndikatorKinerja, Polaritas, RatingIndikator, Realisasi
from indikator.queries.teks import realisasi_teks
from indikator.services.realisasi.masukan import KETERANGAN_TERPANJANG, mungkin_keliru_koma
from inti.forms import AngkaField, TanggalField
from inti.rules.tautan import penyimpan_berizin


class BanyakBerkas(forms.ClearableFileInput):
    """Kendali berkas bawaan peramban yang menerima beberapa sekaligus."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, UploadedFile], name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else []


class BerkasField(forms.Field):
    """Beberapa berkas; diperiksa dan disimpan oleh layanan berkas, bukan di sini."""

    widget = BanyakBerkas


class RealisasiForm(forms.Form):
    """Laporan satu indikator. Bidang nilainya mengikuti arah indikator; semuanya boleh kosong selama draf."""

    nilai = AngkaField(label="Realisasi", required=False)
    tanggal = TanggalField(label="Tanggal selesai", required=False)
    yakin = forms.BooleanField(label="Angka ini sudah benar", required=False)
    keterangan = forms.CharField(
        label="Apa yang Anda kerjakan",
        help_text="Dua atau tiga kalimat. Jangan tulis nama atau NIK warga.",
        required=False,
        max_length=KETERANGAN_TERPANJANG,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    tautan = forms.CharField(
        label="Tautan bukti",
        help_text=(
            "Satu alamat tiap baris, boleh diikuti namanya: https://contoh.go.id/rekap Rekap Desember. "
            "Pastikan penilai dapat membukanya: coba di jendela penyamaran."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
    )
    terbuka = forms.BooleanField(label="Sudah saya coba, tautannya terbuka tanpa masuk", required=False)
    berkas = BerkasField(
        label="Pilih berkas atau foto",
        help_text="PDF, JPG, PNG, XLSX, atau DOCX. Paling besar 10 MB tiap berkas, 50 MB tiap laporan. Boleh beberapa.",
        required=False,
    )
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, indikator: IndikatorKinerja, ajukan: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indikator, self.ajukan = indikator, ajukan
        self.curiga: Decimal | None = None
        self.penyimpan = ""
        if indikator.kualitatif:
            del self.fields["nilai"], self.fields["tanggal"], self.fields["yakin"]
            self.fields["keterangan"].label = "Apa yang tercapai"
            self.fields[
                "keterangan"
            ].help_text = "Bandingkan dengan kriterianya, dengan contoh. Jangan tulis nama atau NIK warga."
        elif indikator.polaritas == Polaritas.TANGGAL:
            del self.fields["nilai"]
        else:
            del self.fields["tanggal"]
        if indikator.polaritas == Polaritas.YA_TIDAK:
            self.fields["nilai"] = forms.TypedChoiceField(
                label="Tercapai?",
                choices=[("1", "Ya"), ("0", "Tidak")],
                coerce=Decimal,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )

    def clean(self) -> dict[str, Any]:
        """Angka yang tampaknya salah koma ditanyakan sekali sebelum diajukan; orangnya yang memutuskan."""
        isi = super().clean() or {}
        nilai = isi.get("nilai")
        if self.ajukan and isinstance(nilai, Decimal) and not isi.get("yakin"):
            self.curiga = mungkin_keliru_koma(self.indikator, nilai)
            if self.curiga is not None:
                self.add_error("nilai", self._tanya(nilai, self.curiga))
                isi["nilai"] = nilai  # tetap tersimpan sebagai draf
        if self.ajukan and not isi.get("terbuka"):
            self._tanya_tautan(isi)
        return isi

    def _tanya_tautan(self, isi: dict[str, Any]) -> None:
        """Tautan penyimpan berkas sering hanya terbuka bagi pemiliknya: ditanyakan sekali sebelum diajukan."""
        tautan = isi.get("tautan", "")
        nama = (penyimpan_berizin(url) for _, url in self.daftar_tautan())
        self.penyimpan = next(filter(None, nama), "")
        if self.penyimpan:
            self.add_error(
                "tautan",
                f"Tautan {self.penyimpan} sering hanya terbuka bagi pemiliknya. Ubah aksesnya menjadi siapa saja yang "
                "memegang tautan, coba di jendela penyamaran, lalu centang di bawah ini.",
            )
            isi["tautan"] = tautan  # tetap tersimpan sebagai draf

    def _tanya(self, nilai: Decimal, usul: Decimal) -> str:
        def tulis(x: Decimal) -> str:
            ik = self.indikator
            return realisasi_teks(polaritas=ik.polaritas, satuan=ik.satuan, nilai=x, hari=None)

        return (
            f"Anda mengetik {tulis(nilai)}, jauh di atas sasaran. Mungkin maksud Anda {tulis(usul)}. "
            "Perbaiki, atau centang “Angka ini sudah benar”."
        )

    def daftar_tautan(self) -> list[tuple[str, str]]:
        """(judul, url) tiap baris yang terisi."""
        baris = [b.split(maxsplit=1) for b in self.cleaned_data.get("tautan", "").splitlines() if b.strip()]
        return [(b[1] if len(b) > 1 else "", b[0]) for b in baris]


def tautan_awal(bukti: list[Bukti]) -> str:
    """Tautan tersimpan dalam bentuk yang sama dengan yang diketik."""
    return "\n".join(f"{b.tautan} {b.judul}".strip() for b in bukti if b.tautan)


class KembalikanForm(forms.Form):
    """Catatan pengembalian satu laporan."""

    catatan = forms.CharField(
        label="Apa yang perlu diperbaiki",
        help_text="Dibaca pelapornya. Sebut bagian mana, dan usul Anda.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis apa yang perlu diperbaiki, supaya pelapornya tahu."},
    )
    versi = forms.IntegerField(widget=forms.HiddenInput)


class RatingForm(forms.Form):
    """Rating satu laporan kualitatif beserta alasannya."""

    rating = forms.ChoiceField(
        label="Dibanding kriterianya, hasil ini",
        choices=RatingIndikator,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu dari ketiganya."},
    )
    alasan = forms.CharField(
        label="Alasan",
        help_text="Satu kalimat: bukti mana yang menunjukkannya. Dibaca pegawai dan tampil pada hasilnya.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasannya, supaya pegawai tahu."},
    )
    versi = forms.IntegerField(widget=forms.HiddenInput)


class PerlakuanForm(forms.Form):
    """Indikator tanpa laporan: dikecualikan atau tidak dilaporkan, dengan alasannya."""

    PENJELASAN = {
        Realisasi.Perlakuan.DIKECUALIKAN: "Bobotnya keluar dari hitungan.",
        Realisasi.Perlakuan.TIDAK_DILAPORKAN: "Dihitung 0. Gugur bila pegawai kemudian melapor.",
        "": "Dinilai dari laporan pegawai.",
    }
    KUALITATIF = {
        Realisasi.Perlakuan.DIKECUALIKAN: "Bobotnya tidak ikut membentuk usul rating.",
        Realisasi.Perlakuan.TIDAK_DILAPORKAN: "Dibaca di bawah ekspektasi. Gugur bila pegawai kemudian melapor.",
    }

    perlakuan = forms.ChoiceField(
        label="Perlakuan", widget=forms.RadioSelect, error_messages={"required": "Pilih perlakuannya."}
    )
    alasan = forms.CharField(
        label="Alasan",
        help_text="Tampil kepada pegawai dan pada hasilnya.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, sudah_dilaporkan: bool, kini: str, kualitatif: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        P = Realisasi.Perlakuan
        pilihan = [P.DIKECUALIKAN] if sudah_dilaporkan else [P.DIKECUALIKAN, P.TIDAK_DILAPORKAN]
        self.fields["perlakuan"].choices = [
            *((p.value, p.label) for p in pilihan),
            *([(P.DINILAI.value, "Cabut perlakuan")] if kini else []),
        ]
        self.fields["perlakuan"].required = self.fields["alasan"].required = not kini
        self.fields["alasan"].error_messages["required"] = "Tulis alasannya, supaya pegawai tahu."
        self.fields["perlakuan"].penjelasan = self.PENJELASAN | (self.KUALITATIF if kualitatif else {})
