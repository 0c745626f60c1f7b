"""Setelan peladen sungguhan dan halaman masuk: kuki, HTTPS, jenis isi, dan kolom sandi."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from mutu.catat import catat
from tests.kepegawaian import pabrik

AKAR = Path(__file__).resolve().parents[2]
SUNGGUHAN = {
    "DEBUG": "0",
    "MODE_CONTOH": "0",
    "HTTPS": "1",
    "ALLOWED_HOSTS": "kinerja.contoh.go.id",
    "BASE_URL": "https://kinerja.contoh.go.id",
    "SECRET_KEY": "hanya-untuk-pemeriksaan-2f9c1b7ae04d4c6b8f13a5d7e9b0c2d4e6f8a1b3c5",
}
# Tanpa basis data: halaman umum, statis yang tidak ada, dan HTTP biasa.
NASKAH = """
import django, json
django.setup()
from django.conf import settings
from django.test import Client
# Manifes berkas statis baru ada sesudah collectstatic di peladen.
settings.STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
from django.urls import get_resolver
klien = Client(HTTP_HOST="kinerja.contoh.go.id", raise_request_exception=False)
hasil = {"alamat": [str(p.pattern) for p in get_resolver().url_patterns]}
for nama, jalur, aman in (("masuk", "/masuk/", True), ("http", "/masuk/", False), ("folder", "/static/", True)):
    j = klien.get(jalur, secure=aman, headers={"Origin": "https://jahat.example"})
    hasil[nama] = {"kode": j.status_code, "kepala": dict(j.headers), "kuki": [m.OutputString() for m in j.cookies.values()]}
print(json.dumps(hasil))
"""


@pytest.fixture(scope="module")
def sungguhan() -> dict:
    """Jawaban dari proses yang memakai setelan peladen sungguhan."""
    hasil = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", NASKAH],
        env={**os.environ, **SUNGGUHAN, "DJANGO_SETTINGS_MODULE": "asn_kinerja.settings"},
        cwd=AKAR,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(hasil.stdout.splitlines()[-1])


def test_kuki_dan_kepala_peladen_sungguhan(sungguhan: dict) -> None:
    masuk, http = sungguhan["masuk"], sungguhan["http"]
    kuki = masuk["kuki"]
    baik = [
        k for k in kuki
        if k.startswith("__Host-") and "Secure" in k and "HttpOnly" in k and "SameSite=Lax" in k and "Path=/" in k and "Domain" not in k
    ]  # fmt: skip
    catat(
        "V3.3.3",
        f"{len(baik)} dari {len(kuki)} kuki berawalan __Host-, Secure, HttpOnly, SameSite",
        lulus=len(baik) == len(kuki) > 0,
    )
    assert kuki and baik == kuki
    assert re.search(r"max-age=31536000; includeSubDomains", masuk["kepala"]["Strict-Transport-Security"])
    assert "Access-Control-Allow-Origin" not in masuk["kepala"]
    assert masuk["kepala"]["Content-Type"] == "text/html; charset=utf-8"
    assert http["kode"] == 301 and http["kepala"]["Location"].startswith("https://")
    assert sungguhan["folder"]["kode"] == 404
    assert not any("galeri" in a for a in sungguhan["alamat"])


@pytest.mark.django_db
def test_kolom_sandi_tertutup_dapat_ditempeli_dan_dibaca_persis() -> None:
    kota = pabrik.instansi()
    panjang = " Sandi Panjang Sekali " + "é" * 70 + " "
    orang = pabrik.pegawai(kota, "Ratna Wulandari", sandi=panjang)
    isi = Client().get("/masuk/").content.decode()
    kolom = re.search(r"<input[^>]*name=.sandi.[^>]*>", isi)
    assert kolom is not None and re.search(r"type=.password.", kolom.group())
    assert not re.search(r"onpaste|autocomplete=.off", kolom.group())
    klien = Client()
    for keliru in (panjang.strip(), panjang.lower(), panjang[:-2]):
        assert klien.post("/masuk/", {"nip": orang.nip, "sandi": keliru}).status_code != 302
    assert klien.post("/masuk/", {"nip": orang.nip, "sandi": panjang}).status_code == 302
    assert re.search(r'action=.[^"]*/keluar/', klien.get("/profil/").content.decode())
