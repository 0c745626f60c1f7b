"""Halaman SKP milik sendiri."""

from indikator.views.skp import adendum, dialog, indikator, lampiran, lembar, rhk, salin

__all__ = ["adendum", "dialog", "indikator", "lampiran", "lembar", "rhk", "salin"]
