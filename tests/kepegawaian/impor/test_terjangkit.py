"""Lembar impor dan bukti usul lewat pintu pemindai yang sama."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from inti.models import Berkas, Impor
from inti.services import impor as mesin
from inti.services.pindai import pindai_yang_antre, pintu
from kepegawaian.models import PerbaikanData
from kepegawaian.services.impor import ADAPTOR
from tests.clamd import EICAR, NAMA, ClamdTiruan, clamd_tiruan
from tests.inti.services.test_pindai import TERJANGKIT
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.impor import alat
from tests.kepegawaian.impor.test_mesin import BERKAS

MATI = "tcp://127.0.0.1:1"


@pytest.fixture(autouse=True)
def pemindai(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[ClamdTiruan]:
    monkeypatch.setattr(pintu, "pemutus", pintu.Pemutus())
    with clamd_tiruan() as satu:
        settings.CLAMD_URL = satu.alamat
        yield satu


@pytest.mark.parametrize("nama", ["data.xlsx", "data.csv"])
def test_lembar_terjangkit_ditolak_di_formulirnya(kota: Kota, nama: str) -> None:
    isi = TERJANGKIT["data.xlsx"] if nama.endswith("xlsx") else BERKAS + EICAR
    client = Client()
    client.force_login(kota.admin_bkd)
    jawaban = client.post("/impor/pegawai/", {"berkas": SimpleUploadedFile(nama, isi)})
    assert jawaban.status_code == 200 and NAMA in jawaban.content.decode()
    assert not Impor.objects.exists() and not Berkas.objects.exists()


def test_impor_menunggu_pemindai_lalu_dibaca_sendiri(
    kota: Kota, settings: Any, pemindai: ClamdTiruan
) -> None:
    hidup, settings.CLAMD_URL = settings.CLAMD_URL, MATI
    impor = alat.unggah("pegawai", BERKAS, kota.admin_bkd)
    assert alat.kerjakan(impor).status == "diunggah"
    client = Client()
    client.force_login(kota.admin_bkd)
    assert "sedang diperiksa antivirus" in client.get(f"/impor/{impor.pk}/").content.decode()
    settings.CLAMD_URL = hidup
    assert pindai_yang_antre(sekarang=timezone.now()) == 1
    kemudian = pabrik.SEKARANG + timedelta(minutes=2)
    assert mesin.sambung(adaptor=ADAPTOR, sekarang=kemudian) == 1
    assert alat.kerjakan(impor).status == "siap"


def test_lembar_yang_ternyata_terjangkit_tidak_pernah_dibaca(
    kota: Kota, settings: Any, pemindai: ClamdTiruan
) -> None:
    hidup, settings.CLAMD_URL = settings.CLAMD_URL, MATI
    impor = alat.unggah("pegawai", BERKAS, kota.admin_bkd)
    Path(impor.berkas.isi.path).write_bytes(BERKAS + EICAR)
    settings.CLAMD_URL = hidup
    pindai_yang_antre(sekarang=timezone.now())
    selesai = alat.kerjakan(impor)
    assert selesai.status == "tertolak"
    assert NAMA in selesai.galat[0]["pesan"]


def test_bukti_usul_terjangkit_ditolak_dan_ketikannya_tetap(kota: Kota) -> None:
    client = Client()
    client.force_login(kota.staf)
    kiriman = {
        "bidang": "gelar_belakang",
        "isi": "S.KM.",
        "alasan": "Ijazah Universitas Mataram",
        "bukti": SimpleUploadedFile("ijazah.pdf", TERJANGKIT["mentah.pdf"]),
    }
    halaman = client.post("/perbaikan-data/usul/", kiriman).content.decode()
    assert NAMA in halaman and "Ijazah Universitas Mataram" in halaman
    assert not PerbaikanData.objects.exists() and not Berkas.objects.exists()
