"""Pemasangan bersama semua uji."""

from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as setelan_hypothesis

from inti.queries import jam
from tests import kembaran
from tests.urutan import sebar

# Mesin yang sibuk bukan kesalahan aturan yang diuji.
# Satu contoh lawan cukup: beberapa sekaligus datang sebagai ExceptionGroup, yang bukan lagi pernyataan uji itu.
setelan_hypothesis.register_profile(
    "uji", deadline=None, suppress_health_check=[HealthCheck.too_slow], report_multiple_bugs=False
)
setelan_hypothesis.load_profile("uji")

PEMICU_KOSONGKAN = """
SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgname LIKE '%\\_tolak\\_kosongkan'
"""


TUTUP_YANG_LAIN = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename = current_user
"""
# Yang berisi saja dikosongkan: TRUNCATE seratus tabel dan post_migrate memakan seperempat detik tiap uji transaksional.
# Tabel yang besar tetap TRUNCATE, supaya baris mati tidak memperlambat uji sesudahnya.
KOSONGKAN = """
DO $$
DECLARE tabel text; ada bool; isi text[] := '{}'; besar bool := current_setting('is_superuser') <> 'on';
BEGIN
    FOR tabel IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'
        AND tablename NOT IN ('django_migrations', 'django_content_type', 'auth_permission')
    LOOP
        EXECUTE 'SELECT EXISTS (SELECT 1 FROM ' || tabel || ')' INTO ada;
        IF ada THEN
            isi := isi || tabel;
            besar := besar OR pg_relation_size(tabel::regclass) > 4000000;
        END IF;
    END LOOP;
    IF isi = '{}' THEN
        RETURN;
    ELSIF besar THEN
        EXECUTE 'TRUNCATE ' || array_to_string(isi, ', ') || ' CASCADE';
        RETURN;
    END IF;
    SET LOCAL session_replication_role = replica;
    FOREACH tabel IN ARRAY isi LOOP
        EXECUTE 'DELETE FROM ' || tabel;
    END LOOP;
END $$
"""


@pytest.hookimpl(wrapper=True)
def pytest_pycollect_makeitem() -> Generator[None, Any, Any]:
    """Di sebelah uji yang menjaga sebuah pagar: kembarannya, dengan pagar itu dimatikan (tests/kembaran.py)."""
    return kembaran.tambahkan((yield))


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, Any, Any]:
    return (yield from kembaran.jalankan(pyfuncitem))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Di pekerja xdist: uji yang paling lama lebih dahulu (tests/urutan.py)."""
    masukan = getattr(config, "workerinput", None)
    if masukan is not None:
        items[:] = [items[n] for n in sebar([satu.nodeid for satu in items], masukan["workercount"])]


def _kosongkan(_: TransactionTestCase) -> None:
    with connection.cursor() as kursor:
        kursor.execute(KOSONGKAN)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Uji transaksional membersihkan diri dengan DELETE atau TRUNCATE, yang di produk ditolak pemicu.

    Pemicu TRUNCATE dimatikan hanya di basis data uji; uji tentang TRUNCATE menyalakannya kembali (lihat `pemicu_kosongkan`).
    """
    TransactionTestCase._fixture_teardown = _kosongkan  # type: ignore[method-assign]
    with django_db_blocker.unblock(), connection.cursor() as kursor:
        kursor.execute(PEMICU_KOSONGKAN)
        for tabel, pemicu in kursor.fetchall():
            kursor.execute(f'ALTER TABLE "{tabel}" DISABLE TRIGGER "{pemicu}"')
    yield
    # Utas peladen uji dapat masih menjawab peramban ketika basis datanya dibuang.
    with django_db_blocker.unblock(), connection.cursor() as kursor:
        kursor.execute(TUTUP_YANG_LAIN)


@pytest.fixture
def pemicu_kosongkan(db: None) -> Iterator[None]:
    """Nyalakan penolak TRUNCATE selama satu uji."""
    with connection.cursor() as kursor:
        kursor.execute(PEMICU_KOSONGKAN)
        daftar = kursor.fetchall()
        for tabel, pemicu in daftar:
            kursor.execute(f'ALTER TABLE "{tabel}" ENABLE TRIGGER "{pemicu}"')
    yield
    # Pengembalian transaksi uji memulihkan keadaan semula.


@pytest.fixture(scope="session", autouse=True)
def _folder_statis(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Folder statis yang ada, sebelum peladen hidup dinyalakan."""
    settings.STATIC_ROOT = tmp_path_factory.mktemp("statis")


def jam_sebenarnya() -> datetime:
    """Jam mesin, juga di dalam uji yang memindahkan waktu."""
    pindah = time_machine.escape_hatch
    return pindah.datetime.datetime.now(UTC) if pindah.is_travelling() else timezone.now()


@pytest.fixture(autouse=True)
def _tempat_uji(settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Berkas ke folder sementara, sandi murah, statis tanpa manifes, halaman umum tidak tersimpan dari uji lain."""
    cache.clear()
    # Uji yang memindahkan waktu memindahkan jam mesin dan jam basis data bersama-sama.
    monkeypatch.setattr(jam, "jam_mesin", jam_sebenarnya)
    settings.MEDIA_ROOT = tmp_path / "berkas"  # type: ignore[attr-defined]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    settings.CLAMD_URL = ""  # type: ignore[attr-defined]
    settings.FAKTOR_KEDUA_WAJIB = settings.FAKTOR_KEDUA_PENILAI = False  # type: ignore[attr-defined]
    settings.STORAGES = {  # type: ignore[attr-defined]
        **settings.STORAGES,  # type: ignore[attr-defined]
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
