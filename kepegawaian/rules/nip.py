"""Membaca NIP PNS dan NI PPPK: 18 angka yang menyimpan lahir, pengangkatan, dan jenis kelamin.

PNS: 8 lahir + 6 tahun-bulan CPNS + 1 kelamin + 3 urut (Perka BKN 22/2007).
PPPK: 8 lahir + 4 tahun pengangkatan + 2 hitungan kontrak (bukan bulan; 21, 24, …) + 1 kelamin + 3 urut.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

JenisPegawai = Literal["PNS", "PPPK"]
Kelamin = Literal["L", "P"]
KONTRAK_PPPK_TERKECIL = 21
PANJANG = 18


@dataclass(frozen=True, slots=True)
class Nip:
    """Isi sebuah NIP. `bulan` kosong pada PPPK; `kontrak` kosong pada PNS."""

    nomor: str
    jenis: JenisPegawai
    tanggal_lahir: date
    tahun_angkat: int
    bulan_angkat: int | None
    kontrak: int | None
    kelamin: Kelamin
    urut: int


def rapikan(teks: str) -> str:
    """Buang spasi, titik, tanda hubung, dan kutip depan kebiasaan lembar kerja."""
    return re.sub(r"[\s.\-\u00a0'’]", "", teks)


def baca(teks: str) -> Nip:
    """Urai NIP. Menolak dengan ValueError: bentuk ilmiah Excel, panjang bukan 18, angka ekor 000, tanggal mustahil."""
    asli = teks.strip()
    if re.fullmatch(r"\d[.,]\d+\s*[eE]\s*\+?\d+", asli):
        raise ValueError(
            f"NIP {asli} rusak oleh lembar kerja. Ubah kolom NIP menjadi teks, lalu salin lagi dari sumbernya."
        )
    nomor = rapikan(asli)
    if not (nomor.isascii() and nomor.isdigit()):
        raise ValueError(f"NIP hanya berisi angka. Yang diisi: {asli}.")
    if len(nomor) != PANJANG:
        raise ValueError(f"NIP terdiri dari 18 angka, yang diisi {len(nomor)} angka. Periksa angka yang kurang atau lebih.")
    if nomor.endswith("000"):
        raise ValueError(
            "Tiga angka terakhir NIP 000. Lembar kerja hanya menyimpan 15 angka; ubah kolom menjadi teks, lalu isi lagi."
        )
    lahir = _tanggal(nomor[:8])
    tahun, dua = int(nomor[8:12]), int(nomor[12:14])
    pns = 1 <= dua <= 12
    if not pns and dua < KONTRAK_PPPK_TERKECIL:
        raise ValueError(f"Angka ke-13 dan 14 NIP ({nomor[12:14]}) bukan bulan dan bukan hitungan kontrak PPPK.")
    if not lahir.year + 15 <= tahun <= lahir.year + 70:
        raise ValueError(f"Tahun pengangkatan {tahun} tidak cocok dengan tahun lahir {lahir.year}. Periksa NIP-nya.")
    if nomor[14] not in "12":
        raise ValueError(f"Angka ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan), yang diisi {nomor[14]}.")
    return Nip(
        nomor=nomor,
        jenis="PNS" if pns else "PPPK",
        tanggal_lahir=lahir,
        tahun_angkat=tahun,
        bulan_angkat=dua if pns else None,
        kontrak=None if pns else dua,
        kelamin="L" if nomor[14] == "1" else "P",
        urut=int(nomor[15:]),
    )


def _tanggal(delapan: str) -> date:
    try:
        return date(int(delapan[:4]), int(delapan[4:6]), int(delapan[6:]))
    except ValueError as galat:
        raise ValueError(f"Delapan angka pertama NIP ({delapan}) bukan tanggal lahir yang ada di kalender.") from galat


def buat_nip(
    *,
    tanggal_lahir: date,
    jenis: JenisPegawai,
    tahun: int,
    bulan: int,
    kelamin: Kelamin,
    urut: int,
    kontrak: int = KONTRAK_PPPK_TERKECIL,
) -> str:
    """Susun NIP untuk orang rekaan; `bulan` dipakai PNS, `kontrak` dipakai PPPK. Hasilnya selalu terbaca oleh `baca`."""
    if not 1 <= urut <= 999:
        raise ValueError(f"Nomor urut NIP 1 sampai 999, bukan {urut}.")
    dua = bulan if jenis == "PNS" else kontrak
    nomor = f"{tanggal_lahir:%Y%m%d}{tahun:04d}{dua:02d}{'1' if kelamin == 'L' else '2'}{urut:03d}"
    return baca(nomor).nomor
