"""Memotong aliran panjang menjadi daftar pendek."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def potongan(isi: Iterable[T], besar: int) -> Iterator[list[T]]:
    """Daftar berisi paling banyak `besar` butir, urut, sampai habis."""
    aliran = iter(isi)
    while satu := list(islice(aliran, besar)):
        yield satu
