"""Membaca SKP: satu lembar, antrean penilai, dan kekurangannya."""

from indikator.queries.skp.antrean import BarisAntrean, antrean_skp, antrean_terpilih
from indikator.queries.skp.kekurangan import kekurangan
from indikator.queries.skp.kurang import Kurang
from indikator.queries.skp.lembar import (
    DAPAT_DISUSUN,
    BarisRHK,
    Lembar,
    PilihanPimpinan,
    Terlihat,
    lembar,
    lembar_banyak,
    nama_penilai,
    pilihan_pimpinan,
    skp_saya,
    skp_terlihat,
    tahun_dibuka,
)
from indikator.queries.teks import acuan_teks, realisasi_teks, sasaran_teks

__all__ = [
    "DAPAT_DISUSUN",
    "BarisAntrean",
    "BarisRHK",
    "Kurang",
    "Lembar",
    "PilihanPimpinan",
    "Terlihat",
    "acuan_teks",
    "antrean_skp",
    "antrean_terpilih",
    "kekurangan",
    "lembar",
    "lembar_banyak",
    "nama_penilai",
    "pilihan_pimpinan",
    "realisasi_teks",
    "sasaran_teks",
    "skp_saya",
    "skp_terlihat",
    "tahun_dibuka",
]
