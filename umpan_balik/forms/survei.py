"""Formulir warga. Ditulis tangan di templat supaya ringan; di sini hanya bentuk dan pesannya."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms

from umpan_balik.persetujuan import NASKAH, VERSI_KINI
from umpan_balik.rules.unsur import UNSUR, Unsur


@dataclass(frozen=True, slots=True)
class Pertanyaan:
    """Satu pertanyaan siap gambar: pilihan (nilai, kata, terpilih) dan galatnya."""

    nomor: int
    unsur: Unsur
    pilihan: tuple[tuple[int, str, bool], ...]
    galat: list[str]


class SurveiForm(forms.Form):
    """Sembilan unsur, saran, persetujuan, dan kode kunjungan; semuanya boleh kosong kecuali persetujuan."""

    saran = forms.CharField(required=False)
    setuju = forms.TypedChoiceField(
        coerce=int,
        required=False,
        empty_value=None,
        choices=[(v, v) for v in NASKAH],
        error_messages={"invalid_choice": "Naskah persetujuan sudah diperbarui. Baca lalu centang lagi."},
    )
    kode = forms.CharField(
        required=False, max_length=40, error_messages={"max_length": "Kode ini terlalu panjang."}
    )
    situs = forms.CharField(required=False)  # jebakan: tersembunyi dari orang

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for unsur in UNSUR:
            self.fields[unsur.kode.value] = forms.TypedChoiceField(
                coerce=int,
                required=False,
                empty_value=None,
                choices=[(str(i), kata) for i, kata in enumerate(unsur.jawaban_pendek, start=1)],
                error_messages={"invalid_choice": "Pilih salah satu dari empat jawaban yang ada."},
            )

    def nilai(self) -> dict[str, int | None]:
        """Jawaban sembilan unsur."""
        return {u.kode.value: self.cleaned_data.get(u.kode.value) for u in UNSUR}

    def pertanyaan(self) -> Iterator[Pertanyaan]:
        """Pertanyaan dengan ketukan yang sudah ada, untuk digambar ulang tanpa kehilangan isi."""
        for nomor, unsur in enumerate(UNSUR, start=1):
            terisi = str(self.data.get(unsur.kode.value, ""))
            pilihan = tuple(
                (i, kata, terisi == str(i)) for i, kata in enumerate(unsur.jawaban_pendek, start=1)
            )
            yield Pertanyaan(
                nomor, unsur, pilihan, list(self.errors.get(unsur.kode.value, [])) if self.is_bound else []
            )

    def galat_bidang(self) -> list[tuple[str, str]]:
        """(sasaran tautan, pesan) urut seperti di halaman; galat umum tanpa sasaran."""
        if not self.is_bound:
            return []
        hasil = [("", str(teks)) for teks in self.non_field_errors()]
        for nama in (*(u.kode.value for u in UNSUR), "saran", "kode", "setuju"):
            hasil += [(nama, str(teks)) for teks in self.errors.get(nama, [])]
        return hasil

    @property
    def naskah(self) -> object:
        return NASKAH[VERSI_KINI]


class LacakForm(forms.Form):
    """Kode pelacakan, diketik bebas."""

    kode = forms.CharField(
        max_length=120,
        error_messages={
            "required": "Ketik kode pelacakan dari tanda terima Anda.",
            "max_length": "Kode ini terlalu panjang. Salin kodenya saja.",
        },
    )
