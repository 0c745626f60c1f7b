"""Membaca pohon unit kerja."""

from collections.abc import Iterable
from datetime import date

from django.db import connection


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
