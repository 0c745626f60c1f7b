"""Bukti kerja: hitungan kecil yang mahal bila diulang ribuan kali, murah untuk satu orang.

Diminta hanya saat satu titik dibanjiri kiriman. Soalnya tanda formulir itu sendiri, jadi satu bukti hanya berlaku
untuk satu formulir: carilah bilangan n sehingga sha256("soal:n") diawali `bit` angka biner nol.
"""

import hashlib
from itertools import count
from typing import Final

BIT: Final = 17
PANJANG_TERBESAR: Final = 16


def terbukti(soal: str, jawaban: str, bit: int = BIT) -> bool:
    """Apakah jawaban itu bukti untuk soal ini. Yang bukan bilangan atau terlalu panjang bukan bukti."""
    if not (jawaban.isascii() and jawaban.isdigit() and len(jawaban) <= PANJANG_TERBESAR):
        return False
    bita = hashlib.sha256(f"{soal}:{jawaban}".encode()).digest()
    return int.from_bytes(bita) >> (256 - bit) == 0


def cari(soal: str, bit: int = BIT) -> str:
    """Jawaban terkecil; yang sama dengan yang dikerjakan skrip di peramban."""
    return next(str(n) for n in count() if terbukti(soal, str(n), bit))
