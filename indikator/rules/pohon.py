"""Pohon kinerja: capaian sebuah simpul, gulungan cabangnya, dan celahnya. Lihat docs/aturan/pohon.md.

Capaian pimpinan tidak dihitung dari bawahannya: keduanya diukur sendiri-sendiri lalu disandingkan, sehingga beda
antara keduanya justru terbaca. Semua angka gulungan berupa jumlah, jadi urutan dan pengelompokan tidak berpengaruh.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from indikator.rules.angka import NOL, bagi, bulatkan, jumlah, teliti

BEDA_MENCOLOK: Final = Decimal(10)


class Celah(StrEnum):
    """Yang putus pada pohon."""

    TIDAK_DIDUKUNG = "tidak_didukung"
    TIDAK_MENDUKUNG = "tidak_mendukung"


@dataclass(frozen=True, slots=True)
class Angka:
    """Jumlah atas sekumpulan indikator. ``wajib`` tidak memuat yang dikecualikan; ``terbobot`` = Σ bobot·capaian."""

    wajib: int = 0
    terlapor: int = 0
    bobot: Decimal = NOL
    terbobot: Decimal = NOL

    def __post_init__(self) -> None:
        if not 0 <= self.terlapor <= self.wajib:
            raise ValueError("Yang terlapor harus antara 0 dan banyaknya indikator wajib.")
        if self.bobot < 0 or self.terbobot < 0:
            raise ValueError("Bobot dan capaian tidak boleh kurang dari 0.")

    @property
    def capaian(self) -> Decimal | None:
        """Σ bobot·capaian / Σ bobot atas yang terlapor; kosong bila belum ada. Belum dibulatkan."""
        return bagi(self.terbobot, self.bobot) if self.bobot > 0 else None

    @property
    def lengkap(self) -> bool:
        """Semua indikator wajib sudah terlapor."""
        return self.terlapor == self.wajib


@teliti
def gulung(angka: Iterable[Angka]) -> Angka:
    """Satukan beberapa simpul. Tiap RHK berbobot sebesar bobotnya di SKP pemiliknya sendiri."""
    daftar = tuple(angka)
    return Angka(
        wajib=sum(a.wajib for a in daftar),
        terlapor=sum(a.terlapor for a in daftar),
        bobot=jumlah(a.bobot for a in daftar),
        terbobot=jumlah(a.terbobot for a in daftar),
    )


def celah_rhk(*, kepala: bool, pendukung: int) -> Celah | None:
    """RHK seorang kepala yang tidak didukung siapa pun. Bagi yang bukan kepala, daun itu wajar."""
    return Celah.TIDAK_DIDUKUNG if kepala and pendukung == 0 else None


def celah_orang(*, puncak: bool, rhk: int, tertaut: int) -> Celah | None:
    """Orang yang tak satu pun RHK-nya mendukung RHK lain. Puncak pohon tidak punya yang didukung."""
    return Celah.TIDAK_MENDUKUNG if not puncak and rhk > 0 and tertaut == 0 else None


def beda_mencolok(sendiri: Decimal | None, cabang: Decimal | None) -> int:
    """1 bila capaian sendiri jauh di atas cabangnya, -1 bila jauh di bawah, 0 bila sejalan atau belum terukur.

    Jauh: beda 10 atau lebih sesudah dibulatkan 2 desimal, sama dengan yang tertulis di layar.
    """
    if sendiri is None or cabang is None:
        return 0
    beda = bulatkan(sendiri) - bulatkan(cabang)
    if abs(beda) < BEDA_MENCOLOK:
        return 0
    return 1 if beda > 0 else -1
