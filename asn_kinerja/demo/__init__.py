"""Pemda contoh: organisasi, indikator, dan pelatihan nyata (lihat data/README.md); orang dan hasilnya rekaan."""
