"""Formulir katalog pelatihan dan saringannya."""

from collections.abc import Iterable
from typing import Any

from django import forms

from inti.forms import AngkaField
from pelatihan.models import Pelatihan
from pelatihan.queries.katalog import JP, SaringKatalog
from pelatihan.rules.bentuk import PILIHAN
from pelatihan.services.katalog import IsianPelatihan

SEMUA = [("", "Semua")]


class SaringKatalogForm(forms.Form):
    """Saringan katalog di alamat; isian yang tidak dikenal diabaikan."""

    q = forms.CharField(
        label="Cari",
        required=False,
        max_length=100,
        widget=forms.SearchInput(attrs={"placeholder": "judul atau kompetensi"}),
    )
    bentuk = forms.TypedChoiceField(
        label="Bentuk", required=False, coerce=int, empty_value=None, choices=[*SEMUA, *PILIHAN]
    )
    jp = forms.ChoiceField(
        label="Jam pelajaran", required=False, choices=[*SEMUA, *((k, v[0]) for k, v in JP.items())]
    )
    penyelenggara = forms.ChoiceField(label="Penyelenggara", required=False)
    tanda = forms.ChoiceField(label="Kebutuhan yang dijawab", required=False)
    kursi = forms.ChoiceField(
        label="Sesi", required=False, choices=[("", "Semua"), ("ada", "Ada kursi kosong")]
    )
    urut = forms.ChoiceField(
        label="Urutan",
        required=False,
        choices=[("", "Menurut judul"), ("dampak", "Perubahan sesudah ikut")],
    )
    keadaan = forms.ChoiceField(
        required=False, choices=[("", "Ditawarkan"), ("ditarik", "Ditarik")], widget=forms.HiddenInput
    )

    def __init__(
        self,
        *args: Any,
        penyelenggara: Iterable[str],
        tanda: Iterable[tuple[str, str]],
        **lain: Any,
    ) -> None:
        super().__init__(*args, **lain)
        self.fields["penyelenggara"].choices = [*SEMUA, *((p, p) for p in penyelenggara)]
        self.fields["tanda"].choices = [*SEMUA, *tanda]

    def saringan(self) -> SaringKatalog:
        self.is_valid()
        data = self.cleaned_data
        return SaringKatalog(
            cari=data.get("q", "").strip(),
            bentuk=data.get("bentuk"),
            jp=data.get("jp", ""),
            penyelenggara=data.get("penyelenggara", ""),
            tanda=data.get("tanda", ""),
            ada_kursi=data.get("kursi") == "ada",
            ditarik=data.get("keadaan") == "ditarik",
        )


class PelatihanForm(forms.Form):
    """Isi satu pelatihan; judul ganda dan prasyarat yang berputar diperiksa layanan."""

    judul = forms.CharField(
        label="Judul", max_length=250, error_messages={"required": "Isi judul pelatihan."}
    )
    kode_bentuk = forms.TypedChoiceField(
        label="Bentuk",
        coerce=int,
        choices=[("", "Pilih"), *((k, f"{k}. {nama}") for k, nama in PILIHAN)],
        help_text="Daftar SIASN; menentukan klasikal atau nonklasikal.",
        error_messages={"required": "Pilih bentuknya."},
    )
    jp = AngkaField(label="Jam pelajaran (JP)", decimal_places=0, min_value=1, max_value=2000)
    jp_usulan = forms.BooleanField(
        label="JP ini perkiraan sendiri", required=False, help_text="Belum angka resmi penyelenggaranya."
    )
    penyelenggara = forms.CharField(label="Penyelenggara", required=False, max_length=200)
    kompetensi = forms.CharField(label="Kompetensi yang dilatih", required=False, max_length=250)
    biaya = AngkaField(
        label="Perkiraan biaya tiap orang (rupiah)",
        decimal_places=0,
        min_value=0,
        max_value=10**10,
        required=False,
        help_text="Kosong berarti gratis. Dipakai menghitung rencana.",
    )
    prasyarat = forms.CharField(
        label="Prasyarat",
        required=False,
        max_length=250,
        help_text="Judul pelatihan yang harus selesai lebih dahulu, persis seperti di katalog. Boleh kosong.",
    )
    sumber = forms.CharField(label="Sumber", required=False, max_length=300)

    def __init__(self, *args: Any, instansi_id: int, **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.instansi_id = instansi_id

    @staticmethod
    def awal(satu: Pelatihan) -> dict[str, Any]:
        """Isian sekarang, untuk formulir ubah."""
        nama = ("judul", "kode_bentuk", "jp", "jp_usulan", "penyelenggara", "kompetensi", "biaya", "sumber")
        return {n: getattr(satu, n) for n in nama} | {
            "prasyarat": satu.prasyarat.judul if satu.prasyarat else ""
        }

    def clean_prasyarat(self) -> Pelatihan | None:
        judul = " ".join(self.cleaned_data["prasyarat"].split())
        if not judul:
            return None
        ada = Pelatihan.objects.filter(instansi_id=self.instansi_id, judul__iexact=judul).first()
        if ada is None:
            raise forms.ValidationError("Judul itu tidak ada di katalog. Salin judulnya dari daftar.")
        return ada

    def isi(self) -> IsianPelatihan:
        data = dict(self.cleaned_data)
        return IsianPelatihan(**data | {"jp": int(data["jp"]), "biaya": int(data["biaya"] or 0)})
