"""Peladen tertanam dan perintah satu baris: PostgreSQL, Redis, web, worker, dan beat tanpa pemasangan.

Hanya pustaka baku; tidak mengimpor Django, karena paket inilah yang menyalakannya.
"""
