"""Satu tempat untuk aritmetika nilai: Decimal saja, tidak pernah float.

Semua hitungan berjalan dengan 60 angka penting dan tidak dibulatkan di tengah.
Pembulatan hanya lewat ``bulatkan``: lebih dahulu ke 20 desimal (pembulatan
pengaman), lalu setengah ke atas ke jumlah desimal yang diminta.

Mengapa ada pembulatan pengaman: 1/3 tidak berujung, sehingga 1/3 × 3 menjadi
0,999…9 dan nilai yang seharusnya tepat 89,995 dapat menjadi 89,99499…9, yang
tanpa pengaman turun menjadi 89,99. Pada 20 desimal sisa semacam itu hilang.
SQL yang menghitung ulang memakai sekurangnya 40 desimal pada tiap pembagian dan
pembulatan pengaman yang sama (``round(round(x, 20), 2)``), sehingga kedua
hasilnya sama sampai desimal terakhir walaupun jumlah angka pentingnya berbeda.
"""

import re
from collections.abc import Callable, Iterable
from decimal import (
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    getcontext,
    localcontext,
)
from functools import wraps
from typing import Final, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

KONTEKS: Final = Context(
    prec=60,
    rounding=ROUND_HALF_UP,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
DESIMAL_PENGAMAN: Final = 20
ANGKA_BULAT_TERBANYAK: Final = 18
DESIMAL_TERBANYAK: Final = 12  # target, realisasi, bobot: hasil bagi muat dalam 60 angka
DESIMAL_RATA_RATA: Final = 40  # rata-rata yang tak berujung, misalnya 89/21
_PENGAMAN: Final = Decimal(1).scaleb(-DESIMAL_PENGAMAN)
NOL: Final = Decimal(0)
SERATUS: Final = Decimal(100)

_BENTUK_ANGKA: Final = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,3})?", re.ASCII)


def teliti(fungsi: Callable[P, R]) -> Callable[P, R]:
    """Menjalankan ``fungsi`` dalam ``KONTEKS``, apa pun konteks pemanggilnya."""

    @wraps(fungsi)
    def terbungkus(*args: P.args, **kwargs: P.kwargs) -> R:
        kini = getcontext()
        # Sudah di dalamnya: menyalin konteks lagi hanya memakan waktu.
        if kini.prec == KONTEKS.prec and kini.rounding == KONTEKS.rounding:
            return fungsi(*args, **kwargs)
        with localcontext(KONTEKS):
            return fungsi(*args, **kwargs)

    return terbungkus


def bagi(pembilang: Decimal, penyebut: Decimal) -> Decimal:
    """Hasil bagi dengan 60 angka penting; menolak penyebut nol."""
    if penyebut == 0:
        raise ValueError(
            "Pembagi bernilai 0 sehingga hasil bagi tidak ada. "
            "Periksa bobot atau target yang dipakai sebagai pembagi."
        )
    return KONTEKS.divide(pembilang, penyebut)


@teliti
def jumlah(angka: Iterable[Decimal]) -> Decimal:
    """Jumlah tanpa pembulatan di tengah; 0 untuk daftar kosong."""
    return sum(angka, NOL)


@teliti
def rata_rata(angka: Iterable[Decimal]) -> Decimal:
    """Rata-rata tanpa pembulatan; menolak daftar kosong karena kosong bukan nol."""
    daftar = tuple(angka)
    if not daftar:
        raise ValueError("Belum ada angka untuk dirata-ratakan. Isi sekurangnya satu angka.")
    return bagi(jumlah(daftar), Decimal(len(daftar)))


@teliti
def rata_jawaban(total: int, *, n: int) -> Decimal:
    """Rata-rata satu penilai dari jumlah dan banyaknya jawaban, 40 desimal.

    Bentuk inilah yang disimpan dalam nota; SQL menulisnya dengan
    ``round(total::numeric(60, 45) / n, 40)``. Menolak n = 0: kosong bukan nol.
    """
    return bagi(Decimal(total), Decimal(n)).quantize(Decimal(1).scaleb(-DESIMAL_RATA_RATA))


def amankan(x: Decimal) -> Decimal:
    """Pembulatan pengaman ke 20 desimal; lihat penjelasan di kepala berkas."""
    return x.quantize(_PENGAMAN, rounding=ROUND_HALF_UP, context=KONTEKS)


def bulatkan(x: Decimal, desimal: int = 2) -> Decimal:
    """Membulatkan setengah ke atas (menjauhi nol) setelah pembulatan pengaman."""
    return amankan(x).quantize(Decimal(1).scaleb(-desimal), rounding=ROUND_HALF_UP, context=KONTEKS)


