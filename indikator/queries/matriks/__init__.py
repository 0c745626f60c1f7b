"""Membaca Matriks Peran Hasil dan tautan antar-RHK."""

from indikator.queries.matriks.papan import (
    CARI_TERPENDEK,
    BarisOrang,
    Menunggu,
    RhkMatriks,
    Sel,
    baris_orang,
    cari_orang,
    menunggu_rencana,
    orang_matriks,
    rhk_pimpinan,
)
from indikator.queries.matriks.sah import melingkar, rhk_dapat_didukung
from indikator.queries.matriks.tautan import (
    PilihanRhk,
    Tertunda,
    banyak_tertunda,
    peran_tanpa_tautan,
    tertunda,
)

__all__ = [
    "CARI_TERPENDEK",
    "BarisOrang",
    "Menunggu",
    "PilihanRhk",
    "RhkMatriks",
    "Sel",
    "Tertunda",
    "banyak_tertunda",
    "baris_orang",
    "cari_orang",
    "melingkar",
    "menunggu_rencana",
    "orang_matriks",
    "peran_tanpa_tautan",
    "rhk_dapat_didukung",
    "rhk_pimpinan",
    "tertunda",
]
