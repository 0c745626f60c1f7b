"""Teks yang tidak pernah terbaca sebagai rumus saat CSV dibuka di aplikasi lembar kerja (OWASP ASVS V1.2.10)."""

import re
from typing import Final

# Kendali di depan, atau tanda rumus (juga yang lebar) di depan, boleh di belakang kutip, titik koma, koma, dan spasi.
_BERBAHAYA: Final = re.compile(r"'*(?:[\t\r\n\0]|[\"';,|\s]*[=+\-@＝＋－＠])")


def berbahaya(teks: str) -> bool:
    """Apakah teks ini dapat dijalankan sebagai rumus oleh aplikasi lembar kerja."""
    return _BERBAHAYA.match(teks) is not None


def amankan(teks: str) -> str:
    """Tambah satu petik tunggal di depan teks yang berbahaya; `pulihkan` mengembalikannya persis."""
    return f"'{teks}" if berbahaya(teks) else teks


def pulihkan(teks: str) -> str:
    """Buang satu petik yang ditambah `amankan`."""
    return teks[1:] if teks.startswith("'") and berbahaya(teks[1:]) else teks
