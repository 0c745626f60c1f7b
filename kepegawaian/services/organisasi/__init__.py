"""Instansi, pohon unit kerja yang bertanggal, dan jabatan."""

from kepegawaian.services.organisasi.dampak import Berganti, Dampak, dampak
from kepegawaian.services.organisasi.gabung import gabungkan_unit
from kepegawaian.services.organisasi.harian import terapkan_semua
from kepegawaian.services.organisasi.instansi import tambah_instansi
from kepegawaian.services.organisasi.jabatan import (
    MasukanJabatan,
    tambah_jabatan,
    tambah_jabatan_banyak,
    ubah_jabatan,
)
from kepegawaian.services.organisasi.letak import PERANGKAT_DAERAH, terapkan
from kepegawaian.services.organisasi.pindah import batalkan_letak, pindahkan_unit
from kepegawaian.services.organisasi.tambah import (
    MasukanUnit,
    perangkat_daerah,
    tambah_unit,
    tambah_unit_banyak,
)
from kepegawaian.services.organisasi.tutup import tutup_unit
from kepegawaian.services.organisasi.ubah import ubah_unit

__all__ = [
    "PERANGKAT_DAERAH",
    "Berganti",
    "Dampak",
    "MasukanJabatan",
    "MasukanUnit",
    "batalkan_letak",
    "dampak",
    "gabungkan_unit",
    "perangkat_daerah",
    "pindahkan_unit",
    "tambah_instansi",
    "tambah_jabatan",
    "tambah_jabatan_banyak",
    "tambah_unit",
    "tambah_unit_banyak",
    "terapkan",
    "terapkan_semua",
    "tutup_unit",
    "ubah_jabatan",
    "ubah_unit",
]
