"""Sidik segel dan cara menunjuk baris yang berubah. Hanya hitungan; barisnya dibaca di inti.queries.segel."""

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

SIDIK_AWAL = "0" * 64
SUMBER = {1: "inti_jejak", 2: "inti_riwayat"}
_BENTUK = struct.Struct(">hq32s")  # sumber, nomor baris, sha256 isinya
BITA_SEBARIS = _BENTUK.size


class Sebab(StrEnum):
    """Apa yang terjadi pada satu baris sesudah disegel."""

    BERUBAH = "berubah"
    HILANG = "hilang"
    DISISIPKAN = "disisipkan"
    TERTUKAR = "tertukar"


@dataclass(frozen=True, slots=True)
class Beda:
    """Satu baris yang tidak sama dengan saat disegel. `dengan`: nomor baris yang isinya kini ada di sini."""

    tabel: str
    baris: int
    sebab: Sebab
    dengan: int | None = None


def sidik_segel(
    *,
    sidik_sebelum: str,
    nomor: int,
    waktu_mikrodetik: int,
    sistem: int,
    batas: tuple[int, int, int],
    jumlah: int,
    rincian: bytes,
) -> str:
    """sha256 atas sembilan isian yang dipisah baris baru; mengubah satu saja memutus semua segel sesudahnya."""
    sidik_rincian = hashlib.sha256(rincian).hexdigest()
    isian = (sidik_sebelum, nomor, waktu_mikrodetik, sistem, *batas, jumlah, sidik_rincian)
    return hashlib.sha256("\n".join(map(str, isian)).encode()).hexdigest()


def baris_rincian(rincian: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """(sumber, nomor baris) dan sha256 isinya. Menolak rincian yang terpotong."""
    if len(rincian) % BITA_SEBARIS:
        raise ValueError("Rincian segel terpotong.")
    for sumber, nomor, sidik in _BENTUK.iter_unpack(rincian):
        yield (sumber, nomor), sidik


def bandingkan(tersegel: bytes, kini: bytes) -> list[Beda]:
    """Baris yang berubah, hilang, disisipkan, atau bertukar isi di antara dua rincian, urut tabel dan nomor."""
    lama, baru = dict(baris_rincian(tersegel)), dict(baris_rincian(kini))
    pemilik = {(sumber, sidik): nomor for (sumber, nomor), sidik in lama.items()}
    hasil = []
    for kunci in sorted(lama.keys() | baru.keys()):
        sumber, nomor = kunci
        if kunci not in baru:
            sebab, dengan = Sebab.HILANG, None
        elif kunci not in lama:
            sebab, dengan = Sebab.DISISIPKAN, None
        elif lama[kunci] == baru[kunci]:
            continue
        else:
            dengan = pemilik.get((sumber, baru[kunci]))
            sebab = Sebab.BERUBAH if dengan is None else Sebab.TERTUKAR
        hasil.append(Beda(SUMBER.get(sumber, "?"), nomor, sebab, dengan))
    return hasil
