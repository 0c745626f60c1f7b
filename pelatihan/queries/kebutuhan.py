"""Kebutuhan belajar dari hasil yang sudah ditutup: capaian per aspek dan jawaban 360 per nilai."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from pelatihan.rules.kebutuhan import Kebutuhan, dari_capaian, dari_jawaban
from penilaian.models import Hasil
from umpan_balik.rules.berakhlak import NILAI

SEBUTAN = {"atasan": "atasan", "rekan": "rata-rata {n} rekan", "bawahan": "rata-rata {n} bawahan"}

# 21 jawaban berurutan, tiga per nilai. `n` banyaknya penilai yang menjawab nilai itu, bukan banyaknya jawaban.
SQL_RATA_NILAI = """
SELECT dinilai_id, kelompok, (urut - 1) / 3 AS nilai, count(DISTINCT id) AS n,
       sum(jawab) AS jumlah, count(jawab) AS terisi
FROM umpan_balik_jawabananonim, unnest(nilai) WITH ORDINALITY AS butir(jawab, urut)
WHERE periode_id = %(periode)s AND dinilai_id = ANY(%(pegawai)s) AND jawab IS NOT NULL
GROUP BY dinilai_id, kelompok, (urut - 1) / 3
ORDER BY dinilai_id, kelompok, (urut - 1) / 3
"""


@dataclass(frozen=True, slots=True)
class RataNilai:
    """Rata-rata satu kelompok untuk satu nilai BerAKHLAK."""

    kelompok: str
    nilai: int
    n: int
    rata: Decimal


def rata_nilai(*, periode_id: int, pegawai_ids: Iterable[int]) -> dict[int, list[RataNilai]]:
    """Rata-rata per orang, kelompok, dan nilai (0–6). Satu kueri untuk berapa pun orang."""
    hasil: dict[int, list[RataNilai]] = defaultdict(list)
    with connection.cursor() as kursor:
        kursor.execute(SQL_RATA_NILAI, {"periode": periode_id, "pegawai": list(pegawai_ids)})
        for pegawai, kelompok, nilai, n, jumlah, terisi in kursor.fetchall():
            hasil[pegawai].append(RataNilai(kelompok, int(nilai), n, Decimal(jumlah) / Decimal(terisi)))
    return hasil


def kebutuhan_dari(hasil: Hasil, rata: Iterable[RataNilai], *, min_n: Mapping[str, int]) -> list[Kebutuhan]:
    """Semua kebutuhan seorang; kelompok yang jawabannya kurang dari minimum tidak disebut.

    `min_n` memuat semua kelompok; kelompok yang tidak ada di dalamnya tidak pernah disebut.
    """
    dari_indikator = [
        dari_capaian(butir["aspek"], Decimal(butir["capaian"]), indikator=butir["nama"])
        for butir in _indikator(hasil)
        if butir.get("capaian") is not None and butir.get("aspek")
    ]
    dari_360 = [
        dari_jawaban(
            NILAI[satu.nilai].kode,
            satu.rata,
            label=NILAI[satu.nilai].nama,
            penilai=SEBUTAN[satu.kelompok].format(n=satu.n),
        )
        for satu in rata
        if satu.kelompok in min_n and satu.n >= max(1, min_n[satu.kelompok])
    ]
    return dari_indikator + dari_360


def _indikator(hasil: Hasil) -> list[dict[str, Any]]:
    """Yang sungguh diukur: tidak melapor bukan tanda kurang mampu, jadi tidak dijawab dengan pelatihan."""
    return [
        b
        for b in hasil.rincian.get("indikator", [])
        if not b.get("dikecualikan") and not b.get("tidak_dilaporkan")
    ]
