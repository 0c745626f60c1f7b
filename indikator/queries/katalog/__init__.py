"""Membaca katalog indikator: isinya, siapa yang dijangkau, daftar dan saringannya."""

from indikator.queries.katalog.isi import MasukanJangkauan, isi, jangkauan_dari, sidik, sidik_isi
from indikator.queries.katalog.jangkauan import (
    JabatanTerjangkau,
    indikator_untuk,
    jumlah_terjangkau,
    terjangkau,
)

__all__ = [
    "JabatanTerjangkau",
    "MasukanJangkauan",
    "indikator_untuk",
    "isi",
    "jangkauan_dari",
    "jumlah_terjangkau",
    "sidik",
    "sidik_isi",
    "terjangkau",
]
