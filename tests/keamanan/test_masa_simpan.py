"""Jam dimajukan lima tahun, lalu pembersih terjadwal dijalankan: yang lewat masa simpannya habis, yang lain utuh."""

import re
from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection

from asn_kinerja.celery import app as celery
from mutu.catat import catat
from tests.idor import semua_model
from tests.keamanan.masa_simpan import HARI, MASA, Benda
from tests.test_keadaan_layanan import bangun
from tests.umpan_balik.conftest import SEKARANG, Kota, buat_kota

pytestmark = pytest.mark.django_db
DOKUMEN = (Path(__file__).resolve().parents[2] / "docs" / "keamanan.md").read_text(encoding="utf-8")
NANTI = SEKARANG + timedelta(days=5 * 365 + 1)
PEMBERSIH = (
    "indikator.tasks.detak_paket",
    "inti.tasks.buang_draf_usang",
    "inti.tasks.kosongkan_kotak",
    "inti.tasks.sapu_berkas_yatim",
    "kepegawaian.tasks.pangkas_sesi",
    "kepegawaian.tasks.sambung_impor",
    "penilaian.tasks.buang_catatan_lama",
    "umpan_balik.tasks.musnahkan_lewat_masa",
    "umpan_balik.tasks.tutup_musyawarah",
)


celery.loader.import_default_modules()


@pytest.fixture
def kota(settings: Any) -> Kota:
    settings.MEDIA_ROOT.mkdir(parents=True)
    bangun()  # SKP, laporan, dan kebijakan pemda lain: tidak satu pun bermasa simpan
    return buat_kota("Simpan")


def isi_tabel() -> dict[str, dict[Any, str]]:
    """Sidik setiap baris setiap tabel."""
    hasil = {}
    with connection.cursor() as kursor:
        for model in semua_model():
            meta = model._meta
            kursor.execute(f'SELECT "{meta.pk.column}", md5(t::text) FROM "{meta.db_table}" t')
            hasil[meta.db_table] = dict(kursor.fetchall())
    return hasil


def bersihkan(saat: datetime, *, malam: int = 3) -> None:
    """Semua pembersih terjadwal, beberapa malam berturut-turut: yang dilepas satu pembersih dibuang yang lain."""
    for ke in range(malam):
        with time_machine.travel(saat + ke * timedelta(minutes=10), tick=False):
            for nama in PEMBERSIH:
                celery.tasks[nama]()


def berubah(sebelum: dict[str, dict[Any, str]], disentuh: dict[str, set[Any]]) -> list[str]:
    """Baris di luar `disentuh` yang berubah atau hilang."""
    kini = isi_tabel()
    return [
        f"{tabel} {pk}"
        for tabel, baris in sebelum.items()
        for pk, sidik in baris.items()
        if kini[tabel].get(pk) != sidik and pk not in disentuh[tabel]
    ]


def test_pembersihnya_terjadwal() -> None:
    terjadwal = {satu["task"] for satu in settings.CELERY_BEAT_SCHEDULE.values()}
    assert set(PEMBERSIH) <= terjadwal
    assert set(PEMBERSIH) <= set(celery.tasks)


def test_masa_simpannya_sama_dengan_yang_tertulis() -> None:
    bagian = DOKUMEN.split("## Masa simpan")[1].split("\n## ")[0]
    for masa in MASA:
        baris = next((b for b in bagian.splitlines() if b.startswith(f"| {masa.sebutan} |")), "")
        assert baris, masa.sebutan
        jam = [
            int(n) * (24 if satuan == "hari" else 1) for n, satuan in re.findall(r"(\d+) (hari|jam)", baris)
        ]
        if masa.sebutan != "catatan pribadi penilai":
            assert not masa.lama or masa.lama == timedelta(hours=jam[0]), baris


def test_lima_tahun_kemudian_yang_lewat_masa_habis_dan_yang_lain_utuh(kota: Kota) -> None:
    lama: dict[str, Benda] = {}
    with time_machine.travel(SEKARANG, tick=False):
        for masa in MASA:
            lama[masa.sebutan] = masa.buat(kota, SEKARANG)
    baru: dict[str, Benda] = {}
    with time_machine.travel(NANTI, tick=False):
        for masa in MASA:
            # Hampir lewat masanya pada hari pembersihnya berjalan.
            baru[masa.sebutan] = masa.buat(kota, NANTI - max(masa.lama - masa.kasar, -masa.kasar))
    disentuh: dict[str, set[Any]] = defaultdict(set)
    for benda in lama.values():
        for model, pk in benda.baris:
            disentuh[model._meta.db_table].add(pk)
    sebelum = isi_tabel()
    bersihkan(NANTI)
    tinggal = [nama for nama, benda in lama.items() if not benda.hilang()]
    terbuang = [nama for nama, benda in baru.items() if benda.hilang()]
    ikut = berubah(sebelum, disentuh)
    catat(
        "V14.2.7",
        f"{len(MASA)} golongan bermasa simpan, jam dimajukan 5 tahun: {len(MASA) - len(tinggal)} habis; "
        f"{len(terbuang)} yang belum lewat ikut terbuang, {len(ikut)} baris lain berubah",
        lulus=not tinggal and not terbuang and not ikut,
    )
    assert not tinggal, tinggal
    assert not terbuang, terbuang
    assert not ikut, ikut[:20]


def test_pembandingnya_tanpa_satu_pembersih_yang_lewat_masa_ketahuan(
    kota: Kota, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inti.services.kotak_lama.kosongkan", lambda **_: 0)
    masa = next(m for m in MASA if m.sebutan == "isi kiriman yang sudah terkirim")
    benda = masa.buat(kota, SEKARANG)
    bersihkan(NANTI, malam=1)
    assert not benda.hilang()


def test_dijalankan_lagi_tidak_mengubah_apa_pun(kota: Kota) -> None:
    with time_machine.travel(SEKARANG, tick=False):
        for masa in MASA:
            masa.buat(kota, SEKARANG)
    bersihkan(NANTI)
    sebelum = isi_tabel()
    bersihkan(NANTI + HARI, malam=1)
    assert isi_tabel() == sebelum
