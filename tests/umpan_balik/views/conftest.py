"""Jam yang berhenti untuk semua uji halaman."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.umpan_balik.conftest import SEKARANG


@pytest.fixture(autouse=True)
def jam() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(SEKARANG, tick=False) as jalan:
        yield jalan
