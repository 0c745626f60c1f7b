"""Memori yang dipakai layanan unggah untuk tiap berkas jahat dan berkas jujur, di proses sendiri supaya tidak tercampur."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mutu.catat import catat

AKAR = Path(__file__).resolve().parents[3]
BATAS_MB = 150
# Yang besar langsung dikembalikan ke sistem, supaya puncaknya milik berkas itu sendiri.
LINGKUNGAN = {
    "DJANGO_SETTINGS_MODULE": "asn_kinerja.settings",
    "MALLOC_MMAP_THRESHOLD_": "65536",
    "MALLOC_TRIM_THRESHOLD_": "65536",
}
# Puncak memori (VmHWM) diatur ulang sebelum tiap berkas lewat clear_refs; hanya ada di Linux.
NASKAH = """
import io, json, sys
import django
django.setup()
from django.core.files.uploadedfile import SimpleUploadedFile
from inti.galat import GalatAturan
from inti.services import berkas
from tests.inti.services import test_berkas_jahat as korpus

def puncak():
    return int(next(b for b in open("/proc/self/status") if b.startswith("VmHWM")).split()[1]) / 1024

def kini():
    return int(next(b for b in open("/proc/self/status") if b.startswith("VmRSS")).split()[1]) / 1024

hasil = {}
for nama, kiriman, buat in [(k[0], k[1], k[2]) for k in korpus.JAHAT] + [(n, n, b) for n, b in korpus.JUJUR]:
    isi = buat()
    satu = SimpleUploadedFile("sementara", isi)
    satu._name = kiriman
    del isi
    open("/proc/self/clear_refs", "w").write("5")
    awal = kini()
    try:
        PERIKSA(satu)
    except (GalatAturan, RuntimeError, KeyError):
        pass
    hasil[nama] = round(puncak() - awal, 1)
print(json.dumps(hasil))
"""


PERIKSA = (
    "(lambda s: (berkas._periksa_ukuran(berkas.nama_aman(s.name or ''), s.size), "
    "berkas._periksa(berkas.nama_aman(s.name or ''), s.read())))"
)
# Pembanding: arsip dikembangkan dahulu, baru diperiksa.
BOROS = """(lambda s: korpus.zipfile.is_zipfile(s) and [korpus.zipfile.ZipFile(s).read(n) * 4
    for n in korpus.zipfile.ZipFile(s).namelist()[:5] if n.endswith('.xml')])"""


def ukur(periksa: str) -> dict[str, float]:
    hasil = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", NASKAH.replace("PERIKSA", periksa)],
        env={**os.environ, **LINGKUNGAN, "PYTHONPATH": str(AKAR)},
        cwd=AKAR,
        capture_output=True,
        text=True,
        check=True,
    )
    isi: dict[str, float] = json.loads(hasil.stdout.splitlines()[-1])
    return isi


@pytest.mark.panjang
@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="puncak memori hanya terbaca di Linux")
def test_tiap_berkas_memakai_memori_terbatas() -> None:
    hasil = ukur(PERIKSA)
    terbesar = max(hasil, key=lambda nama: hasil[nama])
    catat(
        "F2",
        f"{len(hasil)} berkas, paling banyak {hasil[terbesar]} MB ({terbesar})",
        lulus=hasil[terbesar] <= BATAS_MB,
    )
    assert len(hasil) >= 50
    assert hasil[terbesar] <= BATAS_MB, hasil


@pytest.mark.panjang
@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="puncak memori hanya terbaca di Linux")
def test_pembandingnya_arsip_yang_dikembangkan_ketahuan() -> None:
    assert max(ukur(BOROS).values()) > BATAS_MB
