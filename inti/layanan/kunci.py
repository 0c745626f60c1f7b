"""Kunci berkas (flock) dan kartu keadaan: siapa yang sedang memakai folder data.

Kunci dilepas kernel begitu prosesnya mati, jadi tidak ada kunci basi setelah kill -9.
"""

import fcntl
import json
import os
from pathlib import Path
from typing import Any


class Kunci:
    """Kunci pada satu berkas; terlepas bersama prosesnya."""

    def __init__(self, berkas: Path) -> None:
        self._berkas = berkas
        self._fd: int | None = None

    def coba(self, *, bersama: bool = False) -> bool:
        """Ambil tanpa menunggu; benar bila dapat."""
        return self._ambil((fcntl.LOCK_SH if bersama else fcntl.LOCK_EX) | fcntl.LOCK_NB)

    def _ambil(self, cara: int) -> bool:
        if self._fd is None:
            self._fd = os.open(self._berkas, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._fd, cara)
        except BlockingIOError:
            return False
        return True

    def lepas(self) -> None:
        """Lepaskan; aman dipanggil dua kali."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None


def dipakai(berkas: Path) -> bool:
    """Benar bila ada proses yang memegang kunci pada berkas itu."""
    if not berkas.exists():
        return False
    kunci = Kunci(berkas)
    try:
        return not kunci.coba()
    finally:
        kunci.lepas()


def tulis_kartu(berkas: Path, isi: dict[str, Any]) -> None:
    """Simpan kartu keadaan secara utuh atau tidak sama sekali, hanya terbaca pemiliknya."""
    baru = berkas.with_suffix(".baru")
    baru.unlink(missing_ok=True)
    with os.fdopen(
        os.open(baru, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as tujuan:
        json.dump(isi, tujuan)
    baru.replace(berkas)


def baca_kartu(berkas: Path) -> dict[str, Any]:
    """Kartu keadaan, kosong bila belum ada."""
    try:
        isi = json.loads(berkas.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return isi if isinstance(isi, dict) else {}
