"""Memeriksa sebuah cadangan tanpa menyentuh apa pun."""

import hashlib
from pathlib import Path
from typing import Final

from inti.galat import GalatAturan
from inti.rules.cadangan import IsiBerkas, Manifes
from inti.services.cadangan.berkas import sidik_berkas

MANIFES: Final = "manifes.json"
SIDIK: Final = "manifes.sha256"
DUMP: Final = "basis.dump"
BERKAS: Final = "berkas"


class CadanganRusak(GalatAturan):
    """Cadangan ini tidak boleh dipulihkan; `rusak` menyebut tiap berkasnya."""

    def __init__(self, rusak: list[str]) -> None:
        super().__init__(f"Cadangan ini rusak, tidak ada yang dipulihkan: {'; '.join(rusak[:20])}.")
        self.rusak = rusak


def baca(folder: Path) -> Manifes:
    """Manifes yang cocok dengan sidiknya; menolak yang hilang, terpotong, atau berubah."""
    try:
        teks = (folder / MANIFES).read_bytes()
        sidik = (folder / SIDIK).read_text(encoding="ascii").split()
    except OSError as sebab:
        raise CadanganRusak([f"{Path(str(sebab.filename)).name} tidak terbaca"]) from sebab
    except UnicodeDecodeError as sebab:
        raise CadanganRusak([f"{SIDIK} berubah"]) from sebab
    if not sidik or hashlib.sha256(teks).hexdigest() != sidik[0]:
        raise CadanganRusak([f"{MANIFES} berubah atau terpotong"])
    try:
        return Manifes.dari_teks(teks.decode())
    except (ValueError, KeyError, TypeError) as sebab:
        raise CadanganRusak([f"{MANIFES}: {sebab}"]) from sebab


def periksa(folder: Path) -> Manifes:
    """Baca ulang semua bita dan cocokkan dengan manifes; menolak dengan nama berkas yang hilang, terpotong, atau berubah."""
    manifes = baca(folder)
    rusak = []
    for jalur, isi in [
        (DUMP, manifes.dump),
        *((f"{BERKAS}/{j}", satu) for j, satu in manifes.berkas.items()),
    ]:
        if sebab := _beda(folder / jalur, isi):
            rusak.append(f"{jalur} {sebab}")
    if rusak:
        raise CadanganRusak(rusak)
    return manifes


def _beda(jalur: Path, isi: IsiBerkas) -> str:
    """Sebab sebuah berkas tidak cocok; kosong bila cocok."""
    try:
        ukuran = jalur.stat().st_size
        if ukuran != isi.ukuran:
            return f"berukuran {ukuran} bita, seharusnya {isi.ukuran}"
        return "" if sidik_berkas(jalur) == isi else "berubah isinya"
    except FileNotFoundError:
        return "tidak ada"
    except OSError as sebab:
        return f"tidak terbaca ({sebab.strerror})"
