"""Fakta yang sama ditanyakan sekali saja selama satu halaman dibaca.

Hanya permintaan yang membaca (GET, HEAD) mengingat, dan ingatannya hilang bersama jawabannya: hak yang dicabut hilang pada
permintaan berikutnya. Layanan, pekerja latar, dan kiriman formulir selalu membaca baru.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_ingatan: ContextVar[dict[Hashable, Any] | None] = ContextVar("ingatan_permintaan", default=None)


@contextmanager
def mengingat() -> Iterator[None]:
    """Ingatan kosong yang berlaku di dalam blok ini saja."""
    lambang = _ingatan.set({})
    try:
        yield
    finally:
        _ingatan.reset(lambang)


def sekali(kunci: Hashable, baca: Callable[[], T]) -> T:
    """Hasil `baca` untuk kunci itu; dibaca baru bila belum diingat atau di luar halaman. Hasilnya tidak boleh diubah."""
    ingatan = _ingatan.get()
    if ingatan is None:
        return baca()
    if kunci not in ingatan:
        ingatan[kunci] = baca()
    hasil: T = ingatan[kunci]
    return hasil
