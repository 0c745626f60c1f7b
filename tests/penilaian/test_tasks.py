"""Detak tiap menit memulai yang jatuh tempo, dan pekerja menyelesaikannya."""

from datetime import timedelta
from unittest.mock import patch

import pytest
import time_machine

from inti.models import KotakKeluar
from penilaian import tasks
from penilaian.services.penutupan import mulai
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db


def antrean() -> list[int]:
    tugas = KotakKeluar.objects.filter(muatan__nama="penilaian.tasks.kerjakan_penutupan").order_by("id")
    return [satu.muatan["argumen"]["penutupan_id"] for satu in tugas]


def test_detak_memulai_lalu_pekerja_menutup() -> None:
    d = pabrik.dunia(staf=1)
    with time_machine.travel(pabrik.TUTUP + timedelta(seconds=30), tick=False):
        tasks.detak_penutupan()
    assert antrean() == []
    with time_machine.travel(pabrik.SESUDAH, tick=False):
        tasks.detak_penutupan()
        nomor = antrean()
        assert len(set(nomor)) == 1 and len(nomor) >= 2
        tasks.kerjakan_penutupan(nomor[0])
    d.triwulan.refresh_from_db()
    assert d.triwulan.status == "ditutup"
    jumlah = len(antrean())
    with time_machine.travel(pabrik.SESUDAH + timedelta(minutes=5), tick=False):
        tasks.detak_penutupan()
    assert len(antrean()) == jumlah, "yang sudah ditutup tidak diantre lagi"


def test_pemda_yang_macet_tidak_menahan_pemda_lain() -> None:
    macet, lain = pabrik.dunia("Kota Macet", staf=0), pabrik.dunia("Kota Lain", staf=0)
    minta = mulai.minta

    def sebagian(**argumen: object) -> object:
        if argumen["periode"] == macet.triwulan:
            raise RuntimeError("macet")
        return minta(**argumen)

    with patch.object(mulai, "minta", sebagian):
        assert mulai.mulai_yang_jatuh_tempo(sekarang=pabrik.SESUDAH) == 1
    lain.triwulan.refresh_from_db()
    assert lain.triwulan.penutupan_dimulai is not None
