"""Jadwal dan kotak keluar hanya menyebut tugas yang sungguh ada."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail

from asn_kinerja.celery import app
from inti.services import kotak
from inti.tasks import kirim_kotak_keluar
from tests.inti.services.test_kotak import SEKARANG

AKAR = Path(__file__).resolve().parents[2]
APLIKASI = ["inti", "kepegawaian", "indikator", "umpan_balik", "penilaian", "pelatihan", "asn_kinerja"]


@pytest.fixture(scope="module")
def terdaftar() -> set[str]:
    app.loader.import_default_modules()
    return set(app.tasks)


def test_setiap_jadwal_menunjuk_tugas_yang_terdaftar(terdaftar: set[str]) -> None:
    jadwal = {nama: isi["task"] for nama, isi in settings.CELERY_BEAT_SCHEDULE.items()}
    assert jadwal
    assert {nama: tugas for nama, tugas in jadwal.items() if tugas not in terdaftar} == {}


def test_setiap_tugas_yang_diminta_lewat_kotak_keluar_terdaftar(terdaftar: set[str]) -> None:
    """Nama tugas ditulis sebagai teks supaya services tidak mengimpor tasks; salah ketik baru terasa di malam penutupan."""
    diminta = {
        nama
        for folder in APLIKASI
        for berkas in (AKAR / folder).rglob("*.py")
        for nama in re.findall(r'"(\w+\.tasks\.\w+)"', berkas.read_text())
    }
    assert {"pelatihan.tasks.buat_rekomendasi", "inti.tasks.kirim_kotak_keluar"} <= diminta
    assert diminta - terdaftar == set()


@pytest.mark.django_db
def test_tugas_pengirim_mengosongkan_kotak_keluar() -> None:
    for nomor in range(3):
        muatan = {"kepada": f"orang{nomor}@contoh.go.id", "judul": "SKP", "isi": "Isi"}
        kotak.antre(jenis="surel", kunci=f"surel:{nomor}", muatan=muatan, sekarang=SEKARANG)
    assert kirim_kotak_keluar() == 3
    assert len(mail.outbox) == 3
