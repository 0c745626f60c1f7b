"""Realisasi: melaporkan capaian, dan memeriksanya."""

from indikator.services.realisasi.lapor import laporkan, tarik
from indikator.services.realisasi.masukan import MasukanRealisasi
from indikator.services.realisasi.putus import kembalikan, perlakukan, setujui_banyak
from indikator.services.realisasi.rating import beri_rating
from indikator.services.realisasi.urungkan import batalkan_putusan

__all__ = [
    "MasukanRealisasi",
    "batalkan_putusan",
    "beri_rating",
    "kembalikan",
    "laporkan",
    "perlakukan",
    "setujui_banyak",
    "tarik",
]
