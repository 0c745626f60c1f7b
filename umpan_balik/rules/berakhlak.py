"""Tujuh nilai BerAKHLAK; daftarnya di indikator.rules, karena SKP pun memuatnya."""

from indikator.rules.berakhlak import (
    NILAI,
    NILAI_MENURUT_KODE,
    NILAI_MENURUT_PANDUAN,
    PANDUAN,
    PANDUAN_MENURUT_KODE,
    KodeNilai,
    Nilai,
    Panduan,
)

__all__ = [
    "NILAI",
    "NILAI_MENURUT_KODE",
    "NILAI_MENURUT_PANDUAN",
    "PANDUAN",
    "PANDUAN_MENURUT_KODE",
    "KodeNilai",
    "Nilai",
    "Panduan",
]
