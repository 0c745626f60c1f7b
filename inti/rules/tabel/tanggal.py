"""Tanggal dari sel: tanggal Excel, ISO, hari-bulan-tahun, nama bulan, atau bilangan hari Excel.

Urutan Indonesia (hari, bulan, tahun) selalu dipakai. 03/04/2026 ditolak hanya bila baris lain di kolom yang sama
membuktikan bulan ditulis lebih dahulu (misalnya 04/25/2026); selain itu dibaca 3 April dan diberi catatan.
"""

import re
from datetime import date, datetime, timedelta
from typing import Final

from inti.rules.format import BULAN, BULAN_PENDEK, tanggal
from inti.rules.tabel.kolom import Sel

TAHUN_TERLAMA: Final = 1900
TAHUN_TERBARU: Final = 2100
# Excel menghitung 1 Januari 1900 sebagai 1 dan mengira 29 Februari 1900 ada.
_AWAL_EXCEL: Final = date(1899, 12, 30)
_SERI_TERBESAR: Final = 73_050
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_RAPAT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_HARI_DULU: Final = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{2,4})", re.ASCII)
_BERNAMA: Final = re.compile(r"(\d{1,2})[-/. ]+([A-Za-z]{3,9})\.?[-/. ]+(\d{4})", re.ASCII)
_ASING: Final = {"may": 5, "aug": 8, "agt": 8, "agust": 8, "oct": 10, "dec": 12, "nop": 11, "sept": 9}
_BULAN: Final = (
    {nama.lower(): n for n, nama in enumerate(BULAN, 1)}
    | {nama.lower(): n for n, nama in enumerate(BULAN_PENDEK, 1)}
    | _ASING
)


def bulan_di_depan(sel: Sel) -> bool:
    """Apakah sel ini bukti bahwa bulan ditulis lebih dahulu: 04/25/2026."""
    cocok = _HARI_DULU.fullmatch(sel.strip()) if isinstance(sel, str) else None
    return cocok is not None and int(cocok[1]) <= 12 < int(cocok[3]) <= 31


def baca_tanggal(sel: Sel, *, bulan_dulu: bool = False) -> tuple[date, str]:
    """Tanggal dan catatan untuk dilihat (boleh kosong). ValueError berisi apa yang salah dan cara menulisnya."""
    if isinstance(sel, datetime):
        return _wajar(sel.date()), ""
    if isinstance(sel, date):
        return _wajar(sel), ""
    if isinstance(sel, bool) or not isinstance(sel, str | int | float):
        raise ValueError("Isi sel ini bukan tanggal. Tulis misalnya 31-12-2026.")
    if not isinstance(sel, str):
        return _dari_seri(sel)
    return _dari_teks(sel.strip(), bulan_dulu)


def _dari_seri(bilangan: float) -> tuple[date, str]:
    if bilangan == int(bilangan) and 1 <= bilangan <= _SERI_TERBESAR:
        hari = _AWAL_EXCEL + timedelta(days=int(bilangan))
        return hari, f"Bilangan {int(bilangan)} dibaca sebagai tanggal Excel: {tanggal(hari)}."
    return _dari_teks(f"{bilangan:.0f}", False)


def _dari_teks(teks: str, bulan_dulu: bool) -> tuple[date, str]:
    if cocok := _ISO.fullmatch(teks) or _RAPAT.fullmatch(teks):
        return _rakit(teks, int(cocok[1]), int(cocok[2]), int(cocok[3])), ""
    if (cocok := _BERNAMA.fullmatch(teks)) and cocok[2].lower() in _BULAN:
        return _rakit(teks, int(cocok[3]), _BULAN[cocok[2].lower()], int(cocok[1])), ""
    if cocok := _HARI_DULU.fullmatch(teks):
        return _hari_dulu(teks, cocok, bulan_dulu)
    if teks.isascii() and teks.isdigit() and 1 <= int(teks) <= _SERI_TERBESAR:
        return _dari_seri(int(teks))
    raise ValueError(f"“{teks[:40]}” bukan tanggal. Tulis misalnya 31-12-2026.")


def _hari_dulu(teks: str, cocok: "re.Match[str]", bulan_dulu: bool) -> tuple[date, str]:
    hari, bulan, tahun = int(cocok[1]), int(cocok[3]), cocok[4]
    if len(tahun) != 4:
        raise ValueError(f"Tahun “{tahun}” kurang jelas. Tulis empat angka, misalnya 31-12-2026.")
    if bulan > 12 >= hari:
        raise ValueError(
            f"Bulan {bulan} tidak ada: tanggal ditulis hari-bulan-tahun. Tulis {bulan:02d}-{hari:02d}-{tahun}."
        )
    hasil = _rakit(teks, int(tahun), bulan, hari)
    if hari > 12 or hari == bulan:
        return hasil, ""
    sebaliknya = date(int(tahun), hari, bulan)
    if bulan_dulu:
        raise ValueError(
            f"{teks} dapat berarti {tanggal(hasil)} atau {tanggal(sebaliknya)}, sebab baris lain menulis bulan lebih dahulu. "
            f"Tulis {hasil.isoformat()} atau {sebaliknya.isoformat()}."
        )
    if cocok[2] != "/":
        return hasil, ""
    return (
        hasil,
        f"{teks} dibaca {tanggal(hasil)}. Bila maksudnya {tanggal(sebaliknya)}, tulis {sebaliknya.isoformat()}.",
    )


def _rakit(teks: str, tahun: int, bulan: int, hari: int) -> date:
    try:
        return _wajar(date(tahun, bulan, hari))
    except ValueError as galat:
        if "Tahun" in str(galat):
            raise
        raise ValueError(
            f"{teks} tidak ada dalam kalender. Tulis hari-bulan-tahun yang ada, misalnya 28-02-2026."
        ) from None


def _wajar(hari: date) -> date:
    if not TAHUN_TERLAMA <= hari.year <= TAHUN_TERBARU:
        raise ValueError(
            f"Tahun {hari.year} tidak mungkin. Tulis tahun antara {TAHUN_TERLAMA} dan {TAHUN_TERBARU}."
        )
    return hari
