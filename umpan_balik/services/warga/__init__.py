"""Sisi warga: `from umpan_balik.services import warga`, lalu `warga.kirim_survei(…)`."""

from umpan_balik.queries.tanda_terima import TandaTerima
from umpan_balik.services.warga.ditahan import hitung_yang_ditahan, putus_pilihan
from umpan_balik.services.warga.kode import KeadaanKode, lacak_kode, periksa_kode
from umpan_balik.services.warga.layanan import (
    akhiri_jaga,
    atur_titik,
    jaga,
    layanan_baru,
    pasang_kios,
    terbitkan_kode,
    titik_baru,
)
from umpan_balik.services.warga.profil import acak_profil, tarik_profil
from umpan_balik.services.warga.survei import kirim_survei

__all__ = [
    "KeadaanKode",
    "TandaTerima",
    "acak_profil",
    "akhiri_jaga",
    "atur_titik",
    "hitung_yang_ditahan",
    "jaga",
    "kirim_survei",
    "lacak_kode",
    "layanan_baru",
    "pasang_kios",
    "periksa_kode",
    "putus_pilihan",
    "tarik_profil",
    "terbitkan_kode",
    "titik_baru",
]
