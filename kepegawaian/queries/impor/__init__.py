"""Membaca impor: daftar, rincian, dan isi sekarang sebagai lembar."""

from kepegawaian.queries.impor.daftar import baris_impor, boleh_mengurus, impor_terlihat, nama_pelaku
from kepegawaian.queries.impor.ekspor import isi_ekspor, kolom_tulis, lembar_petunjuk

__all__ = [
    "baris_impor",
    "boleh_mengurus",
    "impor_terlihat",
    "isi_ekspor",
    "kolom_tulis",
    "lembar_petunjuk",
    "nama_pelaku",
]
