"""Formulir yang diperiksa dahulu sebelum disimpan, tanpa skrip: isi, periksa, simpan."""

from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest

F = TypeVar("F", bound=forms.Form)
ISI, PERIKSA, SIMPAN, UBAH, CARI = "isi", "periksa", "simpan", "ubah", "cari"


def tahap(request: HttpRequest) -> str:
    """Tombol yang ditekan; GET selalu mengisi, kiriman tanpa nama tombol (Enter) berarti memeriksa."""
    if request.method != "POST":
        return ISI
    dipilih = request.POST.get("tahap", PERIKSA)
    return dipilih if dipilih in {SIMPAN, UBAH, CARI} else PERIKSA


def isi_form(kelas: type[F], request: HttpRequest, *, awal: dict[str, Any] | None = None, **lain: Any) -> F:
    """Formulir menurut tahapnya: terikat saat memeriksa dan menyimpan; saat mengubah atau mencari, isiannya tetap
    tanpa galat."""
    langkah = tahap(request)
    if langkah in {PERIKSA, SIMPAN}:
        return kelas(request.POST, initial=awal, **lain)
    if langkah == ISI:
        return kelas(initial=awal, **lain)
    kosong = kelas(initial=awal, **lain)
    tetap = {
        nama: bidang.widget.value_from_datadict(request.POST, request.FILES, kosong.add_prefix(nama))
        for nama, bidang in kosong.fields.items()
    }
    return kelas(initial={**(awal or {}), **tetap}, **lain)


def alasan_field(label: str, bantuan: str, kosong: str, maks: int = 1000) -> forms.CharField:
    """Alasan beberapa baris."""
    return forms.CharField(
        label=label,
        help_text=bantuan,
        max_length=maks,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": kosong, "max_length": f"Ringkas menjadi paling banyak {maks} huruf."},
    )


def teks_field(label: str, maks: int, *, wajib: str = "", bantuan: str = "", **lain: Any) -> forms.CharField:
    """Satu baris teks; `wajib` kalimat bila kosong, tanpa itu boleh kosong."""
    return forms.CharField(
        label=label,
        max_length=maks,
        required=bool(wajib),
        help_text=bantuan,
        error_messages={"required": wajib, "max_length": f"Ringkas menjadi paling banyak {maks} huruf."},
        **lain,
    )


def pilih_field(label: str, kosong: str, *, wajib: bool = True, **lain: Any) -> forms.ChoiceField:
    """Satu pilihan dari daftar; daftarnya dipasang formulirnya."""
    return forms.ChoiceField(
        label=label,
        required=wajib,
        error_messages={
            "required": kosong,
            "invalid_choice": "Pilihan itu tidak ada di daftar ini. Cari lagi.",
        },
        **lain,
    )


def radio_field(
    label: str, kosong: str, pilihan: list[tuple[str, str]], arti: dict[str, str]
) -> forms.ChoiceField:
    """Pilihan radio dengan arti di bawah tiap butir."""
    bidang = pilih_field(label, kosong, widget=forms.RadioSelect, choices=pilihan)
    bidang.penjelasan = arti  # type: ignore[attr-defined]
    return bidang
