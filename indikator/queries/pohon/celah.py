"""Celah pada satu cabang unit: RHK kepala tanpa pendukung, dan orang yang tidak mendukung siapa pun."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from indikator.queries.pohon.pembaca import Pembaca
from indikator.queries.pohon.sql import SQL_CELAH
from indikator.rules.pohon import Celah


@dataclass(frozen=True, slots=True)
class BarisCelah:
    """Satu celah; `rhk_id` dan `teks` hanya pada RHK yang tidak didukung."""

    jenis: Celah
    pegawai_id: int
    nama: str
    jabatan: str
    unit_id: int
    unit: str
    rhk_id: int | None
    teks: str
    sejenis: int


def celah(
    *,
    instansi_id: int,
    tahun_id: int,
    wilayah: Collection[int],
    puncak: Collection[int],
    pembaca: Pembaca,
    jenis: Celah,
    banyak: int,
    lewati: int = 0,
) -> list[BarisCelah]:
    """Celah sejenis di unit-unit `wilayah` yang boleh dibaca; `sejenis` banyaknya seluruhnya. Satu kueri.

    SKP yang masih draf tidak ikut: belum ada yang dapat diputus darinya. `puncak` orang tanpa atasan.
    """
    unit = set(wilayah) if pembaca.unit is None else set(wilayah) & pembaca.unit
    with connection.cursor() as kursor:
        kursor.execute(
            SQL_CELAH,
            {
                "instansi": instansi_id,
                "tahun": tahun_id,
                "wilayah": sorted(wilayah),
                "unit": sorted(unit),
                "orang": sorted(pembaca.orang),
                "puncak": sorted(puncak),
                "jenis": jenis.value,
                "banyak": banyak,
                "lewati": lewati,
            },
        )
        return [BarisCelah(Celah(b[0]), *b[1:]) for b in kursor.fetchall()]
