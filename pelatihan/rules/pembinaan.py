"""Perjalanan satu rencana pembinaan kinerja sebagai tabel: keadaan × perbuatan → keadaan berikutnya, dan siapa yang berbuat.

PermenPANRB 6/2022: pembinaan kinerja (bimbingan dan konseling) oleh pejabat penilai bagi yang kinerjanya belum memenuhi
harapan. Penjelasan dan contoh di docs/aturan/pembinaan.md.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

PEMICU: Final = ("butuh_perbaikan", "kurang", "sangat_kurang")
# Hari untuk menyusun rencana sejak hasilnya tampil.
HARI_MENYUSUN: Final = 14
SASARAN_TERBANYAK: Final = 10


class Keadaan(StrEnum):
    """Di mana sebuah rencana berada."""

    BELUM_DISUSUN = "belum_disusun"
    BERJALAN = "berjalan"
    DITINJAU = "ditinjau"
    TERPENUHI = "terpenuhi"
    DITERUSKAN = "diteruskan"
    DIBATALKAN = "dibatalkan"


class Perbuatan(StrEnum):
    """Yang dapat dilakukan atas rencana."""

    SUSUN = "susun"
    TETAPKAN = "tetapkan"
    JADWALKAN = "jadwalkan"
    CATAT = "catat"
    BUKTI = "bukti"
    AJUKAN = "ajukan"
    PENUHI = "penuhi"
    LANJUTKAN = "lanjutkan"
    TERUSKAN = "teruskan"
    BATALKAN = "batalkan"


class Pelaku(StrEnum):
    """Siapa yang boleh: orangnya sendiri, penilainya pada hari itu, atau sistem."""

    PEMILIK = "pemilik"
    PENILAI = "penilai"
    SISTEM = "sistem"


class HasilSasaran(StrEnum):
    """Akibat satu sasaran."""

    BELUM = "belum"
    TERCAPAI = "tercapai"


_K, _P = Keadaan, Perbuatan

# Yang tidak tertulis di sini ditolak.
TABEL: Final[dict[tuple[Keadaan, Perbuatan], Keadaan]] = {
    (_K.BELUM_DISUSUN, _P.SUSUN): _K.BELUM_DISUSUN,
    (_K.BELUM_DISUSUN, _P.JADWALKAN): _K.BELUM_DISUSUN,
    (_K.BELUM_DISUSUN, _P.TETAPKAN): _K.BERJALAN,
    (_K.BERJALAN, _P.SUSUN): _K.BERJALAN,
    (_K.BERJALAN, _P.JADWALKAN): _K.BERJALAN,
    (_K.BERJALAN, _P.CATAT): _K.BERJALAN,
    (_K.BERJALAN, _P.BUKTI): _K.BERJALAN,
    (_K.BERJALAN, _P.AJUKAN): _K.DITINJAU,
    (_K.BERJALAN, _P.PENUHI): _K.TERPENUHI,
    (_K.BERJALAN, _P.LANJUTKAN): _K.BERJALAN,
    (_K.DITINJAU, _P.CATAT): _K.DITINJAU,
    (_K.DITINJAU, _P.PENUHI): _K.TERPENUHI,
    (_K.DITINJAU, _P.LANJUTKAN): _K.BERJALAN,
    (_K.BELUM_DISUSUN, _P.TERUSKAN): _K.DITERUSKAN,
    (_K.BERJALAN, _P.TERUSKAN): _K.DITERUSKAN,
    (_K.DITINJAU, _P.TERUSKAN): _K.DITERUSKAN,
    (_K.BELUM_DISUSUN, _P.BATALKAN): _K.DIBATALKAN,
    (_K.BERJALAN, _P.BATALKAN): _K.DIBATALKAN,
    (_K.DITINJAU, _P.BATALKAN): _K.DIBATALKAN,
}

PELAKU: Final[dict[Perbuatan, Pelaku]] = {
    _P.SUSUN: Pelaku.PENILAI,
    _P.TETAPKAN: Pelaku.PENILAI,
    _P.JADWALKAN: Pelaku.PENILAI,
    _P.CATAT: Pelaku.PENILAI,
    _P.BUKTI: Pelaku.PEMILIK,
    _P.AJUKAN: Pelaku.PEMILIK,
    _P.PENUHI: Pelaku.PENILAI,
    _P.LANJUTKAN: Pelaku.PENILAI,
    _P.TERUSKAN: Pelaku.SISTEM,
    _P.BATALKAN: Pelaku.SISTEM,
}

AKHIR: Final = frozenset({_K.TERPENUHI, _K.DITERUSKAN, _K.DIBATALKAN})
TERBUKA: Final = tuple(k for k in Keadaan if k not in AKHIR)

# Sepuluh kata keadaan (kode lencana) dan keterangannya.
LENCANA: Final[dict[Keadaan, tuple[str, str]]] = {
    _K.BELUM_DISUSUN: ("belum_mulai", "menunggu disusun penilai"),
    _K.BERJALAN: ("diproses", "sasarannya sedang dikerjakan"),
    _K.DITINJAU: ("diajukan", "menunggu ditinjau penilai"),
    _K.TERPENUHI: ("ditutup", "semua sasaran tercapai"),
    _K.DITERUSKAN: ("ditutup", "diteruskan ke periode berikutnya"),
    _K.DIBATALKAN: ("ditutup", "tidak diperlukan lagi"),
}


def wajib_dibina(predikat: str) -> bool:
    """Butuh Perbaikan ke bawah; tanpa predikat tidak."""
    return predikat in PEMICU


def berikut(keadaan: str, perbuatan: Perbuatan) -> Keadaan | None:
    """Keadaan sesudah perbuatan itu; None berarti bukan saatnya."""
    return TABEL.get((Keadaan(keadaan), perbuatan))


def boleh(keadaan: str, perbuatan: Perbuatan, sebagai: frozenset[Pelaku]) -> bool:
    """Apakah salah satu kedudukan orang itu boleh berbuat pada keadaan ini."""
    return berikut(keadaan, perbuatan) is not None and PELAKU[perbuatan] in sebagai


def putusan(hasil: Iterable[str]) -> Perbuatan:
    """Akibat tinjauan seluruh sasaran: terpenuhi hanya bila semuanya tercapai; tanpa sasaran tidak pernah terpenuhi."""
    semua = list(hasil)
    tuntas = bool(semua) and all(h == HasilSasaran.TERCAPAI for h in semua)
    return Perbuatan.PENUHI if tuntas else Perbuatan.LANJUTKAN


def sesudah_penutupan(keadaan: str, *, ada_sasaran: bool, predikat: str) -> Perbuatan | None:
    """Nasib rencana yang masih terbuka saat periode berikutnya ditutup; None bila sudah berakhir.

    Diteruskan sampai tercapai, juga bila predikat barunya Baik. Yang belum bersasaran dan predikat barunya sudah
    memenuhi harapan tidak ada lagi yang dibina.
    """
    if Keadaan(keadaan) in AKHIR:
        return None
    return Perbuatan.TERUSKAN if ada_sasaran or wajib_dibina(predikat) else Perbuatan.BATALKAN


def keadaan_terusan(ada_sasaran: bool) -> Keadaan:
    """Keadaan rencana baru yang meneruskan rencana lama."""
    return Keadaan.BERJALAN if ada_sasaran else Keadaan.BELUM_DISUSUN
