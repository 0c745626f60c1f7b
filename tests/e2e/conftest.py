"""Peramban sungguhan, pekerja latar sungguhan, dan sebuah kota kecil untuk uji menyeluruh."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from playwright.sync_api import Browser, expect, sync_playwright

from tests.e2e.kota import Kota, pasang
from tests.e2e.langkah import BATAS_MS

AKAR = Path(__file__).resolve().parents[2]

# Playwright menjalankan putaran async di utas yang sama; uji ini sendiri tetap sinkron.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture(scope="session")
def peramban() -> Iterator[Browser]:
    """Chromium dari sistem; jalurnya dari CHROMIUM_PATH."""
    jalur = os.environ.get("CHROMIUM_PATH", "")
    assert jalur, "CHROMIUM_PATH belum diisi. Jalankan lewat: make test"
    # Yang ditunggu keadaannya; batasnya sama dengan perintah lain, supaya mesin yang sibuk tidak menggagalkan.
    expect.set_options(timeout=BATAS_MS)
    with sync_playwright() as main:
        pilihan = [
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ]
        if os.geteuid() == 0:
            pilihan.append("--no-sandbox")
        browser = main.chromium.launch(executable_path=jalur, args=pilihan)
        yield browser
        browser.close()


@pytest.fixture
def kota(transactional_db: None) -> Kota:
    """Organisasi, kebijakan, katalog, titik layanan, dan katalog pelatihan; periode dibuka di peramban."""
    return pasang()


@pytest.fixture
def pekerja(transactional_db: None, tmp_path: Path) -> Iterator[Path]:
    """Celery worker dan beat sungguhan pada basis data uji; nilainya berkas log mereka."""
    lingkungan = _lingkungan_pekerja()
    log = tmp_path / "celery.log"
    perintah = [sys.executable, "-m", "celery", "-A", "asn_kinerja", "worker", "-B", "--pool", "solo"]
    perintah += ["-s", str(tmp_path / "jadwal"), "--without-gossip", "--without-mingle"]
    perintah += ["-Q", lingkungan["ANTREAN"]]
    with log.open("wb") as keluar:
        proses = subprocess.Popen(perintah, cwd=AKAR, env=lingkungan, stdout=keluar, stderr=subprocess.STDOUT)
    yield log
    proses.terminate()
    try:
        proses.wait(20)
    except subprocess.TimeoutExpired:
        proses.kill()
        proses.wait()


def _lingkungan_pekerja() -> dict[str, str]:
    """Basis data uji dan antrean sendiri, supaya beberapa uji boleh memakai Redis yang sama."""
    assert os.environ.get("REDIS_URL"), "REDIS_URL belum diisi. Jalankan lewat: make test"
    atur = connection.settings_dict
    bagian = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    opsi = "&".join(f"{k}={quote(str(atur[v]), safe='')}" for k, v in bagian.items() if atur[v])
    return {
        **os.environ,
        "DATABASE_URL": f"postgres:///{atur['NAME']}?{opsi}",
        "DJANGO_SETTINGS_MODULE": "tests.e2e.pengaturan",
        "ANTREAN": f"uji-{uuid.uuid4().hex[:8]}",
    }
