"""Impor lembar kerja: unggah → dibaca di latar → dilihat → diterapkan sekaligus → dapat dibatalkan.

unggah, ulangi, tinggalkan           terima.py
kerjakan, sambung                    kerja.py: pagar, detak, dan penyambung yang mati
minta_terapkan, minta_batalkan       terapkan.py: satu transaksi, semua atau tidak sama sekali
Adaptor, HasilBaris, Lingkup         adaptor.py: yang disediakan tiap jenis data
"""

from inti.services.impor.adaptor import Adaptor, HasilBaris, Lingkup, Terapan, ditolak
from inti.services.impor.kerja import kerjakan, sambung
from inti.services.impor.terapkan import dapat_dibatalkan, minta_batalkan, minta_terapkan
from inti.services.impor.terima import ImporBerjalan, tinggalkan, ulangi, unggah

__all__ = [
    "Adaptor",
    "HasilBaris",
    "ImporBerjalan",
    "Lingkup",
    "Terapan",
    "dapat_dibatalkan",
    "ditolak",
    "kerjakan",
    "minta_batalkan",
    "minta_terapkan",
    "sambung",
    "tinggalkan",
    "ulangi",
    "unggah",
]
