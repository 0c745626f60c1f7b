"""Perjalanan satu usulan pelatihan sebagai tabel: keadaan × perbuatan → keadaan berikutnya, dan siapa yang berbuat.

PP 11/2017 Pasal 203–207: kebutuhan pegawai dihimpun, direncanakan menurut anggaran, dilaksanakan, dan dicatat JP-nya.
Penjelasan dan contoh di docs/aturan/usul_pelatihan.md.
"""

from enum import StrEnum
from typing import Final


class Keadaan(StrEnum):
    """Di mana sebuah usulan berada."""

    DIAJUKAN = "diajukan"
    DISETUJUI = "disetujui"
    DIRENCANAKAN = "direncanakan"
    MENUNGGU = "menunggu"
    TERDAFTAR = "terdaftar"
    HADIR = "hadir"
    DIPERIKSA = "diperiksa"
    SELESAI = "selesai"
    DITUTUP = "ditutup"


class Perbuatan(StrEnum):
    """Yang dapat dilakukan atas usulan."""

    SETUJUI = "setujui"
    TOLAK = "tolak"
    RENCANAKAN = "rencanakan"
    TOLAK_BKD = "tolak_bkd"
    DAFTAR = "daftar"
    ANTRE = "antre"
    NAIK = "naik"
    BATAL_DAFTAR = "batal_daftar"
    CATAT_HADIR = "catat_hadir"
    CATAT_TIDAK_HADIR = "catat_tidak_hadir"
    URUNGKAN_HADIR = "urungkan_hadir"
    UNGGAH = "unggah"
    KEMBALIKAN = "kembalikan"
    VERIFIKASI = "verifikasi"
    TARIK = "tarik"


class Pelaku(StrEnum):
    """Siapa yang boleh: pemilik usulan, penilainya pada hari itu, admin BKD, atau sistem."""

    PEMILIK = "pemilik"
    PENILAI = "penilai"
    BKD = "bkd"
    SISTEM = "sistem"


_K, _P = Keadaan, Perbuatan

# Yang tidak tertulis di sini ditolak.
TABEL: Final[dict[tuple[Keadaan, Perbuatan], Keadaan]] = {
    (_K.DIAJUKAN, _P.SETUJUI): _K.DISETUJUI,
    (_K.DIAJUKAN, _P.TOLAK): _K.DITUTUP,
    (_K.DIAJUKAN, _P.TARIK): _K.DITUTUP,
    (_K.DISETUJUI, _P.RENCANAKAN): _K.DIRENCANAKAN,
    (_K.DISETUJUI, _P.TOLAK_BKD): _K.DITUTUP,
    (_K.DISETUJUI, _P.TARIK): _K.DITUTUP,
    (_K.DIRENCANAKAN, _P.TOLAK_BKD): _K.DITUTUP,
    (_K.DIRENCANAKAN, _P.DAFTAR): _K.TERDAFTAR,
    (_K.DIRENCANAKAN, _P.ANTRE): _K.MENUNGGU,
    (_K.DIRENCANAKAN, _P.TARIK): _K.DITUTUP,
    (_K.MENUNGGU, _P.NAIK): _K.TERDAFTAR,
    (_K.MENUNGGU, _P.BATAL_DAFTAR): _K.DIRENCANAKAN,
    (_K.MENUNGGU, _P.TARIK): _K.DITUTUP,
    (_K.TERDAFTAR, _P.BATAL_DAFTAR): _K.DIRENCANAKAN,
    (_K.TERDAFTAR, _P.CATAT_HADIR): _K.HADIR,
    (_K.TERDAFTAR, _P.CATAT_TIDAK_HADIR): _K.DITUTUP,
    (_K.TERDAFTAR, _P.TARIK): _K.DITUTUP,
    (_K.HADIR, _P.UNGGAH): _K.DIPERIKSA,
    (_K.HADIR, _P.URUNGKAN_HADIR): _K.TERDAFTAR,
    # Hanya yang ditutup karena dicatat tidak hadir; sebabnya diperiksa layanannya.
    (_K.DITUTUP, _P.URUNGKAN_HADIR): _K.TERDAFTAR,
    (_K.DIPERIKSA, _P.KEMBALIKAN): _K.HADIR,
    (_K.DIPERIKSA, _P.VERIFIKASI): _K.SELESAI,
}

