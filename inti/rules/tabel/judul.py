"""Mencocokkan judul kolom berkas dengan kolom yang dikenal, dalam urutan apa pun."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from inti.rules.tabel.kolom import Kolom


@dataclass(frozen=True, slots=True)
class Catatan:
    """Satu hal tentang satu sel. `tolak` salah berarti sekadar perlu dilihat."""

    kolom: str
    pesan: str
    tolak: bool = True

    def ke_dict(self) -> dict[str, object]:
        """Bentuk yang disimpan."""
        isi: dict[str, object] = {"kolom": self.kolom, "pesan": self.pesan}
        return isi if self.tolak else {**isi, "ingat": True}


@dataclass(frozen=True, slots=True)
class Peta:
    """Letak tiap kolom yang dikenal di berkas: nama kolom → urutan dari nol. `lebar` banyak judul."""

    letak: dict[str, int]
    lebar: int


# Kolom yang kita tambahkan sendiri di unduhan baris ditolak; dilewati bila berkas itu diunggah kembali.
PERLU_DIPERBAIKI = "Yang perlu diperbaiki"
BARIS_ASAL = "Baris asal"
_DILEWATI = {"yang perlu diperbaiki", "baris asal"}


def sederhana(judul: str) -> str:
    """Judul tanpa beda huruf besar, tanda baca, dan tanda wajib."""
    return re.sub(r"[\W_]+", " ", judul.casefold()).strip()


def cocokkan(kolom: Sequence[Kolom], judul: Sequence[str]) -> tuple[Peta, list[Catatan]]:
    """Peta kolom, atau sebab seluruh berkas ditolak: judul kosong, asing, ganda, atau kolom wajib yang tidak ada."""
    isi = list(judul)
    while isi and not isi[-1].strip():
        isi.pop()
    dikenal = {sederhana(nama): k for k in kolom for nama in (k.judul, *k.alias)}
    letak: dict[str, int] = {}
    galat: list[Catatan] = []
    for nomor, tertulis in enumerate(isi):
        satu = dikenal.get(sederhana(tertulis))
        if sederhana(tertulis) in _DILEWATI:
            continue
        if not tertulis.strip():
            galat.append(
                Catatan(huruf(nomor), "Kolom ini tanpa judul. Beri judul seperti di templat, atau hapus.")
            )
        elif satu is None:
            galat.append(Catatan(tertulis.strip()[:80], _asing(tertulis, kolom, dikenal)))
        elif satu.nama in letak:
            galat.append(Catatan(satu.judul, f"Judul “{satu.judul}” ada dua kali. Sisakan satu kolom saja."))
        else:
            letak[satu.nama] = nomor
    galat += [
        Catatan(k.judul, f"Kolom “{k.judul}” tidak ada. Tambahkan kolomnya, atau mulai dari templat.")
        for k in kolom
        if k.wajib and k.nama not in letak
    ]
    return Peta(letak, len(isi)), galat


def _asing(tertulis: str, kolom: Sequence[Kolom], dikenal: dict[str, Kolom]) -> str:
    mirip = get_close_matches(sederhana(tertulis), list(dikenal), n=1, cutoff=0.6)
    if mirip:
        return f"Kolom ini belum dikenal. Bila maksudnya “{dikenal[mirip[0]].judul}”, ganti judulnya; bila bukan, hapus."
    return f"Kolom ini belum dikenal. Hapus kolomnya. Yang dikenal: {', '.join(k.judul for k in kolom)}."


def huruf(nomor: int) -> str:
    """Nama kolom seperti di Excel: 0 → A, 26 → AA."""
    teks = ""
    nomor += 1
    while nomor:
        nomor, sisa = divmod(nomor - 1, 26)
        teks = chr(65 + sisa) + teks
    return f"kolom {teks}"
