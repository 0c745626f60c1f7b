"""Siapa pejabat penilai seorang pegawai pada suatu hari, dan mengapa. Satu kueri untuk berapa pun orang."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import connection

from inti.ingatan import sekali

# Semua pencarian unit dan kepala memakai LATERAL … OFFSET 0 atau LIMIT 1: perencana PostgreSQL menaksir hasil CTE
# rekursif terlalu besar dan, tanpa pagar itu, memilih memindai seluruh tabel untuk satu orang.
# Induk unit dibaca dari letaknya pada hari itu. Unit yang hari itu tidak berlaku tidak punya letak: rantainya putus.
PENEMPATAN_DEFINITIF = """
    SELECT p.pegawai_id, CASE WHEN p.kepala THEN l.induk_id ELSE l.unit_id END AS mulai_id
    FROM kepegawaian_penempatan p
    JOIN kepegawaian_unitkerja u ON u.id = p.unit_id
    LEFT JOIN kepegawaian_letakunit l ON l.unit_id = p.unit_id
     AND l.sejak <= %(pada)s AND (l.sampai IS NULL OR l.sampai >= %(pada)s)
    WHERE p.jenis = 'definitif' AND p.sejak <= %(pada)s AND (p.sampai IS NULL OR p.sampai >= %(pada)s)
      AND (%(instansi)s IS NULL OR u.instansi_id = %(instansi)s)
"""

# Diberi `orang` (pegawai_id, mulai_id): penilai mengikuti organisasi, kecuali ada pengecualian bertanggal.
JAWABAN = """
jalur(unit_id, induk_id) AS (
    SELECT l.unit_id, l.induk_id
    FROM (SELECT DISTINCT mulai_id FROM orang) o
    CROSS JOIN LATERAL (
        SELECT l.unit_id, l.induk_id FROM kepegawaian_letakunit l
        WHERE l.unit_id = o.mulai_id AND l.sejak <= %(pada)s AND (l.sampai IS NULL OR l.sampai >= %(pada)s) OFFSET 0
    ) l
    UNION
    SELECT l.unit_id, l.induk_id
    FROM jalur
    CROSS JOIN LATERAL (
        SELECT l.unit_id, l.induk_id FROM kepegawaian_letakunit l
        WHERE l.unit_id = jalur.induk_id AND l.sejak <= %(pada)s AND (l.sampai IS NULL OR l.sampai >= %(pada)s) OFFSET 0
    ) l
), kepala AS MATERIALIZED (
    SELECT jalur.unit_id, jalur.induk_id, k.pegawai_id, k.jenis, k.sejak, k.dasar, k.jabatan_id
    FROM jalur
    LEFT JOIN LATERAL (
        SELECT k.pegawai_id, k.jenis, k.sejak, k.dasar, k.jabatan_id
        FROM kepegawaian_penempatan k
        JOIN kepegawaian_pegawai pk ON pk.id = k.pegawai_id AND pk.is_active
        WHERE k.unit_id = jalur.unit_id AND k.kepala
          AND k.sejak <= %(pada)s AND (k.sampai IS NULL OR k.sampai >= %(pada)s)
        -- Pejabat sementara mendahului definitif: jabatan kosong atau pemangkunya berhalangan.
        ORDER BY array_position(ARRAY['plh', 'plt', 'definitif', 'tugas_tambahan']::text[], k.jenis::text)
        LIMIT 1
    ) k ON true
), naik(pegawai_id, unit_id, tingkat) AS (
    SELECT pegawai_id, mulai_id, 0 FROM orang
    UNION ALL
    -- Unit tanpa kepala, atau yang kepalanya orang itu sendiri, dilewati ke atas.
    SELECT n.pegawai_id, k.induk_id, n.tingkat + 1
    FROM naik n JOIN kepala k ON k.unit_id = n.unit_id
    WHERE (k.pegawai_id IS NULL OR k.pegawai_id = n.pegawai_id) AND n.tingkat < 12
), dari_unit AS (
    -- Paling banyak satu baris tiap orang: pendakian berhenti pada kepala pertama yang bukan dirinya.
    SELECT n.pegawai_id, n.tingkat, k.pegawai_id AS penilai_id, k.unit_id, k.jenis, k.sejak, k.dasar, k.jabatan_id
    FROM naik n JOIN kepala k ON k.unit_id = n.unit_id AND k.pegawai_id <> n.pegawai_id
), khusus AS (
    SELECT x.pegawai_id, x.penilai_id, x.sejak, x.alasan
    FROM orang
    JOIN kepegawaian_pejabatpenilai x ON x.pegawai_id = orang.pegawai_id
     AND x.sejak <= %(pada)s AND (x.sampai IS NULL OR x.sampai >= %(pada)s)
    CROSS JOIN LATERAL (
        SELECT 1 FROM kepegawaian_pegawai px WHERE px.id = x.penilai_id AND px.is_active OFFSET 0
    ) px
)
SELECT o.pegawai_id,
       COALESCE(x.penilai_id, d.penilai_id) AS penilai_id,
       CASE WHEN x.penilai_id IS NOT NULL THEN 'khusus' WHEN d.penilai_id IS NULL THEN 'kosong' ELSE d.jenis END,
       CASE WHEN x.penilai_id IS NULL THEN d.unit_id END,
       COALESCE(x.sejak, d.sejak),
       COALESCE(x.alasan, d.dasar, ''),
       CASE WHEN x.penilai_id IS NULL THEN COALESCE(d.tingkat, 0) ELSE 0 END,
       CASE WHEN x.penilai_id IS NULL THEN COALESCE(j.nama, '') ELSE '' END
