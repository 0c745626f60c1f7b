"""Nomor induk: NIP PNS dan NI PPPK, 18 angka.

PNS (Perka BKN 22/2007): tanggal lahir 8 + tahun dan bulan CPNS 6 + jenis kelamin
1 + nomor urut 3. PPPK: tanggal lahir 8 + tahun pengangkatan pertama 4 + hitungan
kontrak 2 + jenis kelamin 1 + nomor urut 3. Dua angka hitungan kontrak **bukan
bulan** (21, 24, …): memeriksanya sebagai bulan akan menolak semua PPPK.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

PANJANG: Final = 18
KONTRAK_PERTAMA: Final = 21
UMUR_TERMUDA: Final = 16
TAHUN_TERLAMA: Final = 1900
TAHUN_TERBARU: Final = 2100
_SELA: Final = re.compile(r"[\s.\-'’`\u00a0]+")
_EXCEL: Final = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+", re.ASCII)


class JenisAsn(StrEnum):
    """Jenis kepegawaian yang terbaca dari nomornya."""

    PNS = "PNS"
    PPPK = "PPPK"


class Kelamin(StrEnum):
    """Jenis kelamin menurut angka ke-15 nomor induk: 1 laki-laki, 2 perempuan."""

    LAKI_LAKI = "L"
    PEREMPUAN = "P"


_KELAMIN: Final = {"1": Kelamin.LAKI_LAKI, "2": Kelamin.PEREMPUAN}


@dataclass(frozen=True, slots=True)
class Nip:
    """Nomor induk yang sudah diurai; ``bulan`` hanya PNS, ``kontrak`` hanya PPPK."""

    nomor: str
    jenis: JenisAsn
    tanggal_lahir: date
    tahun: int
    bulan: int | None
    kontrak: int | None
    kelamin: Kelamin
    urut: int

    @property
    def berjarak(self) -> str:
        """Bentuk yang mudah dibaca: 19860926 201505 1 001."""
        n = self.nomor
        return f"{n[:8]} {n[8:14]} {n[14]} {n[15:]}"


def baca(teks: str, *, jenis: str | None = None) -> Nip:
    """Mengurai nomor induk; spasi, titik, dan petik dibuang lebih dahulu.

    Tanpa ``jenis``: angka 13–14 antara 01 dan 12 berarti PNS, selain itu PPPK.
    Menolak (ValueError) panjang yang salah, bentuk yang dirusak Excel, tanggal
    yang tidak ada, dan pengangkatan yang tidak mungkin menurut umur.
    """
    nomor = _rapikan(teks)
    lahir = _tanggal_lahir(nomor)
    tahun, dua = int(nomor[8:12]), int(nomor[12:14])
    dipakai = _jenis(dua, jenis)
    _periksa_pengangkatan(lahir, tahun)
    if nomor[14] not in _KELAMIN:
        raise ValueError(
            f"Angka ke-15 harus 1 (laki-laki) atau 2 (perempuan), tertulis {nomor[14]}. Periksa nomornya."
        )
    if nomor[15:] == "000":
        raise ValueError(
            "Tiga angka terakhir 000: biasanya rusak karena dibuka di Excel. "
            "Salin ulang dari sumbernya dengan kolom berjenis teks."
        )
    return Nip(
        nomor=nomor,
        jenis=dipakai,
        tanggal_lahir=lahir,
        tahun=tahun,
        bulan=dua if dipakai is JenisAsn.PNS else None,
        kontrak=dua if dipakai is JenisAsn.PPPK else None,
        kelamin=_KELAMIN[nomor[14]],
        urut=int(nomor[15:]),
    )


def buat_nip(
    *,
    jenis: str,
    tanggal_lahir: date,
    tahun: int,
    kelamin: str,
    bulan: int = 1,
    kontrak: int = KONTRAK_PERTAMA,
    urut: int = 1,
) -> str:
    """Menyusun nomor induk, misalnya untuk orang rekaan; menolak yang tidak akan terbaca.

    PNS memakai ``bulan`` CPNS, PPPK memakai hitungan ``kontrak``. ``jenis`` "PNS"
    atau "PPPK", ``kelamin`` "L" atau "P".
    """
    if not 1 <= urut <= 999:
        raise ValueError("Nomor urut harus antara 1 dan 999.")
    pppk = JenisAsn(jenis) is JenisAsn.PPPK
    if pppk and not 13 <= kontrak <= 99:
        raise ValueError("Hitungan kontrak PPPK harus 13–99 supaya tidak terbaca sebagai bulan.")
    if not pppk and not 1 <= bulan <= 12:
        raise ValueError("Bulan CPNS harus 1–12.")
    angka_kelamin = next(angka for angka, k in _KELAMIN.items() if k is Kelamin(kelamin))
    dua_angka = kontrak if pppk else bulan
    nomor = f"{tanggal_lahir:%Y%m%d}{tahun:04d}{dua_angka:02d}{angka_kelamin}{urut:03d}"
    return baca(nomor, jenis=jenis).nomor


def _rapikan(teks: str) -> str:
    ringkas = teks.strip().strip("'’`\"")
    if _EXCEL.fullmatch(ringkas):
        raise ValueError(
            f"Nomor tertulis {ringkas}: Excel mengubahnya menjadi bilangan dan membuang angka "
            "terakhirnya. Jadikan kolomnya berjenis teks, lalu salin ulang dari sumbernya."
        )
    nomor = _SELA.sub("", ringkas)
    if not nomor:
        raise ValueError("Nomor induk kosong. Isi 18 angka NIP atau NI PPPK.")
    if not (nomor.isascii() and nomor.isdigit()):
        raise ValueError("Nomor induk hanya boleh berisi angka. Hapus huruf atau tanda lain.")
    if len(nomor) != PANJANG:
        arah = "kurang" if len(nomor) < PANJANG else "lebih"
        raise ValueError(
            f"Nomor induk harus 18 angka, tertulis {len(nomor)} angka: "
            f"{arah} {abs(len(nomor) - PANJANG)}. Periksa kembali."
        )
    return nomor


def _tanggal_lahir(nomor: str) -> date:
    try:
        lahir = date(int(nomor[:4]), int(nomor[4:6]), int(nomor[6:8]))
    except ValueError:
        raise ValueError(
            f"Delapan angka pertama adalah tanggal lahir, tetapi {nomor[:4]}-{nomor[4:6]}-{nomor[6:8]} "
            "tidak ada dalam kalender. Periksa nomornya."
        ) from None
    if not TAHUN_TERLAMA <= lahir.year <= TAHUN_TERBARU:
        raise ValueError(f"Tahun lahir {lahir.year} tidak mungkin. Periksa empat angka pertama.")
    return lahir


def _jenis(dua: int, disebut: str | None) -> JenisAsn:
    """Jenis dari angka ke-13 dan 14, atau yang disebut bila tidak bertentangan."""
    tertulis = JenisAsn.PNS if 1 <= dua <= 12 else JenisAsn.PPPK
    dipakai = tertulis if disebut is None else JenisAsn(disebut)
    if dipakai is JenisAsn.PNS and tertulis is not JenisAsn.PNS:
        raise ValueError(
            f"Angka ke-13 dan 14 NIP PNS adalah bulan 01–12, tertulis {dua:02d}. "
            "Periksa NIP, atau pilih jenis PPPK."
        )
    if dua == 0:
        raise ValueError("Angka ke-13 dan 14 tertulis 00. Periksa nomornya pada SK pengangkatan.")
    return dipakai


def _periksa_pengangkatan(lahir: date, tahun: int) -> None:
    if tahun > TAHUN_TERBARU:
        raise ValueError(f"Tahun pengangkatan {tahun} tidak mungkin. Periksa angka ke-9 sampai 12.")
    if tahun - lahir.year < UMUR_TERMUDA:
        raise ValueError(
            f"Pengangkatan tahun {tahun} tidak mungkin bagi yang lahir tahun {lahir.year}. "
            "Periksa angka ke-1 sampai 12."
        )
