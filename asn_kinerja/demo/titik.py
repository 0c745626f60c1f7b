"""Titik simpan selama data contoh dimuat."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def titik_simpan(dipakai: bool) -> Iterator[None]:
    """Selama blok ini layanan di dalam transaksi besar memakai titik simpan, atau tidak.

    Satu penolakan membatalkan seluruh pemda, jadi titik simpan tiap layanan, seperlima pernyataannya, tidak berguna.
    Yang memang boleh ditolak lalu dilewati menyalakannya lagi di sekeliling pemanggilannya.
    """
    fitur = connection.features
    semula, fitur.uses_savepoints = fitur.uses_savepoints, dipakai
    try:
        yield
    finally:
        fitur.uses_savepoints = semula
