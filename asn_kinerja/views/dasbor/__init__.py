"""Halaman dasbor pengelola dan pimpinan."""

from asn_kinerja.views.dasbor.banding import banding, banding_unduh
from asn_kinerja.views.dasbor.halaman import dasbor, unduh
from asn_kinerja.views.dasbor.orang import ingatkan, orang_tertinggal

__all__ = ["banding", "banding_unduh", "dasbor", "ingatkan", "orang_tertinggal", "unduh"]
