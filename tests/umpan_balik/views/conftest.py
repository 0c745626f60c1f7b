"""Jam yang berhenti dan cara masuk, untuk semua uji halaman."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from kepegawaian.models import Pegawai
from tests.umpan_balik.conftest import SEKARANG

Masuk = Callable[[Pegawai], Client]


@pytest.fixture(autouse=True)
def jam() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(SEKARANG, tick=False) as jalan:
        yield jalan


@pytest.fixture
def masuk() -> Masuk:
    def sebagai(pegawai: Pegawai) -> Client:
        klien = Client()
        klien.force_login(pegawai)
        return klien

    return sebagai
