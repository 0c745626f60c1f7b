"""Membaca pohon unit kerja."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from kepegawaian.models import UnitKerja

URUTAN_KEPALA = "array_position(ARRAY['plh', 'plt', 'definitif', 'tugas_tambahan']::text[], k.jenis::text)"


@dataclass(frozen=True, slots=True)
class Kepala:
    """Yang memimpin sebuah unit hari itu; `sebutan` memuat Plt. atau Plh. bila sementara."""

    pegawai_id: int
    nama: str
    sebutan: str


def cabang(akar: Iterable[int], *, pada: date) -> dict[int, frozenset[int]]:
    """Untuk tiap akar: dirinya dan seluruh unit di bawahnya yang berlaku hari itu. Satu kueri."""
    daftar = list(akar)
    hasil: dict[int, set[int]] = {satu: set() for satu in daftar}
    with connection.cursor() as kursor:
        kursor.execute(
            """
            WITH RECURSIVE pohon(akar, id) AS (
                SELECT id, id FROM kepegawaian_unitkerja WHERE id = ANY(%(akar)s)
                UNION
                SELECT pohon.akar, unit.id
                FROM kepegawaian_unitkerja unit JOIN pohon ON unit.induk_id = pohon.id
                WHERE unit.sejak <= %(pada)s AND (unit.sampai IS NULL OR unit.sampai >= %(pada)s)
            )
            SELECT akar, id FROM pohon
            """,
            {"akar": daftar, "pada": pada},
        )
        for satu, unit in kursor.fetchall():
            hasil[satu].add(unit)
    return {satu: frozenset(unit) for satu, unit in hasil.items()}


def leluhur(unit_id: int) -> list[UnitKerja]:
    """Dari akar sampai unit itu sendiri. Dua kueri."""
    with connection.cursor() as kursor:
        kursor.execute(
            """
            WITH RECURSIVE naik(id, induk_id, jarak) AS (
                SELECT id, induk_id, 0 FROM kepegawaian_unitkerja WHERE id = %(unit)s
                UNION
                SELECT u.id, u.induk_id, naik.jarak + 1
                FROM naik JOIN kepegawaian_unitkerja u ON u.id = naik.induk_id
                WHERE naik.jarak < 12
            )
            SELECT id FROM naik ORDER BY jarak DESC
            """,
            {"unit": unit_id},
        )
        urut = [baris[0] for baris in kursor.fetchall()]
    unit = UnitKerja.objects.in_bulk(urut)
    return [unit[pk] for pk in urut]


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
