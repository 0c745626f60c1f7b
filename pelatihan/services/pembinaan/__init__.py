"""Rencana pembinaan kinerja, dari hasil sampai sasarannya tercapai."""

from pelatihan.services.pembinaan.buat import buat_untuk_periode, selaraskan
from pelatihan.services.pembinaan.ingatkan import ingatkan
from pelatihan.services.pembinaan.jalan import ajukan, catat_pertemuan, tambah_bukti, tinjau
from pelatihan.services.pembinaan.susun import hapus_sasaran, jadwalkan, tambah_sasaran, tetapkan

__all__ = [
    "ajukan",
    "buat_untuk_periode",
    "catat_pertemuan",
    "hapus_sasaran",
    "ingatkan",
    "jadwalkan",
    "selaraskan",
    "tambah_bukti",
    "tambah_sasaran",
    "tetapkan",
    "tinjau",
]
