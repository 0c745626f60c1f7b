"""Formulir 360: 21 panduan dan satu komentar tiap nilai."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.forms import BoundField

from umpan_balik.models import Jawaban
from umpan_balik.rules.berakhlak import NILAI, PANDUAN, Nilai, Panduan
from umpan_balik.rules.berakhlak_skala import LABEL_JAWABAN, SKALA, Tingkat
from umpan_balik.services.jawaban import KOMENTAR_TERPANJANG

TIDAK_DAPAT = "tt"


@dataclass(frozen=True, slots=True)
class Butir:
    """Satu panduan siap gambar: pilihan (nilai, label, terpilih)."""

    panduan: Panduan
    nama: str
    pilihan: tuple[tuple[str, str, bool], ...]
    galat: list[str]


@dataclass(frozen=True, slots=True)
class Bagian:
    """Satu nilai BerAKHLAK dengan tiga panduan, arti skalanya, dan komentarnya."""

    nilai: Nilai
    skala: tuple[Tingkat, ...]
    butir: tuple[Butir, ...]
    komentar: BoundField


def nama_bidang(panduan: Panduan) -> str:
    return f"p_{panduan.kode.replace('.', '_')}"


class Penilaian360Form(forms.Form):
    """Isian mentah; kecukupan dan hak diperiksa layanan."""

    def __init__(self, *args: object, jawaban: Jawaban | None = None, **kwargs: object) -> None:
        kwargs.setdefault("initial", _awal(jawaban))
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
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

    def bagian(self) -> Iterator[Bagian]:
        """Tujuh bagian untuk digambar, dengan isi yang sudah ada."""
        for nilai in NILAI:
            butir = tuple(self._butir(panduan) for panduan in nilai.panduan)
            yield Bagian(nilai, SKALA[nilai.kode], butir, self[f"komentar_{nilai.kode}"])

    def _butir(self, panduan: Panduan) -> Butir:
        bidang = self[nama_bidang(panduan)]
        terisi = str(bidang.value() or "")
        pilihan = tuple((str(n), str(label), terisi == str(n)) for n, label in bidang.field.choices)
        return Butir(panduan, bidang.html_name, pilihan, [str(g) for g in bidang.errors])


def _awal(jawaban: Jawaban | None) -> dict[str, str]:
    """Isi dari jawaban tersimpan; pada draf yang kosong dibiarkan kosong."""
    if jawaban is None:
        return {}
    kosong = "" if jawaban.draf else TIDAK_DAPAT
    isi = {nama_bidang(p): str(n) if n else kosong for p, n in zip(PANDUAN, jawaban.nilai, strict=True)}
    return isi | {f"komentar_{kode}": teks for kode, teks in jawaban.komentar.items()}
