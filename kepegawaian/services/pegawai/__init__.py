"""Mendaftarkan, mengubah, dan menutup pintu pegawai."""

from kepegawaian.services.pegawai.aktif import aktifkan, nonaktifkan, tutup_yang_tiba
from kepegawaian.services.pegawai.daftar import MasukanPegawai, tambah, tambah_banyak
from kepegawaian.services.pegawai.nomor import ganti_nomor
from kepegawaian.services.pegawai.ubah import DataPegawai, sidik_data, ubah

__all__ = [
    "DataPegawai",
    "MasukanPegawai",
    "aktifkan",
    "ganti_nomor",
    "nonaktifkan",
    "sidik_data",
    "tambah",
    "tambah_banyak",
    "tutup_yang_tiba",
    "ubah",
]
