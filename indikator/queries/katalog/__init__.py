"""Membaca katalog indikator: isinya, siapa yang dijangkau, daftar dan saringannya."""

from indikator.queries.katalog.jangkauan import (
    JabatanTerjangkau,
    indikator_untuk,
    jumlah_terjangkau,
    terjangkau,
)
from indikator.queries.katalog.nilai import MasukanJangkauan, isi, jangkauan_dari, sidik, sidik_isi
from indikator.queries.katalog.saringan import (
    SaringKatalog,
    daftar,
    dinas_berkatalog,
    tinjauan_dari,
    versi_dari,
)

__all__ = [
    "JabatanTerjangkau",
    "MasukanJangkauan",
    "SaringKatalog",
    "daftar",
    "dinas_berkatalog",
    "indikator_untuk",
    "isi",
    "jangkauan_dari",
    "jumlah_terjangkau",
    "sidik",
    "sidik_isi",
    "terjangkau",
    "tinjauan_dari",
    "versi_dari",
]
