"""Catatan harian di beranda: satu ketukan bagi yang memakainya, tidak ada bagi yang lain."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine

from indikator.models import CatatanHarian, IndikatorKinerja
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db
TOMBOL = 'name="aksi" value="sama"'


@pytest.fixture
def p() -> Iterator[pabrik.Pemda]:
    kota = pabrik.pemda()
    with time_machine.travel(kota.sekarang, tick=False):
        yield kota


@pytest.fixture
def ik(p: pabrik.Pemda) -> IndikatorKinerja:
    tahun = pabrik.tahun(p)
    pabrik.triwulan(p, tahun)
    return pabrik.skp(p, p.ratna, tahun, status="disetujui").indikator.get()


def catatan(p: pabrik.Pemda, ik: IndikatorKinerja, *, mundur: int) -> None:
    CatatanHarian.objects.create(
        instansi=p.instansi,
        pegawai=p.ratna,
        indikator=ik,
        hari=p.sekarang.date() - timedelta(days=mundur),
        nilai=Decimal(12),
        uraian="Berkas akta diperiksa.",
        dicatat_pada=p.sekarang,
        dicatat_oleh=p.ratna,
    )


def test_tanpa_catatan_sebulan_ini_kartunya_tidak_ada(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    catatan(p, ik, mundur=40)
    assert TOMBOL not in masuk(p.ratna).get("/").content.decode()


def test_satu_ketukan_menyalin_catatan_kemarin_lalu_tombolnya_hilang(
    p: pabrik.Pemda, ik: IndikatorKinerja
) -> None:
    catatan(p, ik, mundur=1)
    klien = masuk(p.ratna)
    beranda = klien.get("/").content.decode()
    assert TOMBOL in beranda and "Sama seperti kemarin" in beranda
    alamat = beranda.split('method="post" action="/harian/')[1].split('"')[0]
    klien.post(f"/harian/{alamat}", {"aksi": "sama"})
    assert CatatanHarian.objects.filter(hari=p.sekarang.date()).count() == 1
    beranda = klien.get("/").content.decode()
    assert TOMBOL not in beranda and "1 catatan hari ini sudah tersimpan." in beranda


def test_yang_lebih_lama_disebut_tanggalnya(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    catatan(p, ik, mundur=3)
    assert "Sama seperti 30 Okt 2026" in masuk(p.ratna).get("/").content.decode()
