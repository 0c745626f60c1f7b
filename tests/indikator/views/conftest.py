"""Halaman membaca jam mesin; di sini jamnya berhenti pada jam pemda kecil itu."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.indikator import pabrik


@pytest.fixture
def p() -> Iterator[pabrik.Pemda]:
    kota = pabrik.pemda()
    with time_machine.travel(kota.sekarang, tick=False):
        yield kota
