"""Teks terpisah koma, titik koma, atau tab; UTF-8, UTF-16 bertanda, atau tebakan Windows-1252."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Final

from inti.rules.tabel import Sel, pulihkan
from inti.services.lembar.galat import GalatLembar
from inti.services.lembar.xlsx import kebanyakan

SIMPAN_UTF8: Final = "Simpan ulang sebagai CSV UTF-8, lalu unggah lagi."
PEMISAH: Final = {",": "koma", ";": "titik koma", "\t": "tab"}
_BOM: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 bertanda"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


class BukuCsv:
    """Satu berkas CSV. `tebakan` benar bila pengodeannya bukan UTF-8 dan dibaca sebagai Windows-1252."""

    def __init__(self, isi: bytes, *, baris_maks: int) -> None:
        self._teks, self.pengodean, self.tebakan = _dekode(isi)
        self._maks = baris_maks
        self._lompat = 0
        kepala = self._teks.partition("\n")[0].rstrip("\r")
        if kepala.lower().startswith("sep=") and len(kepala) == 5:
            self.pemisah, self._lompat = kepala[4], 1
        else:
            self.pemisah = _pemisah(kepala)
        self.perkiraan = self._teks.count("\n") + (not self._teks.endswith("\n"))

    def baris(self) -> Iterator[tuple[int, list[Sel]]]:
        """Nomor baris seperti di aplikasi lembar kerja, dan selnya. Petik pelindung rumus dibuang kembali."""
        pembaca = csv.reader(io.StringIO(self._teks, newline=""), delimiter=self.pemisah, strict=True)
        nomor = 0
        while True:
            try:
                sel = next(pembaca)
            except StopIteration:
                return
            except csv.Error as galat:
                raise _kutip(nomor + 1, galat) from galat
            nomor += 1
            if nomor > self._maks:
                raise kebanyakan(self._maks)
            if nomor > self._lompat:
                yield nomor, [pulihkan(satu) for satu in sel]


def _kutip(nomor: int, galat: csv.Error) -> GalatLembar:
    """Sebab pembaca CSV berhenti, dengan baris tempat kutipnya dibuka."""
    if "field larger" in str(galat) or "end of data" in str(galat):
        pesan = 'Tanda kutip (") dibuka di baris ini tetapi tidak ditutup. Tutup kutipnya, atau hapus.'
    else:
        pesan = 'Tanda kutip (") berada di tengah isi. Tulis kutip ganda (""), atau hapus.'
    return GalatLembar(pesan, baris=nomor)


def _dekode(isi: bytes) -> tuple[str, str, bool]:
    for tanda, kode, sebutan in _BOM:
        if isi.startswith(tanda):
            try:
                return isi.decode(kode), sebutan, False
            except UnicodeDecodeError as galat:
                raise GalatLembar(f"Berkas ini terpotong atau rusak. {SIMPAN_UTF8}") from galat
    if (letak := isi.find(b"\0")) >= 0:
        raise GalatLembar(
            f"Baris ini berisi tanda NUL, jadi bukan CSV biasa. {SIMPAN_UTF8}", baris=_baris_ke(isi, letak)
        )
    try:
        return isi.decode("utf-8"), "UTF-8", False
    except UnicodeDecodeError:
        pass
    try:
        return isi.decode("cp1252"), "Windows-1252", True
    except UnicodeDecodeError as galat:
        raise GalatLembar(
            f"Huruf di baris ini tidak dikenal. {SIMPAN_UTF8}", baris=_baris_ke(isi, galat.start)
        ) from galat


def _baris_ke(isi: bytes, letak: int) -> int:
    return isi.count(b"\n", 0, letak) + 1


def _pemisah(kepala: str) -> str:
    """Pemisah yang paling sering di baris judul, di luar kutip."""
    di_luar = "".join(bagian for n, bagian in enumerate(kepala.split('"')) if n % 2 == 0)
    return max(PEMISAH, key=lambda p: (di_luar.count(p), p == ","))
