"""Penolakan dari basis data menjadi kalimat yang dapat ditindaklanjuti."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from inti.galat import GalatAturan


@contextmanager
def jelaskan_bentrok(pesan: Mapping[str, Callable[[], GalatAturan]]) -> Iterator[None]:
    """Jalankan isi blok dalam savepoint; batasan bernama yang dilanggar menjadi GalatAturan dari `pesan`.

    Kalimatnya dibuat sesudah savepoint digulung balik, jadi boleh membaca baris yang bentrok.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as galat:
        buat = pesan.get(nama_batasan(galat))
        if buat is None:
            raise
        raise buat() from galat


def nama_batasan(galat: IntegrityError) -> str:
    """Nama batasan PostgreSQL yang dilanggar; kosong bila tidak disebut."""
    return str(getattr(getattr(galat.__cause__, "diag", None), "constraint_name", "") or "")
