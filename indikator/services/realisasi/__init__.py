"""Realisasi: melaporkan capaian, dan memeriksanya."""

from indikator.services.realisasi.lapor import laporkan, tarik
from indikator.services.realisasi.masukan import MasukanRealisasi
from indikator.services.realisasi.putus import kembalikan, perlakukan, setujui_banyak

__all__ = ["MasukanRealisasi", "kembalikan", "laporkan", "perlakukan", "setujui_banyak", "tarik"]
