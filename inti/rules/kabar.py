"""Jenis kabar: orang memilih mana yang juga datang lewat surel."""

from enum import StrEnum


class JenisKabar(StrEnum):
    """Keamanan akun selalu lewat surel; tiga yang lain menurut pilihan penerima."""

    TUGAS = "tugas"
    HASIL = "hasil"
    LAINNYA = "lainnya"
    KEAMANAN = "keamanan"


SEBUTAN: dict[JenisKabar, str] = {
    JenisKabar.TUGAS: "Tugas dan tenggat",
    JenisKabar.HASIL: "Hasil dan keputusan",
    JenisKabar.LAINNYA: "Kabar lain",
    JenisKabar.KEAMANAN: "Keamanan akun",
}
