"""Bukti kompetensi banyak orang sekaligus: asesmen, dan jawaban warga tentang layanan yang dijaganya."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from indikator.rules.angka import bagi
from pelatihan.models import Asesmen
from pelatihan.rules.kompetensi import UMUR_ASESMEN
from umpan_balik.rules.unsur import UNSUR

# Layanan yang menjawabnya kurang dari ini tidak pernah menjadi angka tentang orang.
SEDIKITNYA_WARGA = 5
KOLOM = tuple(u.kode.value for u in UNSUR)

# Sama dengan nilai petugas (umpan_balik.queries.masyarakat): hanya suara berkode, milik yang berjaga hari itu.
SQL_UNSUR = f"""
SELECT pegawai_id, count(*), {", ".join(f"sum({k}), count({k})" for k in KOLOM)}
FROM (
    SELECT DISTINCT j.pegawai_id, s.id, {", ".join(f"s.{k}" for k in KOLOM)}
    FROM umpan_balik_jagatitik j
    JOIN umpan_balik_survei s ON s.titik_id = j.titik_id
     AND j.sejak <= s.tanggal AND (j.sampai IS NULL OR j.sampai >= s.tanggal)
    WHERE j.pegawai_id = ANY(%(orang)s) AND s.instansi_id = %(instansi)s
      AND s.tanggal BETWEEN %(mulai)s AND %(selesai)s AND s.sumber = 'berkode' AND s.status = 'dihitung'
) AS suara
GROUP BY pegawai_id
"""


@dataclass(frozen=True, slots=True)
class UnsurOrang:
    """Rata-rata satu unsur (1–4) di titik yang dijaga seseorang, dari n warga."""

    unsur: str
    rata: Decimal
    n: int


def unsur_orang(
    *, instansi_id: int, mulai: date, selesai: date, pegawai_ids: Iterable[int], min_n: int
) -> dict[int, list[UnsurOrang]]:
    """Unsur yang dijawab sekurangnya `min_n` warga, dan tidak pernah kurang dari lima. Satu kueri."""
    batas = max(min_n, SEDIKITNYA_WARGA)
    isi: dict[str, Any] = {
        "orang": list(pegawai_ids),
        "instansi": instansi_id,
        "mulai": mulai,
        "selesai": selesai,
    }
    with connection.cursor() as kursor:
        kursor.execute(SQL_UNSUR, isi)
        baris = kursor.fetchall()
    return {
        orang: [
            UnsurOrang(kode, bagi(Decimal(total), Decimal(n)), n)
            for kode, total, n in zip(KOLOM, angka[::2], angka[1::2], strict=True)
            if n >= batas
        ]
        for orang, _, *angka in baris
    }


def asesmen_banyak(pegawai_ids: Iterable[int], *, pada: date) -> dict[int, dict[str, Asesmen]]:
    """Asesmen terbaru tiap kompetensi yang belum terlalu lama, per orang. Satu kueri."""
    paling_lama = pada - timedelta(days=UMUR_ASESMEN[-1][0])
    hasil: dict[int, dict[str, Asesmen]] = defaultdict(dict)
    for satu in Asesmen.objects.filter(
        pegawai__in=list(pegawai_ids), tanggal__range=(paling_lama, pada)
    ).order_by("tanggal", "pk"):
        hasil[satu.pegawai_id][satu.kompetensi] = satu
    return hasil
