"""Formulir pengelola titik layanan."""

from django import forms
from django.db.models import QuerySet

from inti.forms import TanggalField
from kepegawaian.models import Pegawai, UnitKerja
from kepegawaian.queries.orang import bernip
from umpan_balik.models import Layanan
from umpan_balik.services.warga.layanan import KODE_TERBANYAK


class LayananForm(forms.Form):
    """Layanan baru di satu unit."""

    unit = forms.ModelChoiceField(
        queryset=UnitKerja.objects.none(),
        label="Unit",
        empty_label="Pilih unit",
        error_messages={
            "required": "Pilih unit pemberi layanan.",
            "invalid_choice": "Pilih unit dari daftar.",
        },
    )
    nama = forms.CharField(
        max_length=150,
        label="Nama layanan",
        help_text="Misalnya KTP-el dan Kartu Keluarga.",
        error_messages={"required": "Tulis nama layanan."},
    )
    gratis = forms.BooleanField(required=False, initial=True, label="Tanpa retribusi")

    def __init__(self, *args: object, unit: QuerySet[UnitKerja], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["unit"].queryset = unit  # type: ignore[attr-defined]


class TitikForm(forms.Form):
    """Titik baru pada satu layanan."""

    layanan = forms.ModelChoiceField(
        queryset=Layanan.objects.none(),
        label="Layanan",
        empty_label="Pilih layanan",
        error_messages={"required": "Pilih layanannya.", "invalid_choice": "Pilih layanan dari daftar."},
    )
    nama = forms.CharField(
        max_length=100,
        label="Nama titik",
        help_text="Misalnya Loket 3.",
        error_messages={"required": "Tulis nama titik."},
    )

    def __init__(self, *args: object, layanan: QuerySet[Layanan], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["layanan"].queryset = layanan  # type: ignore[attr-defined]
        self.fields["layanan"].label_from_instance = lambda satu: f"{satu.nama}, {satu.unit}"  # type: ignore[attr-defined]


class JagaForm(forms.Form):
    """Siapa berjaga, sejak kapan."""

    nip = forms.CharField(
        max_length=18,
        label="NIP petugas",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Ketik NIP petugas.", "max_length": "NIP terdiri dari 18 angka."},
    )
    sejak = TanggalField(label="Sejak")
    sampai = TanggalField(required=False, label="Sampai", help_text="Kosong berarti seterusnya.")

    def __init__(self, *args: object, instansi_id: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.instansi_id = instansi_id

    def clean_nip(self) -> Pegawai:
        petugas = bernip(self.cleaned_data["nip"], instansi_id=self.instansi_id)
        if petugas is None:
            raise forms.ValidationError("NIP ini tidak ada di instansi Anda. Periksa 18 angkanya.")
        return petugas


class AkhiriJagaForm(forms.Form):
    """Hari terakhir berjaga."""

    sampai = TanggalField(label="Hari terakhir")


PUTUSAN = [("hitung", "Hitung"), ("tolak", "Jangan hitung")]
ALASAN_WAJIB = {"required": "Tulis alasan putusannya."}


class DitahanForm(forms.Form):
    """Memutus sekelompok jawaban yang ditahan, dengan alasan."""

    titik = forms.IntegerField()
    tanggal = forms.DateField()
    sebab = forms.CharField(max_length=120)
    putusan = forms.ChoiceField(choices=PUTUSAN, required=False)
    alasan = forms.CharField(max_length=300, error_messages=ALASAN_WAJIB)


class PutusanForm(forms.Form):
    """Memutus jawaban yang dipilih satu per satu, dengan alasan."""

    pilihan = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": "Pilih paling sedikit satu jawaban."}
    )
    putusan = forms.ChoiceField(choices=PUTUSAN)
    alasan = forms.CharField(max_length=300, error_messages=ALASAN_WAJIB)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        ada = self.data.getlist("pilihan") if self.is_bound else []  # type: ignore[attr-defined]
        # Nomor milik titik lain dilewati layanannya; di sini hanya bentuknya.
        self.fields["pilihan"].choices = [(n, n) for n in ada if n.isdigit() and len(n) < 19]  # type: ignore[attr-defined]


class KodeForm(forms.Form):
    """Terbitkan sejumlah kode kunjungan untuk satu hari."""

    tanggal = TanggalField(label="Untuk hari layanan")
    jumlah = forms.IntegerField(
        min_value=1,
        max_value=KODE_TERBANYAK,
        initial=50,
        label="Banyak kode",
        error_messages={
            "required": "Isi banyaknya kode.",
            "invalid": "Isi dengan angka, misalnya 50.",
            "min_value": "Paling sedikit 1 kode.",
            "max_value": f"Sekali terbit paling banyak {KODE_TERBANYAK} kode.",
        },
    )
    kunci = forms.UUIDField(widget=forms.HiddenInput)
