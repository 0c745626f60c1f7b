"""Berkas terjangkit di halaman: ditolak dengan sebabnya, dan semua yang diketik serta berkas lain tetap ada."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from indikator.models import Periode, Realisasi
from inti.models import Berkas
from inti.services.pindai import pintu
from tests.clamd import NAMA, clamd_tiruan
from tests.indikator import pabrik
from tests.indikator.views.test_capaian_halaman import berkas, isi, lapor
from tests.inti.services.test_pindai import TERJANGKIT
from tests.klien import masuk

pytestmark = pytest.mark.django_db
JAHAT = TERJANGKIT["mampat.pdf"]


@pytest.fixture(autouse=True)
def _pemindai(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(pintu, "pemutus", pintu.Pemutus())
    with clamd_tiruan() as satu:
        settings.CLAMD_URL = satu.alamat
        yield


def test_laporan_tetap_dan_berkas_lain_tetap_masuk(p: pabrik.Pemda, tw: Periode, tahun: Periode) -> None:
    ik = pabrik.skp(p, p.ratna, tahun, status="disetujui").indikator.get()
    kiriman = {
        "nilai": "90",
        "keterangan": "Cerita panjang yang diketik",
        "berkas": [berkas("baik.pdf"), berkas("jahat.pdf", JAHAT)],
        "versi": 0,
        "aksi": "ajukan",
    }
    halaman = isi(masuk(p.ratna).post(lapor(tw, ik), kiriman))
    assert "pemindai antivirus menemukan perangkat perusak" in halaman and NAMA in halaman
    assert "Cerita panjang yang diketik" in halaman and "baik.pdf" in halaman
    assert [(b.nama, b.pindai) for b in Berkas.objects.all()] == [("baik.pdf", "bersih")]
    assert Realisasi.objects.get().status == "draf"


def test_unggahan_langsung_dijawab_kalimatnya(p: pabrik.Pemda) -> None:
    jawaban = masuk(p.ratna).post(reverse("indikator:bukti_unggah"), {"berkas": berkas("jahat.pdf", JAHAT)})
    assert jawaban.status_code == 422
    assert "kirim salinan yang bersih" in jawaban.content.decode()
    assert not Berkas.objects.exists()


def test_yang_ditahan_disebut_di_daftar(p: pabrik.Pemda, settings: Any) -> None:
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    jawaban = masuk(p.ratna).post(reverse("indikator:bukti_unggah"), {"berkas": berkas()})
    assert jawaban.status_code == 200
    assert "sedang diperiksa antivirus, belum dapat diunduh" in jawaban.content.decode()
