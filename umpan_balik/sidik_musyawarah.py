"""Sidik alat untuk satu topik musyawarah: lain topik lain sidiknya, dan dihapus saat topiknya ditutup.

Bukan sidik harian seperti survei: dengan sidik harian satu alat dapat mendukung usul yang sama setiap hari selama
beberapa pekan. Sebagai gantinya sidik ini tidak dapat dihubungkan antartopik, dan umurnya selesai bersama topiknya.
"""

from umpan_balik.sidik import PANJANG_KUNCI_ALAMAT, sidik


def sidik_topik(*, musyawarah_id: int, alamat: str, agen: str) -> str:
    """32 heksa pertama dari alamat, sisanya dari alamat dan alat."""
    dari_alamat = sidik("musyawarah-alamat", f"{musyawarah_id}|{alamat}")
    dari_alat = sidik("musyawarah-alat", f"{musyawarah_id}|{alamat}|{agen}")
    return dari_alamat[:PANJANG_KUNCI_ALAMAT] + dari_alat[:PANJANG_KUNCI_ALAMAT]
