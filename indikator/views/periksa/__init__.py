"""Halaman pejabat penilai: SKP dan capaian bawahan."""

from indikator.views.periksa import skp

__all__ = ["skp"]
