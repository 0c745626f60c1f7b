"""Rating, predikat, dan tabel sembilan kotak PermenPANRB 6/2022."""

from decimal import Decimal
from enum import StrEnum
from typing import Final

from indikator.rules.kebijakan import Aturan


class Rating(StrEnum):
    """Rating hasil kerja atau perilaku kerja."""

    DI_BAWAH = "di_bawah"
    SESUAI = "sesuai"
    DI_ATAS = "di_atas"


class Predikat(StrEnum):
    """Predikat kinerja pegawai, dari yang terbaik."""

    SANGAT_BAIK = "sangat_baik"
    BAIK = "baik"
    BUTUH_PERBAIKAN = "butuh_perbaikan"
    KURANG = "kurang"
    SANGAT_KURANG = "sangat_kurang"


LABEL_RATING: Final = {
    Rating.DI_BAWAH: "Di Bawah Ekspektasi",
    Rating.SESUAI: "Sesuai Ekspektasi",
    Rating.DI_ATAS: "Di Atas Ekspektasi",
}
LABEL_PREDIKAT: Final = {
    Predikat.SANGAT_BAIK: "Sangat Baik",
    Predikat.BAIK: "Baik",
    Predikat.BUTUH_PERBAIKAN: "Butuh Perbaikan",
    Predikat.KURANG: "Kurang",  # peraturan menulis "Kurang/Misconduct"
    Predikat.SANGAT_KURANG: "Sangat Kurang",
}
KODE_SIASN_RATING: Final = {Rating.DI_ATAS: 1, Rating.SESUAI: 2, Rating.DI_BAWAH: 3}
KODE_SIASN_PREDIKAT: Final = {
    Predikat.SANGAT_BAIK: 1,
    Predikat.BAIK: 2,
    Predikat.BUTUH_PERBAIKAN: 3,
    Predikat.KURANG: 4,
    Predikat.SANGAT_KURANG: 5,
}

_B, _S, _A = Rating.DI_BAWAH, Rating.SESUAI, Rating.DI_ATAS
# Kunci: (hasil kerja, perilaku kerja).
TABEL_PREDIKAT: Final = {
    (_A, _B): Predikat.KURANG,
    (_A, _S): Predikat.BAIK,
    (_A, _A): Predikat.SANGAT_BAIK,
    (_S, _B): Predikat.KURANG,
    (_S, _S): Predikat.BAIK,
    (_S, _A): Predikat.BAIK,
    (_B, _B): Predikat.SANGAT_KURANG,
    (_B, _S): Predikat.BUTUH_PERBAIKAN,
    (_B, _A): Predikat.BUTUH_PERBAIKAN,
}


def predikat(*, hasil: Rating, perilaku: Rating) -> Predikat:
    """Predikat menurut tabel sembilan kotak."""
    return TABEL_PREDIKAT[hasil, perilaku]


def usulan_rating(nilai: Decimal, *, aturan: Aturan) -> Rating:
    """Usul rating dari nilai yang sudah dibulatkan 2 desimal.

    di bawah < ambang sesuai ≤ sesuai < ambang di atas ≤ di atas. Usul saja:
    rating ditetapkan pejabat penilai. Menolak nilai yang belum dibulatkan,
    karena 89,996 dan 90,00 akan berbeda golongan.
    """
    if nilai != nilai.quantize(Decimal("0.01")):
        raise ValueError("Bulatkan nilai menjadi 2 desimal sebelum menggolongkannya.")
    if nilai < aturan.ambang_sesuai:
        return Rating.DI_BAWAH
    if nilai < aturan.ambang_di_atas:
        return Rating.SESUAI
    return Rating.DI_ATAS
