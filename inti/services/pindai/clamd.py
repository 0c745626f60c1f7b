"""Klien kecil clamd: satu isi dikirim dengan perintah INSTREAM, jawabannya satu baris.

Klien yang ada di PyPI hanya mengenal satu batas tiap operasi soket, sehingga pemindai yang menjawab sebita demi sebita
menahan permintaan selamanya; di sini ada batas menyambung dan batas seluruhnya.
"""

import re
import socket
import struct
from time import monotonic
from typing import Final
from urllib.parse import unquote, urlsplit

SAMBUNG: Final = 2.0
SELURUHNYA: Final = 10.0
JAWABAN_MAKS: Final = 4096
JAWABAN: Final = re.compile(rb"stream: (?:OK|(?P<temuan>.+) FOUND)\0?\s*", re.DOTALL)


class PemindaiDiam(Exception):
    """Tidak terjangkau, terlambat, atau putus: belum ada jawaban tentang isinya."""


class PemindaiMenolak(PemindaiDiam):
    """Menjawab, tetapi tidak sanggup memeriksa isi ini (misalnya lebih besar daripada StreamMaxLength)."""


def temuan(isi: bytes, *, alamat: str, seluruhnya: float = SELURUHNYA) -> str:
    """Nama yang ditemukan di dalam isi; kosong bila bersih. PemindaiDiam bila tidak dijawab dalam `seluruhnya` detik."""
    habis = monotonic() + seluruhnya
    try:
        with _sambung(alamat, min(SAMBUNG, seluruhnya)) as soket:
            # Satu potong saja: panjangnya, isinya, lalu potong kosong sebagai penutup. Isinya tidak disalin.
            for bagian in (b"zINSTREAM\0" + struct.pack(">I", len(isi)), isi, struct.pack(">I", 0)):
                soket.settimeout(_sisa(habis))
                soket.sendall(bagian)
            jawaban = _jawaban(soket, habis)
    except OSError as galat:
        raise PemindaiDiam(str(galat) or type(galat).__name__) from galat
    cocok = JAWABAN.fullmatch(jawaban)
    if cocok is None:
        raise PemindaiMenolak(jawaban.decode("utf-8", "replace").strip("\0 \n") or "jawaban kosong")
    return (cocok["temuan"] or b"").decode("utf-8", "replace")


def _sambung(alamat: str, batas: float) -> socket.socket:
    bagian = urlsplit(alamat)
    if bagian.scheme == "unix":
        soket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        soket.settimeout(batas)
        try:
            soket.connect(unquote(bagian.path))
        except OSError:
            soket.close()
            raise
        return soket
    return socket.create_connection((bagian.hostname or "", bagian.port or 3310), timeout=batas)


def _jawaban(soket: socket.socket, habis: float) -> bytes:
    """Sampai bita nol atau sambungan ditutup; tidak pernah lebih dari JAWABAN_MAKS."""
    isi = b""
    while not isi.endswith(b"\0") and len(isi) < JAWABAN_MAKS:
        soket.settimeout(_sisa(habis))
        potong = soket.recv(JAWABAN_MAKS)
        if not potong:
            break
        isi += potong
    if not isi:
        raise ConnectionResetError("sambungan ditutup tanpa jawaban")
    return isi


def _sisa(habis: float) -> float:
    sisa = habis - monotonic()
    if sisa <= 0:
        raise TimeoutError("tidak selesai dalam batas waktunya")
    return sisa
