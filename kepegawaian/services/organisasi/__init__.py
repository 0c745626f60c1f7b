"""Instansi, pohon unit kerja yang bertanggal, dan jabatan."""

from kepegawaian.services.organisasi.instansi import tambah_instansi
from kepegawaian.services.organisasi.jabatan import MasukanJabatan, tambah_jabatan, tambah_jabatan_banyak
from kepegawaian.services.organisasi.letak import PERANGKAT_DAERAH, terapkan
from kepegawaian.services.organisasi.tambah import (
    MasukanUnit,
    perangkat_daerah,
    tambah_unit,
    tambah_unit_banyak,
)

__all__ = [
    "PERANGKAT_DAERAH",
    "MasukanJabatan",
    "MasukanUnit",
    "perangkat_daerah",
    "tambah_instansi",
    "tambah_jabatan",
    "tambah_jabatan_banyak",
    "tambah_unit",
    "tambah_unit_banyak",
    "terapkan",
]
