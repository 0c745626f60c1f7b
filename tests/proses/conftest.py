"""Uji proses mulai dari basis data kosong, juga bila uji sebelumnya dihentikan paksa."""

import pytest
from django.db import connection

from tests.conftest import KOSONGKAN


@pytest.fixture(autouse=True)
def _kosong(transactional_db: None) -> None:
    with connection.cursor() as kursor:
        kursor.execute(KOSONGKAN)
