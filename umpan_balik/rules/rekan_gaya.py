"""Petunjuk gaya bagi komentar 360: yang dapat menunjukkan siapa penulisnya, disebut selagi ia menulis.

Hanya petunjuk, tidak menahan kiriman. Yang disamarkan sendiri saat dikirim cuma nama penulisnya dan nomor pribadi,
sebab keduanya tidak pernah menjadi isi penilaian. Lihat docs/aturan/anonimitas.md.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from umpan_balik.rules.penyamaran import samarkan
from umpan_balik.rules.penyamaran_nama import samarkan_nama

NAMA_PENULIS: Final = "[nama disamarkan]"
KATA_NAMA_TERPENDEK: Final = 4
PETUNJUK_TERBANYAK: Final = 4
_HARI: Final = "senin|selasa|rabu|kamis|jumat|sabtu|minggu"
_BULAN: Final = "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
_POLA: Final = (
    (
        re.compile(r"\b(?:waktu|ketika|saat|sewaktu|pas)\s+(?:saya|aku|kami)\b(?:\s+\w+){0,2}", re.I),
        "menunjuk kejadian yang Anda alami sendiri",
    ),
    (
        re.compile(r"\b(?:saya|aku)\s+(?:waktu|ketika|saat|sewaktu|pas)(?:\s+\w+){1,2}", re.I),
        "menunjuk kejadian yang Anda alami sendiri",
    ),
    (
        re.compile(r"\b(?:atasan|bawahan|staf|rekan|teman|kepala)\s+(?:saya|aku|kami)\b", re.I),
        "menyebut hubungan Anda dengannya",
    ),
    (
        re.compile(
            r"\b(?:kepada|pada|ke|dengan|sama|bersama|menyuruh|menegur|memarahi)\s+(?:saya|aku)\b", re.I
        ),
        "hanya Anda yang mengalaminya",
    ),
    (
        re.compile(r"\b(?:semeja|seruangan|satu ruangan|satu meja|sebelah meja)\b", re.I),
        "menyebut tempat Anda",
    ),
    (
        re.compile(
            rf"\b(?:kemarin|tadi\s+(?:pagi|siang|sore)|(?:minggu|bulan)\s+lalu|hari\s+(?:{_HARI})|"
            rf"(?:tanggal|tgl)\.?\s*\d{{1,2}}|\d{{1,2}}\s+(?:{_BULAN})|pukul\s*\d{{1,2}})\b",
            re.I,
        ),
        "menyebut saatnya, sehingga yang hadir dapat dihitung",
    ),
    (
        re.compile(r"[!?]{2,}|[\U0001F300-\U0001FAFF\u2600-\u27BF]+|\b[A-Z]{4,}(?:\s+[A-Z]{3,})+"),
        "cara menulis yang khas",
    ),
    (
        re.compile(r"\b(?:yg|dgn|krn|tdk|sdh|blm|bgt|gak|nggak|ngga|udah|tp)\b", re.I),
        "singkatan yang khas; tulis lengkap supaya mirip tulisan orang lain",
    ),
    (re.compile(r"\b(?:saya|aku)\b", re.I), "menunjuk diri Anda; tulis perbuatannya saja"),
)


@dataclass(frozen=True, slots=True)
class Petunjuk:
    """Potongan tulisan dan mengapa ia dapat dikenali."""

    kutipan: str
    sebab: str


def petunjuk(teks: str, *, penulis: str, dikenal: Iterable[str] = ()) -> tuple[Petunjuk, ...]:
    """Paling banyak empat petunjuk untuk satu komentar, yang paling menunjuk lebih dahulu; kosong bila tidak ada.

    `penulis` nama penilainya tanpa gelar, `dikenal` nama orang sekelilingnya. Tidak mengubah teks.
    """
    hasil = [Petunjuk(satu, "nama Anda; disamarkan saat dikirim") for satu in _kata_nama(teks, penulis)]
    if samarkan(teks).jenis:
        hasil.append(Petunjuk("nomor atau alamat", "data pribadi; disamarkan saat dikirim"))
    if samarkan_nama(teks, enumerate(dikenal)).teks != teks:
        hasil.append(Petunjuk("nama orang", "siapa yang disebut menunjuk siapa yang menulis"))
    tertutup: list[tuple[int, int]] = []
    for pola, sebab in _POLA:
        for cocok in pola.finditer(teks):
            # Satu potongan cukup satu petunjuk: pola yang lebih khusus didahulukan.
            if all(cocok.end() <= awal or cocok.start() >= akhir for awal, akhir in tertutup):
                tertutup.append(cocok.span())
                hasil.append(Petunjuk(" ".join(cocok.group().split()), sebab))
                break
    return tuple(hasil[:PETUNJUK_TERBANYAK])


def samarkan_penulis(teks: str, penulis: str) -> str:
    """Ganti kata-kata nama penulis (paling pendek empat huruf) dan nomor pribadi. Teks lain tidak berubah."""
    kata = _kata_nama(teks, penulis)
    if kata:
        pola = "|".join(re.escape(k) for k in sorted(kata, key=len, reverse=True))
        teks = re.sub(rf"(?<!\w)(?:{pola})(?!\w)(?:\s+(?:{pola})(?!\w))*", NAMA_PENULIS, teks)
    return samarkan(teks).teks


def _kata_nama(teks: str, penulis: str) -> list[str]:
    """Kata nama penulis yang tertulis sebagai nama: berhuruf besar di awal, supaya "indah" tetap kata biasa."""
    nama = {k.casefold() for k in re.findall(r"\w+", penulis) if len(k) >= KATA_NAMA_TERPENDEK}
    tertulis = [k for k in re.findall(r"\w+", teks) if k[0].isupper() and k.casefold() in nama]
    return list(dict.fromkeys(tertulis))
