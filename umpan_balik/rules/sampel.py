"""Banyaknya responden survei menurut Krejcie dan Morgan, PermenPANRB 14/2017.

n = χ²·N·P·(1−P) : (d²·(N−1) + χ²·P·(1−P)), χ² = 3,841; P = 0,5; d = 0,05,
dibulatkan ke bilangan terdekat. Rumus ini memberi 81 dari 82 baris tabel yang
ditemukan; satu yang berbeda, N = 95, dicatat dalam ujinya.
"""

from decimal import Decimal
from typing import Final

from indikator.rules.angka import bagi, bulatkan, teliti

KHI_KUADRAT: Final = Decimal("3.841")
PELUANG: Final = Decimal("0.25")  # P·(1−P)
GALAT_KUADRAT: Final = Decimal("0.0025")
UNTUK_TAK_HINGGA: Final = 384


@teliti
def responden_minimal(populasi: int) -> int:
    """Banyaknya responden yang diperlukan; 0 untuk populasi 0, menolak yang negatif."""
    if populasi < 0:
        raise ValueError("Banyaknya penerima layanan tidak boleh kurang dari 0. Perbaiki angkanya.")
    n = Decimal(populasi)
    pembilang = KHI_KUADRAT * n * PELUANG
    return int(bulatkan(bagi(pembilang, GALAT_KUADRAT * (n - 1) + KHI_KUADRAT * PELUANG), 0))
