"""Pemda contoh: organisasi, indikator, dan pelatihan nyata (lihat data/README.md); orang dan hasilnya rekaan."""

SANDI_CONTOH = "contoh-kinerja-2026"
