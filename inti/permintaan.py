"""Nomor permintaan yang sedang dilayani, untuk jejak dan log."""

from contextvars import ContextVar

_nomor: ContextVar[str] = ContextVar("nomor_permintaan", default="")


def nomor_permintaan() -> str:
    """Nomor permintaan web saat ini; kosong di luar permintaan."""
    return _nomor.get()


def pasang_nomor(nomor: str) -> None:
    _nomor.set(nomor)
