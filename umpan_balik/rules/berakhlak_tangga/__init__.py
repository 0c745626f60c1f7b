"""Arti dan contoh tiap jawaban untuk tiap panduan: 21 panduan × 5 tingkat = 105.

Susunan kami, bukan bunyi peraturan. Jawaban 3 adalah yang diharapkan dari setiap pegawai; contohnya perbuatan yang
dapat dilihat, supaya penilai memilih berdasarkan kejadian, bukan kesan.
"""

from typing import Final

from umpan_balik.rules.berakhlak import PANDUAN
from umpan_balik.rules.berakhlak_skala import Tingkat
from umpan_balik.rules.berakhlak_tangga import (
    adaptif,
    akuntabel,
    harmonis,
    kolaboratif,
    kompeten,
    loyal,
    pelayanan,
)

_ISI: Final = {
    kode: isi
    for modul in (pelayanan, akuntabel, kompeten, harmonis, loyal, adaptif, kolaboratif)
    for kode, isi in modul.TANGGA.items()
}

# Kode panduan ("1.1" … "7.3") → lima tingkatnya, menurut urutan panduan.
TANGGA: Final[dict[str, tuple[Tingkat, ...]]] = {
    p.kode: tuple(Tingkat(n, arti, contoh) for n, (arti, contoh) in enumerate(_ISI[p.kode], start=1))
    for p in PANDUAN
}

__all__ = ["TANGGA", "Tingkat"]
