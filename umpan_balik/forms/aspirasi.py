"""Menyaring, meneruskan, dan menjawab saran warga."""

from typing import Any

from django import forms

from inti.forms import TanggalField
from kepegawaian.models import UnitKerja
from umpan_balik.models import Aspirasi
from umpan_balik.services.aspirasi import JAWABAN_TERPANJANG, RENCANA_TERPANJANG

PILIHAN_JENIS = [j for j in Aspirasi.Jenis.choices if j[0] != Aspirasi.Jenis.TENTANG_ORANG]


class PilihUnit(forms.ModelChoiceField):
    """Unit dengan nama dinasnya; pilihannya diisi `UnitForm`."""

    def __init__(self, *, label: str, wajib: str) -> None:
        pesan = {"required": wajib, "invalid_choice": "Pilih unit dari daftar."}
        super().__init__(
            label=label, queryset=UnitKerja.objects.none(), error_messages=pesan, empty_label="Pilih unit"
        )

    def label_from_instance(self, obj: Any) -> str:
        return obj.nama if obj.dinas_id in (None, obj.pk) else f"{obj.nama}, {obj.dinas}"


class UnitForm(forms.Form):
    """Dasar formulir berbidang `unit` yang pilihannya bergantung pada pemakainya."""

    def __init__(self, *args: Any, unit: Any, **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.fields["unit"].queryset = unit  # type: ignore[attr-defined]


class PotonganField(forms.CharField):
    """Bagian teks yang masih perlu disamarkan; dibaca sebagai daftar, satu baris satu potongan."""

    def __init__(self, *, help_text: str = "Satu baris satu potongan, persis seperti tertulis.") -> None:
        super().__init__(
            required=False,
            label="Samarkan lagi",
            widget=forms.Textarea(attrs={"rows": 2}),
            max_length=500,
            help_text=help_text,
        )

    def clean(self, value: Any) -> list[str]:
        return [satu for satu in super().clean(value).splitlines() if satu.strip()]


class SaringAspirasiForm(forms.Form):
    """Saringan daftar penanganan (GET)."""

    cari = forms.CharField(required=False, max_length=80, label="Kata di dalam saran")
    status = forms.ChoiceField(
        required=False,
        label="Keadaan",
        choices=[
            ("", "Belum dijawab"),
            *Aspirasi.Status.choices,
            ("lewat", "Lewat batas"),
            ("semua", "Semua"),
        ],
    )
    jenis = forms.ChoiceField(
        required=False, label="Jenis", choices=[("", "Semua jenis"), *Aspirasi.Jenis.choices]
    )


class AntreanSaringForm(forms.Form):
    """Saringan antrean penyaring (GET)."""

    cari = forms.CharField(required=False, max_length=80, label="Kata di dalam saran")
    keadaan = forms.ChoiceField(
        required=False, label="Keadaan", choices=[("", "Menunggu disaring"), ("ditolak", "Tidak diteruskan")]
    )


class TeruskanForm(UnitForm):
    """Keputusan meneruskan."""

    jenis = forms.ChoiceField(
        label="Jenis",
        choices=Aspirasi.Jenis.choices,
        widget=forms.RadioSelect,
        help_text="Keluhan tentang orang hanya sampai kepada atasannya dan tidak pernah tampil untuk umum.",
        error_messages={"required": "Pilih jenis sarannya."},
    )
    unit = PilihUnit(label="Unit yang menjawab", wajib="Pilih unit yang menjawab.")
    tentang = forms.CharField(
        required=False,
        max_length=18,
        label="NIP petugas yang dikeluhkan",
        help_text="Hanya untuk keluhan tentang orang, bila warga jelas menunjuk seseorang. Boleh kosong.",
    )
    kata = PotonganField(
        help_text="Nama atau alamat yang masih terbaca, satu baris satu potongan, persis seperti tertulis."
    )


class TolakForm(forms.Form):
    """Keputusan tidak meneruskan."""

    alasan = forms.CharField(
        label="Mengapa tidak diteruskan",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text="Dibaca warga di halaman lacak, misalnya “Berisi makian tanpa masalah yang dapat dikerjakan”.",
        error_messages={"required": "Tulis alasannya; warga membacanya."},
    )
    kata = PotonganField()


class RencanaForm(forms.Form):
    """Rencana sebelum jawaban resmi."""

    rencana = forms.CharField(
        label="Rencana",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=RENCANA_TERPANJANG,
        help_text="Apa yang akan dilakukan dan kapan. Warga membacanya segera.",
        error_messages={"required": "Tulis rencananya."},
    )


class AlihkanForm(UnitForm):
    """Pindah unit dengan alasan."""

    unit = PilihUnit(label="Unit yang berwenang", wajib="Pilih unit yang berwenang.")
    alasan = forms.CharField(
        label="Alasan",
        max_length=500,
        help_text="Dibaca warga. Batas harinya tetap dari hari saran masuk.",
        error_messages={"required": "Tulis alasannya; warga membacanya."},
    )


class JawabForm(forms.Form):
    """Jawaban resmi."""

    jawaban = forms.CharField(
        label="Jawaban resmi",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=JAWABAN_TERPANJANG,
        help_text="Apa yang dilakukan, oleh siapa, dan kapan. Dibaca warga di halaman lacak.",
        error_messages={
            "required": "Tulis jawabannya.",
            "max_length": f"Paling panjang {JAWABAN_TERPANJANG} huruf. Ringkas dahulu.",
        },
    )
    tampil = forms.BooleanField(
        required=False,
        label="Tampilkan saran dan jawaban ini di halaman umum",
        help_text="Baca sekali lagi: tidak ada nama, alamat, atau nomor orang di dalamnya.",
    )

    def __init__(self, *args: Any, tentang_orang: bool = False, **lain: Any) -> None:
        super().__init__(*args, **lain)
        if tentang_orang:
            del self.fields["tampil"]


class KebijakanForm(forms.Form):
    """Jam menjawab dan penyebutan nama mulai satu tanggal."""

    sejak = TanggalField(label="Berlaku sejak")
    baca = forms.IntegerField(label="Disaring dalam (hari kerja)", min_value=1, max_value=60)
    rencana = forms.IntegerField(label="Berencana dalam (hari kerja)", min_value=1, max_value=60)
    jawab = forms.IntegerField(label="Dijawab dalam (hari kerja)", min_value=1, max_value=60)
    puji_bernama = forms.BooleanField(
        required=False,
        label="Petugas yang dipuji boleh disebut namanya",
        help_text="Tetap hanya bila petugasnya sendiri menyetujui.",
    )
    dasar = forms.CharField(
        label="Dasar",
        max_length=200,
        error_messages={"required": "Tulis dasarnya, misalnya nomor keputusan."},
    )


class LiburForm(forms.Form):
    """Hari libur yang ditempel, satu baris satu hari."""

    butir = forms.CharField(
        label="Hari libur dan cuti bersama",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=6_000,
        help_text="Satu baris satu hari: tanggal, lalu namanya. Contoh: 25-12-2026 Hari Raya Natal.",
        error_messages={"required": "Tulis paling sedikit satu hari."},
    )

    def clean_butir(self) -> list[tuple[Any, str]]:
        hasil = []
        for nomor, baris in enumerate(self.cleaned_data["butir"].splitlines(), start=1):
            if not baris.strip():
                continue
            tanggal, _, nama = baris.strip().partition(" ")
            try:
                hasil.append((TanggalField().clean(tanggal), nama.strip()))
            except forms.ValidationError as galat:
                raise forms.ValidationError(
                    f"Baris {nomor}: “{baris.strip()[:60]}”. Mulai dengan tanggal, misalnya 25-12-2026 Hari Raya Natal."
                ) from galat
            if not nama.strip():
                raise forms.ValidationError(f"Baris {nomor}: tulis nama liburnya sesudah tanggal.")
        return hasil


class UmumForm(forms.Form):
    """Saringan daftar umum (GET)."""

    q = forms.CharField(required=False, max_length=80, label="Kata")
    dinas = forms.ChoiceField(required=False, label="Dinas")
    layanan = forms.ChoiceField(required=False, label="Layanan")
    jenis = forms.ChoiceField(required=False, label="Jenis", choices=[("", "Semua jenis"), *PILIHAN_JENIS])

    def __init__(
        self, *args: Any, dinas: list[tuple[str, str]], layanan: list[tuple[str, str]], **lain: Any
    ) -> None:
        super().__init__(*args, **lain)
        self.fields["dinas"].choices = [("", "Semua dinas"), *dinas]  # type: ignore[attr-defined]
        self.fields["layanan"].choices = [("", "Semua layanan"), *layanan]  # type: ignore[attr-defined]
