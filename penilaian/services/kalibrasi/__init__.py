"""Rapat kalibrasi: membuka, memindahkan, menarik, menutup dengan berita acara, dan mencetaknya (docs/adr/0013)."""

from penilaian.services.kalibrasi.berita_acara import cetak_berita_acara, nama_berkas
from penilaian.services.kalibrasi.buka import buka
from penilaian.services.kalibrasi.pindah import pindahkan, tarik
from penilaian.services.kalibrasi.tutup import tutup
from penilaian.services.kalibrasi.umum import catat_unduh

__all__ = ["buka", "catat_unduh", "cetak_berita_acara", "nama_berkas", "pindahkan", "tarik", "tutup"]
