"""Nomor permintaan yang sedang dilayani, untuk jejak dan log."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_nomor: ContextVar[str] = ContextVar("nomor_permintaan", default="")


def nomor_permintaan() -> str:
    """Nomor permintaan web saat ini; kosong di luar permintaan."""
    return _nomor.get()


@contextmanager
def memakai_nomor(nomor: str) -> Iterator[None]:
    """Nomor berlaku di dalam blok ini saja, supaya tidak terbawa ke permintaan berikutnya di utas yang sama."""
    lambang = _nomor.set(nomor)
    try:
        yield
    finally:
        _nomor.reset(lambang)
