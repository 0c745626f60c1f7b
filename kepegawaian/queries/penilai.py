"""Siapa pejabat penilai seorang pegawai pada suatu hari, dan mengapa. Satu kueri untuk berapa pun orang."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import connection

SQL_PENILAI = """
WITH RECURSIVE orang AS (
    SELECT p.pegawai_id, p.unit_id, p.kepala, u.induk_id
    FROM kepegawaian_penempatan p
    JOIN kepegawaian_unitkerja u ON u.id = p.unit_id
    WHERE p.jenis = 'definitif' AND p.sejak <= %(pada)s AND (p.sampai IS NULL OR p.sampai >= %(pada)s)
      AND (%(semua)s OR p.pegawai_id = ANY(%(pegawai)s))
      AND (%(instansi)s IS NULL OR u.instansi_id = %(instansi)s)
), kepala AS (
    -- Pejabat sementara mendahului definitif: ia ditunjuk karena jabatan kosong atau pemangkunya berhalangan.
    SELECT DISTINCT ON (k.unit_id) k.unit_id, k.pegawai_id, k.jenis, k.sejak, k.dasar
    FROM kepegawaian_penempatan k
    JOIN kepegawaian_pegawai pk ON pk.id = k.pegawai_id AND pk.is_active
    WHERE k.kepala AND k.sejak <= %(pada)s AND (k.sampai IS NULL OR k.sampai >= %(pada)s)
    ORDER BY k.unit_id, array_position(ARRAY['plh', 'plt', 'definitif', 'tugas_tambahan']::text[], k.jenis::text)
), naik(pegawai_id, unit_id, tingkat) AS (
    SELECT pegawai_id, CASE WHEN kepala THEN induk_id ELSE unit_id END, 0 FROM orang
    UNION ALL
    -- Unit tanpa kepala, atau yang kepalanya orang itu sendiri, dilewati ke atas.
    SELECT n.pegawai_id, u.induk_id, n.tingkat + 1
    FROM naik n
    JOIN kepegawaian_unitkerja u ON u.id = n.unit_id
    LEFT JOIN kepala k ON k.unit_id = n.unit_id AND k.pegawai_id <> n.pegawai_id
    WHERE k.unit_id IS NULL AND n.tingkat < 12
), dari_unit AS (
    SELECT DISTINCT ON (n.pegawai_id) n.pegawai_id, k.pegawai_id AS penilai_id, k.unit_id, k.jenis, k.sejak, k.dasar, n.tingkat
    FROM naik n JOIN kepala k ON k.unit_id = n.unit_id AND k.pegawai_id <> n.pegawai_id
    ORDER BY n.pegawai_id, n.tingkat
)
SELECT o.pegawai_id,
       COALESCE(x.penilai_id, d.penilai_id),
       CASE WHEN x.penilai_id IS NOT NULL THEN 'khusus' WHEN d.penilai_id IS NULL THEN 'kosong' ELSE d.jenis END,
       CASE WHEN x.penilai_id IS NULL THEN d.unit_id END,
       COALESCE(x.sejak, d.sejak),
       COALESCE(x.alasan, d.dasar, ''),
       COALESCE(d.tingkat, 0)
FROM orang o
LEFT JOIN dari_unit d ON d.pegawai_id = o.pegawai_id
LEFT JOIN kepegawaian_pejabatpenilai x
       ON x.pegawai_id = o.pegawai_id AND x.sejak <= %(pada)s AND (x.sampai IS NULL OR x.sampai >= %(pada)s)
"""


class Sebab(StrEnum):
    """Mengapa orang itu yang menilai."""

    KHUSUS = "khusus"
    DEFINITIF = "definitif"
    PLT = "plt"
    PLH = "plh"
    TUGAS_TAMBAHAN = "tugas_tambahan"
    KOSONG = "kosong"


@dataclass(frozen=True, slots=True)
class Penilai:
    """Jawaban untuk satu pegawai. `penilai_id` kosong berarti rantai atasannya tidak berpejabat."""

    pegawai_id: int
    penilai_id: int | None
    sebab: Sebab
    unit_id: int | None
    sejak: date | None
    dasar: str
    tingkat: int


def penilai_pada(
    *, pada: date, pegawai_ids: Iterable[int] | None = None, instansi_id: int | None = None
) -> dict[int, Penilai]:
    """Pejabat penilai tiap pegawai pada hari `pada`; tanpa `pegawai_ids` untuk semua (di satu instansi)."""
    daftar = None if pegawai_ids is None else list(pegawai_ids)
    with connection.cursor() as kursor:
        kursor.execute(
            SQL_PENILAI,
            {"pada": pada, "semua": daftar is None, "pegawai": daftar or [], "instansi": instansi_id},
        )
        return {
            baris[0]: Penilai(baris[0], baris[1], Sebab(baris[2]), *baris[3:]) for baris in kursor.fetchall()
        }


def bawahan_pada(*, penilai_id: int, pada: date, instansi_id: int) -> list[int]:
    """Id pegawai yang dinilai `penilai_id` pada hari itu. Satu kueri."""
    with connection.cursor() as kursor:
        kursor.execute(
            f"SELECT pegawai_id FROM ({SQL_PENILAI}) AS semua(pegawai_id, penilai_id, sebab, unit_id, sejak, dasar, tingkat)"
            " WHERE penilai_id = %(penilai)s ORDER BY pegawai_id",
            {"pada": pada, "semua": True, "pegawai": [], "instansi": instansi_id, "penilai": penilai_id},
        )
        return [baris[0] for baris in kursor.fetchall()]
