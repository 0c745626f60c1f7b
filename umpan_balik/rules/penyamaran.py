"""Menyamarkan nomor dan alamat pribadi dalam saran warga sebelum disimpan.

Yang disamarkan: NIK, NIP, nomor telepon, surel, pelat nomor, dan deret angka
panjang lain (rekening, kartu). Tanggal, jam, dan jumlah rupiah dibiarkan karena
itulah isi keluhannya. Nama orang tidak dikenali. Lihat docs/aturan/penyamaran.md.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class JenisData(StrEnum):
    """Jenis data pribadi yang dikenali."""

    SUREL = "surel"
    NIP = "nip"
    NIK = "nik"
    TELEPON = "telepon"
    PELAT = "pelat"
    NOMOR = "nomor"


PENGGANTI: Final = {
    JenisData.SUREL: "[surel disamarkan]",
    JenisData.NIP: "[NIP disamarkan]",
    JenisData.NIK: "[NIK disamarkan]",
    JenisData.TELEPON: "[telepon disamarkan]",
    JenisData.PELAT: "[pelat nomor disamarkan]",
    JenisData.NOMOR: "[nomor disamarkan]",
}
ANGKA_RAPAT_TERPENDEK: Final = 8
ANGKA_BERSELA_TERPENDEK: Final = 10
TELEPON_TERPENDEK: Final = 9


@dataclass(frozen=True, slots=True)
class Tersamar:
    """Teks yang aman disimpan dan jenis data yang disamarkan di dalamnya."""

    teks: str
    jenis: frozenset[JenisData]


_TAK_TERLIHAT: Final = re.compile(r"(?<=[0-9])[\u00ad\u200b-\u200d\u2060\ufeff]+(?=[0-9])")
_SUREL: Final = re.compile(r"[\w.+\-]{1,64}\s?@\s?[\w\-]{1,64}(?:\.[\w\-]{1,64}){0,4}\.[a-z]{2,24}", re.I)
# Jam, tanggal, dan uang: dibiarkan, dan memutus deret angka di sekitarnya.
_AMAN: Final = re.compile(
    r"(?<![0-9])(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9](?![0-9]|[.\- ]?[0-9]{3})"
    r"|(?<![0-9])(?:0?[1-9]|[12][0-9]|3[01])([\-/.])(?:0?[1-9]|1[0-2])\1"
    r"(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9]|[.\-][0-9])"
    r"|(?<![0-9])(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![0-9]|[.\-][0-9])"
    r"|\bRp\.? ?[0-9][0-9.,]*"
    r"|(?<![0-9.])[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4}(?![0-9]|[.\-][0-9])",
    re.I,
)
_DERET: Final = re.compile(r"(?:\+|\(\+?)?(?<![0-9])[0-9](?:[ .\-()]{0,2}[0-9])+")
_TELEPON: Final = re.compile(r"(?:62|0)(?:8|[2-7]|9)[0-9]+")
# Kode wilayah pada pelat nomor, misalnya B 1234 XYZ.
_WILAYAH: Final = (
    "A[ABDEGN]?|B[ABDEGHKLMNP]?|D[ABCDEGHKLMNPRSTW]?|E[ABD]?|F|G|H|K[BHTU]?|L|M|N|P[ABGSY]?|R|S|T|W|Z"
)
_PELAT: Final = re.compile(rf"(?<![A-Za-z0-9])(?:{_WILAYAH}) ?[1-9][0-9]{{2,3}} ?[A-Z]{{1,3}}(?![A-Za-z0-9])")
# Bila ada kata kendaraan: huruf kecil dan angka pendek juga dikenali.
_KENDARAAN: Final = re.compile(r"\b(?:nopol|pelat|plat|motor|mobil|kendaraan|angkot|ambulans|truk)", re.I)
_PELAT_LONGGAR: Final = re.compile(
    rf"(?<![A-Za-z0-9])(?:{_WILAYAH}) ?[1-9][0-9]{{0,3}} ?"
    r"(?!(?:di|dan|ke|ya|kg|km|jt|rb|cc|th|hr|m|x|wib)\b)[A-Z]{1,3}(?![A-Za-z0-9])",
    re.I,
)


def samarkan(teks: str) -> Tersamar:
    """Mengganti data pribadi dengan penandanya; teks tanpa data pribadi tidak berubah."""
    jenis: set[JenisData] = set()

    def ganti(apa: JenisData) -> str:
        jenis.add(apa)
        return PENGGANTI[apa]

    def ganti_deret(cocok: re.Match[str]) -> str:
        apa = _jenis_deret(cocok.group())
        return cocok.group() if apa is None else ganti(apa)

    rapi = _SUREL.sub(lambda _: ganti(JenisData.SUREL), _TAK_TERLIHAT.sub("", teks))
    hasil, akhir = [], 0
    for aman in _AMAN.finditer(rapi):
        hasil += [_DERET.sub(ganti_deret, rapi[akhir : aman.start()]), aman.group()]
        akhir = aman.end()
    hasil.append(_DERET.sub(ganti_deret, rapi[akhir:]))
    pelat = _PELAT_LONGGAR if _KENDARAAN.search(rapi) else _PELAT
    bersih = pelat.sub(lambda _: ganti(JenisData.PELAT), "".join(hasil))
    return Tersamar(teks=bersih if jenis else teks, jenis=frozenset(jenis))


def _jenis_deret(tulisan: str) -> JenisData | None:
    """Jenis sebuah deret angka, atau None bila bukan data pribadi."""
    kelompok = re.findall(r"[0-9]+", tulisan)
    angka = "".join(kelompok)
    if len(angka) == 18 and _tanggal_ada(angka[:8]):
        return JenisData.NIP
    if len(angka) == 16 and not _hanya_tahun(kelompok):
        return JenisData.NIK
    if TELEPON_TERPENDEK <= len(angka) <= 15 and _TELEPON.fullmatch(angka) and len(kelompok) <= 5:
        return JenisData.TELEPON
    if len(kelompok) == 1:
        return JenisData.NOMOR if len(angka) >= ANGKA_RAPAT_TERPENDEK else None
    if len(angka) < ANGKA_BERSELA_TERPENDEK or _hanya_tahun(kelompok):
        return None
    satu_satu = len(kelompok) == len(angka)
    return JenisData.NOMOR if satu_satu or len(angka) >= 2 * len(kelompok) else None


def _tanggal_ada(angka: str) -> bool:
    try:
        date(int(angka[:4]), int(angka[4:6]), int(angka[6:]))
    except ValueError:
        return False
    return True


def _hanya_tahun(kelompok: list[str]) -> bool:
    """Deret seperti "2019 2020 2021" adalah tahun, bukan nomor."""
    return all(len(k) == 4 and k[:2] in ("19", "20") for k in kelompok)