FROM orang o
LEFT JOIN dari_unit d ON d.pegawai_id = o.pegawai_id
LEFT JOIN kepegawaian_jabatan j ON j.id = d.jabatan_id
LEFT JOIN khusus x ON x.pegawai_id = o.pegawai_id
"""

# Yang mungkin dinilai satu orang: anggota unit yang ia pimpin, anggota unit tak berkepala di bawahnya,
# kepala unit-unit tepat di bawah keduanya, dan yang dikhususkan kepadanya. Jawabannya tetap dari JAWABAN.
CALON_BAWAHAN = """
wilayah(unit_id, tingkat) AS (
    SELECT k.unit_id, 0 FROM kepegawaian_penempatan k
    WHERE k.pegawai_id = %(penilai)s AND k.kepala
      AND k.sejak <= %(pada)s AND (k.sampai IS NULL OR k.sampai >= %(pada)s)
    UNION
    SELECT u.id, w.tingkat + 1
    FROM wilayah w
    CROSS JOIN LATERAL (
        SELECT l.unit_id AS id FROM kepegawaian_letakunit l
        WHERE l.induk_id = w.unit_id AND l.sejak <= %(pada)s AND (l.sampai IS NULL OR l.sampai >= %(pada)s) OFFSET 0
    ) u
    LEFT JOIN LATERAL (
        SELECT true AS ada FROM kepegawaian_penempatan k
        JOIN kepegawaian_pegawai pk ON pk.id = k.pegawai_id AND pk.is_active
        WHERE k.unit_id = u.id AND k.kepala AND k.sejak <= %(pada)s AND (k.sampai IS NULL OR k.sampai >= %(pada)s)
        LIMIT 1
    ) kepala ON true
    WHERE w.tingkat < 12 AND kepala.ada IS NULL
), calon AS (
    SELECT p.pegawai_id
    FROM wilayah w
    CROSS JOIN LATERAL (
        SELECT p.pegawai_id FROM kepegawaian_penempatan p
        WHERE p.unit_id = w.unit_id AND p.jenis = 'definitif'
          AND p.sejak <= %(pada)s AND (p.sampai IS NULL OR p.sampai >= %(pada)s) OFFSET 0
    ) p
    UNION
    SELECT p.pegawai_id
    FROM wilayah w
    CROSS JOIN LATERAL (
        SELECT l.unit_id AS id FROM kepegawaian_letakunit l
        WHERE l.induk_id = w.unit_id AND l.sejak <= %(pada)s AND (l.sampai IS NULL OR l.sampai >= %(pada)s) OFFSET 0
    ) u
    CROSS JOIN LATERAL (
        SELECT p.pegawai_id FROM kepegawaian_penempatan p
        WHERE p.unit_id = u.id AND p.kepala
          AND p.sejak <= %(pada)s AND (p.sampai IS NULL OR p.sampai >= %(pada)s) OFFSET 0
    ) p
    UNION
    SELECT x.pegawai_id FROM kepegawaian_pejabatpenilai x
    WHERE x.penilai_id = %(penilai)s AND x.sejak <= %(pada)s AND (x.sampai IS NULL OR x.sampai >= %(pada)s)
), orang AS (
    SELECT o.pegawai_id, o.mulai_id
    FROM calon c
    CROSS JOIN LATERAL ({definitif} AND p.pegawai_id = c.pegawai_id OFFSET 0) o
),
"""

SQL_SEMUA = f"WITH RECURSIVE orang AS ({PENEMPATAN_DEFINITIF}), {JAWABAN}"
SQL_ORANG = f"WITH RECURSIVE orang AS ({PENEMPATAN_DEFINITIF} AND p.pegawai_id = ANY(%(pegawai)s)), {JAWABAN}"
SQL_BAWAHAN = f"WITH RECURSIVE {CALON_BAWAHAN.format(definitif=PENEMPATAN_DEFINITIF)} {JAWABAN}"


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
    """Jawaban untuk satu pegawai. `penilai_id` kosong berarti rantai atasannya tidak berpejabat.

    `unit_id` dan `jabatan` menyebut kepala yang menilai; `tingkat` berapa unit yang dilewati ke atas.
    `dasar` nomor SK, atau alasan bila dikhususkan.
    """

    pegawai_id: int
    penilai_id: int | None
    sebab: Sebab
    unit_id: int | None
    sejak: date | None
    dasar: str
    tingkat: int
    jabatan: str = ""


def penilai_pada(
    *, pada: date, pegawai_ids: Iterable[int] | None = None, instansi_id: int | None = None
) -> dict[int, Penilai]:
    """Pejabat penilai tiap pegawai pada hari `pada`; tanpa `pegawai_ids` untuk semua (di satu instansi).

    Hanya pegawai yang punya penempatan definitif hari itu. Satu kueri.
    """
    parameter: dict[str, Any] = {"pada": pada, "instansi": instansi_id}
    if pegawai_ids is None:
        return _jawaban(SQL_SEMUA, parameter)
    return _jawaban(SQL_ORANG, parameter | {"pegawai": list(pegawai_ids)})


def bawahan_pada(*, penilai_id: int, pada: date, instansi_id: int) -> list[int]:
    """Id pegawai yang dinilai `penilai_id` pada hari itu, urut id. Satu kueri tiap halaman, sebesar wilayahnya saja."""
    parameter = {"pada": pada, "instansi": instansi_id, "penilai": penilai_id}
    kunci = ("bawahan", penilai_id, pada, instansi_id)
    ids = sekali(
        kunci,
        lambda: sorted(
            p.pegawai_id for p in _jawaban(SQL_BAWAHAN, parameter).values() if p.penilai_id == penilai_id
        ),
    )
    return list(ids)


def _jawaban(sql: str, parameter: dict[str, Any]) -> dict[int, Penilai]:
    with connection.cursor() as kursor:
        kursor.execute(sql, parameter)
        return {
            baris[0]: Penilai(baris[0], baris[1], Sebab(baris[2]), *baris[3:]) for baris in kursor.fetchall()
        }
