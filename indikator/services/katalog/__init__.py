"""Mengisi katalog indikator; versi yang sudah dipakai SKP tidak pernah berubah."""

from indikator.queries.katalog import MasukanJangkauan
from indikator.services.katalog.isian import IsianIndikator
from indikator.services.katalog.tulis import aktifkan, nonaktifkan, tambah, ubah

__all__ = ["IsianIndikator", "MasukanJangkauan", "aktifkan", "nonaktifkan", "tambah", "ubah"]
