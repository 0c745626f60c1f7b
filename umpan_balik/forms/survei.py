"""Formulir warga. Ditulis tangan di templat supaya ringan; di sini hanya bentuk dan pesannya."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms

from umpan_balik.persetujuan import NASKAH
from umpan_balik.rules.bahasa import UNSUR_INGGRIS, Bahasa, galat
from umpan_balik.rules.profil import PROFIL
from umpan_balik.rules.unsur import UNSUR, Unsur


@dataclass(frozen=True, slots=True)
class Pertanyaan:
    """Satu pertanyaan siap gambar: bunyinya, pilihan (nilai, kata, terpilih), dan galatnya."""

    nomor: int
    unsur: Unsur
    bunyi: str
    pilihan: tuple[tuple[int, str, bool], ...]
    galat: list[str]


@dataclass(frozen=True, slots=True)
class PertanyaanProfil:
    """Satu pertanyaan tentang diri: nama bidang, bunyi, dan pilihan (kode, kata, terpilih)."""

    bidang: str
    bunyi: str
    pilihan: tuple[tuple[str, str, bool], ...]


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

    def profil(self) -> dict[str, str]:
        """Pilihan tentang diri yang diisi; yang asing dibuang layanannya."""
        isi = {p.kode: str(self.data.get(f"profil-{p.kode}", "")) for p in PROFIL}
        return {kode: pilihan for kode, pilihan in isi.items() if pilihan}

    def pertanyaan(self, dalam: Bahasa = Bahasa.INDONESIA) -> Iterator[Pertanyaan]:
        """Pertanyaan dengan ketukan yang sudah ada, untuk digambar ulang tanpa kehilangan isi."""
        for nomor, unsur in enumerate(UNSUR, start=1):
            bunyi, kata = unsur.pertanyaan_pendek, unsur.jawaban_pendek
            if dalam is Bahasa.INGGRIS:
                bunyi, kata = UNSUR_INGGRIS[unsur.kode]
            terisi = str(self.data.get(unsur.kode.value, ""))
            pilihan = tuple((i, satu, terisi == str(i)) for i, satu in enumerate(kata, start=1))
            pesan = self.errors.get(unsur.kode.value, []) if self.is_bound else []
            yield Pertanyaan(
                nomor, unsur, bunyi, pilihan, [galat(unsur.kode.value, str(p), dalam) for p in pesan]
            )

    def pertanyaan_profil(self, dalam: Bahasa = Bahasa.INDONESIA) -> Iterator[PertanyaanProfil]:
        """Pertanyaan tentang diri dengan pilihan yang sudah ada."""
        ke = 1 if dalam is Bahasa.INGGRIS else 0
        for satu in PROFIL:
            bidang = f"profil-{satu.kode}"
            terisi = str(self.data.get(bidang, ""))
            pilihan = tuple((kode, kata[ke], kode == terisi) for kode, kata in satu.pilihan.items())
            yield PertanyaanProfil(bidang, satu.inggris if ke else satu.bunyi, pilihan)

    def galat_bidang(self) -> list[tuple[str, str]]:
        """(sasaran tautan, pesan) urut seperti di halaman; galat umum tanpa sasaran."""
        if not self.is_bound:
            return []
        hasil = [("", str(teks)) for teks in self.non_field_errors()]
        for nama in (*(u.kode.value for u in UNSUR), "saran", "kode", "setuju"):
            hasil += [(nama, str(teks)) for teks in self.errors.get(nama, [])]
        return hasil


class LacakForm(forms.Form):
    """Kode pelacakan, diketik bebas."""

    kode = forms.CharField(
        max_length=120,
        error_messages={
            "required": "Ketik kode pelacakan dari tanda terima Anda.",
            "max_length": "Kode ini terlalu panjang. Salin kodenya saja.",
        },
    )
