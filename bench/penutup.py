"""`python -m bench.penutup ID`: tutup satu periode dengan dua pekerja, seperti proses pekerja di samping web."""

import sys

from bench import siap  # noqa: F401

# isort: split
from bench.penutupan import tutup
from indikator.models import Periode

if __name__ == "__main__":
    print(f"{tutup(Periode.objects.get(pk=int(sys.argv[1]))):.3f}")
