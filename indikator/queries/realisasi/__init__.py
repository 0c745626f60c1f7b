"""Membaca laporan capaian: daftar, satu lembar, tanda terima, pemeriksaan, bukti."""

from indikator.queries.realisasi.bukti import bukti_untuk
from indikator.queries.realisasi.daftar import (
    BarisCapaian,
    DaftarCapaian,
    daftar_capaian,
    periode_lapor,
    periode_setahun,
)
from indikator.queries.realisasi.lembar import (
    LembarLapor,
    TandaTerima,
    berkas_milik,
    berkas_terakhir,
    lembar_lapor,
    nama_pendek,
    tanda_terima,
)
from indikator.queries.realisasi.periksa import (
    BarisOrang,
    BarisPeriksa,
    LembarPeriksa,
    antrean_capaian,
    lembar_periksa,
)

__all__ = [
    "BarisCapaian",
    "BarisOrang",
    "BarisPeriksa",
    "DaftarCapaian",
    "LembarLapor",
    "LembarPeriksa",
    "TandaTerima",
    "antrean_capaian",
    "berkas_milik",
    "berkas_terakhir",
    "bukti_untuk",
    "daftar_capaian",
    "lembar_lapor",
    "lembar_periksa",
    "nama_pendek",
    "periode_lapor",
    "periode_setahun",
    "tanda_terima",
]
