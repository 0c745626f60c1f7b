"""Membaca pohon kinerja: simpul dan gulungannya, garis ke atas, dan celah."""

from indikator.queries.pohon.celah import BarisCelah, celah
from indikator.queries.pohon.garis import RuasGaris, garis
from indikator.queries.pohon.lihat import LEBAR, Simpul, pohon
from indikator.queries.pohon.mulai import Wilayah, puncak_instansi, rhk_akar, wilayah
from indikator.queries.pohon.pembaca import Pembaca, pembaca

__all__ = [
    "LEBAR",
    "BarisCelah",
    "Pembaca",
    "RuasGaris",
    "Simpul",
    "Wilayah",
    "celah",
    "garis",
    "pembaca",
    "pohon",
    "puncak_instansi",
    "rhk_akar",
    "wilayah",
]
