"""Formulir rating di meja penilai."""

from collections.abc import Iterable
from typing import Any

from django import forms

from indikator.forms.arti import HASIL, PERILAKU, Tangga, tangga
from indikator.rules.hasil_kerja import tampil_bobot
from indikator.rules.kebijakan import Aturan
from penilaian.models import Rating
from penilaian.queries.umpan_rhk import PokokUmpan
from penilaian.services.menilai_indikator import RatingIndikator
from penilaian.services.umpan_rhk import TERPANJANG

URUTAN = (Rating.DI_ATAS, Rating.SESUAI, Rating.DI_BAWAH)


def _rating(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[(r.value, r.label) for r in URUTAN],
        widget=forms.RadioSelect,
        error_messages={
            "required": f"Pilih {label.lower()} sebelum menetapkan.",
            "invalid_choice": "Pilih salah satu dari tiga rating yang tersedia.",
        },
    )


def _teks(label: str, bantuan: str, *, baris: int = 2, panjang: int = 2000) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=panjang,
        help_text=bantuan,
        widget=forms.Textarea(attrs={"rows": baris}),
        error_messages={
            "max_length": "Paling banyak %(limit_value)d huruf, Anda menulis %(show_value)d. Ringkas."
        },
    )


class EvaluasiForm(forms.Form):
    """Dua rating dengan alasannya. Untuk draf (`draf=True`) rating boleh kosong.

    `pokok` menambah satu kotak umpan balik tiap RHK dan nilai, bernama kunci pokoknya. Kotaknya berada di samping buktinya,
    di luar unsur form, jadi tiap kendali menyebut `id_form`. `indikator` id indikator kualitatif yang dapat diberi rating.
    """

    rating_hasil = _rating("Rating hasil kerja")
    alasan_hasil = _teks("Alasan hasil kerja", "Wajib bila berbeda dari usulnya.")
    rating_perilaku = _rating("Rating perilaku kerja")
    alasan_perilaku = _teks("Alasan perilaku", "Wajib bila berbeda dari usulnya.")
    umpan_balik = _teks("Umpan balik", "Apa yang sebaiknya dilanjutkan, dan satu hal untuk diperbaiki.")
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    id_form = "f-rating"

    def __init__(
        self,
        *args: Any,
        nama: str,
        draf: bool = False,
        pokok: Iterable[PokokUmpan] = (),
        indikator: Iterable[int] = (),
        **lain: Any,
    ) -> None:
        super().__init__(*args, **lain)
        self.kunci_umpan = [self._tambah_umpan(satu) for satu in pokok]
        self.nomor_indikator = [self._tambah_indikator(satu) for satu in indikator]
        self.fields["rating_hasil"].required = self.fields["rating_perilaku"].required = not draf
        self.fields["umpan_balik"].label = f"Umpan balik untuk {nama}"

    def _tambah_umpan(self, pokok: PokokUmpan) -> str:
        bidang = _teks(f"Umpan balik: {pokok.tentang}", "", baris=3, panjang=TERPANJANG)
        bidang.widget.attrs["form"] = self.id_form
        self.fields[pokok.kunci] = bidang
        return pokok.kunci

    def _tambah_indikator(self, nomor: int) -> int:
        rating = _rating("Dibanding kriterianya, hasil ini")
        rating.required = False
        alasan = _teks("Alasan rating indikator", "Satu kalimat: bukti mana yang menunjukkannya.")
        versi = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
        for akhiran, bidang in (("", rating), ("_alasan", alasan), ("_versi", versi)):
            bidang.widget.attrs["form"] = self.id_form
            self.fields[f"ik_{nomor}{akhiran}"] = bidang
        return nomor

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for nomor in self.nomor_indikator:
            ada = bool(data.get(f"ik_{nomor}")), bool((data.get(f"ik_{nomor}_alasan") or "").strip())
            if ada == (True, False):
                self.add_error(f"ik_{nomor}_alasan", "Tulis alasannya, supaya pegawai tahu.")
            elif ada == (False, True):
                self.add_error(f"ik_{nomor}", "Pilih salah satu dari ketiganya.")
        return data

    def isi_rating(self) -> dict[str, Any]:
        """Isian selain umpan balik per pokok dan rating indikator, untuk layanan."""
        lain = (*self.kunci_umpan, *(n for n in self.fields if n.startswith("ik_")))
        return {k: v for k, v in self.cleaned_data.items() if k not in lain}

    def indikator(self) -> dict[int, RatingIndikator]:
        """Rating indikator kualitatif yang diisi, menurut id indikatornya."""
        data = self.cleaned_data
        return {
            n: RatingIndikator(data[f"ik_{n}"], data[f"ik_{n}_alasan"], data[f"ik_{n}_versi"])
            for n in self.nomor_indikator
            if data[f"ik_{n}"]
        }

    def butir(self) -> dict[str, str]:
        """Umpan balik menurut kunci pokoknya; yang dikosongkan ikut, supaya terhapus."""
        return {kunci: self.cleaned_data[kunci] for kunci in self.kunci_umpan}


def arti_rating(aturan: Aturan) -> dict[str, list[Tangga]]:
    """Arti dan contoh tiap rating, dengan batas angkanya menurut kebijakan."""
    sesuai, di_atas = tampil_bobot(aturan.ambang_sesuai), tampil_bobot(aturan.ambang_di_atas)
    batas = {
        "di_atas": f"Angka {di_atas} atau lebih.",
        "sesuai": f"Angka {sesuai} sampai sebelum {di_atas}.",
        "di_bawah": f"Angka di bawah {sesuai}.",
    }
    return {
        "hasil": tangga(HASIL, Rating, batas),
        "perilaku": tangga(PERILAKU, Rating, batas),
        "indikator": tangga(HASIL),
    }
