"""Kebutuhan pelatihan dari angka sebuah hasil: seberapa jauh dari harapan.

Celah = (harapan − nilai) : (harapan − terendah), antara 0 dan 1, supaya capaian
(0–100), jawaban 360 derajat (1–5), dan nilai unsur (1–4) dapat dibandingkan.
Ambang harapan adalah rancangan kami, bukan bunyi peraturan.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from indikator.rules.angka import NOL, bagi, tampil, teliti

CELAH_SATU_TINGKAT: Final = bagi(Decimal(1), Decimal(3))
HARAPAN_CAPAIAN: Final = Decimal(100)
HARAPAN_JAWABAN: Final = Decimal(4)
HARAPAN_UNSUR: Final = Decimal("3.5324")  # batas bawah mutu A

# Unsur survei warga → tanda pelatihan yang melatihnya.
TANDA_UNSUR: Final[dict[str, frozenset[str]]] = {
    "unsur:persyaratan": frozenset({"aspek:kualitas"}),
    "unsur:prosedur": frozenset({"aspek:waktu", "aspek:kualitas"}),
    "unsur:waktu": frozenset({"aspek:waktu"}),
    "unsur:biaya": frozenset({"nilai:akuntabel", "aspek:biaya"}),
    "unsur:produk": frozenset({"aspek:kualitas"}),
    "unsur:kompetensi": frozenset({"nilai:kompeten"}),
    "unsur:perilaku": frozenset({"nilai:berorientasi_pelayanan"}),
    "unsur:sarana": frozenset(),  # bukan urusan pelatihan orang
    "unsur:pengaduan": frozenset({"nilai:berorientasi_pelayanan"}),
}


@dataclass(frozen=True, slots=True)
class Kebutuhan:
    """Satu hal yang perlu ditingkatkan; ``angka`` adalah buktinya dalam kata."""

    kode: str
    celah: Decimal
    label: str
    angka: str

    @property
    def tanda(self) -> frozenset[str]:
        """Tanda pelatihan yang menjawab kebutuhan ini."""
        return TANDA_UNSUR.get(self.kode, frozenset({self.kode}))

    @property
    def satu_tingkat(self) -> bool:
        """Celah kecil: cukup bimbingan di tempat kerja atau belajar mandiri."""
        return self.celah <= CELAH_SATU_TINGKAT


@teliti
def celah(nilai: Decimal, *, harapan: Decimal, terendah: Decimal) -> Decimal:
    """Jarak ke harapan sebagai bagian dari seluruh skala; 0 bila harapan tercapai."""
    if harapan <= terendah:
        raise ValueError("Harapan harus lebih tinggi daripada nilai terendah. Periksa ambangnya.")
    return min(Decimal(1), max(NOL, bagi(harapan - nilai, harapan - terendah)))


def dari_capaian(aspek: str, nilai: Decimal, *, indikator: str) -> Kebutuhan:
    """Kebutuhan dari capaian satu indikator menurut aspeknya."""
    return Kebutuhan(
        kode=f"aspek:{aspek}",
        celah=celah(nilai, harapan=HARAPAN_CAPAIAN, terendah=NOL),
        label=f"capaian “{indikator}”",
        angka=f"{tampil(nilai)} dari {tampil(HARAPAN_CAPAIAN)}",
    )


def dari_jawaban(nilai_berakhlak: str, rata: Decimal, *, label: str, penilai: str) -> Kebutuhan:
    """Kebutuhan dari rata-rata jawaban 360 derajat (1–5) untuk satu nilai BerAKHLAK.

    ``penilai`` menyebut kelompok, tidak pernah orangnya: "rata-rata 5 rekan".
    """
    return Kebutuhan(
        kode=f"nilai:{nilai_berakhlak}",
        celah=celah(rata, harapan=HARAPAN_JAWABAN, terendah=Decimal(1)),
        label=label,
        angka=f"{penilai} {tampil(rata)} dari 5, harapan {tampil(HARAPAN_JAWABAN)}",
    )


def dari_unsur(unsur: str, nrr: Decimal, *, label: str, n: int) -> Kebutuhan:
    """Kebutuhan dari nilai satu unsur survei warga (1–4)."""
    return Kebutuhan(
        kode=f"unsur:{unsur}",
        celah=celah(nrr, harapan=HARAPAN_UNSUR, terendah=Decimal(1)),
        label=f"unsur {label}",
        angka=f"{tampil(nrr)} dari 4 menurut {n} warga",
    )
