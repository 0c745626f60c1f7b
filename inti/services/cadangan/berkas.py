"""Membaca, menyalin, dan menyidik berkas; hasilnya hanya terbuka bagi pemiliknya."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from inti.rules.cadangan import IsiBerkas

POTONG: Final = 1 << 20


def semua_berkas(folder: Path) -> Iterator[str]:
    """Jalur relatif semua berkas biasa di bawah folder, berurutan; tautan tidak diikuti."""
    for akar, cabang, nama in os.walk(folder):
        cabang.sort()
        for satu in sorted(nama):
            jalur = Path(akar) / satu
            if jalur.is_file() and not jalur.is_symlink():
                yield jalur.relative_to(folder).as_posix()


def sidik_berkas(jalur: Path) -> IsiBerkas:
    """Besar dan sidik; sepotong demi sepotong."""
    sidik, ukuran = hashlib.sha256(), 0
    with jalur.open("rb") as asal:
        while potong := asal.read(POTONG):
            sidik.update(potong)
            ukuran += len(potong)
    return IsiBerkas(ukuran, sidik.hexdigest())


def folder_tertutup(folder: Path) -> None:
    """Buat folder beserta induknya yang belum ada, masing-masing 0700; `mkdir(parents=True)` hanya mengunci yang terakhir."""
    if not folder.exists():
        folder_tertutup(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def salin(asal: Path, tujuan: Path) -> IsiBerkas:
    """Salin lewat nama sementara, 0600, sampai ke piringan; sidiknya dari bita yang ditulis."""
    folder_tertutup(tujuan.parent)
    sementara = tujuan.with_name(f".{tujuan.name}.sebagian")
    sidik, ukuran = hashlib.sha256(), 0
    try:
        with asal.open("rb") as baca, os.fdopen(os.open(sementara, _BARU, 0o600), "wb") as tulis:
            while potong := baca.read(POTONG):
                tulis.write(potong)
                sidik.update(potong)
                ukuran += len(potong)
            tulis.flush()
            os.fsync(tulis.fileno())
        sementara.replace(tujuan)
    finally:
        sementara.unlink(missing_ok=True)
    return IsiBerkas(ukuran, sidik.hexdigest())


_BARU: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


def tulis(tujuan: Path, isi: str) -> None:
    """Teks baru, 0600, sampai ke piringan."""
    with os.fdopen(os.open(tujuan, _BARU, 0o600), "w", encoding="utf-8") as berkas:
        berkas.write(isi)
        berkas.flush()
        os.fsync(berkas.fileno())


def sampai_piringan(folder: Path) -> None:
    """Nama-nama di folder itu bertahan bila listriknya padam."""
    pegangan = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(pegangan)
    finally:
        os.close(pegangan)
