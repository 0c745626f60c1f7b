"""Lembar kerja sebagai aturan: kolom yang dikenal, cara membaca judul, baris, dan selnya."""

from inti.rules.tabel.aman import amankan, pulihkan
from inti.rules.tabel.baris import Baris, Pembaca, kolom_tanggal
from inti.rules.tabel.judul import Catatan, Peta, cocokkan
from inti.rules.tabel.kolom import Jenis, Kolom, Nilai, Sel, tulis
from inti.rules.tabel.lembaran import KolomTulis, LembarTulis, SelTulis
from inti.rules.tabel.sel import baca, kosong, rapikan
from inti.rules.tabel.tanggal import bulan_di_depan

__all__ = [
    "Baris",
    "Catatan",
    "Jenis",
    "Kolom",
    "KolomTulis",
    "LembarTulis",
    "Nilai",
    "Pembaca",
    "Peta",
    "Sel",
    "SelTulis",
    "amankan",
    "baca",
    "bulan_di_depan",
    "cocokkan",
    "kolom_tanggal",
    "kosong",
    "pulihkan",
    "rapikan",
    "tulis",
]
