"""Calon penghargaan dari angka yang sudah beku, dengan alasan yang menyebut angkanya. Panitia yang memutus.

PermenPANRB 6/2022: hasil evaluasi ditindaklanjuti dengan penghargaan. Ketiga ukurannya kebijakan daerah, bukan bunyi
peraturan. Penjelasan dan contoh di docs/aturan/penghargaan.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from inti.rules.format import angka

TERBAIK: Final = "sangat_baik"
# Unit yang lebih kecil tidak dibandingkan: satu orang menggeser rata-ratanya.
ORANG_TERSEDIKIT: Final = 5


class Jenis(StrEnum):
    """Mengapa seseorang atau satu unit menjadi calon."""

    BERUNTUN = "beruntun"
    PUJIAN = "pujian"
    UNIT = "unit"


LABEL: Final[dict[Jenis, str]] = {
    Jenis.BERUNTUN: "Sangat Baik berturut-turut",
    Jenis.PUJIAN: "Pujian warga",
    Jenis.UNIT: "Kemajuan unit",
}


@dataclass(frozen=True, slots=True)
class Aturan:
    """Ukuran yang berlaku. `beruntun` periode Sangat Baik, `pujian` banyaknya pujian, `naik` kenaikan rata-rata unit,
    `unit` paling banyak unit. Nol mematikan ukurannya."""

    beruntun: int = 2
    pujian: int = 3
    naik: Decimal = Decimal(2)
    unit: int = 3

    def beku(self) -> dict[str, Any]:
        """Bentuk yang disimpan bersama sidangnya."""
        return {"beruntun": self.beruntun, "pujian": self.pujian, "naik": str(self.naik), "unit": self.unit}


@dataclass(frozen=True, slots=True)
class Capaian:
    """Hasil seseorang pada satu periode."""

    periode: str
    predikat: str
    nilai: Decimal | None


@dataclass(frozen=True, slots=True)
class RataUnit:
    """Rata-rata satu unit pada dua periode berurutan, dan banyaknya orang yang lengkap pada keduanya."""

    unit_id: int
    nama: str
    dahulu: Decimal
    kini: Decimal
    orang_dahulu: int
    orang_kini: int

    @property
    def naik(self) -> Decimal:
        return self.kini - self.dahulu


def beruntun(riwayat: Sequence[Capaian], aturan: Aturan) -> bool:
    """Sangat Baik pada tiap periode terakhir sebanyak aturannya. `riwayat` dari yang terbaru; kurang panjang berarti tidak."""
    if not aturan.beruntun or len(riwayat) < aturan.beruntun:
        return False
    return all(c.predikat == TERBAIK for c in riwayat[: aturan.beruntun])


def alasan_beruntun(riwayat: Sequence[Capaian], aturan: Aturan) -> str:
    """Menyebut tiap periode dengan nilainya, dari yang terlama."""
    isi = ", ".join(
        f"{c.periode} ({angka(c.nilai)})" if c.nilai is not None else c.periode
        for c in reversed(riwayat[: aturan.beruntun])
    )
    kata = f"{aturan.beruntun} periode berturut-turut" if aturan.beruntun > 1 else "pada periode ini"
    return f"Sangat Baik {kata}: {isi}."


def dipuji(banyak: int, aturan: Aturan) -> bool:
    """Pujian warga yang sudah disaring sekurangnya sebanyak aturannya."""
    return bool(aturan.pujian) and banyak >= aturan.pujian


def alasan_pujian(banyak: int, periode: str) -> str:
    return f"{banyak} pujian warga yang sudah disaring selama {periode}."


def unit_termaju(semua: Iterable[RataUnit], aturan: Aturan) -> list[RataUnit]:
    """Unit dengan kenaikan terbesar, paling banyak sebanyak aturannya; yang sama besar menurut nama.

    Unit dengan kurang dari lima orang lengkap pada salah satu periode dan yang naiknya di bawah batas tidak ikut.
    """
    if not aturan.unit:
        return []
    layak = [
        u
        for u in semua
        if min(u.orang_dahulu, u.orang_kini) >= ORANG_TERSEDIKIT and u.naik >= aturan.naik and u.naik > 0
    ]
    return sorted(layak, key=lambda u: (-u.naik, u.nama, u.unit_id))[: aturan.unit]


def alasan_unit(u: RataUnit) -> str:
    return (
        f"Rata-rata nilai naik {angka(u.naik)}, dari {angka(u.dahulu)} menjadi {angka(u.kini)}; "
        f"{u.orang_kini} orang dinilai lengkap."
    )
