"""Rapat kalibrasi: membuka, memindahkan, menarik, menutup dengan berita acara, dan mencetaknya (docs/adr/0013)."""

from penilaian.services.kalibrasi.berita_acara import cetak_berita_acara, nama_berkas
from penilaian.services.kalibrasi.buka import buka
from penilaian.services.kalibrasi.pindah import pindahkan, tarik
from penilaian.services.kalibrasi.tutup import tutup

__all__ = ["buka", "cetak_berita_acara", "nama_berkas", "pindahkan", "tarik", "tutup"]
