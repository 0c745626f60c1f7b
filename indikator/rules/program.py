"""Bersama untuk aturan yang dapat dijalankan sebagai program tanpa Django.

Program membaca satu berkas teks, mencetak JSON, dan keluar dengan kode 0; untuk
masukan yang tidak mungkin ia mencetak pesannya ke galat standar dan keluar 2.
"""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, TextIO

KELUAR_BERHASIL: Final = 0
KELUAR_KELIRU: Final = 2


class DaftarKeliru(ValueError):
    """Masukan yang ditolak; ``kesalahan`` memuat semua sebabnya sekaligus."""

    def __init__(self, kesalahan: Iterable[str]) -> None:
        self.kesalahan = tuple(kesalahan)
        super().__init__(" ".join(self.kesalahan))


def baca_berkas(nama: str, masuk: TextIO) -> str:
    """Isi berkas UTF-8 (``-``: masukan standar) tanpa BOM; menolak yang tidak terbaca."""
    try:
        teks = masuk.read() if nama == "-" else Path(nama).read_text(encoding="utf-8")
    except UnicodeDecodeError as kesalahan:
        raise DaftarKeliru([f"Berkas {nama} bukan teks UTF-8. Simpan ulang sebagai UTF-8."]) from kesalahan
    except (OSError, ValueError) as kesalahan:
        raise DaftarKeliru([f"Berkas {nama} tidak dapat dibuka. Periksa nama dan tempatnya."]) from kesalahan
    return teks.removeprefix("\ufeff")


def jalankan(
    argumen: Sequence[str],
    *,
    cara_pakai: str,
    hitung: Callable[[str], dict[str, object]],
    masuk: TextIO,
    keluar: TextIO,
    galat: TextIO,
) -> int:
    """Menghitung dari satu berkas dan mencetak JSON; mengembalikan kode keluar."""
    if list(argumen) in (["-h"], ["--help"]):
        print(cara_pakai, file=keluar)
        return KELUAR_BERHASIL
    if len(argumen) != 1:
        print(cara_pakai, file=galat)
        return KELUAR_KELIRU
    try:
        hasil = hitung(baca_berkas(argumen[0], masuk))
    except DaftarKeliru as kesalahan:
        print(*kesalahan.kesalahan, sep="\n", file=galat)
        return KELUAR_KELIRU
    except ValueError as kesalahan:
        print(kesalahan, file=galat)
        return KELUAR_KELIRU
    print(json.dumps(hasil, ensure_ascii=False, indent=2), file=keluar)
    return KELUAR_BERHASIL


def jalankan_dari_terminal(
    cara_pakai: str, hitung: Callable[[str], dict[str, object]]
) -> int:  # pragma: no cover
    """Seperti ``jalankan`` dengan argumen dan aliran proses ini, dalam UTF-8."""
    for aliran in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(aliran, "reconfigure"):
            aliran.reconfigure(encoding="utf-8")
    return jalankan(
        sys.argv[1:],
        cara_pakai=cara_pakai,
        hitung=hitung,
        masuk=sys.stdin,
        keluar=sys.stdout,
        galat=sys.stderr,
    )
