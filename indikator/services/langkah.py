"""Perpindahan keadaan dokumen: satu tabel harfiah, keadaan × aksi × pihak → keadaan berikut.

Baris yang menunjuk ke keadaannya sendiri (selain menyusun) berarti "sudah terjadi": klik kedua berhasil tanpa
menulis apa pun. Pasangan yang tidak ada di tabel ditolak.
"""

from enum import StrEnum
from typing import Final

from indikator.models import StatusDokumen
from indikator.permissions import Pihak
from inti.galat import GalatAturan, TidakBerhak


class Aksi(StrEnum):
    """Yang dapat dilakukan terhadap sebuah dokumen."""

    SUSUN = "susun"
    AJUKAN = "ajukan"
    TARIK = "tarik"
    SETUJUI = "setujui"
    KEMBALIKAN = "kembalikan"
    EKSPEKTASI = "ekspektasi"
    BATALKAN = "batalkan"
    ADENDUM = "adendum"
    BUANG = "buang"


DRAF, DIAJUKAN, PERLU_PERBAIKAN, DISETUJUI = StatusDokumen
PEMILIK, PENILAI = Pihak

Tabel = dict[tuple[StatusDokumen, Aksi, Pihak], StatusDokumen]

# Yang sama bagi setiap dokumen: SKP, usulan adendumnya, dan laporan.
_UMUM: Final[Tabel] = {
    (DRAF, Aksi.SUSUN, PEMILIK): DRAF,
    (DRAF, Aksi.AJUKAN, PEMILIK): DIAJUKAN,
    (DRAF, Aksi.TARIK, PEMILIK): DRAF,
    (DIAJUKAN, Aksi.AJUKAN, PEMILIK): DIAJUKAN,
    (DIAJUKAN, Aksi.TARIK, PEMILIK): DRAF,
    (DIAJUKAN, Aksi.SETUJUI, PENILAI): DISETUJUI,
    (DIAJUKAN, Aksi.KEMBALIKAN, PENILAI): PERLU_PERBAIKAN,
    (PERLU_PERBAIKAN, Aksi.SUSUN, PEMILIK): PERLU_PERBAIKAN,
    (PERLU_PERBAIKAN, Aksi.AJUKAN, PEMILIK): DIAJUKAN,
    (DISETUJUI, Aksi.SETUJUI, PENILAI): DISETUJUI,
}
_EKSPEKTASI: Final[Tabel] = {(DIAJUKAN, Aksi.EKSPEKTASI, PENILAI): DIAJUKAN}

# SKP yang disetujui tidak dikembalikan: persetujuannya dibatalkan selama belum dipakai, atau diubah lewat adendum.
LANGKAH_SKP: Final[Tabel] = {
    **_UMUM,
    **_EKSPEKTASI,
    (DIAJUKAN, Aksi.BATALKAN, PENILAI): DIAJUKAN,
    (DISETUJUI, Aksi.BATALKAN, PENILAI): DIAJUKAN,
    (DISETUJUI, Aksi.ADENDUM, PEMILIK): DISETUJUI,
}

# Usulan adendum tidak pernah berkeadaan disetujui: begitu disetujui isinya pindah ke SKP dan barisnya hilang.
LANGKAH_ADENDUM: Final[Tabel] = {
    **{sel: berikut for sel, berikut in _UMUM.items() if sel[0] is not DISETUJUI},
    **_EKSPEKTASI,
    (DRAF, Aksi.BUANG, PEMILIK): DRAF,
    (PERLU_PERBAIKAN, Aksi.BUANG, PEMILIK): PERLU_PERBAIKAN,
}

# Laporan yang telanjur disetujui masih dapat dikembalikan selama periodenya belum ditutup.
LANGKAH_REALISASI: Final[Tabel] = {**_UMUM, (DISETUJUI, Aksi.KEMBALIKAN, PENILAI): PERLU_PERBAIKAN}

SALAH_SAAT: Final[dict[StatusDokumen, str]] = {
    DRAF: "{benda} ini masih draf. Pemiliknya perlu mengajukannya lebih dahulu.",
    DIAJUKAN: (
        "{benda} ini sedang menunggu pejabat penilai. "
        "Pemiliknya dapat menariknya kembali bila ingin mengubahnya."
    ),
    PERLU_PERBAIKAN: "{benda} ini sedang diperbaiki pemiliknya. Tunggu sampai diajukan lagi.",
    DISETUJUI: (
        "{benda} ini sudah disetujui, jadi tidak diubah lagi. "
        "Bicarakan dengan pejabat penilai bila ada yang keliru."
    ),
}
BUKAN_BAGIAN: Final[dict[Pihak, str]] = {
    PEMILIK: (
        "Tindakan ini hanya untuk pejabat penilai {benda} ini. Hubungi admin dinas bila penilainya keliru."
    ),
    PENILAI: "Tindakan ini hanya untuk pemilik {benda} ini. Kembalikan dengan catatan bila perlu diubah.",
}


def berikutnya(*, tabel: Tabel, status: str, aksi: Aksi, pihak: Pihak, benda: str) -> StatusDokumen:
    """Keadaan sesudah `aksi`. Bukan bagian pihaknya → TidakBerhak; bukan saatnya → GalatAturan."""
    kini = StatusDokumen(status)
    if (kini, aksi, pihak) in tabel:
        return tabel[(kini, aksi, pihak)]
    if not any(a is aksi and p is pihak for _, a, p in tabel):
        raise TidakBerhak(BUKAN_BAGIAN[pihak].format(benda=benda))
    raise GalatAturan(SALAH_SAAT[kini].format(benda=benda))
