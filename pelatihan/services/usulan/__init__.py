"""Usulan pelatihan dari pilihan pegawai sampai JP dihitung; urutannya di rules/usulan.py."""

from pelatihan.services.usulan.ajukan import ajukan, dari_rekomendasi, tarik
from pelatihan.services.usulan.anggaran import MelampauiAnggaran, atur_anggaran
from pelatihan.services.usulan.hadir import catat_kehadiran, urungkan_kehadiran
from pelatihan.services.usulan.kursi import batal_daftar, daftar, naikkan
from pelatihan.services.usulan.putus import setujui, tolak
from pelatihan.services.usulan.rencana import rencanakan, tolak_rencana
from pelatihan.services.usulan.sertifikat import kembalikan, unggah, verifikasi
from pelatihan.services.usulan.umum import Banyak

__all__ = [
    "Banyak",
    "MelampauiAnggaran",
    "ajukan",
    "atur_anggaran",
    "batal_daftar",
    "catat_kehadiran",
    "daftar",
    "dari_rekomendasi",
    "kembalikan",
    "naikkan",
    "rencanakan",
    "setujui",
    "tarik",
    "tolak",
    "tolak_rencana",
    "unggah",
    "urungkan_kehadiran",
    "verifikasi",
]
