"""`python -m bench.penyaran ID`: saran pelatihan satu periode di proses sendiri, supaya memorinya milik satu pekerja.

Mencetak detik, banyaknya kueri, dan puncak memorinya (MB), dipisah spasi.
"""

import resource
import sys
import time
from collections.abc import Callable
from typing import Any

from bench import siap  # noqa: F401

# isort: split
from django.db import connection

from bench.isi import TUTUP
from pelatihan.services import saran


def main(periode_id: int) -> None:
    """Seperti tugas pekerja latar: satu panggilan layanan, dari awal sampai habis."""
    banyak = 0

    # Teks SQL-nya tidak disimpan, sebab memori proses ini ikut diukur.
    def hitung(jalankan: Callable[..., Any], *lain: Any) -> Any:
        nonlocal banyak
        banyak += 1
        return jalankan(*lain)

    with connection.execute_wrapper(hitung):
        awal = time.perf_counter()
        saran.buat_untuk_periode(periode_id=periode_id, sekarang=TUTUP)
        detik = time.perf_counter() - awal
    memori = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{detik:.3f} {banyak} {memori:.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
