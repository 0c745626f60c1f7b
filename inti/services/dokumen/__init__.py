"""Dokumen resmi: menerbitkan, mencetak dengan typst, dan mencetak banyak di latar."""

from inti.services.dokumen.cetak import alamat_periksa, cetak, keterangan
from inti.services.dokumen.paket import hapus_lama, jalur_hasil, kerjakan, minta, yang_terhenti
from inti.services.dokumen.terbit import Terbitan, batalkan, terbitkan

__all__ = [
    "Terbitan",
    "alamat_periksa",
    "batalkan",
    "cetak",
    "hapus_lama",
    "jalur_hasil",
    "kerjakan",
    "keterangan",
    "minta",
    "terbitkan",
    "yang_terhenti",
]
