"""Basis data dilihat dari luar Django: sambungan sendiri, program klien, dan sidik tiap tabel."""

import hashlib
import io
import os
import subprocess
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final

import psycopg2
from django.db import connection
from psycopg2 import sql
from psycopg2.extensions import connection as Sambungan
from psycopg2.extensions import cursor as Kursor

from inti.galat import GalatAturan
from inti.layanan import biner
from inti.layanan.galat import TidakDapatMulai
from inti.rules.cadangan import IsiTabel

# Sesi masuk tidak ikut: kuncinya membuka akun orang, dan salinan tidak boleh melanjutkan sesi siapa pun.
TANPA_ISI: Final = frozenset({"django_session"})
# Bentuk teks yang sama di peladen mana pun, apa pun setelannya.
SETELAN: Final = (
    "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'iso_8601'; "
    "SET extra_float_digits = 3; SET bytea_output = 'hex'; SET statement_timeout = 0; SET lock_timeout = 0"
)
SQL_TABEL: Final = """
SELECT c.relname,
       (SELECT array_agg(quote_ident(a.attname) || CASE WHEN a.attcollation <> 0 THEN ' COLLATE "C"' ELSE '' END
                         ORDER BY array_position(i.indkey::smallint[], a.attnum))
        FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
        WHERE i.indrelid = c.oid AND i.indisprimary)
FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
ORDER BY c.relname
"""
PG: Final = {
    "dbname": "PGDATABASE",
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}


@dataclass(frozen=True)
class Basis:
    """Satu basis data menurut cara menyambungnya."""

    cara: dict[str, Any]

    @classmethod
    def kini(cls) -> "Basis":
        """Yang dipakai aplikasi ini."""
        isi = connection.get_connection_params()
        return cls({k: v for k, v in isi.items() if k not in {"cursor_factory", "context"} and v is not None})

    @property
    def nama(self) -> str:
        return str(self.cara["dbname"])

    def buka(self) -> "closing[Sambungan]":
        return closing(psycopg2.connect(**self.cara))

    def jalankan(self, program: str, *argumen: str) -> None:
        """Jalankan program klien. Kata sandi lewat lingkungan, tidak pernah lewat daftar proses."""
        lingkungan = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        lingkungan |= {PG[k]: str(v) for k, v in self.cara.items() if k in PG}
        hasil = subprocess.run([program, *argumen], env=lingkungan, capture_output=True, text=True)
        if hasil.returncode != 0:
            raise GalatAturan(f"{os.path.basename(program)} berhenti: {_pesan(hasil.stderr)}")


def _pesan(galat: str) -> str:
    """Baris galat programnya saja: DETAIL dan CONTEXT dapat memuat isi baris orang."""
    baris = [b for b in galat.splitlines() if b.startswith("pg_") and " detail:" not in b.lower()]
    return " ".join(b[:200] for b in baris[:3]) or "tanpa keterangan"


def versi_besar(kursor: Kursor) -> int:
    """Versi besar peladennya, misalnya 17."""
    kursor.execute("SHOW server_version_num")
    (nomor,) = kursor.fetchone() or (0,)
    return int(nomor) // 10000


def program(nama: str, *, versi: int) -> str:
    """`pg_dump` atau `pg_restore` yang mengenal peladen versi itu: sama, atau yang terdekat di atasnya."""
    try:
        return biner.cari_klien(nama, versi)
    except TidakDapatMulai as sebab:
        raise GalatAturan(str(sebab)) from sebab


class _Sidik(io.RawIOBase):
    """Penerima COPY yang hanya menghitung sidik, sehingga tabel sebesar apa pun tidak masuk ke memori."""

    def __init__(self) -> None:
        self.sidik = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, isi: Any) -> int:
        self.sidik.update(isi)
        return len(isi)


def isi_tabel(kursor: Kursor) -> dict[str, IsiTabel]:
    """Banyak baris dan sidik semua tabel menurut potret transaksi kursor ini, diurutkan menurut kunci utamanya.

    Tabel tanpa isi dalam cadangan (sesi) tidak ikut. Linear terhadap isi basis data; memorinya tetap.
    """
    kursor.execute(SETELAN)
    kursor.execute(SQL_TABEL)
    hasil = {}
    for nama, kunci in kursor.fetchall():
        if nama in TANPA_ISI:
            continue
        urut = sql.SQL(", ".join(kunci) if kunci else 't::text COLLATE "C"')
        salin = sql.SQL("COPY (SELECT * FROM {} t ORDER BY {}) TO STDOUT").format(sql.Identifier(nama), urut)
        penerima = _Sidik()
        kursor.copy_expert(salin, penerima, size=1 << 16)
        hasil[nama] = IsiTabel(kursor.rowcount, penerima.sidik.hexdigest())
    return hasil
