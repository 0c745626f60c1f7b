"""Peramban sungguhan, pekerja latar sungguhan, dan sebuah kota kecil untuk uji menyeluruh."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser, sync_playwright

from asn_kinerja.demo import organisasi, rencana, sumber, warga
from asn_kinerja.demo.organisasi import Pasangan
from pelatihan.services import katalog as katalog_pelatihan
from penilaian.services import kebijakan
from tests.dunia import KOTA_A

AKAR = Path(__file__).resolve().parents[2]
SANDI = "uji-menyeluruh-2026"

# Playwright menjalankan putaran async di utas yang sama; uji ini sendiri tetap sinkron.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture(scope="session")
def peramban() -> Iterator[Browser]:
    """Chromium dari sistem; jalurnya dari CHROMIUM_PATH."""
    jalur = os.environ.get("CHROMIUM_PATH", "")
    assert jalur, "CHROMIUM_PATH belum diisi. Jalankan lewat: make test"
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


@dataclass
class Kota:
    """Kota kecil dengan satu orang untuk tiap peran dalam cerita."""

    pasangan: Pasangan
    admin: str
    penilai: str
    pegawai: str
    rekan: list[str]
    bawahan_penilai: list[str]

    def orang(self, nip: str):  # type: ignore[no-untyped-def]
        return next(a for a in self.pasangan.anggota if a.pegawai.nip == nip)


@pytest.fixture
def kota(transactional_db: None) -> Kota:
    """Organisasi, kebijakan, katalog, titik layanan, dan katalog pelatihan; periode dibuka di peramban."""
    sekarang = timezone.now()
    hasil = organisasi.pasang(KOTA_A, sandi=SANDI, hari_ini=timezone.localdate(), sekarang=sekarang)
    _beri_sandi_semua(hasil)
    kebijakan.tetapkan(
        instansi=hasil.instansi,
        dasar_hukum="Contoh",
        **KOTA_A.kebijakan,
        oleh=hasil.admin,
        sekarang=sekarang,
    )
    rencana.isi_katalog(hasil, sekarang=sekarang)
    warga.pasang_titik(hasil, sekarang=sekarang)
    for satu in sumber.pelatihan():
        katalog_pelatihan.tambah(
            instansi=hasil.instansi,
            judul=satu.judul[:250],
            bentuk=satu.jenis,
            jp=satu.jp,
            jp_usulan=satu.jp_usulan,
            penyelenggara=satu.penyelenggara,
            kompetensi=satu.kompetensi,
            oleh=None,
            sekarang=sekarang,
        )
    puskesmas = [a for a in hasil.anggota if a.unit.nama == "Puskesmas Melati"]
    staf = [a.pegawai.nip for a in puskesmas if a.jabatan == "Perawat Terampil"]
    return Kota(
        hasil,
        admin=hasil.admin.nip,
        penilai=next(a.pegawai.nip for a in puskesmas if a.kepala),
        pegawai=staf[0],
        rekan=staf[1:],
        bawahan_penilai=staf,
    )


def _beri_sandi_semua(hasil: Pasangan) -> None:
    for a in hasil.anggota:
        a.pegawai.set_password(SANDI)
        a.pegawai.save(update_fields=["password"])


@pytest.fixture
def pekerja(transactional_db: None, tmp_path: Path) -> Iterator[Path]:
    """Celery worker dan beat sungguhan pada basis data uji."""
    redis = os.environ.get("REDIS_URL", "")
    assert redis, "REDIS_URL belum diisi. Jalankan lewat: make test"
    atur = connection.settings_dict
    opsi = "&".join(
        f"{k}={quote(str(v), safe='')}"
        for k, v in (
            ("host", atur["HOST"]),
            ("port", atur["PORT"]),
            ("user", atur["USER"]),
            ("password", atur["PASSWORD"]),
        )
        if v
    )
    lingkungan = {
        **os.environ,
        "DATABASE_URL": f"postgres:///{atur['NAME']}?{opsi}",
        "DJANGO_SETTINGS_MODULE": "asn_kinerja.settings",
        "ANTREAN": f"uji-{uuid.uuid4().hex[:8]}",
    }
    log = tmp_path / "celery.log"
    with log.open("wb") as keluar:
        proses = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "asn_kinerja", "worker", "-B", "-c", "1", "--pool", "solo"]
            + [
                "-s",
                str(tmp_path / "jadwal"),
                "--without-gossip",
                "--without-mingle",
                "-Q",
                lingkungan["ANTREAN"],
            ],
            cwd=AKAR,
            env=lingkungan,
            stdout=keluar,
            stderr=subprocess.STDOUT,
        )
    yield log
    proses.terminate()
    try:
        proses.wait(20)
    except subprocess.TimeoutExpired:
        proses.kill()
        proses.wait()


@pytest.fixture
def tenggat_uji() -> datetime:
    """Saat yang cukup jauh supaya alur selesai sebelum tenggat."""
    return timezone.now() + timedelta(days=10)
