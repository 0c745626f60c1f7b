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
    Polaritas,
    Realisasi,
    Sasaran,
    capaian,
    periksa_sasaran,
)
from indikator.rules.kebijakan import Aturan
from indikator.rules.kelompok import Kelompok
from indikator.rules.kualitatif import LABEL_EKSPEKTASI, Ekspektasi, rating_tengah
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
    MENUNGGU_RATING = "menunggu_rating"


BELUM: Final = frozenset({StatusIndikator.BELUM_DILAPORKAN, StatusIndikator.MENUNGGU_RATING})


class MasukanKeliru(DaftarKeliru):
    """Masukan yang tidak mungkin; ``kesalahan`` memuat semuanya sekaligus."""


@dataclass(frozen=True, slots=True)
class IndikatorDinilai:
    """Satu indikator dalam SKP dengan bobot, sasaran, dan realisasinya.

    Kualitatif: realisasinya rating pejabat penilai; ``menunggu_rating`` berarti sudah dilaporkan, belum diberi rating.
    """

    kode: str
    bobot: Decimal
    sasaran: Sasaran
    realisasi: Realisasi | None = None
    dikecualikan: bool = False
    tidak_dilaporkan: bool = False
    nama: str = ""
    menunggu_rating: bool = False

    @property
    def kualitatif(self) -> bool:
        """Diberi rating, bukan capaian."""
        return self.sasaran.polaritas is Polaritas.KUALITATIF

    @property
    def sebutan(self) -> str:
        """Nama untuk dibaca orang; kode bila nama kosong."""
        return self.nama or self.kode


@dataclass(frozen=True, slots=True)
class HasilIndikator:
    """Capaian satu indikator, atau ratingnya bila kualitatif; kosong bila dikecualikan atau belum ada."""

    indikator: IndikatorDinilai
    status: StatusIndikator
    capaian: Decimal | None
    uraian: str
    rating: Ekspektasi | None = None


@dataclass(frozen=True, slots=True)
class HasilKerja:
    """Nilai hasil kerja belum dibulatkan; kosong bila ada yang belum diputuskan, dan selalu kosong bila kualitatif.

    ``tengah``: rating tengah SKP kualitatif; kosong selama ada yang belum diputuskan.
    """

    indikator: tuple[HasilIndikator, ...]
    nilai: Decimal | None
    jumlah_bobot: Decimal
    tengah: Ekspektasi | None = None

    @property
    def kualitatif(self) -> bool:
        """SKP-nya ditulis kualitatif, jadi tidak bernilai angka."""
        return any(h.indikator.kualitatif for h in self.indikator)

    @property
    def belum_dilaporkan(self) -> tuple[IndikatorDinilai, ...]:
        """Indikator yang belum berealisasi (kualitatif: belum berrating) dan belum diputuskan."""
        return tuple(h.indikator for h in self.indikator if h.status in BELUM)


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
    lengkap = all(h.status not in BELUM for h in hasil)
    if any(i.kualitatif for i in indikator):
        return _hasil_kualitatif(tuple(hasil), lengkap=lengkap)
    terhitung = [(h.indikator.bobot, h.capaian) for h in hasil if h.capaian is not None]
    pembagi = jumlah(bobot for bobot, _ in terhitung)
    nilai = None
    if lengkap and pembagi > 0:
        nilai = bagi(jumlah(bobot * c for bobot, c in terhitung), pembagi)
    return HasilKerja(indikator=tuple(hasil), nilai=nilai, jumlah_bobot=pembagi)


def _hasil_kualitatif(hasil: tuple[HasilIndikator, ...], *, lengkap: bool) -> HasilKerja:
    """Tanpa nilai, berapa pun yang sudah masuk: rating tidak dijadikan angka."""
    suara = [(h.indikator.bobot, h.rating) for h in hasil if h.rating is not None]
    return HasilKerja(
        indikator=hasil,
        nilai=None,
        jumlah_bobot=jumlah(bobot for bobot, _ in suara),
        tengah=rating_tengah(suara) if lengkap else None,
    )


def _nilai_indikator(i: IndikatorDinilai, *, aturan: Aturan) -> HasilIndikator:
    urai(i.bobot, nama="Bobot")
    if i.dikecualikan and i.tidak_dilaporkan:
        raise ValueError("tidak dapat sekaligus dikecualikan dan tidak dilaporkan. Pilih salah satu.")
    if i.dikecualikan:
        return HasilIndikator(
            i, StatusIndikator.DIKECUALIKAN, None, "dikecualikan, bobotnya keluar dari jumlah"
        )
    if i.kualitatif:
        return _nilai_kualitatif(i)
    periksa_sasaran(i.sasaran)
    if i.tidak_dilaporkan:
        return HasilIndikator(i, StatusIndikator.TIDAK_DILAPORKAN, NOL, "tidak dilaporkan, dihitung 0")
    if i.realisasi is None:
        return HasilIndikator(i, StatusIndikator.BELUM_DILAPORKAN, None, "belum dilaporkan")
    c = capaian_indikator(i.sasaran, realisasi=i.realisasi, aturan=aturan)
    return HasilIndikator(i, StatusIndikator.DIHITUNG, c.nilai, c.uraian)


def _nilai_kualitatif(i: IndikatorDinilai) -> HasilIndikator:
    if i.tidak_dilaporkan:
        rating = Ekspektasi.DI_BAWAH
        uraian = "tidak dilaporkan, dibaca di bawah ekspektasi"
        return HasilIndikator(i, StatusIndikator.TIDAK_DILAPORKAN, None, uraian, rating)
    if i.menunggu_rating:
        return HasilIndikator(i, StatusIndikator.MENUNGGU_RATING, None, "belum diberi rating pejabat penilai")
    if i.realisasi is None:
        return HasilIndikator(i, StatusIndikator.BELUM_DILAPORKAN, None, "belum dilaporkan")
    if not isinstance(i.realisasi, Ekspektasi):
        raise ValueError("indikator kualitatif diberi rating, bukan angka.")
    uraian = f"dinilai {LABEL_EKSPEKTASI[i.realisasi].lower()}"
    return HasilIndikator(i, StatusIndikator.DIHITUNG, None, uraian, i.realisasi)


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
