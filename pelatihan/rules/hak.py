"""Jam pelajaran (JP) pengembangan kompetensi setahun.

PNS berhak sekurangnya 20 JP (PP 11/2017 Pasal 203). Angka PPPK 24 JP belum dipastikan dari naskah resminya.
"""

from typing import Final

HAK_JP: Final[dict[str, int]] = {"PNS": 20, "PPPK": 24}