PELAKU: Final[dict[Perbuatan, frozenset[Pelaku]]] = {
    _P.SETUJUI: frozenset({Pelaku.PENILAI}),
    _P.TOLAK: frozenset({Pelaku.PENILAI}),
    _P.RENCANAKAN: frozenset({Pelaku.BKD}),
    _P.TOLAK_BKD: frozenset({Pelaku.BKD}),
    _P.DAFTAR: frozenset({Pelaku.PEMILIK, Pelaku.BKD}),
    _P.ANTRE: frozenset({Pelaku.PEMILIK, Pelaku.BKD}),
    _P.NAIK: frozenset({Pelaku.SISTEM}),
    _P.BATAL_DAFTAR: frozenset({Pelaku.PEMILIK, Pelaku.BKD}),
    _P.CATAT_HADIR: frozenset({Pelaku.BKD}),
    _P.CATAT_TIDAK_HADIR: frozenset({Pelaku.BKD}),
    _P.URUNGKAN_HADIR: frozenset({Pelaku.BKD}),
    _P.UNGGAH: frozenset({Pelaku.PEMILIK}),
    _P.KEMBALIKAN: frozenset({Pelaku.BKD}),
    _P.VERIFIKASI: frozenset({Pelaku.BKD}),
    _P.TARIK: frozenset({Pelaku.PEMILIK}),
}

AKHIR: Final = frozenset({_K.SELESAI, _K.DITUTUP})
TERBUKA: Final = tuple(k for k in Keadaan if k not in AKHIR)
BERSESI: Final = (_K.MENUNGGU, _K.TERDAFTAR, _K.HADIR, _K.DIPERIKSA, _K.SELESAI)
# Yang memegang kursi; kursi baru lepas bila pendaftarannya dibatalkan atau usulannya ditarik.
BERKURSI: Final = (_K.TERDAFTAR, _K.HADIR, _K.DIPERIKSA, _K.SELESAI)
# Yang biayanya sudah masuk rencana tahun itu.
TERENCANA: Final = (_K.DIRENCANAKAN, _K.MENUNGGU, *BERKURSI)

# Sepuluh kata keadaan (kode lencana) dan keterangannya.
LENCANA: Final[dict[Keadaan, tuple[str, str]]] = {
    _K.DIAJUKAN: ("diajukan", "menunggu persetujuan atasan"),
    _K.DISETUJUI: ("disetujui", "menunggu rencana BKD"),
    _K.DIRENCANAKAN: ("ditetapkan", "masuk rencana, menunggu sesi"),
    _K.MENUNGGU: ("diproses", "daftar tunggu sesi"),
    _K.TERDAFTAR: ("diproses", "terdaftar di sesi"),
    _K.HADIR: ("diproses", "sudah hadir, menunggu sertifikat"),
    _K.DIPERIKSA: ("diproses", "sertifikat diperiksa BKD"),
    _K.SELESAI: ("ditutup", "selesai, JP dihitung"),
    _K.DITUTUP: ("ditutup", "tidak dilanjutkan"),
}


def berikut(keadaan: str, perbuatan: Perbuatan) -> Keadaan | None:
    """Keadaan sesudah perbuatan itu; None berarti bukan saatnya."""
    return TABEL.get((Keadaan(keadaan), perbuatan))


def boleh(keadaan: str, perbuatan: Perbuatan, pelaku: frozenset[Pelaku]) -> bool:
    """Apakah salah satu peran orang itu boleh berbuat pada keadaan ini."""
    return berikut(keadaan, perbuatan) is not None and bool(PELAKU[perbuatan] & pelaku)
