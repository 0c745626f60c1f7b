"""Mengganti alamat surel: konfirmasi sandi, bukti dari alamat baru, alamat lama dikabari."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from inti.models import KotakKeluar
from kepegawaian.models import GantiSurel
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.faktor import konfirmasi, masuk_dengan_sandi
from tests.kepegawaian.pabrik import SANDI, SEKARANG

BARU = "ratna.baru@contoh.go.id"


@pytest.fixture(autouse=True)
def jam() -> object:
    with time_machine.travel(SEKARANG, tick=False) as jam:
        yield jam


@pytest.fixture
def staf(client: Client, kota: Kota) -> Client:
    kota.staf.email = "ratna@contoh.go.id"
    kota.staf.save()
    masuk_dengan_sandi(client, kota.staf, SANDI)
    return client


def minta(client: Client, surel: str = BARU) -> str:
    konfirmasi(client, SANDI)
    jawaban = client.post("/surel/", {"surel": surel})
    assert jawaban.headers["Location"] == "/profil/", jawaban.content.decode()
    muatan = KotakKeluar.objects.filter(jenis="surel", muatan__kepada=surel).latest("pk").muatan
    return re.search(r"(/surel/[^/\s]+/)", muatan["isi"])[1]  # type: ignore[index]


def alamat_kini(kota: Kota) -> str:
    kota.staf.refresh_from_db()
    return kota.staf.email


def test_tanpa_konfirmasi_sandi_tidak_ada_yang_terkirim(staf: Client, kota: Kota) -> None:
    assert staf.post("/surel/", {"surel": BARU}).headers["Location"].startswith("/konfirmasi/")
    assert not GantiSurel.objects.exists() and not KotakKeluar.objects.exists()


def test_alamat_baru_berlaku_sesudah_tombolnya_ditekan_dan_alamat_lama_dikabari(
    staf: Client, kota: Kota
) -> None:
    alamat = minta(staf)
    assert alamat_kini(kota) == "ratna@contoh.go.id"
    assert BARU in staf.get(alamat).content.decode()
    assert alamat_kini(kota) == "ratna@contoh.go.id", "membuka tautan saja tidak mengubah apa pun"
    staf.post(alamat)
    assert alamat_kini(kota) == BARU
    kabar = KotakKeluar.objects.filter(jenis="surel").latest("pk").muatan
    assert kabar["kepada"] == "ratna@contoh.go.id" and "diganti" in kabar["judul"]
    assert BARU not in str(kabar), "alamat baru tidak disebut kepada alamat lama"
    assert staf.get(alamat).status_code == 302, "tautan hanya sekali"


def test_kode_tidak_tersimpan_apa_adanya(staf: Client) -> None:
    kode = minta(staf).split("/")[2]
    assert len(kode) >= 43, "256 bit"
    assert kode not in str(GantiSurel.objects.values())


def test_tautan_milik_orang_lain_lewat_waktu_atau_diganti_tidak_berlaku(
    staf: Client, kota: Kota, jam: time_machine.Traveller
) -> None:
    lama = minta(staf)
    baru = minta(staf, "ratna.lagi@contoh.go.id")
    staf.post(lama)
    lain = Client()
    masuk_dengan_sandi(lain, kota.rekan, SANDI)
    lain.post(baru)
    jam.shift(timedelta(hours=24, minutes=1))
    masuk_dengan_sandi(staf, kota.staf, SANDI)
    staf.post(baru)
    assert alamat_kini(kota) == "ratna@contoh.go.id"


def test_alamat_yang_sama_dan_salah_bentuk_ditolak(staf: Client) -> None:
    konfirmasi(staf, SANDI)
    assert (
        "alamat Anda yang sekarang" in staf.post("/surel/", {"surel": "Ratna@contoh.go.id"}).content.decode()
    )
    teks = staf.post("/surel/", {"surel": "bukan alamat"}).content.decode()
    assert "Tulis alamat lengkap" in teks and "bukan alamat" in teks
