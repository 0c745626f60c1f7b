"""Baris mutu menurut topik; tiap modul memuat `BARIS: list[Baris]` (lihat mutu/batas.py)."""
