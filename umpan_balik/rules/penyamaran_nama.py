"""Menyamarkan nama orang dalam saran warga: petugas yang dikenal, dan nama sesudah sapaan.

Nama petugas diganti penanda bernomor, [petugas 1], [petugas 2]; siapa di balik nomor disimpan di luar teks, sehingga
hanya yang berhak membacanya. Nama lain sesudah "Pak", "Bu", dan sapaan serupa diganti [nama disamarkan].
Lihat docs/aturan/penyamaran.md.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

NAMA_ORANG: Final = "[nama disamarkan]"
PENANDA: Final = re.compile(r"\[petugas (\d{1,3})\]")
KATA_TERPENDEK: Final = 3
_SAPAAN: Final = (
    r"(?:bapak|pak|ibu|bu|mas|mbak|mba|kak|bang|abang|teh|kang|akang|om|tante|sdr|sdri|saudara|saudari"
    r"|dokter|dr|drg|suster|bidan|perawat|petugas|pegawai|staf|an|a\.n|atas nama|namanya|bernama)\.?"
)
# Kata sesudah sapaan yang bukan nama: jabatan, peran, dan sambungan kalimat.
_KATA_BIASA: Final = (
    "bupati wali walikota gubernur camat lurah kades kepala kadis kabid kasi kasubag sekda sekcam sekdes ketua wakil "
    "rt rw dokter bidan perawat suster guru satpam polisi hakim jaksa menteri presiden dinas kantor loket ruang "
    "petugas pegawai staf admin kasir sopir tukang ibu bapak pak bu mas mbak saya anda kami kita dia mereka yang di "
    "ke dari dan atau untuk dengan pada ini itu ada tidak sudah belum juga sangat kurang cukup lebih ramah cepat "
    "baik sabar jutek lama harus mohon tolong terima kasih pelayanan puskesmas rumah sakit disdukcapil dukcapil bpjs "
    "ktp kk nik pns asn nip pppk hamil hari jam tanggal"
)
_BUKAN_NAMA: Final = frozenset(_KATA_BIASA.split())
_SESUDAH: Final = re.compile(rf"(?<!\w)((?i:{_SAPAAN}))\s+([A-Z][\w'’]*\.?(?:\s+[A-Z][\w'’]*\.?){{0,3}})")


@dataclass(frozen=True, slots=True)
class NamaTersamar:
    """Teks tanpa nama, dan nomor penanda → kunci petugas (kosong bila dua petugas bernama sama)."""

    teks: str
    petugas: Mapping[int, int | None]


def samarkan_nama(teks: str, petugas: Iterable[tuple[int, str]]) -> NamaTersamar:
    """Ganti nama `petugas` (kunci, nama tanpa gelar) dan nama sesudah sapaan; huruf besar kecil sama saja.

    Nama lengkap, atau dua kata pertamanya, selalu dikenali; satu kata nama dikenali hanya sesudah sapaan, sebab kata
    seperti "Indah" dan "Sabar" juga kata biasa. Nama sekata yang dipunyai dua petugas disamarkan tanpa menunjuk siapa pun.
    """
    utuh, sekata = _daftar(petugas)
    nomor: dict[tuple[int, ...], int] = {}

    def penanda(siapa: frozenset[int]) -> str:
        kunci = tuple(sorted(siapa))
        return f"[petugas {nomor.setdefault(kunci, len(nomor) + 1)}]"

    if utuh:
        pola = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in sorted(utuh, key=len, reverse=True))
        teks = re.sub(
            rf"(?<!\w)(?:{pola})(?!\w)",
            lambda c: penanda(utuh[" ".join(c.group().casefold().split())]),
            teks,
            flags=re.I,
        )
    if sekata:
        pola = "|".join(re.escape(n) for n in sorted(sekata, key=len, reverse=True))
        teks = re.sub(
            rf"(?<!\w)({_SAPAAN})\s+({pola})(?!\w)",
            lambda c: f"{c[1]} {penanda(sekata[c[2].casefold()])}",
            teks,
            flags=re.I,
        )
    return NamaTersamar(_sesudah_sapaan(teks), {n: k[0] if len(k) == 1 else None for k, n in nomor.items()})


def bernama(teks: str, nama: Mapping[int, str]) -> str:
    """Kembalikan nama pada penanda yang disebut di `nama`; penanda lain tetap."""
    return PENANDA.sub(lambda c: nama.get(int(c[1]), c.group()), teks)


def samarkan_kata(teks: str, kata: Iterable[str]) -> str:
    """Ganti tiap potongan yang ditunjuk penyaring dengan [disamarkan]. Menolak potongan yang tidak ada di teks."""
    for satu in kata:
        rapi = " ".join(satu.split())
        pola = re.escape(rapi).replace(r"\ ", r"\s+")
        teks, banyak = re.subn(rf"(?<!\w){pola}(?!\w)", "[disamarkan]", teks, flags=re.I)
        if not banyak:
            raise ValueError(rapi)
    return teks


def _daftar(
    petugas: Iterable[tuple[int, str]],
) -> tuple[dict[str, frozenset[int]], dict[str, frozenset[int]]]:
    """Nama lengkap dan dua kata pertama → siapa saja; tiap kata nama → siapa saja."""
    utuh: dict[str, frozenset[int]] = {}
    sekata: dict[str, frozenset[int]] = {}
    for kunci, nama in petugas:
        kata = nama.casefold().split()
        for bentuk in {" ".join(kata), " ".join(kata[:2])} if len(kata) > 1 else set():
            utuh[bentuk] = utuh.get(bentuk, frozenset()) | {kunci}
        for satu in kata:
            if len(satu.rstrip(".")) >= KATA_TERPENDEK and satu not in _BUKAN_NAMA:
                sekata[satu] = sekata.get(satu, frozenset()) | {kunci}
    return utuh, sekata


def _sesudah_sapaan(teks: str) -> str:
    """Kata berhuruf besar sesudah sapaan adalah nama, kecuali jabatan dan kata biasa."""

    def ganti(cocok: re.Match[str]) -> str:
        kata = cocok[2].split()
        if kata[0].rstrip(".,").casefold() in _BUKAN_NAMA:
            return cocok.group()
        panjang = next((i for i, k in enumerate(kata) if k.rstrip(".,").casefold() in _BUKAN_NAMA), len(kata))
        titik = "." if kata[panjang - 1].endswith(".") and panjang == len(kata) else ""
        return " ".join([cocok[1], NAMA_ORANG + titik, *kata[panjang:]])

    return _SESUDAH.sub(ganti, teks)
