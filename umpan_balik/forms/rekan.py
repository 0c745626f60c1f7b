"""Formulir 360: 21 panduan dan satu komentar tiap nilai, dengan arti tiap tingkat dan petunjuk gaya."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django import forms
from django.forms import BoundField

from umpan_balik.models import Jawaban
from umpan_balik.rules.berakhlak import NILAI, PANDUAN, Nilai, Panduan
from umpan_balik.rules.berakhlak_skala import LABEL_JAWABAN
from umpan_balik.rules.berakhlak_tangga import TANGGA, Tingkat
from umpan_balik.rules.rekan_gaya import Petunjuk, petunjuk
from umpan_balik.services.jawaban import KOMENTAR_TERPANJANG, Halaman

TIDAK_DAPAT = "tt"


@dataclass(frozen=True, slots=True)
class Butir:
    """Satu panduan siap gambar: pilihan (nilai, label, terpilih) dan arti tiap tingkatnya."""

    panduan: Panduan
    nama: str
    pilihan: tuple[tuple[str, str, bool], ...]
    tangga: tuple[Tingkat, ...]
    galat: list[str]


@dataclass(frozen=True, slots=True)
class Bagian:
    """Satu nilai BerAKHLAK dengan tiga panduan, komentarnya, dan petunjuk gaya bagi komentar itu."""

    nilai: Nilai
    butir: tuple[Butir, ...]
    komentar: BoundField
    petunjuk: tuple[Petunjuk, ...]


def nama_bidang(panduan: Panduan) -> str:
    return f"p_{panduan.kode.replace('.', '_')}"


class Penilaian360Form(forms.Form):
    """Isian mentah; kecukupan dan hak diperiksa layanan. `penulis` dan `dikenal` hanya untuk petunjuk gaya."""

    versi = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    halaman = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: object,
        jawaban: Jawaban | None = None,
        penulis: str = "",
        dikenal: Iterable[str] = (),
        **kwargs: object,
    ) -> None:
        kwargs.setdefault("initial", _awal(jawaban))
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.penulis, self.dikenal = penulis, tuple(dikenal)
        pilihan = [(str(n), label) for n, label in LABEL_JAWABAN.items()] + [
            (TIDAK_DAPAT, "Tidak dapat menilai")
        ]
        for panduan in PANDUAN:
            self.fields[nama_bidang(panduan)] = forms.ChoiceField(
                choices=pilihan,
                required=False,
                label=panduan.teks,
                error_messages={
                    "invalid_choice": f"Panduan {panduan.kode}: pilih salah satu jawaban yang ada."
                },
            )
        for nilai in NILAI:
            self.fields[f"komentar_{nilai.kode}"] = forms.CharField(
                required=False,
                max_length=KOMENTAR_TERPANJANG,
                label=f"Komentar tentang {nilai.nama}",
                widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
                error_messages={
                    "max_length": f"Komentar {nilai.nama} paling panjang {KOMENTAR_TERPANJANG} huruf."
                },
            )

    def nilai(self) -> list[int | None]:
        """21 jawaban; kosong dan "tidak dapat menilai" sama-sama None."""
        isi = (self.cleaned_data.get(nama_bidang(p)) or TIDAK_DAPAT for p in PANDUAN)
        return [None if satu == TIDAK_DAPAT else int(satu) for satu in isi]

    @property
    def terisi(self) -> int:
        """Banyaknya panduan yang dijawab dengan angka."""
        return sum(n is not None for n in self.nilai())

    def komentar(self) -> dict[str, str]:
        return {n.kode.value: self.cleaned_data.get(f"komentar_{n.kode}", "") for n in NILAI}

    def asal(self) -> Halaman:
        """Halaman yang mengirim dan versi yang dilihatnya."""
        return Halaman(self.cleaned_data.get("halaman") or "", self.cleaned_data.get("versi") or 0)

    @property
    def petunjuk(self) -> dict[str, tuple[Petunjuk, ...]]:
        """Kode nilai → petunjuk gaya bagi komentarnya, hanya yang ada."""
        semua = {n.kode.value: str(self[f"komentar_{n.kode}"].value() or "") for n in NILAI}
        ada = {k: petunjuk(t, penulis=self.penulis, dikenal=self.dikenal) for k, t in semua.items() if t}
        return {kode: isi for kode, isi in ada.items() if isi}

    def bagian(self) -> Iterator[Bagian]:
        """Tujuh bagian untuk digambar, dengan isi yang sudah ada."""
        gaya = self.petunjuk
        for nilai in NILAI:
            butir = tuple(self._butir(panduan) for panduan in nilai.panduan)
            yield Bagian(nilai, butir, self[f"komentar_{nilai.kode}"], gaya.get(nilai.kode.value, ()))

    def _butir(self, panduan: Panduan) -> Butir:
        bidang = self[nama_bidang(panduan)]
        terisi = str(bidang.value() or "")
        pilihan = tuple((str(n), str(label), terisi == str(n)) for n, label in bidang.field.choices)
        return Butir(
            panduan, bidang.html_name, pilihan, TANGGA[panduan.kode], [str(g) for g in bidang.errors]
        )


def _awal(jawaban: Jawaban | None) -> dict[str, object]:
    """Isi dari jawaban tersimpan, atau ketikan di atasnya; pada yang belum dikirim yang kosong dibiarkan kosong."""
    dasar: dict[str, object] = {"halaman": secrets.token_hex(8), "versi": jawaban.versi if jawaban else 0}
    if jawaban is None:
        return dasar
    ubahan = jawaban.ubahan or {}
    nilai, komentar = ubahan.get("nilai", jawaban.nilai), ubahan.get("komentar", jawaban.komentar)
    kosong = "" if jawaban.draf or ubahan else TIDAK_DAPAT
    isi = {nama_bidang(p): str(n) if n else kosong for p, n in zip(PANDUAN, nilai, strict=True)}
    return dasar | isi | {f"komentar_{kode}": teks for kode, teks in komentar.items()}
