"""Mencoba sebuah perubahan tanpa menyimpannya: halaman periksa memakai layanan yang sama dengan tombolnya."""

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

T = TypeVar("T")


def coba(tindakan: Callable[[], object], baca: Callable[[], T]) -> T:
    """Jalankan `tindakan`, baca keadaannya, lalu gulung balik semuanya termasuk jejak dan kotak keluar.

    Penolakan dari tindakan diteruskan; pemberitahuan tidak pernah terkirim karena barisnya ikut hilang.
    """
    with transaction.atomic():
        tindakan()
        hasil = baca()
        transaction.set_rollback(True)
    return hasil
