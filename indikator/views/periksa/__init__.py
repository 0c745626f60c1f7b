"""Halaman pejabat penilai: SKP dan capaian bawahan."""

from indikator.views.periksa import capaian, pola, skp, urungkan

__all__ = ["capaian", "pola", "skp", "urungkan"]
