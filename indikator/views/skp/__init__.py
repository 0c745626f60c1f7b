"""Halaman SKP milik sendiri."""

from indikator.views.skp import indikator, lembar, rhk

__all__ = ["indikator", "lembar", "rhk"]
