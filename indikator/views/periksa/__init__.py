"""Halaman pejabat penilai: SKP dan capaian bawahan."""

from indikator.views.periksa import capaian, skp

__all__ = ["capaian", "skp"]
