"""`python -m bench.penutup ID`: sebut siap, lalu sesudah sebaris masukan tutup satu periode dengan dua pekerja."""

import sys

from bench import siap  # noqa: F401

# isort: split
from bench.penutupan import tutup
from indikator.models import Periode

if __name__ == "__main__":
    periode = Periode.objects.get(pk=int(sys.argv[1]))
    print("siap", flush=True)
    sys.stdin.readline()
    print(f"{tutup(periode):.3f}")
