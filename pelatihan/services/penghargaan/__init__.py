"""Penghargaan: ukuran, panitia, sidang, berita acara, dan piagam."""

from pelatihan.services.penghargaan.cetak import cetak_berita_acara, cetak_piagam
from pelatihan.services.penghargaan.sidang import buka, putus, tutup
from pelatihan.services.penghargaan.susunan import akhiri, tetapkan_aturan, tunjuk

__all__ = [
    "akhiri",
    "buka",
    "cetak_berita_acara",
    "cetak_piagam",
    "putus",
    "tetapkan_aturan",
    "tunjuk",
    "tutup",
]
