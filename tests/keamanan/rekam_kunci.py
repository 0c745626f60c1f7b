"""Penyambung pytest: merekam transaksi tiap uji layanan ke berkas KUNCI_CATATAN (lihat test_kunci_tindakan.py)."""

import json
import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from tests.keamanan.kunci_tindakan import Saksi
from tests.kembaran import PAGAR

_saksi = Saksi()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tanpa kembaran, yang sengaja dijalankan tanpa kunci, dan tanpa uji yang transaksinya sungguhan."""
    dipakai = [satu for satu in items if PAGAR not in satu.stash and not _sungguhan(satu)]
    config.hook.pytest_deselected(items=[satu for satu in items if satu not in set(dipakai)])
    items[:] = dipakai


def _sungguhan(satu: pytest.Item) -> bool:
    tanda = satu.get_closest_marker("django_db")
    nama = set(getattr(satu, "fixturenames", ()))
    return bool(tanda and tanda.kwargs.get("transaction")) or bool(
        nama & {"transactional_db", "live_server", "django_db_serialized_rollback"}
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, Any, Any]:
    with _saksi.melihat():
        return (yield)


def pytest_sessionfinish() -> None:
    if tujuan := os.environ.get("KUNCI_CATATAN"):
        isi = {"layanan": _saksi.layanan, "lepas": {k: sorted(v) for k, v in _saksi.lepas.items()}}
        Path(tujuan).write_text(json.dumps(isi, indent=1), encoding="utf-8")
