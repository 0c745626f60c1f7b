"""Pemda kecil dan masanya, yang dipakai hampir semua uji indikator."""

import pytest

from indikator.models import Periode
from tests.indikator import pabrik


@pytest.fixture
def p() -> pabrik.Pemda:
    return pabrik.pemda()


@pytest.fixture
def tahun(p: pabrik.Pemda) -> Periode:
    return pabrik.tahun(p)


@pytest.fixture
def tw(p: pabrik.Pemda, tahun: Periode) -> Periode:
    return pabrik.triwulan(p, tahun)
