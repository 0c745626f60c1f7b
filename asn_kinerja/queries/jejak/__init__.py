"""Membaca jejak: daftar peristiwa, dan cerita satu benda."""
