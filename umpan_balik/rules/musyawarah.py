"""Batas wajar dan naskah musyawarah warga. Lihat docs/aturan/musyawarah.md."""

from dataclasses import dataclass
from typing import Final

USUL_SEALAT_SEHARI: Final = 3
DUKUNG_SEALAT: Final = 1
DUKUNG_SEJARINGAN: Final = 20
HARI_TERPENDEK, HARI_TERPANJANG = 3, 90


@dataclass(frozen=True, slots=True)
class Naskah:
    """Satu versi naskah persetujuan. Yang pernah dipakai tidak diubah; tambahkan versi baru."""

    versi: int
    setuju: str
    penjelasan: tuple[str, ...]


NASKAH: Final = {
    1: Naskah(
        1,
        "Saya setuju usul ini ditampilkan untuk umum tanpa nama.",
        (
            "Yang disimpan: usul dan harinya. Nama, NIK, nomor telepon, dan alamat internet tidak diminta dan tidak "
            "disimpan. Nomor dan nama yang terketik disamarkan, lalu dibaca petugas sebelum ditampilkan.",
            "Tanda alat yang diacak dengan kunci dipakai mencegah dukungan ganda pada topik ini saja, dan dihapus "
            "saat topiknya ditutup. Usul dan jumlah dukungannya tetap menjadi catatan umum.",
        ),
    )
}
VERSI_KINI: Final = max(NASKAH)


def sebab_menahan(*, sealat: int, sejaringan: int) -> str:
    """Mengapa dukungan berikutnya ditahan; kosong bila dihitung. Masukan: yang sudah tercatat pada usul itu.

    Alat yang mengganti namanya sendiri tetap tertahan oleh batas jaringan, jadi satu alat tidak pernah menambah
    lebih dari batas itu.
    """
    if sealat < 0 or sejaringan < sealat:
        raise ValueError("Hitungan dukungan tidak masuk akal.")
    if sealat >= DUKUNG_SEALAT:
        return "Alat yang sama sudah mendukung usul ini"
    if sejaringan >= DUKUNG_SEJARINGAN:
        return f"Lebih dari {DUKUNG_SEJARINGAN} dukungan dari jaringan yang sama untuk usul ini"
    return ""


def sebab_memeriksa(sealat_sehari: int) -> str:
    """Mengapa usul ini perlu diperiksa lebih teliti; semua usul memang disaring orang."""
    if sealat_sehari >= USUL_SEALAT_SEHARI:
        return f"Lebih dari {USUL_SEALAT_SEHARI} usul dari alat yang sama hari ini"
    return ""
