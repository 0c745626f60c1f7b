"""Peta talenta sembilan kotak: kinerja dari predikat yang beku, potensial dari penilaian potensi yang diimpor.

PermenPANRB 3/2020 (diubah PermenPANRB 20/2025) Pasal 17: kinerja di atas, sesuai, atau di bawah ekspektasi; potensial
tinggi, menengah, atau rendah. Nomor kotaknya bunyi peraturan; predikat mana masuk kategori mana dan batas skor
potensial tidak, sebab itu keduanya data. Penjelasan dan contoh di docs/aturan/talenta.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from penilaian.rules.predikat import Predikat, Rating


class Potensial(StrEnum):
    """Tingkat potensial, dari yang terendah."""

    RENDAH = "rendah"
    MENENGAH = "menengah"
    TINGGI = "tinggi"


# Baris peta dari atas ke bawah, kolom dari kiri ke kanan.
BARIS: Final = (Rating.DI_ATAS, Rating.SESUAI, Rating.DI_BAWAH)
KOLOM: Final = (Potensial.RENDAH, Potensial.MENENGAH, Potensial.TINGGI)
_R, _M, _T = KOLOM
KOTAK: Final[dict[tuple[Rating, Potensial], int]] = {
    (Rating.DI_ATAS, _R): 4,
    (Rating.DI_ATAS, _M): 7,
    (Rating.DI_ATAS, _T): 9,
    (Rating.SESUAI, _R): 2,
    (Rating.SESUAI, _M): 5,
    (Rating.SESUAI, _T): 8,
    (Rating.DI_BAWAH, _R): 1,
    (Rating.DI_BAWAH, _M): 3,
    (Rating.DI_BAWAH, _T): 6,
}
LETAK: Final = {nomor: letak for letak, nomor in KOTAK.items()}
DIDAHULUKAN: Final = frozenset({7, 8, 9})
SEBUTAN_KINERJA: Final = {
    Rating.DI_ATAS: "di atas ekspektasi",
    Rating.SESUAI: "sesuai ekspektasi",
    Rating.DI_BAWAH: "di bawah ekspektasi",
}
# Dari predikat terbaik ke terburuk; kategorinya tidak pernah naik sepanjang urutan ini.
URUTAN_PREDIKAT: Final = tuple(Predikat)
URUTAN_KINERJA: Final = (Rating.DI_BAWAH, Rating.SESUAI, Rating.DI_ATAS)
KINERJA_BAWAAN: Final[dict[Predikat, Rating]] = {
    Predikat.SANGAT_BAIK: Rating.DI_ATAS,
    Predikat.BAIK: Rating.SESUAI,
    Predikat.BUTUH_PERBAIKAN: Rating.DI_BAWAH,
    Predikat.KURANG: Rating.DI_BAWAH,
    Predikat.SANGAT_KURANG: Rating.DI_BAWAH,
}
SKOR_TERTINGGI: Final = Decimal(100)
MASA_TERLAMA: Final = 120


@dataclass(frozen=True, slots=True)
class Aturan:
    """Ukuran peta yang berlaku.

    `kinerja` tiap predikat; skor potensial 0–100: `menengah` ke atas menengah, `tinggi` ke atas tinggi; penilaian
    potensi dipakai selama `masa_bulan`. `lihat_sendiri`: apakah pegawai boleh membaca kotaknya sendiri. Menolak
    predikat yang lebih baik di kategori yang lebih rendah, batas terbalik atau di luar 0–100, dan masa kosong.
    """

    kinerja: Mapping[Predikat, Rating] = field(default_factory=lambda: dict(KINERJA_BAWAAN))
    menengah: Decimal = Decimal(60)
    tinggi: Decimal = Decimal(80)
    masa_bulan: int = 36
    lihat_sendiri: bool = False
    versi: int = 0
    sejak: date | None = None

    def __post_init__(self) -> None:
        if set(self.kinerja) != set(Predikat):
            raise ValueError("Tiap predikat perlu satu kategori kinerja.")
        urut = [URUTAN_KINERJA.index(self.kinerja[p]) for p in URUTAN_PREDIKAT]
        if urut != sorted(urut, reverse=True):
            raise ValueError("Predikat yang lebih baik tidak boleh di kategori kinerja yang lebih rendah.")
        if not 0 < self.menengah < self.tinggi <= SKOR_TERTINGGI:
            raise ValueError("Batas potensial tinggi di atas batas menengah, keduanya di antara 0 dan 100.")
        if not 1 <= self.masa_bulan <= MASA_TERLAMA:
            raise ValueError(f"Masa pakai penilaian potensi 1 sampai {MASA_TERLAMA} bulan.")

    def beku(self) -> dict[str, Any]:
        """Bentuk yang disimpan bersama jejaknya."""
        return {
            "kinerja": {p.value: k.value for p, k in self.kinerja.items()},
            "menengah": f"{self.menengah:.2f}",
            "tinggi": f"{self.tinggi:.2f}",
            "masa_bulan": self.masa_bulan,
            "lihat_sendiri": self.lihat_sendiri,
        }


def kategori_kinerja(predikat: str, aturan: Aturan) -> Rating | None:
    """Kategori kinerja dari predikat; tanpa predikat None, tidak pernah ditebak."""
    return aturan.kinerja[Predikat(predikat)] if predikat else None


def kategori_potensial(skor: Decimal | None, aturan: Aturan) -> Potensial | None:
    """Tingkat potensial dari skor 0–100; tanpa skor None, tidak pernah ditebak. Menolak skor di luar 0–100."""
    if skor is None:
        return None
    if not 0 <= skor <= SKOR_TERTINGGI:
        raise ValueError("Skor potensial 0 sampai 100.")
    if skor >= aturan.tinggi:
        return Potensial.TINGGI
    return Potensial.MENENGAH if skor >= aturan.menengah else Potensial.RENDAH


def kotak(kinerja: Rating | None, potensial: Potensial | None) -> int | None:
    """Nomor kotak 1–9; None bila salah satu sumbunya belum ada."""
    if kinerja is None or potensial is None:
        return None
    return KOTAK[kinerja, potensial]


def sebutan(nomor: int) -> str:
    """Isi kotak dengan kata peraturan, bukan julukan. Menolak nomor di luar 1–9."""
    if nomor not in LETAK:
        raise ValueError("Nomor kotak 1 sampai 9.")
    kinerja, potensial = LETAK[nomor]
    return f"kinerja {SEBUTAN_KINERJA[kinerja]}, potensial {potensial.value}"


def mundur(hari: date, bulan: int) -> date:
    """Hari yang sama `bulan` bulan sebelumnya; hari yang tidak ada menjadi hari terakhir bulannya."""
    urut = hari.year * 12 + hari.month - 1 - bulan
    tahun, bln = urut // 12, urut % 12 + 1
    for tanggal in range(hari.day, 27, -1):
        try:
            return date(tahun, bln, tanggal)
        except ValueError:
            continue
    return date(tahun, bln, hari.day)


def berlaku_sejak(hari: date, aturan: Aturan) -> date:
    """Penilaian potensi bertanggal sebelum hari ini sudah lewat masanya pada `hari`."""
    return mundur(hari, aturan.masa_bulan)
