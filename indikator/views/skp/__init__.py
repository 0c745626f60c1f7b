"""Halaman SKP milik sendiri."""

from indikator.views.skp import adendum, dialog, indikator, lampiran, lembar, rhk

__all__ = ["adendum", "dialog", "indikator", "lampiran", "lembar", "rhk"]
