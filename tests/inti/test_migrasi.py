"""`manage.py migrate` tidak menahan orang lain: kunci tabel ditunggu sebentar, lalu mundur dan dicoba lagi."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from inti.management.commands import migrate
from inti.services.cadangan import Basis
from mutu.rilis import SEBELUM


@contextmanager
def tabel_dipakai() -> Iterator[Any]:
    """Orang lain memegang tabel catatan migrasi."""
    with Basis.kini().buka() as lain, lain.cursor() as kursor:
        kursor.execute("LOCK TABLE django_migrations")
        yield lain


@pytest.mark.panjang
@pytest.mark.django_db(transaction=True)
def test_tabel_yang_dipakai_dicoba_lagi_sampai_dilepas(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with tabel_dipakai() as lain:
        monkeypatch.setattr(migrate.time, "sleep", lambda _: lain.rollback())
        call_command("migrate", plan=True, tunggu_kunci=0.05)
    assert capsys.readouterr().err.count("sedang dipakai") == 1
    with connection.cursor() as kursor:
        kursor.execute("SHOW lock_timeout")
        assert kursor.fetchone() == ("0",)


@pytest.mark.panjang
@pytest.mark.django_db(transaction=True)
def test_yang_terus_dipakai_berhenti_dengan_langkah_berikutnya(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate.time, "sleep", lambda _: None)
    with tabel_dipakai(), pytest.raises(CommandError, match="Ulangi saat lebih sepi"):
        call_command("migrate", plan=True, tunggu_kunci=0.05, coba=2)


def test_semua_migrasi_dapat_mundur() -> None:
    """Rilis yang keliru dimundurkan dengan perintah yang sama; satu operasi tanpa arah balik menghentikannya."""
    semua = {n: m for n, m in MigrationLoader(None).disk_migrations.items() if n[0] in SEBELUM}
    tidak = [
        f"{nama[0]}.{nama[1]}: {operasi.describe()}"
        for nama, satu in semua.items()
        for operasi in satu.operations
        if not operasi.reversible
    ]
    assert not tidak and len(semua) > 60
