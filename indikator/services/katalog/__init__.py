"""Mengisi katalog indikator; versi yang sudah dipakai SKP tidak pernah berubah."""

from indikator.queries.katalog import MasukanJangkauan
from indikator.services.katalog.banyak import HasilBanyak, atur_aktif_banyak, batal_salin, salin
from indikator.services.katalog.isian import IsianIndikator
from indikator.services.katalog.tulis import aktifkan, nonaktifkan, tambah, ubah

__all__ = [
    "HasilBanyak",
    "IsianIndikator",
    "MasukanJangkauan",
    "aktifkan",
    "atur_aktif_banyak",
    "batal_salin",
    "nonaktifkan",
    "salin",
    "tambah",
    "ubah",
]
