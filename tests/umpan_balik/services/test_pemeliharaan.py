"""Masa simpan data warga seperti yang dijanjikan naskah persetujuan."""

import uuid
from datetime import datetime, timedelta

import pytest

from inti.models import Jejak
from tests.umpan_balik.conftest import SEKARANG, Kota
from umpan_balik.models import Aspirasi, Survei
from umpan_balik.persetujuan import VERSI_KINI
from umpan_balik.services import pemeliharaan, warga
from umpan_balik.tasks import musnahkan_lewat_masa

pytestmark = pytest.mark.django_db


def kirim(kota: Kota, saat: datetime) -> None:
    warga.kirim_survei(
        titik=kota.titik,
        nilai={"waktu": 3},
        saran="Kipas mati.",
        setuju_versi=VERSI_KINI,
        kunci=uuid.uuid4(),
        kode=None,
        sidik="a" * 64,
        sekarang=saat,
    )


def test_sidik_hilang_sesudah_30_hari_dan_saran_sesudah_dua_tahun(kota: Kota) -> None:
    for hari in (1, 31, 731):
        kirim(kota, SEKARANG - timedelta(days=hari))
    assert pemeliharaan.musnahkan_lewat_masa(sekarang=SEKARANG) == (2, 1, 0)
    assert list(Survei.objects.order_by("-setuju_waktu").values_list("sidik", flat=True)) == [
        "a" * 64,
        "",
        "",
    ]
    assert Survei.objects.filter(waktu=3).count() == 3, "jawaban tanpa nama tetap dihitung"
    assert Aspirasi.objects.filter(teks="Kipas mati.").count() == 2


def test_diulang_tidak_mengubah_apa_pun(kota: Kota) -> None:
    kirim(kota, SEKARANG - timedelta(days=800))
    pemeliharaan.musnahkan_lewat_masa(sekarang=SEKARANG)
    assert pemeliharaan.musnahkan_lewat_masa(sekarang=SEKARANG) == (0, 0, 0)
    assert Jejak.objects.filter(aksi="survei.dimusnahkan").count() == 1
    assert musnahkan_lewat_masa() == [0, 0, 0, 0]
