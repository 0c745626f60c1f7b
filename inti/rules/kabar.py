"""Jenis kabar: orang memilih mana yang juga datang lewat surel."""

from enum import StrEnum
from typing import Any, Protocol


class JenisKabar(StrEnum):
    """Keamanan akun selalu lewat surel; tiga yang lain menurut pilihan penerima."""

    TUGAS = "tugas"
    HASIL = "hasil"
    LAINNYA = "lainnya"
    KEAMANAN = "keamanan"


class PunyaSurel(Protocol):
    """Orang yang memilih sendiri kabar mana yang datang lewat surel."""

    def surel_untuk(self, jenis: JenisKabar) -> str: ...


class PenerimaKabar(PunyaSurel, Protocol):
    """Orang yang dapat dikabari: di layar, dan lewat surel menurut pilihannya."""

    pk: Any
    instansi_id: int


SEBUTAN: dict[JenisKabar, str] = {
    JenisKabar.TUGAS: "Tugas dan tenggat",
    JenisKabar.HASIL: "Hasil dan keputusan",
    JenisKabar.LAINNYA: "Kabar lain",
    JenisKabar.KEAMANAN: "Keamanan akun",
}
