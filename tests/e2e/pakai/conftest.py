"""Perlengkapan uji pakai: perayap sekali untuk tiap proses uji, dan jendela Chromium tiap uji."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Browser

from tests.dunia import bangun
from tests.e2e.pakai.isian_khusus import SANDI
from tests.e2e.pakai.layar import Layar
from tests.e2e.pakai.perayap import Perayap
from tests.sapuan import menyapu
from tests.test_izin_semua_url import HARI_UJI, kumpulkan


@pytest.fixture(scope="module")
def perayap(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Perayap]:
    """Kota contoh dan benda-bendanya, di dalam satu transaksi yang digulung balik sesudah modul itu.

    Modulnya harus bertanda `pytest.mark.django_db`; tanpa itu basis data uji tidak disiapkan.
    """
    assert connection.settings_dict["NAME"].startswith("test_"), "Beri modulnya tanda pytest.mark.django_db."
    berkas = tmp_path_factory.mktemp("pakai")
    lain = {
        "MEDIA_ROOT": berkas,
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        "FAKTOR_KEDUA_WAJIB": False,
        "FAKTOR_KEDUA_PENILAI": False,
        "STORAGES": _tanpa_manifes(),
    }
    with (
        menyapu(),
        django_db_blocker.unblock(),
        override_settings(**lain),
        time_machine.travel(HARI_UJI),
        transaction.atomic(),
    ):
        dunia = bangun(sekarang=timezone.now(), tetangga=False)
        bersandi = dunia.peran["penilai"]
        assert bersandi is not None
        bersandi.set_password(SANDI)
        bersandi.save(update_fields=["password"])
        yield Perayap(dunia, kumpulkan(dunia), berkas=berkas)
        transaction.set_rollback(True)


def _tanpa_manifes() -> dict[str, Any]:
    biasa = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    return {**settings.STORAGES, "staticfiles": biasa}


@pytest.fixture(autouse=True)
def _berkas_contoh(request: pytest.FixtureRequest, _tempat_uji: None) -> Iterator[None]:
    """Berkas contoh milik kota perayap, bukan folder milik satu uji.

    Sesi yang berganti kunci di dalam satu uji ikut digulung balik sesudahnya, jadi kukinya dikembalikan juga.
    """
    if "perayap" not in request.fixturenames:
        yield
        return
    perayap: Perayap = request.getfixturevalue("perayap")
    request.getfixturevalue("settings").MEDIA_ROOT = perayap.berkas
    with perayap.kuki_tetap():
        yield


@pytest.fixture
def buat_layar(peramban: Browser, perayap: Perayap) -> Iterator[Callable[..., Layar]]:
    """Jendela dengan pilihan sendiri, misalnya `buat_layar(berskrip=False)`; ditutup sesudah uji."""
    semua: list[Layar] = []

    def buat(**pilihan: Any) -> Layar:
        semua.append(Layar(peramban, perayap, **pilihan))
        return semua[-1]

    yield buat
    for satu in semua:
        satu.tutup()


@pytest.fixture
def layar(buat_layar: Callable[..., Layar]) -> Layar:
    return buat_layar()
