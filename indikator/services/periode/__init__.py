"""Membuat, menjadwalkan ulang, dan membuka periode."""

from indikator.services.periode.buat import buat_tahun, buat_triwulan, siapkan_triwulan
from indikator.services.periode.pembukaan import buka
from indikator.services.periode.setahun import rencana_setahun, siapkan_tahun
from indikator.services.periode.tenggat import Tenggat, ubah_tenggat

__all__ = [
    "Tenggat",
    "buat_tahun",
    "buat_triwulan",
    "buka",
    "rencana_setahun",
    "siapkan_tahun",
    "siapkan_triwulan",
    "ubah_tenggat",
]
