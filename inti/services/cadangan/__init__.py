"""Cadangan: membuat, memeriksa, memulihkan, dan membuktikannya (docs/operasi/cadangan.md)."""

from inti.services.cadangan.basis import Basis
from inti.services.cadangan.buat import Jadi, buat
from inti.services.cadangan.catatan import catat_selesai
from inti.services.cadangan.periksa import CadanganRusak, periksa
from inti.services.cadangan.pulihkan import Pulih, pulihkan

__all__ = ["Basis", "CadanganRusak", "Jadi", "Pulih", "buat", "catat_selesai", "periksa", "pulihkan"]
