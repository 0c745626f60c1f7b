"""Keberatan atas hasil (PP 30/2019 Pasal 59): diajukan, ditanggapi penilai, diputus atasan penilai."""

from penilaian.services.keberatan.ajukan import ajukan, tarik
from penilaian.services.keberatan.ingatkan import ingatkan
from penilaian.services.keberatan.putus import putus
from penilaian.services.keberatan.tanggapi import tanggapi
from penilaian.services.keberatan.tunjuk import tunjuk
from penilaian.services.keberatan.umum import ALASAN_TERPENDEK

__all__ = ["ALASAN_TERPENDEK", "ajukan", "ingatkan", "putus", "tanggapi", "tarik", "tunjuk"]
