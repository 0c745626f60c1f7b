"""Halaman pengelola tentang seorang pegawai."""

from kepegawaian.views.pegawai.baca import beri_kode, daftar, keluarkan, rinci
from kepegawaian.views.pegawai.baru import baru
from kepegawaian.views.pegawai.data import nomor, ubah
from kepegawaian.views.pegawai.keaktifan import aktifkan, nonaktifkan

__all__ = ["aktifkan", "baru", "beri_kode", "daftar", "keluarkan", "nomor", "nonaktifkan", "rinci", "ubah"]
