"""Membaca SQL tiap transaksi: apakah yang diperiksa dipegang kuncinya sampai yang ditulis tersimpan.

Satu transaksi dijaga bila sebelum tulisan pertamanya ada kunci baris (FOR UPDATE dan sejenisnya) atau kunci penasihat, atau
bila tiap tulisannya bersyarat sendiri: UPDATE dan DELETE yang syaratnya bukan hanya nomor barisnya, dan INSERT ke tabel
yang keunikannya menolak kembarannya.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection

from tests.pagar import AKAR

KUNCI = re.compile(
    r"\bFOR (NO KEY )?UPDATE\b|\bFOR (KEY )?SHARE\b|pg_advisory_(xact_)?lock|pg_try_advisory", re.I
)
TULIS = re.compile(r'^\s*(?:WITH\b.*?\b)?(INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.I | re.S)
# Syarat yang hanya menunjuk baris menurut nomornya.
HANYA_NOMOR = re.compile(r'^\s*\(*"\w+"\."(id|\w*_ptr_id)" (= \S+|IN \([^)]*\))\)*\s*$', re.I | re.S)
# Keunikan tanda acak buatan sendiri tidak pernah menolak kiriman kembar.
TANDA_ACAK = {"acak", "kode", "token"}
BUKAN_DATA = {
    "django_session",
    "inti_jejak",
    "inti_kotakkeluar",
    "inti_pemberitahuan",
    "inti_riwayat",
    "inti_segel",
    "kepegawaian_percobaanmasuk",
    "kepegawaian_sesimasuk",
}


@dataclass
class Transaksi:
    """Yang terjadi di dalam satu transaksi terluar; `layanan` pemilik tulisan pertamanya."""

    terkunci: bool = False
    layanan: str = ""
    membaca: bool = False
    lepas: list[str] = field(default_factory=list)
    menulis: set[str] = field(default_factory=set)


@dataclass
class Saksi:
    """Kumpulan transaksi yang menulis; tiap layanan dengan tulisannya yang tidak dijaga."""

    layanan: dict[str, int] = field(default_factory=dict)
    lepas: dict[str, set[str]] = field(default_factory=dict)
    _tumpukan: list[str] = field(default_factory=list)
    _kini: Transaksi = field(default_factory=Transaksi)

    @contextmanager
    def melihat(self) -> Iterator["Saksi"]:
        def jalan(lanjut: Callable[..., Any], sql: str, *lain: Any) -> Any:
            self._satu(str(sql))
            return lanjut(sql, *lain)

        self._tumpukan, self._kini = [], Transaksi()
        with connection.execute_wrapper(jalan):
            yield self
        self._tutup()

    def _satu(self, sql: str) -> None:
        if sql.startswith("SAVEPOINT"):
            if not self._tumpukan:
                self._tutup()
            self._tumpukan.append(sql.split('"')[1])
        elif sql.startswith(("RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")):
            nama = sql.split('"')[1]
            if nama in self._tumpukan:
                del self._tumpukan[self._tumpukan.index(nama) :]
                if not self._tumpukan:
                    self._tutup()
        elif KUNCI.search(sql):
            self._kini.terkunci = True
        elif cocok := TULIS.match(sql):
            self._tulis(cocok.group(1).upper(), cocok.group(2), sql)
        elif sql.lstrip().upper().startswith("SELECT"):
            self._kini.membaca = True
        if not self._tumpukan:
            self._tutup()

    def _tulis(self, cara: str, tabel: str, sql: str) -> None:
        if tabel in BUKAN_DATA:
            return
        milik = pemilik()
        if milik is None:
            return
        kini = self._kini
        kini.menulis.add(tabel)
        kini.layanan = kini.layanan or milik
        kini.membaca = kini.membaca or not self._tumpukan  # di luar transaksi: bacaannya sudah lewat
        if not kini.terkunci and not bersyarat(cara, tabel, sql):
            kini.lepas.append(f"{cara} {tabel}")

    def _tutup(self) -> None:
        kini, self._kini = self._kini, Transaksi()
        if kini.menulis and kini.layanan:
            self.layanan[kini.layanan] = self.layanan.get(kini.layanan, 0) + 1
            if kini.lepas and kini.membaca:
                self.lepas.setdefault(kini.layanan, set()).update(kini.lepas)


def bersyarat(cara: str, tabel: str, sql: str) -> bool:
    """Tulisan yang menolak sendiri bila keadaannya sudah lain."""
    if cara == "INSERT INTO":
        return "ON CONFLICT" in sql.upper() or unik(tabel)
    _, *syarat = re.split(r"\sWHERE\s", sql, maxsplit=1)
    return bool(syarat) and not HANYA_NOMOR.match(syarat[0])


@cache
def unik(tabel: str) -> bool:
    """Apakah tabel itu punya keunikan selain nomor baris dan tanda acaknya, atau larangan bertumpuk."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT array_agg(a.attname::text) FROM pg_index i "
            "JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey) "
            "WHERE i.indrelid = %s::regclass AND ((i.indisunique AND NOT i.indisprimary) OR i.indisexclusion) "
            "GROUP BY i.indexrelid",
            [tabel],
        )
        return any(set(kolom) - TANDA_ACAK for (kolom,) in kursor.fetchall())


def pemilik() -> str | None:
    """Fungsi layanan terluar yang sedang berjalan, atau kosong; None bila yang menulis ujinya sendiri (penyela)."""
    bingkai, hasil = sys._getframe(2), ""
    while bingkai is not None:
        berkas = bingkai.f_code.co_filename
        if not hasil and berkas.startswith(f"{AKAR}/tests/") and "/keamanan/" not in berkas:
            return None
        if "/services/" in berkas and berkas.startswith(f"{AKAR}/") and "/tests/" not in berkas:
            hasil = f"{berkas.removeprefix(f'{AKAR}/')}:{bingkai.f_code.co_name}"
        bingkai = bingkai.f_back
    return hasil
