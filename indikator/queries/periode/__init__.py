"""Membaca periode: yang sedang berjalan, daftar, kesiapan dibuka, dan isinya menurut keadaan."""

from indikator.queries.periode.berjalan import (
    PenyiapanLalu,
    Tahap,
    Tahun,
    bagian_dari,
    daftar_tahun,
    penyiapan_lalu,
    periode_berjalan,
    periode_dibaca,
    periode_diproses,
    periode_sekitar,
    pola_terakhir,
    tahap,
    tahun_berjalan,
    tahun_bernama,
    triwulan_terpakai,
)
from indikator.queries.periode.hitung import Isi, JumlahKeadaan, isi_periode
from indikator.queries.periode.periksa import Butir, Keadaan, Kesiapan, kesiapan

__all__ = [
    "Butir",
    "Isi",
    "JumlahKeadaan",
    "Keadaan",
    "Kesiapan",
    "PenyiapanLalu",
    "Tahap",
    "Tahun",
    "bagian_dari",
    "daftar_tahun",
    "isi_periode",
    "kesiapan",
    "penyiapan_lalu",
    "periode_berjalan",
    "periode_dibaca",
    "periode_diproses",
    "periode_sekitar",
    "pola_terakhir",
    "tahap",
    "tahun_berjalan",
    "tahun_bernama",
    "triwulan_terpakai",
]
