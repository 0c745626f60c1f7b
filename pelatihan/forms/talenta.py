"""Formulir peta talenta: saringan di alamat, dan ukurannya."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms

from indikator.models import Periode
from inti.forms import AngkaField, TanggalField
from kepegawaian.models import Jabatan
from pelatihan.queries.talenta import TANPA_POTENSIAL, TANPA_PREDIKAT, Saringan
from pelatihan.rules.talenta import (
    BARIS,
    LETAK,
    MASA_TERLAMA,
    SEBUTAN_KINERJA,
    URUTAN_PREDIKAT,
    Aturan,
    sebutan,
)
from penilaian.rules.predikat import LABEL_PREDIKAT, Rating

DI_LUAR_PETA: Final = (
    (TANPA_POTENSIAL, "Belum ada penilaian potensial"),
    (TANPA_PREDIKAT, "Belum ada predikat"),
)


class SaringTalentaForm(forms.Form):
    """Periode, perangkat daerah, jenis jabatan, kotak, dan kata; yang keliru dianggap tidak dipakai."""

    periode = forms.TypedChoiceField(label="Periode", required=False, coerce=int, empty_value=None)
    dinas = forms.TypedChoiceField(label="Perangkat daerah", required=False, coerce=int, empty_value=None)
    jenis = forms.ChoiceField(
        label="Jenis jabatan", required=False, choices=[("", "Semua"), *Jabatan.Jenis.choices]
    )
    letak = forms.ChoiceField(
        label="Kotak",
        required=False,
        choices=[
            ("", "Semua"),
            *((str(n), f"{n}: {sebutan(n)}") for n in sorted(LETAK, reverse=True)),
            *DI_LUAR_PETA,
        ],
    )
    cari = forms.CharField(label="Nama, NIP, atau jabatan", required=False, max_length=100)

    def __init__(
        self, *args: Any, periode: Sequence[Periode], dinas: Iterable[tuple[int, str]], **lain: Any
    ) -> None:
        super().__init__(*args, **lain)
        self.semua_periode = periode
        self.fields["periode"].choices = [("", "Terbaru"), *((p.pk, p.nama) for p in periode)]
        self.fields["dinas"].choices = [("", "Semua"), *dinas]
        self.is_valid()

    @property
    def periode_dipilih(self) -> Periode | None:
        """Periode yang dipilih; tanpa pilihan yang terbaru."""
        pilihan = self.cleaned_data.get("periode")
        return next((p for p in self.semua_periode if p.pk == pilihan), next(iter(self.semua_periode), None))

    @property
    def saringan(self) -> Saringan:
        """Saringan yang terbaca."""
        isi = self.cleaned_data
        return Saringan(
            isi.get("dinas"), isi.get("jenis") or "", isi.get("cari") or "", isi.get("letak") or ""
        )


class AturanTalentaForm(forms.Form):
    """Kategori tiap predikat, batas potensial, masa pakainya, dan siapa yang membaca kotaknya sendiri."""

    menengah = AngkaField(
        label="Potensial menengah mulai skor",
        help_text="Di bawahnya rendah.",
        decimal_places=2,
        min_value=1,
        max_value=100,
    )
    tinggi = AngkaField(
        label="Potensial tinggi mulai skor",
        help_text="Di atas batas menengah, paling tinggi 100.",
        decimal_places=2,
        min_value=1,
        max_value=100,
    )
    masa_bulan = forms.IntegerField(
        label="Masa pakai penilaian potensi (bulan)",
        help_text="Sesudah itu letaknya kosong sampai ada penilaian baru.",
        min_value=1,
        max_value=MASA_TERLAMA,
    )
    lihat_sendiri = forms.BooleanField(
        label="Pegawai boleh membaca kotaknya sendiri",
        help_text="Tanpa centang, pegawai tidak membaca kotaknya maupun kotak orang lain.",
        required=False,
    )
    sejak = TanggalField(label="Berlaku sejak", help_text="Paling awal hari ini.")
    dasar = forms.CharField(
        label="Dasar", help_text="Keputusan atau pedomannya.", max_length=200, required=False
    )
    alasan = forms.CharField(
        label="Alasan perubahan",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasannya, supaya pembaca versi ini mengerti sebabnya."},
    )

    def __init__(self, *args: Any, kini: Aturan, **lain: Any) -> None:
        awal = {k: getattr(kini, k) for k in ("menengah", "tinggi", "masa_bulan", "lihat_sendiri")}
        awal |= {p.value: kini.kinerja[p].value for p in URUTAN_PREDIKAT}
        super().__init__(*args, initial=awal | lain.pop("initial", {}), **lain)
        kategori = [(k.value, f"Kinerja {SEBUTAN_KINERJA[k]}") for k in BARIS]
        for p in URUTAN_PREDIKAT:
            self.fields[p.value] = forms.ChoiceField(label=f"Predikat {LABEL_PREDIKAT[p]}", choices=kategori)
        self.order_fields([p.value for p in URUTAN_PREDIKAT])

    def clean(self) -> dict[str, Any]:
        """Kesepuluh isian menjadi satu `aturan`; yang bertentangan disebut sebabnya."""
        isi = super().clean() or {}
        if self.errors:
            return isi
        try:
            aturan = Aturan(
                {p: Rating(isi[p.value]) for p in URUTAN_PREDIKAT},
                isi["menengah"],
                isi["tinggi"],
                isi["masa_bulan"],
                isi["lihat_sendiri"],
            )
        except ValueError as galat:
            raise forms.ValidationError(str(galat)) from galat
        return {"aturan": aturan, **{k: isi[k] for k in ("sejak", "dasar", "alasan")}}
