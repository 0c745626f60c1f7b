"""Membaca satu sel menjadi nilai, atau menyebut dengan jelas apa yang salah dan cara memperbaikinya."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from inti.rules.angka import baca_angka
from inti.rules.tabel.judul import sederhana
from inti.rules.tabel.kolom import Jenis, Kolom, Nilai, Sel
from inti.rules.tabel.tanggal import baca_tanggal

# Excel menyimpan 15 angka; selebihnya menjadi nol.
ANGKA_EXCEL: Final = 10**15
_ILMIAH: Final = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+", re.ASCII)
_GALAT_EXCEL: Final = {"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!", "#spill!"}
_YA: Final = {"ya", "y", "yes", "1", "true", "benar", "x", "v"}
_TIDAK: Final = {"tidak", "t", "no", "n", "0", "false", "salah", "bukan", "-"}
_PETIK: Final = "'’`\""


@dataclass(frozen=True, slots=True)
class Terbaca:
    """Nilai satu sel; `ingat` berisi kalimat bila cara membacanya perlu dilihat orang."""

    nilai: Nilai
    ingat: str = ""


def kosong(sel: Sel) -> bool:
    """Apakah sel tidak berisi apa pun yang terlihat."""
    return sel is None or (isinstance(sel, str) and not sel.strip(" \t\r\n\u00a0\u200b"))


def baca(kolom: Kolom, sel: Sel, *, bulan_dulu: bool = False) -> Terbaca:
    """Nilai menurut jenis kolomnya. ValueError berisi kalimat untuk orang: apa yang salah dan apa yang ditulis."""
    if kosong(sel):
        if kolom.wajib:
            raise ValueError(
                f"Kolom ini kosong. Isi {kolom.judul.lower() if kolom.judul != 'NIP' else 'NIP'}."
            )
        return Terbaca("" if kolom.jenis in _BERTEKS else None)
    if isinstance(sel, str) and sel.strip().lower() in _GALAT_EXCEL:
        raise ValueError(f"Sel berisi {sel.strip()}, tanda rumus yang rusak. Ganti dengan isinya yang benar.")
    if kolom.jenis is Jenis.TANGGAL:
        hari, ingat = baca_tanggal(sel, bulan_dulu=bulan_dulu)
        return Terbaca(hari, ingat)
    return _BACA[kolom.jenis](kolom, sel)


def rapikan(teks: str) -> str:
    """Teks satu baris tanpa tanda kendali dan spasi berlebih, dalam bentuk NFC."""
    if teks.isascii() and teks.isprintable() and "  " not in teks:
        return teks.strip()
    teks = "".join(
        h if unicodedata.category(h)[0] != "C" else " " for h in unicodedata.normalize("NFC", teks)
    )
    return " ".join(teks.split())


def _teks(kolom: Kolom, sel: Sel) -> Terbaca:
    if isinstance(sel, bool):
        teks = "Ya" if sel else "Tidak"
    elif isinstance(sel, date | datetime | time | timedelta):
        raise ValueError(
            "Excel mengubah isinya menjadi tanggal. Jadikan kolom berjenis teks, lalu tulis ulang."
        )
    elif isinstance(sel, int | float):
        teks = _bilangan(sel)
    else:
        teks = rapikan(str(sel))
    if len(teks) > kolom.maks:
        raise ValueError(f"Paling panjang {kolom.maks} huruf, tertulis {len(teks)}. Singkatkan.")
    return Terbaca(kolom.periksa(teks) if kolom.periksa else teks)


def _bilangan(sel: int | float) -> str:
    """Bilangan sebagai angka biasa; yang melebihi 15 angka sudah rusak."""
    if abs(sel) >= ANGKA_EXCEL:
        raise ValueError(
            f"Tertulis {f'{sel:.5E}'.replace('.', ',')}: Excel hanya menyimpan 15 angka. "
            "Jadikan kolom berjenis teks, lalu salin ulang dari sumbernya."
        )
    return f"{sel:.0f}" if sel == int(sel) else str(sel).replace(".", ",")


def _nomor(kolom: Kolom, sel: Sel) -> Terbaca:
    """Angka sebagai teks: bentuk ilmiah dan akhir 000 menandakan angkanya sudah dibuang Excel."""
    if isinstance(sel, bool | date | time | timedelta):
        raise ValueError(f"Isi sel ini bukan nomor. Tulis {kolom.judul} sebagai teks.")
    teks = _bilangan(sel) if isinstance(sel, int | float) else rapikan(str(sel)).strip(_PETIK)
    if _ILMIAH.fullmatch(teks):
        raise ValueError(
            f"Tertulis {teks}: Excel hanya menyimpan 15 angka. "
            "Jadikan kolom berjenis teks, lalu salin ulang dari sumbernya."
        )
    return Terbaca(kolom.periksa(teks) if kolom.periksa else teks)


def _telepon(kolom: Kolom, sel: Sel) -> Terbaca:
    if isinstance(sel, bool | date | time | timedelta):
        raise ValueError("Isi sel ini bukan nomor telepon. Tulis misalnya 081234567890.")
    teks = _bilangan(sel) if isinstance(sel, int | float) else rapikan(str(sel)).strip(_PETIK)
    angka = re.sub(r"[\s().-]", "", teks)
    if not re.fullmatch(r"\+?[0-9]{6,15}", angka, re.ASCII):
        raise ValueError("Nomor telepon berisi 6–15 angka. Tulis misalnya 081234567890.")
    if angka.startswith("8") or (isinstance(sel, int | float) and not angka.startswith("62")):
        raise ValueError(f"Nol di depan hilang. Jadikan kolom berjenis teks, lalu tulis 0{angka}.")
    return Terbaca(angka)


def _pilihan(kolom: Kolom, sel: Sel) -> Terbaca:
    tertulis = sederhana(rapikan(_bilangan(sel)) if isinstance(sel, int | float) else str(sel))
    for kode, label in kolom.pilihan:
        if tertulis in (sederhana(kode), sederhana(label)):
            return Terbaca(kode)
    boleh = ", ".join(label for _, label in kolom.pilihan[:20])
    raise ValueError(f"“{rapikan(str(sel))[:40]}” belum dikenal. Pilih salah satu: {boleh}.")


def _desimal(kolom: Kolom, sel: Sel) -> Terbaca:
    if isinstance(sel, bool | date | time | timedelta) or sel is None:
        raise ValueError("Isi sel ini bukan angka. Tulis misalnya 98,7.")
    try:
        nilai = Decimal(baca_angka(sel)) if isinstance(sel, str) else Decimal(str(sel))
    except ValueError:
        raise ValueError(f"“{rapikan(str(sel))[:40]}” bukan angka. Tulis misalnya 98,7.") from None
    if not nilai.is_finite():
        raise ValueError("Isi sel ini bukan angka. Tulis misalnya 98,7.")
    if kolom.terkecil is not None and nilai < kolom.terkecil:
        raise ValueError(f"Paling kecil {kolom.terkecil}, tertulis {_ringkas(nilai)}. Perbaiki angkanya.")
    if kolom.terbesar is not None and nilai > kolom.terbesar:
        raise ValueError(f"Paling besar {kolom.terbesar}, tertulis {_ringkas(nilai)}. Perbaiki angkanya.")
    return Terbaca(nilai, _ribuan(sel, nilai))


def _ringkas(nilai: Decimal) -> str:
    return f"{nilai:f}".replace(".", ",").replace("-", "−")


def _ribuan(sel: Sel, nilai: Decimal) -> str:
    if isinstance(sel, str) and re.search(r"\d\.\d{3}(?!\d)", sel) and nilai >= 1000:
        return (
            f"{sel.strip()} dibaca {_ringkas(nilai)}: titik adalah pemisah ribuan. Untuk desimal tulis koma."
        )
    return ""


def _bulat(kolom: Kolom, sel: Sel) -> Terbaca:
    hasil = _desimal(kolom, sel)
    nilai = hasil.nilai
    if not isinstance(nilai, Decimal) or nilai != int(nilai):
        raise ValueError(f"{rapikan(str(sel))[:40]} bukan bilangan bulat. Tulis tanpa koma, misalnya 7.")
    return Terbaca(int(nilai), hasil.ingat)


def _ya_tidak(_: Kolom, sel: Sel) -> Terbaca:
    if isinstance(sel, bool):
        return Terbaca(sel)
    teks = (_bilangan(sel) if isinstance(sel, int | float) else str(sel)).strip().casefold().rstrip(".")
    if teks in _YA:
        return Terbaca(True)
    if teks in _TIDAK:
        return Terbaca(False)
    raise ValueError(f"“{teks[:40]}” belum dikenal. Tulis Ya atau Tidak.")


_BERTEKS: Final = {Jenis.TEKS, Jenis.NOMOR, Jenis.TELEPON}
_BACA: Final[dict[Jenis, Callable[[Kolom, Sel], Terbaca]]] = {
    Jenis.TEKS: _teks,
    Jenis.NOMOR: _nomor,
    Jenis.TELEPON: _telepon,
    Jenis.PILIHAN: _pilihan,
    Jenis.BULAT: _bulat,
    Jenis.DESIMAL: _desimal,
    Jenis.YA_TIDAK: _ya_tidak,
}
