"""Angka seperti diketik orang Indonesia: koma desimal, titik ribuan."""

import re
from typing import Final

# "1.234.567,89": titik, spasi, atau tanpa pemisah ribuan; kelompok ribuan tidak diawali nol. "98.7": titik desimal.
BERKOMA: Final = re.compile(
    r"(?P<tanda>-?)(?P<bulat>[1-9]\d{0,2}(?:[. ]\d{3})+|\d*)(?:,(?P<pecahan>\d+))?", re.ASCII
)
BERTITIK: Final = re.compile(r"-?\d*\.\d+", re.ASCII)


def baca_angka(teks: str) -> str:
    """Ubah tulisan Indonesia ke bentuk yang dimengerti Decimal: "1.234,5" → "1234.5", "98.7" → "98.7".

    "1.234" dibaca 1234: titik yang diikuti tepat tiga angka adalah pemisah ribuan, seperti kebiasaan di sini;
    "0.123" dan "12.34" bertitik desimal. Tanda persen di belakang diabaikan. ValueError untuk yang lain: huruf, NaN,
    1e5, dan campuran yang tidak jelas seperti "1,234.5" atau "1.23,4".
    """
    teks = teks.replace("\u00a0", " ").replace("\u202f", " ").replace("−", "-").strip()
    teks = teks.removesuffix("%").rstrip()
    cocok = BERKOMA.fullmatch(teks)
    if cocok and (cocok["bulat"] or cocok["pecahan"]):
        bulat = cocok["bulat"].replace(".", "").replace(" ", "") or "0"
        return f"{cocok['tanda']}{bulat}" + (f".{cocok['pecahan']}" if cocok["pecahan"] else "")
    if BERTITIK.fullmatch(teks):
        return teks
    raise ValueError(f"{teks!r} bukan angka.")
