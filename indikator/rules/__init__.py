"""Aturan indikator: aritmetika bersama dan capaian."""
