"""Tabel pemetaan: unsur survei, nilai BerAKHLAK, atau aspek indikator berbicara tentang apa, dan seberapa kuat.

Tabelnya data yang disunting admin BKD (versi bertanggal); di sini hanya artinya. Dibaca dua arah: ke depan untuk
membentuk profil, dan ke belakang untuk menemukan pelatihan yang melatih sebuah kompetensi.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from pelatihan.rules.kompetensi import AWALAN

PILIHAN_KEKUATAN: Final = (
    (25, "25 %"),
    (50, "50 %"),
    (75, "75 %"),
    (100, "100 %"),
)
# Sejak sekuat ini sebuah hubungan dipakai untuk memilih pelatihan, dan sejak `LEBUR` kebutuhannya sendiri dilebur.
CUKUP_MELATIH: Final = 50
LEBUR: Final = 75


@dataclass(frozen=True, slots=True)
class Hubungan:
    """`sumber` berbicara tentang `sasaran` sekuat `kekuatan` persen (1–100)."""

    sumber: str
    sasaran: str
    kekuatan: int


def periksa(
    daftar: Iterable[Hubungan], *, sumber: Mapping[str, str], sasaran: Mapping[str, str]
) -> tuple[Hubungan, ...]:
    """Tabel yang utuh dan berurutan; `sumber` dan `sasaran` kode yang dikenal beserta sebutannya di layar.

    ValueError menyebut hubungan yang ganda, asing, menunjuk dirinya sendiri, atau di luar 1–100.
    """
    hasil: dict[tuple[str, str], Hubungan] = {}
    for h in daftar:
        if h.sumber not in sumber or h.sasaran not in sasaran:
            raise ValueError("Satu hubungan menunjuk yang tidak ada di daftar. Pilih dari daftar.")
        sebutan = f"Hubungan “{sumber[h.sumber]}” ke “{sasaran[h.sasaran]}”"
        if h.sumber == h.sasaran:
            raise ValueError(f"{sebutan} menunjuk dirinya sendiri. Hapus baris itu.")
        if not 1 <= h.kekuatan <= 100:
            raise ValueError(f"{sebutan}: kekuatannya 1 sampai 100 persen.")
        if (h.sumber, h.sasaran) in hasil:
            raise ValueError(f"{sebutan} tertulis dua kali. Sisakan satu baris.")
        hasil[h.sumber, h.sasaran] = h
    return tuple(hasil[kunci] for kunci in sorted(hasil))


@dataclass(frozen=True, slots=True)
class Peta:
    """Tabel pemetaan yang siap dibaca dua arah."""

    hubungan: tuple[Hubungan, ...]
    _terkait: Mapping[str, frozenset[str]] = field(init=False, compare=False)
    _kompetensi: Mapping[str, tuple[tuple[str, Decimal], ...]] = field(init=False, compare=False)
    _melebur: Mapping[str, frozenset[str]] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        kompetensi: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
        melebur: dict[str, set[str]] = defaultdict(set)
        terkait: dict[str, set[str]] = defaultdict(set)
        for h in self.hubungan:
            if h.sasaran.startswith(AWALAN):
                kode = h.sasaran.removeprefix(AWALAN)
                kompetensi[h.sumber].append((kode, Decimal(h.kekuatan) / 100))
                if h.kekuatan >= LEBUR:
                    melebur[h.sumber].add(kode)
            if h.kekuatan >= CUKUP_MELATIH:
                terkait[h.sumber].add(h.sasaran)
                if h.sasaran.startswith(AWALAN):
                    terkait[h.sasaran].add(h.sumber)
        object.__setattr__(self, "_kompetensi", {k: tuple(v) for k, v in kompetensi.items()})
        object.__setattr__(self, "_melebur", {k: frozenset(v) for k, v in melebur.items()})
        object.__setattr__(self, "_terkait", {k: frozenset(v) for k, v in terkait.items()})

    def kompetensi(self, sumber: str) -> tuple[tuple[str, Decimal], ...]:
        """Kode kompetensi yang dibicarakan `sumber`, dengan kekuatannya 0–1."""
        return self._kompetensi.get(sumber, ())

    def terkait(self, kode: str) -> frozenset[str]:
        """Tanda pelatihan yang menjawab kebutuhan `kode`, selain kodenya sendiri."""
        return self._terkait.get(kode, frozenset())

    def dilebur(self, sumber: str, bercelah: Collection[str]) -> bool:
        """Apakah `sumber` sudah cukup dibaca lewat kompetensi yang bercelah, jadi tidak ditagih dua kali."""
        return not self._melebur.get(sumber, frozenset()).isdisjoint(bercelah)
