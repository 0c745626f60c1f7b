"""Kode dari hasil ekspor: nomor baris di basis data, ditulis sebagai teks."""
