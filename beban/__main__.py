"""`python -m beban [L1 …]`: siapkan dunianya sekali, jalankan adegan yang diminta, catat angkanya."""

import sys

from bench import siap  # noqa: F401

# isort: split
from beban import adegan


def main(argumen: list[str]) -> int:
    """Tanpa argumen semuanya; keluar 1 bila ada batas yang terlewati."""
    asing = [nama for nama in argumen if nama not in adegan.SEMUA]
    if asing:
        print(f"Tidak dikenal: {', '.join(asing)}. Yang ada: {', '.join(adegan.SEMUA)}.", file=sys.stderr)
        return 2
    return 0 if all([adegan.SEMUA[nama]() for nama in argumen or list(adegan.SEMUA)]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
