"""Sisi warga: `from umpan_balik.services import warga`, lalu `warga.kirim_survei(…)`."""

from umpan_balik.queries.tanda_terima import TandaTerima
from umpan_balik.services.warga.ditahan import hitung_yang_ditahan
from umpan_balik.services.warga.layanan import (
    akhiri_jaga,
    atur_titik,
    jaga,
    layanan_baru,
    pasang_kios,
    terbitkan_kode,
    titik_baru,
)
from umpan_balik.services.warga.survei import kirim_survei

__all__ = [
    "TandaTerima",
    "akhiri_jaga",
    "atur_titik",
    "hitung_yang_ditahan",
    "jaga",
    "kirim_survei",
    "layanan_baru",
    "pasang_kios",
    "terbitkan_kode",
    "titik_baru",
]
