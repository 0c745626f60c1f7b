"""Musyawarah warga: `from umpan_balik.services import musyawarah`, lalu `musyawarah.usulkan(…)`."""

from umpan_balik.services.musyawarah.kelola import buka, susun, tetapkan, tutup, tutup_yang_lewat
from umpan_balik.services.musyawarah.usul import hitung_dukungan, putuskan, saring_usul
from umpan_balik.services.musyawarah.warga import USUL_TERPANJANG, dukung, jatah_usul, usulkan

__all__ = [
    "USUL_TERPANJANG",
    "buka",
    "dukung",
    "hitung_dukungan",
    "jatah_usul",
    "putuskan",
    "saring_usul",
    "susun",
    "tetapkan",
    "tutup",
    "tutup_yang_lewat",
    "usulkan",
]
