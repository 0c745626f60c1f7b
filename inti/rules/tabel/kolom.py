"""Kolom lembar kerja sebagai data: namanya, jenisnya, dan apa yang diterima di dalamnya."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

# Isi sel sebagaimana dibaca dari berkas; pecahan biner hanya lewat, tidak pernah disimpan.
Sel = str | int | float | bool | date | datetime | time | timedelta | None
Nilai = str | int | bool | date | Decimal | None


class Jenis(StrEnum):
    """Apa yang boleh berada di satu kolom."""

    TEKS = "teks"
    NOMOR = "nomor"
    TELEPON = "telepon"
    TANGGAL = "tanggal"
    PILIHAN = "pilihan"
    BULAT = "bulat"
    DESIMAL = "desimal"
    YA_TIDAK = "ya_tidak"


SEBUTAN: dict[Jenis, str] = {
    Jenis.TEKS: "Tulisan",
    Jenis.NOMOR: "Angka sebagai teks",
    Jenis.TELEPON: "Nomor telepon sebagai teks",
    Jenis.TANGGAL: "Tanggal",
    Jenis.PILIHAN: "Pilihan",
    Jenis.BULAT: "Bilangan bulat",
    Jenis.DESIMAL: "Angka",
    Jenis.YA_TIDAK: "Ya atau Tidak",
}


@dataclass(frozen=True, slots=True)
class Kolom:
    """Satu kolom. `periksa` merapikan teksnya atau melempar ValueError berisi kalimat untuk orang."""

    nama: str
    judul: str
    jenis: Jenis = Jenis.TEKS
    wajib: bool = False
    bantuan: str = ""
    contoh: str = ""
    alias: tuple[str, ...] = ()
    pilihan: tuple[tuple[str, str], ...] = ()
    maks: int = 200
    terkecil: int | None = None
    terbesar: int | None = None
    lebar: int = 20
    periksa: Callable[[str], str] | None = None

    @property
    def berteks(self) -> bool:
        """Apakah kolomnya harus berjenis teks di Excel, supaya angkanya utuh."""
        return self.jenis in (Jenis.TEKS, Jenis.NOMOR, Jenis.TELEPON)

    @property
    def sebutan(self) -> str:
        """Jenis kolom dalam kata, untuk petunjuk."""
        if self.jenis is Jenis.PILIHAN:
            return "Salah satu: " + ", ".join(label for _, label in self.pilihan)
        if self.terkecil is not None and self.terbesar is not None:
            return f"{SEBUTAN[self.jenis]} {self.terkecil}–{self.terbesar}"
        return SEBUTAN[self.jenis]


def tulis(kolom: Kolom, nilai: Nilai) -> str:
    """Nilai sebagai tulisan yang dibaca orang, dan dapat dibaca kembali oleh `sel.baca`."""
    if nilai is None or nilai == "":
        return ""
    if isinstance(nilai, bool):
        return "Ya" if nilai else "Tidak"
    if isinstance(nilai, date):
        return f"{nilai:%d-%m-%Y}"
    if isinstance(nilai, Decimal):
        return f"{nilai:f}".replace(".", ",")
    if kolom.jenis is Jenis.PILIHAN:
        return dict(kolom.pilihan).get(str(nilai), str(nilai))
    return str(nilai)
