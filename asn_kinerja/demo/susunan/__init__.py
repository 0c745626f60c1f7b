"""Empat pemda contoh: organisasi dan kebijakannya, sebagai data.

Nama perangkat daerah, bidang, puskesmas, dan kelurahan memakai nama resmi yang lazim; yang tidak ada di data/struktur_organisasi.csv
diambil dari pengetahuan umum dan tidak dimaksudkan sebagai struktur resmi pemda yang bersangkutan.
"""

from asn_kinerja.demo.susunan.bentuk import Pemda, Unit
from asn_kinerja.demo.susunan.lain import MAMUJU, MATARAM, SOLOK
from asn_kinerja.demo.susunan.serang import SERANG

SEMUA = (SERANG, MATARAM, MAMUJU, SOLOK)

__all__ = ["SEMUA", "Pemda", "Unit"]
