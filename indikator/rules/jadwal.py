"""Pembagian tahun dan tenggat yang diusulkan kepada admin, yang boleh mengubah semuanya."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from inti.rules.format import BULAN

ROMAWI: Final = {1: "I", 2: "II", 3: "III", 4: "IV"}
HARI_SUSULAN: Final = 14


class Pembagian(StrEnum):
    """Evaluasi periodik bulanan atau triwulan (PermenPANRB 6/2022); nilainya sama dengan jenis periodenya."""

    TRIWULAN = "triwulan"
    BULANAN = "bulanan"


@dataclass(frozen=True, slots=True)
class Bagian:
    """Satu bagian tahun: nama, hari pertama, dan hari terakhirnya."""

    nama: str
    mulai: date
    selesai: date


@dataclass(frozen=True, slots=True)
class Pola:
    """Berapa hari sesudah bagian tahun berakhir tiap tenggat jatuh."""

    lapor: int = 7
    umpan_balik: int = 7
    nilai: int = 14
    tutup: int = 21


POLA_BAWAAN: Final = Pola()


@dataclass(frozen=True, slots=True)
class UsulTenggat:
    """Hari tenggat yang diusulkan; jamnya 23.59 di zona instansi."""

    skp: date
    lapor: date
    umpan_balik: date
    nilai: date
    tutup: date
    tutup_tahun: date


def rentang_triwulan(tahun: int, triwulan: int) -> tuple[date, date]:
    """Hari pertama dan terakhir sebuah triwulan kalender. Menolak (ValueError) selain 1–4."""
    if triwulan not in ROMAWI:
        raise ValueError("Triwulan hanya 1 sampai 4.")
    bulan = 3 * triwulan
    berikut = date(tahun + 1, 1, 1) if triwulan == 4 else date(tahun, bulan + 1, 1)
    return date(tahun, bulan - 2, 1), berikut - timedelta(days=1)


def nama_triwulan(tahun: int, triwulan: int) -> str:
    """Triwulan IV 2026."""
    return f"Triwulan {ROMAWI[triwulan]} {tahun}"


def bagian_tahun(tahun: int, pembagian: Pembagian) -> tuple[Bagian, ...]:
    """Empat triwulan atau dua belas bulan, berurut dan menutup seluruh tahun tanpa celah."""
    if pembagian is Pembagian.TRIWULAN:
        return tuple(Bagian(nama_triwulan(tahun, n), *rentang_triwulan(tahun, n)) for n in ROMAWI)
    awal = [date(tahun, n, 1) for n in range(1, 13)] + [date(tahun + 1, 1, 1)]
    return tuple(
        Bagian(f"{nama} {tahun}", awal[n], awal[n + 1] - timedelta(days=1)) for n, nama in enumerate(BULAN)
    )


def triwulan_dari(hari: date) -> int:
    """Triwulan kalender tempat hari itu berada."""
    return (hari.month + 2) // 3


def usul_tenggat(tahun: int, triwulan: int, *, hari_ini: date, pola: Pola = POLA_BAWAAN) -> UsulTenggat:
    """Tenggat menurut `pola`, yaitu jarak hari dari akhir triwulan; biasanya pola triwulan sebelumnya.

    SKP 31 Januari; bila sudah lewat, 14 hari dari `hari_ini`. Tahun ditutup 31 Januari berikutnya, atau
    bersama triwulan ini bila polanya lebih panjang.
    """
    _, selesai = rentang_triwulan(tahun, triwulan)
    tutup = selesai + timedelta(days=pola.tutup)
    tutup_tahun = max(date(tahun + 1, 1, 31), tutup)
    skp = date(tahun, 1, 31)
    if skp < hari_ini:
        skp = min(hari_ini + timedelta(days=HARI_SUSULAN), tutup_tahun)
    return UsulTenggat(
        skp=skp,
        lapor=selesai + timedelta(days=pola.lapor),
        umpan_balik=selesai + timedelta(days=pola.umpan_balik),
        nilai=selesai + timedelta(days=pola.nilai),
        tutup=tutup,
        tutup_tahun=tutup_tahun,
    )
