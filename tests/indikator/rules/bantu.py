"""Pendek kata untuk uji aturan: angka, sasaran, dan banyaknya kasus acak."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from indikator.rules.capaian import Polaritas, Sasaran

D = Decimal
DATA = Path(__file__).parents[3] / "asn_kinerja" / "demo" / "data"
# Tanpa KASUS_SIFAT: kasus yang sama setiap kali. KASUS_SIFAT=20000: kasus baru, sebanyak itu.
SIFAT = settings(
    max_examples=int(os.environ.get("KASUS_SIFAT", "200")),
    derandomize="KASUS_SIFAT" not in os.environ,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def maksimal(target: str) -> Sasaran:
    return Sasaran(Polaritas.MAKSIMAL, target=D(target))


def minimal(target: str) -> Sasaran:
    return Sasaran(Polaritas.MINIMAL, target=D(target))


def rentang(bawah: str, atas: str) -> Sasaran:
    return Sasaran(Polaritas.RENTANG, bawah=D(bawah), atas=D(atas))


def tanggal(mulai: str, tenggat: str) -> Sasaran:
    return Sasaran(Polaritas.TANGGAL, mulai=date.fromisoformat(mulai), tenggat=date.fromisoformat(tenggat))


def angka(terkecil: int = 0, terbesar: int = 10**6, desimal: int = 4) -> st.SearchStrategy[Decimal]:
    """Decimal tak negatif dengan beberapa desimal."""
    satuan = 10**desimal
    return st.integers(terkecil * satuan, terbesar * satuan).map(
        lambda i: D(i).scaleb(-desimal).normalize() + 0
    )
