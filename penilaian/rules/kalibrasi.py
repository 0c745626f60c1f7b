"""Kalibrasi rating: pemindahan mana yang berlaku, dan sebaran sebelum dan sesudahnya. Lihat docs/aturan/kalibrasi.md.

Sebaran hanya dihitung dan ditunjukkan. Tidak ada jatah predikat: tidak satu fungsi pun di sini mengubah rating seseorang
karena banyaknya orang lain di kotak yang sama.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from penilaian.rules.predikat import LABEL_RATING, TABEL_PREDIKAT, Predikat, Rating

ALASAN_TERPENDEK: Final = 20
# Di bawah banyak ini satu orang menggeser gambarnya terlalu jauh untuk disimpulkan (rancangan kami).
N_KECIL: Final = 5
# Baris papan dari atas ke bawah, kolom dari kiri ke kanan.
BARIS: Final = (Rating.DI_ATAS, Rating.SESUAI, Rating.DI_BAWAH)
KOLOM: Final = (Rating.DI_BAWAH, Rating.SESUAI, Rating.DI_ATAS)


@dataclass(frozen=True, slots=True)
class Kotak:
    """Satu sel papan: rating hasil kerja dan perilaku kerja."""

    hasil: Rating
    perilaku: Rating

    @property
    def predikat(self) -> Predikat:
        return TABEL_PREDIKAT[self.hasil, self.perilaku]

    @property
    def kode(self) -> str:
        """Bentuknya di alamat dan formulir; dibaca kembali `baca_kotak`."""
        return f"{self.hasil}.{self.perilaku}"

    @property
    def sebutan(self) -> str:
        return f"hasil {SEBUTAN[self.hasil]}, perilaku {SEBUTAN[self.perilaku]}"


SEBUTAN: Final = {Rating.DI_BAWAH: "di bawah", Rating.SESUAI: "sesuai", Rating.DI_ATAS: "di atas"}
SEMUA_KOTAK: Final = tuple(Kotak(h, p) for h, p in product(BARIS, KOLOM))
_MENURUT_KODE: Final = {k.kode: k for k in SEMUA_KOTAK}


def baca_kotak(kode: str) -> Kotak | None:
    """Kotak dari kodenya; None bila bukan salah satu dari sembilan."""
    return _MENURUT_KODE.get(kode)


@dataclass(frozen=True, slots=True)
class Pindah:
    """Satu pemindahan, menurut urutan dicatat."""

    menjadi: Kotak
    ditarik: bool = False


def berlaku(asal: Kotak, pindah: Sequence[Pindah]) -> Kotak:
    """Kotak yang dibaca penutupan: pemindahan terakhir yang tidak ditarik, selain itu rating penilai."""
    tetap = [satu for satu in pindah if not satu.ditarik]
    return tetap[-1].menjadi if tetap else asal


@dataclass(frozen=True, slots=True)
class Dikalibrasi:
    """Kalibrasi yang tertulis dalam rincian sebuah hasil; hanya ada bila berbeda dari rating penilai."""

    dari: Kotak
    menjadi: Kotak
    alasan: str
    oleh: str
    nip: str
    pada: str

    @property
    def kalimat(self) -> str:
        """Rating dikalibrasi: dari … menjadi …, alasan …, oleh …"""
        beda = [
            f"{sebutan} dari {LABEL_RATING[lama]} menjadi {LABEL_RATING[baru]}"
            for sebutan, lama, baru in (
                ("hasil kerja", self.dari.hasil, self.menjadi.hasil),
                ("perilaku kerja", self.dari.perilaku, self.menjadi.perilaku),
            )
            if lama is not baru
        ]
        return f"Rating dikalibrasi: {', '.join(beda)}. Alasan: {self.alasan.rstrip('. ')}. Oleh {self.oleh}."


@dataclass(frozen=True, slots=True)
class SebaranPenilai:
    """Orang yang dinilai satu penilai: menurut ratingnya sendiri, dan sesudah kalibrasi."""

    dinilai: int
    semula: Mapping[Kotak, int]
    kini: Mapping[Kotak, int]
    dipindah: int

    @property
    def kecil(self) -> bool:
        return self.dinilai < N_KECIL


def sebaran_penilai(orang: Iterable[tuple[Kotak, Kotak]]) -> SebaranPenilai:
    """Dari pasangan (kotak menurut penilai, kotak yang berlaku) tiap orang."""
    pasangan = list(orang)
    return SebaranPenilai(
        len(pasangan),
        Counter(a for a, _ in pasangan),
        Counter(b for _, b in pasangan),
        sum(a != b for a, b in pasangan),
    )


def per_rating(kotak: Mapping[Kotak, int], *, sisi: str) -> dict[Rating, int]:
    """Banyak orang tiap rating; `sisi` "hasil" atau "perilaku". Menolak sisi lain."""
    if sisi not in ("hasil", "perilaku"):
        raise ValueError('Sisi papan hanya "hasil" atau "perilaku".')
    return {r: sum(n for k, n in kotak.items() if getattr(k, sisi) is r) for r in Rating}


def per_predikat(kotak: Mapping[Kotak, int]) -> dict[Predikat, int]:
    """Banyak orang tiap predikat; jumlahnya selalu sama dengan banyak orang di papan."""
    return {p: sum(n for k, n in kotak.items() if k.predikat is p) for p in Predikat}
