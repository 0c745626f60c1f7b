"""Pemindai antivirus (clamd), bila dipasang: tiap kiriman diperiksa sebelum diterima, yang tertunda sesudahnya."""

from inti.services.pindai.antrean import pindai_yang_antre
from inti.services.pindai.pintu import periksa_kiriman

__all__ = ["periksa_kiriman", "pindai_yang_antre"]
