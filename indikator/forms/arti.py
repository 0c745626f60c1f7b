"""Arti dan contoh tiap anak tangga rating, dibaca di samping pilihannya."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices

from indikator.models import RatingIndikator


@dataclass(frozen=True, slots=True)
class Tangga:
    """Satu anak tangga: artinya, dan satu contoh yang dapat dibandingkan orang dengan buktinya."""

    label: str
    arti: str
    contoh: str


# Kuncinya nilai RatingIndikator, sama dengan nilai rating hasil kerja dan perilaku.
HASIL = {
    "di_atas": (
        "Hasilnya melampaui yang dijanjikan, dan buktinya menunjukkan itu.",
        "Dijanjikan 12 berkas sebulan, selesai 15 tanpa satu pun kembali.",
    ),
    "sesuai": (
        "Yang dijanjikan tercapai, kekurangan kecil tidak mengubah manfaatnya.",
        "Dijanjikan 12 berkas sebulan, selesai 12; dua diperbaiki pada hari yang sama.",
    ),
    "di_bawah": (
        "Sebagian penting dari yang dijanjikan tidak tercapai.",
        "Dijanjikan 12 berkas sebulan, selesai 7 tanpa sebab di luar kendalinya.",
    ),
}
PERILAKU = {
    "di_atas": (
        "Menjadi teladan: orang lain ikut bekerja lebih baik karenanya.",
        "Cara mencatat antreannya dipakai loket lain atas permintaan mereka.",
    ),
    "sesuai": (
        "Menerapkan nilai BerAKHLAK dengan ajek dalam pekerjaan sehari-hari.",
        "Menyapa warga, menepati janji waktu, dan mengabari bila terlambat.",
    ),
    "di_bawah": (
        "Ada perilaku yang berulang kali merugikan layanan atau rekan.",
        "Beberapa kali meninggalkan loket tanpa pengganti, sesudah diingatkan.",
    ),
}


def tangga(
    isi: Mapping[str, tuple[str, str]],
    pilihan: type[TextChoices] = RatingIndikator,
    batas: Mapping[str, str] | None = None,
) -> list[Tangga]:
    """Anak tangga dari yang tertinggi, berlabel seperti `pilihan`; `batas` kalimat angka di depan artinya."""
    depan = batas or {}
    return [
        Tangga(str(pilihan(kunci).label), f"{depan.get(kunci, '')} {arti}".strip(), contoh)
        for kunci, (arti, contoh) in isi.items()
    ]
