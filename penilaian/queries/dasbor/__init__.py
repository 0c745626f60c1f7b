"""Angka dasbor dari indikator dan penilaian. Arti tiap angka: docs/aturan/dasbor.md."""

from penilaian.queries.dasbor.hasil import (
    SEBUTAN,
    TANPA,
    BarisHasil,
    HasilMasa,
    hasil_dinas,
    hasil_unit,
    riwayat,
    sebaran_tertutup,
)
from penilaian.queries.dasbor.keberatan import AngkaKeberatan, angka_keberatan
from penilaian.queries.dasbor.kelengkapan import Kelengkapan, Langkah, jumlahkan, kelengkapan
from penilaian.queries.dasbor.tertinggal import tertinggal

__all__ = [
    "SEBUTAN",
    "TANPA",
    "AngkaKeberatan",
    "BarisHasil",
    "HasilMasa",
    "Kelengkapan",
    "Langkah",
    "angka_keberatan",
    "hasil_dinas",
    "hasil_unit",
    "jumlahkan",
    "kelengkapan",
    "riwayat",
    "sebaran_tertutup",
    "tertinggal",
]
