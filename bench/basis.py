"""Basis data sementara untuk pengukuran: dibuat, dimigrasi, dan dibuang lagi."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT


@contextmanager
def basis_sementara(nama: str) -> Iterator[str]:
    """Basis data kosong bermigrasi di peladen yang sama; koneksi Django dialihkan ke sana sampai selesai.

    Menghasilkan namanya, supaya proses lain dapat ikut memakainya.
    """
    asal = settings.DATABASES["default"]["NAME"]
    if not asal or nama == asal:
        raise ValueError("Pengukuran tidak pernah memakai basis data yang sungguhan.")
    _perintah("DROP DATABASE IF EXISTS {} WITH (FORCE)", nama)
    _perintah("CREATE DATABASE {} TEMPLATE template0", nama)
    connection.close()
    connection.settings_dict["NAME"] = nama
    try:
        call_command("migrate", verbosity=0)
        yield nama
    finally:
        connection.close()
        connection.settings_dict["NAME"] = asal
        _perintah("DROP DATABASE IF EXISTS {} WITH (FORCE)", nama)


def _perintah(teks: str, nama: str) -> None:
    isi = settings.DATABASES["default"]
    sambungan = psycopg2.connect(
        dbname=isi["NAME"],
        user=isi["USER"],
        password=isi["PASSWORD"],
        host=isi["HOST"],
        port=isi["PORT"] or None,
    )
    sambungan.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    try:
        with sambungan.cursor() as kursor:
            kursor.execute(sql.SQL(teks).format(sql.Identifier(nama)))
    finally:
        sambungan.close()


def jalankan(*perintah: str, **isi: object) -> None:
    """Jalankan beberapa pernyataan SQL dengan parameter bernama yang sama."""
    with connection.cursor() as kursor:
        for satu in perintah:
            kursor.execute(satu, isi)


def statistik(*, vacuum: bool = False) -> None:
    """ANALYZE tabel produk saja: tanpa nama, katalog bersama klaster ikut terkunci dan basis data lain saling menunggu."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables WHERE schemaname = 'public'"
        )
        kursor.execute(f"{'VACUUM ' if vacuum else ''}ANALYZE {kursor.fetchone()[0]}")
