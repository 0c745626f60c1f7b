"""Membaca pohon unit kerja."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, FilteredRelation, QuerySet
from django.db.models.functions import Coalesce

from kepegawaian.models import UnitKerja
from kepegawaian.queries.orang import berlaku

# Pengganti tabel kepegawaian_unitkerja menurut hari %(pada)s: nama dan perangkat daerahnya pada hari itu, bukan hari ini.
UNIT_PADA = """(
    SELECT x.id, x.instansi_id, x.urutan, COALESCE(l.nama, x.nama) AS nama,
           CASE WHEN l.id IS NULL THEN x.dinas_id ELSE l.dinas_id END AS dinas_id
    FROM kepegawaian_unitkerja x
    LEFT JOIN kepegawaian_letakunit l ON l.unit_id = x.id AND l.sejak <= %(pada)s
                                     AND (l.sampai IS NULL OR l.sampai >= %(pada)s)
)"""
# Tiap akar dengan dirinya dan seluruh unit di bawahnya pada hari %(pada)s; {akar} pasangan (akar, akar).
POHON = """
pohon(akar, id) AS (
    {akar}
    UNION
    SELECT pohon.akar, l.unit_id
    FROM pohon CROSS JOIN LATERAL (
        SELECT l.unit_id FROM kepegawaian_letakunit l
        WHERE l.induk_id = pohon.id AND l.sejak <= %(pada)s AND (l.sampai IS NULL OR l.sampai >= %(pada)s)
        UNION ALL
        SELECT b.id FROM kepegawaian_unitkerja b
        WHERE %(berakhir)s AND b.sampai < %(pada)s
          AND (b.penerus_id = pohon.id OR (b.penerus_id IS NULL AND b.induk_id = pohon.id))
        OFFSET 0
    ) l
)
"""
# Peran seseorang hari itu; tiap peran berunit dijabarkan menjadi seluruh cabangnya, juga unit yang sudah berakhir.
PERAN_BERCABANG = f"""
WITH RECURSIVE milik AS MATERIALIZED (
    SELECT DISTINCT jenis, unit_id FROM kepegawaian_peran
    WHERE pegawai_id = %(pegawai)s AND sejak <= %(pada)s AND (sampai IS NULL OR sampai >= %(pada)s)
), {POHON.format(akar="SELECT unit_id, unit_id FROM milik WHERE unit_id IS NOT NULL")}
SELECT m.jenis, p.id FROM milik m LEFT JOIN pohon p ON p.akar = m.unit_id
-- Unit kosong berarti seluruh instansi; hanya peran tanpa unit yang boleh menghasilkannya.
WHERE m.unit_id IS NULL OR p.id IS NOT NULL
"""
URUTAN_KEPALA = "array_position(ARRAY['plh', 'plt', 'definitif', 'tugas_tambahan']::text[], k.jenis::text)"


@dataclass(frozen=True, slots=True)
class Kepala:
    """Yang memimpin sebuah unit hari itu; `sebutan` memuat Plt. atau Plh. bila sementara."""

    pegawai_id: int
    nama: str
    sebutan: str


def cabang(akar: Iterable[int], *, pada: date, dengan_berakhir: bool = False) -> dict[int, frozenset[int]]:
    """Untuk tiap akar: dirinya dan seluruh unit di bawahnya yang berlaku hari itu. Satu kueri.

    `dengan_berakhir` menyertakan unit yang sudah berakhir di bawah penerusnya (atau induk terakhirnya), supaya
    titik layanan dan riwayatnya tetap terbaca oleh yang berwenang.
    """
    daftar = list(akar)
    hasil: dict[int, set[int]] = {satu: set() for satu in daftar}
    with connection.cursor() as kursor:
        kursor.execute(
            f"WITH RECURSIVE {POHON.format(akar='SELECT id, id FROM kepegawaian_unitkerja WHERE id = ANY(%(akar)s)')}"
            " SELECT akar, id FROM pohon",
            {"akar": daftar, "pada": pada, "berakhir": dengan_berakhir},
        )
        for satu, unit in kursor.fetchall():
            hasil[satu].add(unit)
    return {satu: frozenset(unit) for satu, unit in hasil.items()}


def peran_bercabang(pegawai_id: int, *, pada: date) -> list[tuple[str, int | None]]:
    """Pasangan (jenis peran, unit yang dicakupnya) hari itu; unit kosong berarti seluruh instansi. Satu kueri."""
    with connection.cursor() as kursor:
        kursor.execute(PERAN_BERCABANG, {"pegawai": pegawai_id, "pada": pada, "berakhir": True})
        return list(kursor.fetchall())


def leluhur(unit_id: int, *, pada: date) -> list[UnitKerja]:
    """Dari akar sampai unit itu sendiri menurut letaknya pada hari itu, dengan nama hari itu. Dua kueri.

    Unit yang hari itu tidak berlaku hanya dirinya sendiri.
    """
    with connection.cursor() as kursor:
        kursor.execute(
            """
            WITH RECURSIVE naik(id, induk_id, jarak) AS (
                SELECT %(unit)s::bigint, l.induk_id, 0
                FROM (SELECT 1) satu LEFT JOIN kepegawaian_letakunit l ON l.unit_id = %(unit)s
                 AND l.sejak <= %(pada)s AND (l.sampai IS NULL OR l.sampai >= %(pada)s)
                UNION
                SELECT l.unit_id, l.induk_id, naik.jarak + 1
                FROM naik CROSS JOIN LATERAL (
                    SELECT l.unit_id, l.induk_id FROM kepegawaian_letakunit l
                    WHERE l.unit_id = naik.induk_id AND l.sejak <= %(pada)s
                      AND (l.sampai IS NULL OR l.sampai >= %(pada)s) OFFSET 0
                ) l
                WHERE naik.jarak < 12
            )
            SELECT id FROM naik ORDER BY jarak DESC
            """,
            {"unit": unit_id, "pada": pada},
        )
        urut = [baris[0] for baris in kursor.fetchall()]
    unit = {u.pk: u for u in unit_pada(UnitKerja.objects.filter(pk__in=urut), pada)}
    return [unit[pk] for pk in urut]


def unit_pada(sumber: QuerySet[UnitKerja], pada: date) -> QuerySet[Any]:
    """Beri tiap unit letaknya hari itu: `nama_pada`, `singkatan_pada`, `induk_pada`, dan `dinas_pada` (id).

    Unit yang hari itu tidak berlaku memakai yang tercatat terakhir.
    """
    return sumber.annotate(
        kini=FilteredRelation("letak", condition=berlaku(pada, "letak__")),
    ).annotate(
        nama_pada=Coalesce("kini__nama", "nama"),
        singkatan_pada=Coalesce("kini__singkatan", "singkatan"),
        induk_pada=F("kini__induk_id"),
        dinas_pada=Coalesce("kini__dinas_id", "dinas_id"),
    )


def kepala_unit(*, instansi_id: int, pada: date) -> dict[int, Kepala]:
    """Kepala tiap unit di instansi pada hari itu (Plh. mendahului Plt. mendahului definitif). Satu kueri."""
    with connection.cursor() as kursor:
        kursor.execute(
            f"""
            SELECT DISTINCT ON (k.unit_id) k.unit_id, k.pegawai_id, p.nama, k.jenis, j.nama
            FROM kepegawaian_unitkerja u
            JOIN kepegawaian_penempatan k ON k.unit_id = u.id AND k.kepala
            JOIN kepegawaian_pegawai p ON p.id = k.pegawai_id AND p.is_active
            JOIN kepegawaian_jabatan j ON j.id = k.jabatan_id
            WHERE u.instansi_id = %(instansi)s
              AND k.sejak <= %(pada)s AND (k.sampai IS NULL OR k.sampai >= %(pada)s)
            ORDER BY k.unit_id, {URUTAN_KEPALA}
            """,
            {"instansi": instansi_id, "pada": pada},
        )
        return {
            unit: Kepala(pegawai, nama, {"plt": "Plt. ", "plh": "Plh. "}.get(jenis, "") + jabatan)
            for unit, pegawai, nama, jenis, jabatan in kursor.fetchall()
        }
