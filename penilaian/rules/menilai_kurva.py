"""Bentuk sebaran predikat di samping capaian unit: tanda untuk dibicarakan, tidak pernah jatah.

Lima tinggi gambar berasal dari lembar kerja yang banyak dipakai daerah, bukan bunyi peraturan; batas 70 dan 50 meminjam
PP 30/2019 Pasal 41 untuk menyetarakan angka capaian dengan sebutan capaian organisasi.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Final

from indikator.rules.kebijakan import Aturan
from penilaian.rules.predikat import Predikat

URUTAN: Final = (
    Predikat.SANGAT_KURANG,
    Predikat.KURANG,
    Predikat.BUTUH_PERBAIKAN,
    Predikat.BAIK,
    Predikat.SANGAT_BAIK,
)
MIN_ORANG: Final = 3
MIN_SERAGAM: Final = 5
MIN_LAIN: Final = 10
MIN_PENILAI_LAIN: Final = 2
BAGIAN_TERBESAR: Final = 80


class CapaianOrganisasi(StrEnum):
    """Sebutan capaian organisasi menurut PermenPANRB 6/2022."""

    ISTIMEWA = "istimewa"
    BAIK = "baik"
    BUTUH_PERBAIKAN = "butuh_perbaikan"
    KURANG = "kurang"
    SANGAT_KURANG = "sangat_kurang"


LABEL_CAPAIAN: Final = {
    CapaianOrganisasi.ISTIMEWA: "Istimewa",
    CapaianOrganisasi.BAIK: "Baik",
    CapaianOrganisasi.BUTUH_PERBAIKAN: "Butuh Perbaikan",
    CapaianOrganisasi.KURANG: "Kurang",
    CapaianOrganisasi.SANGAT_KURANG: "Sangat Kurang",
}


class Tanda(StrEnum):
    """Yang patut dibicarakan dari sebuah sebaran."""

    LEBIH_TINGGI = "lebih_tinggi"
    LEBIH_RENDAH = "lebih_rendah"
    SERAGAM = "seragam"


def setara(nilai: Decimal, *, aturan: Aturan) -> CapaianOrganisasi:
    """Sebutan yang setara dengan angka capaian unit: kedua ambang kebijakan, lalu 70 dan 50."""
    for batas, sebutan in (
        (aturan.ambang_di_atas, CapaianOrganisasi.ISTIMEWA),
        (aturan.ambang_sesuai, CapaianOrganisasi.BAIK),
        (Decimal(70), CapaianOrganisasi.BUTUH_PERBAIKAN),
        (Decimal(50), CapaianOrganisasi.KURANG),
    ):
        if nilai >= batas:
            return sebutan
    return CapaianOrganisasi.SANGAT_KURANG


def tengah(sebaran: Sequence[int]) -> Decimal:
    """Rata-rata tingkat predikat, 0 Sangat Kurang sampai 4 Sangat Baik. Menolak sebaran kosong."""
    n = sum(sebaran)
    if not n:
        raise ValueError("Sebaran kosong tidak mempunyai tengah.")
    return Decimal(sum(i * banyak for i, banyak in enumerate(sebaran))) / n


def tanda(sebaran: Sequence[int], pola: Sequence[int] | None) -> tuple[Tanda, ...]:
    """Tanda bagi sebaran seorang penilai; kosong bila orangnya kurang dari tiga.

    Berbeda dari pola bila rata-rata tingkatnya terpaut satu tingkat atau lebih; seragam bila lima orang atau lebih
    mendapat predikat yang sama. Tanpa pola hanya keseragaman yang dilihat.
    """
    n = sum(sebaran)
    if n < MIN_ORANG:
        return ()
    hasil: list[Tanda] = []
    if pola is not None:
        beda = tengah(sebaran) - tengah(pola)
        if beda >= 1:
            hasil.append(Tanda.LEBIH_TINGGI)
        elif beda <= -1:
            hasil.append(Tanda.LEBIH_RENDAH)
    if n >= MIN_SERAGAM and max(sebaran) == n:
        hasil.append(Tanda.SERAGAM)
    return tuple(hasil)


def puluhan_persen(sebaran: Sequence[int]) -> tuple[int, ...]:
    """Tiap bagian dibulatkan ke puluhan persen, setengah ke atas: satu penetapan baru tidak terbaca dari geraknya."""
    n = sum(sebaran)
    return tuple((banyak * 20 + n) // (2 * n) * 10 for banyak in sebaran) if n else tuple(0 for _ in sebaran)


def unit_terbit(tiap_penilai: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Puluhan persen gabungan penilai lain; kosong bila terlalu sedikit atau hampir semua di satu predikat.

    Diperlukan dua penilai dan sepuluh orang: di bawah itu, atau bila satu predikat lebih dari 80 %, predikat orang terbaca.
    """
    jumlah = tuple(map(sum, zip(*tiap_penilai, strict=True)))
    if len(tiap_penilai) < MIN_PENILAI_LAIN or sum(jumlah) < MIN_LAIN:
        return ()
    bagian = puluhan_persen(jumlah)
    return bagian if max(bagian) <= BAGIAN_TERBESAR else ()
