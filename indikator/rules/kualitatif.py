"""Indikator kualitatif: rating tiap indikator dan rating tengahnya, tanpa satu angka pun.

Ketiga rating adalah urutan, bukan jarak; karena itu yang diambil nilai tengah menurut bobot, bukan rata-rata.
Dasar: PermenPANRB 6/2022 (pendekatan kualitatif); rating tengah rancangan kami, docs/adr/0014.
"""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Final

from indikator.rules.angka import NOL, jumlah


class Ekspektasi(StrEnum):
    """Rating satu indikator, urut dari yang terendah."""

    DI_BAWAH = "di_bawah"
    SESUAI = "sesuai"
    DI_ATAS = "di_atas"


class UsulKualitatif(StrEnum):
    """Asal usul rating hasil kerja SKP kualitatif, dipilih dalam kebijakan."""

    TENGAH = "tengah"
    TANPA = "tanpa"


LABEL_EKSPEKTASI: Final = {
    Ekspektasi.DI_BAWAH: "Di bawah ekspektasi",
    Ekspektasi.SESUAI: "Sesuai ekspektasi",
    Ekspektasi.DI_ATAS: "Di atas ekspektasi",
}


def rating_tengah(suara: Iterable[tuple[Decimal, Ekspektasi]]) -> Ekspektasi | None:
    """Rating pertama, dari yang terendah, yang jumlah bobotnya mencapai separuh. None tanpa suara.

    Tepat separuh jatuh ke yang lebih rendah. Rating yang lebih baik tidak pernah menurunkan hasilnya.
    """
    semua = list(suara)
    total = jumlah(bobot for bobot, _ in semua)
    if total <= 0:
        return None
    terkumpul = NOL
    for tingkat in Ekspektasi:
        terkumpul += jumlah(bobot for bobot, rating in semua if rating is tingkat)
        if 2 * terkumpul >= total:
            return tingkat
    raise AssertionError("Jumlah bobot semua tingkat selalu mencapai separuh.")
