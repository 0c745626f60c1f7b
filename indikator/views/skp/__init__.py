"""Halaman SKP milik sendiri."""

from indikator.views.skp import adendum, cara, dialog, indikator, lampiran, lembar, rhk, salin

__all__ = ["adendum", "cara", "dialog", "indikator", "lampiran", "lembar", "rhk", "salin"]
