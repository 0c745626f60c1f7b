"""Membaca tingkat kompetensi seseorang dari buktinya.

Uraian tiap tingkat ada di kompetensi_resmi. Cara menggabungkan bukti adalah rancangan kami;
lihat docs/aturan/kompetensi.md, juga untuk uraian yang bunyinya belum dapat dipastikan.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from indikator.rules.angka import NOL
from pelatihan.rules.kompetensi_resmi import AWALAN, MENURUT_KODE, RESMI, JenisKompetensi, Kompetensi

__all__ = [
    "AWALAN",
    "MENURUT_KODE",
    "RESMI",
    "Bukti",
    "JenisKompetensi",
    "Kompetensi",
    "Profil",
    "Sumber",
    "andal_penjawab",
    "andal_umur",
    "profil",
]

TINGKAT_TERENDAH: Final = 1
TINGKAT_TERTINGGI: Final = 5
# Celah sepertiga skala pada jawaban, unsur, atau capaian dibaca sebagai satu tingkat.
TINGKAT_SELURUH_SKALA: Final = Decimal(3)
DUA_DESIMAL: Final = Decimal("0.01")


class Sumber(StrEnum):
    """Dari mana sebuah bukti kompetensi."""

    ASESMEN = "asesmen"
    ATASAN = "atasan"
    REKAN = "rekan"
    BAWAHAN = "bawahan"
    WARGA = "warga"
    INDIKATOR = "indikator"


# Seberapa banyak satu sumber dipercaya sebagai bukti kompetensi. Rancangan kami.
KEPERCAYAAN: Final[dict[Sumber, Decimal]] = {
    Sumber.ASESMEN: Decimal(1),
    Sumber.ATASAN: Decimal("0.5"),
    Sumber.REKAN: Decimal("0.4"),
    Sumber.BAWAHAN: Decimal("0.4"),
    Sumber.WARGA: Decimal("0.4"),
    Sumber.INDIKATOR: Decimal("0.3"),
}
# Penilaian kompetensi memudar: umur dalam hari paling tinggi → bagian yang masih dipercaya.
UMUR_ASESMEN: Final[tuple[tuple[int, Decimal], ...]] = (
    (730, Decimal(1)),
    (1095, Decimal("0.5")),
)


@dataclass(frozen=True, slots=True)
class Bukti:
    """Satu bukti. `tingkat` bila diukur langsung (penilaian kompetensi), atau `celah` 0–1 dari harapan.

    `kekuatan` 0–1: seberapa kuat sumber itu berbicara tentang kompetensi ini, dari tabel pemetaan.
    `andal` 0–1: banyaknya penjawab atau umur penilaiannya. `sebut` buktinya dalam kata, tanpa nama orang.
    """

    sumber: Sumber
    kekuatan: Decimal
    sebut: str
    andal: Decimal = Decimal(1)
    tingkat: Decimal | None = None
    celah: Decimal | None = None

    bobot: Decimal = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """`bobot` bukti dalam rata-rata profil = kepercayaan sumber × kekuatan × andal."""
        if (self.tingkat is None) is (self.celah is None):
            raise ValueError("Bukti memuat tingkat atau celah, salah satu saja.")
        object.__setattr__(self, "bobot", KEPERCAYAAN[self.sumber] * self.kekuatan * self.andal)

    def tingkat_menurut(self, standar: int) -> Decimal:
        """Tingkat menurut bukti ini: 1–5, tidak melampaui standar bila buktinya berupa celah."""
        if self.tingkat is not None:
            return self.tingkat
        turun = (self.celah or NOL) * TINGKAT_SELURUH_SKALA
        return max(Decimal(TINGKAT_TERENDAH), Decimal(standar) - turun)


@dataclass(frozen=True, slots=True)
class Profil:
    """Tingkat seseorang pada satu kompetensi. `yakin` 0–1; `celah` tingkat bulat di bawah standar."""

    kode: str
    standar: int
    tingkat: Decimal
    yakin: Decimal
    celah: int
    sebut: tuple[str, ...]


def profil(kode: str, *, standar: int, bukti: Iterable[Bukti]) -> Profil | None:
    """Gabungkan bukti menjadi satu tingkat; None bila tidak ada bukti berbobot.

    Tingkat = rata-rata berbobot, dua desimal. Yakin = jumlah bobot, paling tinggi 1. Celah dibulatkan setengah ke
    atas ke tingkat penuh: kurang dari setengah tingkat bukan kebutuhan. Menolak standar di luar 1–5.
    """
    if not TINGKAT_TERENDAH <= standar <= TINGKAT_TERTINGGI:
        raise ValueError("Standar kompetensi 1 sampai 5.")
    berbobot = sorted((b for b in bukti if b.bobot > 0), key=lambda b: (-b.bobot, b.sebut))
    if not berbobot:
        return None
    total = sum((b.bobot for b in berbobot), NOL)
    jumlah = sum((b.tingkat_menurut(standar) * b.bobot for b in berbobot), NOL)
    tingkat = (jumlah / total).quantize(DUA_DESIMAL, rounding=ROUND_HALF_UP)
    celah = max(NOL, standar - tingkat).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return Profil(
        kode, standar, tingkat, min(Decimal(1), total), int(celah), tuple(b.sebut for b in berbobot)
    )


def andal_penjawab(n: int) -> Decimal:
    """Keandalan rata-rata n penjawab: penuh sejak 5 orang. Menolak n di bawah 1."""
    if n < 1:
        raise ValueError("Rata-rata memerlukan sekurangnya satu penjawab.")
    return min(Decimal(1), Decimal(n) / 5)


def andal_umur(hari: int) -> Decimal:
    """Keandalan penilaian kompetensi menurut umurnya: penuh 2 tahun, separuh sampai 3 tahun, sesudah itu 0."""
    return next((bagian for batas, bagian in UMUR_ASESMEN if hari <= batas), NOL)
