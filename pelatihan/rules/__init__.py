"""Aturan pelatihan: menandai katalog dan merekomendasikan pelatihan."""
