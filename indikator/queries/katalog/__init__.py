"""Membaca katalog indikator: isinya, siapa yang dijangkau, daftar dan saringannya."""

from indikator.queries.katalog.ekspor import buku_katalog, kalimat_jangkauan
from indikator.queries.katalog.jangkauan import (
    JabatanTerjangkau,
    PilihanJangkauan,
    indikator_untuk,
    jumlah_terjangkau,
    pilihan_jangkauan,
    terjangkau,
)
from indikator.queries.katalog.nilai import (
    BIDANG_ISI,
    MasukanJangkauan,
    isi,
    jangkauan_dari,
    sidik,
    sidik_isi,
)
from indikator.queries.katalog.saringan import (
    SaringKatalog,
    SaringTinjauan,
    daftar,
    daftar_tinjauan,
    dinas_berkatalog,
    tinjauan_dari,
    versi_dari,
)
from indikator.queries.katalog.statistik import SebaranRating, Statistik, sebaran_rating, statistik

__all__ = [
    "BIDANG_ISI",
    "JabatanTerjangkau",
    "MasukanJangkauan",
    "PilihanJangkauan",
    "SaringKatalog",
    "SaringTinjauan",
    "SebaranRating",
    "Statistik",
    "buku_katalog",
    "daftar",
    "daftar_tinjauan",
    "dinas_berkatalog",
    "indikator_untuk",
    "isi",
    "jangkauan_dari",
    "jumlah_terjangkau",
    "kalimat_jangkauan",
    "pilihan_jangkauan",
    "sebaran_rating",
    "sidik",
    "sidik_isi",
    "statistik",
    "terjangkau",
    "tinjauan_dari",
    "versi_dari",
]
