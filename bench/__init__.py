"""Ukuran kinerja: `make bench`, atau `python -m bench [nama …]`. Hasilnya di docs/kinerja.md dan docs/kinerja.json."""