def urai(nilai: object, *, nama: str = "Angka", desimal_terbanyak: int = DESIMAL_TERBANYAK) -> Decimal:
    """Membaca teks angka desimal bertitik, bilangan bulat, atau Decimal.

    Menolak float, NaN, tak hingga, koma desimal, angka negatif, lebih dari 18
    angka bulat, dan lebih dari ``desimal_terbanyak`` angka di belakang koma.
    """
    if isinstance(nilai, bool) or not isinstance(nilai, str | int | Decimal):
        raise ValueError(
            f'{nama} harus berupa angka dalam tanda kutip, misalnya "95.5". Tertulis: {_ringkas(nilai)}.'
        )
    if isinstance(nilai, int) and abs(nilai) >= 10**ANGKA_BULAT_TERBANYAK:
        raise ValueError(_terlalu_panjang(nama, desimal_terbanyak))
    teks = str(nilai).strip()
    if not _BENTUK_ANGKA.fullmatch(teks):
        raise ValueError(
            f"{nama} harus berupa angka dengan titik sebagai tanda desimal, "
            f"misalnya 95.5. Tertulis: {_ringkas(teks)}."
        )
    hasil = Decimal(teks)
    _, _, pangkat = hasil.as_tuple()
    desimal = -pangkat if isinstance(pangkat, int) else 0
    if (hasil and hasil.adjusted() >= ANGKA_BULAT_TERBANYAK) or desimal > desimal_terbanyak:
        raise ValueError(_terlalu_panjang(nama, desimal_terbanyak))
    if hasil < 0:
        raise ValueError(
            f"{nama} tidak boleh kurang dari 0. Tertulis: {_ringkas(teks)}. "
            "Periksa tandanya, lalu isi angka 0 atau lebih."
        )
    return hasil.copy_abs()  # −0 menjadi 0


def _terlalu_panjang(nama: str, desimal_terbanyak: int) -> str:
    return (
        f"{nama} terlalu panjang: paling banyak {ANGKA_BULAT_TERBANYAK} angka bulat "
        f"dan {desimal_terbanyak} desimal. Pakai satuan yang lebih besar atau kurangi desimalnya."
    )


def _ringkas(nilai: object) -> str:
    teks = str(nilai)
    return f'"{teks}"' if len(teks) <= 40 else f'"{teks[:37]}…"'


def sebagai_teks(x: Decimal) -> str:
    """Angka utuh untuk disimpan: bertitik, tanpa pangkat, nol di ekor dibuang.

    Ditulis setelah pembulatan pengaman, sehingga Python dan SQL menulis teks
    yang sama untuk angka yang sama.
    """
    return _tanpa_ekor(amankan(x))


@teliti
def rata_sebagai_teks(x: Decimal) -> str:
    """Rata-rata jawaban untuk disimpan: 40 desimal, supaya hitung ulang tetap sama."""
    return _tanpa_ekor(x.quantize(Decimal(1).scaleb(-DESIMAL_RATA_RATA)))


def _tanpa_ekor(x: Decimal) -> str:
    teks = f"{x:f}"
    ringkas = teks.rstrip("0").rstrip(".") if "." in teks else teks
    return "0" if ringkas == "-0" else ringkas


def dua_desimal(x: Decimal) -> str:
    """Angka akhir untuk disimpan, misalnya ``"100.71"``."""
    return f"{bulatkan(x):f}"


def tampil(x: Decimal, desimal: int = 2) -> str:
    """Angka untuk dibaca orang: 1.234,56."""
    bulat, _, pecahan = f"{bulatkan(x, desimal):,f}".partition(".")
    bulat = bulat.replace(",", ".")
    return f"{bulat},{pecahan}" if pecahan else bulat


def tampil_senada(*angka: Decimal) -> tuple[str, ...]:
    """Beberapa angka dengan jumlah desimal yang sama, agar mudah dibandingkan.

    Semuanya bulat: tanpa desimal. Ada yang berdesimal: sekurangnya dua, dan
    selengkap yang tertulis.
    """
    desimal = max(_jumlah_desimal(x) for x in angka)
    if desimal:
        desimal = min(max(desimal, 2), DESIMAL_TERBANYAK)
    return tuple(tampil(x, desimal) for x in angka)


def _jumlah_desimal(x: Decimal) -> int:
    _, _, pecahan = sebagai_teks(x).partition(".")
    return len(pecahan)
