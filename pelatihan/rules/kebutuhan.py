"""Kebutuhan pelatihan: seberapa jauh dari harapan, seberapa penting, seberapa pasti.

Celah = (harapan − nilai) : (harapan − terendah), antara 0 dan 1, supaya capaian (0–100), jawaban 360 derajat (1–5),
nilai unsur (1–4), dan tingkat kompetensi (1–5) dapat dibandingkan. Nilai kebutuhan = celah × bobot × yakin.
Ambang harapan dan angka yakin adalah rancangan kami, bukan bunyi peraturan; lihat docs/aturan/rekomendasi.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

from indikator.rules.angka import NOL, SERATUS, bagi, bulatkan, tampil, teliti
from pelatihan.rules.kompetensi import TINGKAT_TERENDAH, TINGKAT_TERTINGGI, Kompetensi, Profil

SATU: Final = Decimal(1)
ENAM_DESIMAL: Final = Decimal("0.000001")
CELAH_SATU_TINGKAT: Final = bagi(Decimal(1), Decimal(3))
# Lebih kecil dari ini adalah goyangan ukuran, bukan kebutuhan: capaian 95 dari 100, jawaban 3,85 dari 4.
CELAH_TERKECIL: Final = Decimal("0.05")
HARAPAN_CAPAIAN: Final = Decimal(100)
HARAPAN_JAWABAN: Final = Decimal(4)
HARAPAN_UNSUR: Final = Decimal("3.5324")  # batas bawah mutu A
# Satu atasan mengenal pekerjaannya tetapi hanya satu pandangan; tiga rekan sudah hampir sepasti lima.
YAKIN_ATASAN: Final = Decimal("0.7")


@dataclass(frozen=True, slots=True)
class Kebutuhan:
    """Satu hal yang perlu ditingkatkan; ``angka`` adalah buktinya dalam kata.

    ``bobot`` 1 berarti sepenting rata-rata, ``yakin`` 0–1. ``terkait``: tanda pelatihan lain yang menjawabnya,
    dari tabel pemetaan. ``awal`` skor 0–100 (100 = harapan) untuk membandingkan sesudahnya.
    """

    kode: str
    celah: Decimal
    label: str
    angka: str
    bobot: Decimal = SATU
    yakin: Decimal = SATU
    terkait: frozenset[str] = frozenset()
    awal: Decimal | None = None
    nilai: Decimal = field(init=False, compare=False)
    tanda: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """`nilai` = celah × bobot × yakin, enam desimal; `tanda` pelatihan yang menjawabnya.

        Unsur layanan hanya dijawab lewat pemetaannya: tidak ada pelatihan bertanda unsur.
        """
        object.__setattr__(
            self,
            "nilai",
            (self.celah * self.bobot * self.yakin).quantize(ENAM_DESIMAL, rounding=ROUND_HALF_UP),
        )
        unsur = self.kode.startswith("unsur:")
        object.__setattr__(self, "tanda", self.terkait if unsur else self.terkait | {self.kode})

    @property
    def satu_tingkat(self) -> bool:
        """Celah kecil: cukup bimbingan di tempat kerja atau belajar mandiri."""
        return self.celah <= CELAH_SATU_TINGKAT


@teliti
def celah(nilai: Decimal, *, harapan: Decimal, terendah: Decimal) -> Decimal:
    """Jarak ke harapan sebagai bagian dari seluruh skala; 0 bila harapan tercapai."""
    if harapan <= terendah:
        raise ValueError("Harapan harus lebih tinggi daripada nilai terendah. Periksa ambangnya.")
    return min(SATU, max(NOL, bagi(harapan - nilai, harapan - terendah)))


@teliti
def skor(nilai: Decimal, *, harapan: Decimal, terendah: Decimal) -> Decimal:
    """Nilai pada skala bersama: 0 terendah, 100 harapan, lebih dari 100 bila harapan dilampaui."""
    if harapan <= terendah:
        raise ValueError("Harapan harus lebih tinggi daripada nilai terendah. Periksa ambangnya.")
    return bulatkan(bagi(nilai - terendah, harapan - terendah) * SERATUS)


def dari_capaian(
    aspek: str,
    nilai: Decimal,
    *,
    indikator: str,
    bobot: Decimal = SATU,
    terkait: frozenset[str] = frozenset(),
) -> Kebutuhan:
    """Kebutuhan dari capaian satu indikator menurut aspeknya; bobot 1 = bobot rata-rata indikatornya."""
    return Kebutuhan(
        kode=f"aspek:{aspek}",
        celah=celah(nilai, harapan=HARAPAN_CAPAIAN, terendah=NOL),
        label=f"capaian “{indikator}”",
        angka=f"{tampil(nilai)} dari {tampil(HARAPAN_CAPAIAN)}",
        bobot=bobot,
        terkait=terkait,
        awal=skor(nilai, harapan=HARAPAN_CAPAIAN, terendah=NOL),
    )


def dari_jawaban(
    nilai_berakhlak: str,
    rata: Decimal,
    *,
    label: str,
    penilai: str,
    yakin: Decimal = SATU,
    terkait: frozenset[str] = frozenset(),
) -> Kebutuhan:
    """Kebutuhan dari rata-rata jawaban 360 derajat (1–5) untuk satu nilai BerAKHLAK.

    ``penilai`` menyebut kelompok, tidak pernah orangnya: "rata-rata 5 rekan".
    """
    return Kebutuhan(
        kode=f"nilai:{nilai_berakhlak}",
        celah=celah(rata, harapan=HARAPAN_JAWABAN, terendah=SATU),
        label=label,
        angka=f"{penilai} {tampil(rata)} dari 5, harapan {tampil(HARAPAN_JAWABAN)}",
        yakin=yakin,
        terkait=terkait,
        awal=skor(rata, harapan=HARAPAN_JAWABAN, terendah=SATU),
    )


def dari_unsur(
    unsur: str,
    nrr: Decimal,
    *,
    label: str,
    n: int,
    yakin: Decimal = SATU,
    terkait: frozenset[str] = frozenset(),
) -> Kebutuhan:
    """Kebutuhan dari nilai satu unsur survei warga (1–4)."""
    return Kebutuhan(
        kode=f"unsur:{unsur}",
        celah=celah(nrr, harapan=HARAPAN_UNSUR, terendah=SATU),
        label=f"unsur {label}",
        angka=f"{tampil(nrr)} dari 4 menurut {n} warga",
        yakin=yakin,
        terkait=terkait,
        awal=skor(nrr, harapan=HARAPAN_UNSUR, terendah=SATU),
    )


def dari_profil(
    p: Profil, kompetensi: Kompetensi, *, bobot: Decimal = SATU, terkait: frozenset[str] = frozenset()
) -> Kebutuhan:
    """Kebutuhan dari satu kompetensi: celah tingkat penuh terhadap standar jabatannya."""
    rentang = Decimal(TINGKAT_TERTINGGI - TINGKAT_TERENDAH)
    return Kebutuhan(
        kode=kompetensi.tanda,
        celah=bagi(Decimal(p.celah), rentang),
        label=f"kompetensi {kompetensi.nama}",
        angka=f"tingkat {tampil(p.tingkat, 1)} dari standar {p.standar}, menurut {sebut_bukti(p.sebut)}",
        bobot=bobot,
        yakin=p.yakin,
        terkait=terkait,
        awal=skor_profil(p),
    )


def skor_profil(p: Profil) -> Decimal:
    """Profil pada skala bersama: 100 berarti tepat di standar."""
    return _skor(p.tingkat, p.standar)


@lru_cache(maxsize=4096)
@teliti
def _skor(tingkat: Decimal, standar: int) -> Decimal:
    """Diingat: tingkat berdesimal dua dan standar 1–5, jadi orang banyak berbagi angka yang sama."""
    return bulatkan(bagi(tingkat, Decimal(standar)) * SERATUS)


def sebut_bukti(sebut: Iterable[str]) -> str:
    """Dua bukti terkuat dalam kata."""
    unik = list(dict.fromkeys(sebut))
    lain = f", dan {len(unik) - 2} bukti lain" if len(unik) > 2 else ""
    return " dan ".join(unik[:2]) + lain


def urutkan(kebutuhan: Iterable[Kebutuhan]) -> list[Kebutuhan]:
    """Satu kebutuhan per kode, yang nilainya terbesar; dari yang terbesar, lalu menurut kode.

    Yang celahnya di bawah 5 % skala, atau yang tidak dilatih pelatihan mana pun, tidak ikut.
    """
    urut = sorted(kebutuhan, key=lambda k: (-k.nilai, k.kode, k.label, k.angka))
    hasil: dict[str, Kebutuhan] = {}
    for k in urut:
        if k.celah >= CELAH_TERKECIL and k.nilai > 0 and k.tanda:
            hasil.setdefault(k.kode, k)
    return list(hasil.values())
