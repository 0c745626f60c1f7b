"""Daftar orang di balik angka dasbor: siapa yang belum selesai pada satu langkah."""

from collections.abc import Iterable
from typing import Final

from django.db import connection

from indikator.models import Periode
from penilaian.queries.dasbor.kelengkapan import ORANG, Langkah, parameter

SQL_TERTINGGAL: Final = {
    langkah: f"""{ORANG}
SELECT t.pegawai_id FROM tiap t JOIN kepegawaian_pegawai g ON g.id = t.pegawai_id
WHERE NOT t.{langkah.value} AND (%(kelompok)s::bigint IS NULL OR t.kelompok = %(kelompok)s)
ORDER BY g.nama, g.id
"""
    for langkah in Langkah
}


def tertinggal(
    periode: Periode,
    langkah: Langkah,
    *,
    unit: Iterable[int] | None,
    dinas_id: int | None = None,
    kelompok_id: int | None = None,
) -> list[int]:
    """Id orang yang belum selesai pada langkah itu, urut nama. Satu kueri.

    Syaratnya sama dengan `kelengkapan`, jadi banyaknya selalu orang dikurangi yang selesai. `unit` batas yang boleh
    dibaca; `kelompok_id` satu baris tabelnya: perangkat daerah, atau unit bila `dinas_id` disebut.
    """
    isi = parameter(periode, unit=unit, dinas_id=dinas_id) | {"kelompok": kelompok_id}
    with connection.cursor() as kursor:
        kursor.execute(SQL_TERTINGGAL[langkah], isi)
        return [baris[0] for baris in kursor.fetchall()]
