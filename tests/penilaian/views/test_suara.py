"""Umpan balik setahun berdiri di sebelah formulir rating dan di hasil; 360 tidak bocor sebelum ditutup."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from kepegawaian.models import Pegawai
from penilaian.models import Hasil
from penilaian.services import penutupan
from tests.klien import masuk
from tests.penilaian import pabrik
from umpan_balik.services import langsung

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def jam() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(pabrik.SEKARANG, tick=False) as jalan:
        yield jalan


def beri(d: pabrik.Dunia, oleh: Pegawai, teks: str, *, terbaca: bool) -> None:
    langsung.kirim(
        penerima=d.staf[0],
        jenis="pujian",
        teks=teks,
        pokok="nilai:adaptif",
        terbaca_atasan=terbaca,
        oleh=oleh,
        sekarang=pabrik.SEKARANG,
    )


@pytest.fixture
def d() -> pabrik.Dunia:
    d = pabrik.dunia(staf=5)
    s = pabrik.skp(d, d.staf[0], {"bobot": 100})
    pabrik.lapor(d, s.indikator.get(), Decimal("60"))
    for nomor in (1, 2, 3):
        pabrik.jawab(d, d.staf[0], d.staf[nomor], "rekan", 5)
    beri(d, d.staf[1], "Belajar aplikasi baru paling dahulu.", terbaca=True)
    beri(d, d.staf[2], "Mengajari loket sebelah tanpa diminta.", terbaca=True)
    beri(d, d.staf[3], "Rahasia kita berdua saja, ya.", terbaca=False)
    return d


def buka(orang: Pegawai, url: str) -> str:
    klien = masuk(orang)
    return klien.get(url).content.decode()


def test_di_meja_penilai_lalu_di_hasil(d: pabrik.Dunia, jam: time_machine.Traveller) -> None:
    meja = buka(d.kepala, reverse("penilaian:menilai_orang", args=[d.triwulan.pk, d.staf[0].pk]))
    assert "belum sampai target" in meja and "Pujian bernama dari 2 orang" in meja
    assert "Belajar aplikasi baru" in meja and "Rahasia kita" not in meja
    assert "Umpan balik 360 dari 5" not in meja  # sebelum ditutup tidak ada 360 rekan
    run = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    assert penutupan.kerjakan(penutupan_id=run.pk, sekarang=pabrik.SESUDAH)
    jam.move_to(pabrik.SESUDAH + timedelta(hours=1))
    url = reverse("penilaian:hasil_rinci", args=[Hasil.objects.get(pegawai=d.staf[0]).pk])
    for pembaca in (d.staf[0], d.kepala):
        isi = buka(pembaca, url)
        assert "Umpan balik 360 dari 5" in isi and "Pujian bernama dari 2 orang" in isi
        assert "Belajar aplikasi baru" in isi and "Rahasia kita" not in isi
