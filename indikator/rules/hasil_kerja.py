"""Nilai hasil kerja: Σ bobot·capaian / Σ bobot atas indikator yang dihitung.

"Tidak dilaporkan" tidak pernah diam-diam menjadi nol atau rata-rata: sebuah
indikator tanpa realisasi dikecualikan (bobotnya keluar dari jumlah), dinyatakan
tidak dilaporkan (dihitung 0), atau membuat nilai belum dapat dihitung.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from indikator.rules.angka import NOL, SERATUS, bagi, jumlah, tampil, teliti, urai
from indikator.rules.capaian import (
    Capaian,
    Realisasi,
    Sasaran,
    capaian,
    periksa_sasaran,
)
from indikator.rules.kebijakan import Aturan
from indikator.rules.kelompok import Kelompok
from indikator.rules.program import DaftarKeliru

# Nama yang dipakai daftar ``kurang``; indikator tidak boleh memakainya.
KODE_TERLARANG: Final = frozenset(
    {"hasil", "perilaku", "rating.hasil", "rating.perilaku", *(k.value for k in Kelompok)}
)


class StatusIndikator(StrEnum):
    """Bagaimana sebuah indikator ikut dalam nilai hasil kerja."""

    DIHITUNG = "dihitung"
    DIKECUALIKAN = "dikecualikan"
    TIDAK_DILAPORKAN = "tidak_dilaporkan"
    BELUM_DILAPORKAN = "belum_dilaporkan"


class MasukanKeliru(DaftarKeliru):
    """Masukan yang tidak mungkin; ``kesalahan`` memuat semuanya sekaligus."""


@dataclass(frozen=True, slots=True)
class IndikatorDinilai:
    """Satu indikator dalam SKP dengan bobot, sasaran, dan realisasinya."""

    kode: str
    bobot: Decimal
    sasaran: Sasaran
    realisasi: Realisasi | None = None
    dikecualikan: bool = False
    tidak_dilaporkan: bool = False
    nama: str = ""

    @property
    def sebutan(self) -> str:
        """Nama untuk dibaca orang; kode bila nama kosong."""
        return self.nama or self.kode


@dataclass(frozen=True, slots=True)
class HasilIndikator:
    """Capaian satu indikator; kosong bila dikecualikan atau belum dilaporkan."""

    indikator: IndikatorDinilai
    status: StatusIndikator
    capaian: Decimal | None
    uraian: str


@dataclass(frozen=True, slots=True)
class HasilKerja:
    """Nilai hasil kerja belum dibulatkan; kosong bila ada yang belum diputuskan."""

    indikator: tuple[HasilIndikator, ...]
    nilai: Decimal | None
    jumlah_bobot: Decimal

    @property
    def belum_dilaporkan(self) -> tuple[IndikatorDinilai, ...]:
        """Indikator yang belum berealisasi dan belum diputuskan."""
        return tuple(h.indikator for h in self.indikator if h.status is StatusIndikator.BELUM_DILAPORKAN)


@teliti
def hitung_hasil_kerja(indikator: tuple[IndikatorDinilai, ...], *, aturan: Aturan) -> HasilKerja:
    """Capaian tiap indikator dan nilai hasil kerja, belum dibulatkan.

    Menolak (``MasukanKeliru``, semua sekaligus) jumlah bobot yang bukan tepat 100,
    kode kosong atau kembar, dan sasaran atau realisasi yang tidak mungkin. Daftar
    kosong diterima: nilainya belum ada.
    """
    salah = _salah_daftar(indikator)
    hasil: list[HasilIndikator] = []
    for i in indikator:
        try:
            hasil.append(_nilai_indikator(i, aturan=aturan))
        except ValueError as kesalahan:
            salah.append(f'Indikator "{i.kode}": {kesalahan}')
    if salah:
        raise MasukanKeliru(salah)
    terhitung = [(h.indikator.bobot, h.capaian) for h in hasil if h.capaian is not None]
    pembagi = jumlah(bobot for bobot, _ in terhitung)
    lengkap = all(h.status is not StatusIndikator.BELUM_DILAPORKAN for h in hasil)
    nilai = None
    if lengkap and pembagi > 0:
        nilai = bagi(jumlah(bobot * c for bobot, c in terhitung), pembagi)
    return HasilKerja(indikator=tuple(hasil), nilai=nilai, jumlah_bobot=pembagi)


def _nilai_indikator(i: IndikatorDinilai, *, aturan: Aturan) -> HasilIndikator:
    urai(i.bobot, nama="Bobot")
    if i.dikecualikan and i.tidak_dilaporkan:
        raise ValueError("tidak dapat sekaligus dikecualikan dan tidak dilaporkan. Pilih salah satu.")
    if i.dikecualikan:
        return HasilIndikator(
            i, StatusIndikator.DIKECUALIKAN, None, "dikecualikan, bobotnya keluar dari jumlah"
        )
    periksa_sasaran(i.sasaran)
    if i.tidak_dilaporkan:
        return HasilIndikator(i, StatusIndikator.TIDAK_DILAPORKAN, NOL, "tidak dilaporkan, dihitung 0")
    if i.realisasi is None:
        return HasilIndikator(i, StatusIndikator.BELUM_DILAPORKAN, None, "belum dilaporkan")
    c = capaian_indikator(i.sasaran, realisasi=i.realisasi, aturan=aturan)
    return HasilIndikator(i, StatusIndikator.DIHITUNG, c.nilai, c.uraian)


def capaian_indikator(sasaran: Sasaran, *, realisasi: Realisasi, aturan: Aturan) -> Capaian:
    """Capaian dengan batas atas dan rumus *minimal* menurut kebijakan."""
    return capaian(
        sasaran,
        realisasi=realisasi,
        batas=aturan.batas_capaian,
        rumus_minimal=aturan.rumus_minimal,
    )


def _salah_daftar(indikator: tuple[IndikatorDinilai, ...]) -> list[str]:
    salah: list[str] = []
    dilihat: set[str] = set()
    for i in indikator:
        if not i.kode.strip():
            salah.append("Ada indikator tanpa kode. Isi kodenya.")
        elif i.kode in dilihat:
            salah.append(f'Kode indikator "{i.kode}" dipakai lebih dari sekali. Bedakan kodenya.')
        elif i.kode in KODE_TERLARANG:
            salah.append(f'Kode indikator "{i.kode}" sudah dipakai sistem. Ganti kodenya.')
        dilihat.add(i.kode)
    total = jumlah(i.bobot for i in indikator)
    if indikator and total != SERATUS:
        selisih = "Kurang" if total < SERATUS else "Lebih"
        salah.append(
            f"Jumlah bobot indikator {tampil_bobot(total)}, harus tepat 100. "
            f"{selisih} {tampil_bobot(abs(SERATUS - total))}."
        )
    return salah


def tampil_bobot(x: Decimal) -> str:
    """Bobot untuk dibaca, tanpa nol di ekor: 30, 12,5, 0,6."""
    teks = tampil(x, 12)
    return teks.rstrip("0").rstrip(",")
