"""Saran warga sebagai perkara: `from umpan_balik.services import aspirasi`, lalu `aspirasi.jawab(…)`."""

from umpan_balik.services.aspirasi.aturan import hapus_libur, pilih_nama, tambah_libur, tetapkan
from umpan_balik.services.aspirasi.pengingat import ingatkan
from umpan_balik.services.aspirasi.saring import teruskan, tolak
from umpan_balik.services.aspirasi.tangani import (
    JAWABAN_TERPANJANG,
    RENCANA_TERPANJANG,
    alihkan,
    jawab,
    proses,
    rencanakan,
    simpan_draf,
)
from umpan_balik.services.aspirasi.terima import terima
from umpan_balik.services.aspirasi.umum import DITARIK
from umpan_balik.services.aspirasi.warga import tanggapi, tarik

__all__ = [
    "DITARIK",
    "JAWABAN_TERPANJANG",
    "RENCANA_TERPANJANG",
    "alihkan",
    "hapus_libur",
    "ingatkan",
    "jawab",
    "pilih_nama",
    "proses",
    "rencanakan",
    "simpan_draf",
    "tambah_libur",
    "tanggapi",
    "tarik",
    "terima",
    "teruskan",
    "tetapkan",
    "tolak",
]
