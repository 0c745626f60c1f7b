"""Potret tiap jenis halaman dengan data contoh: `python -m mutu.gambar`, hasilnya di docs/gambar/."""
