"""Tablet di loket: banyak orang bergantian di satu alat, dan tidak ada yang tertinggal di layar untuk orang berikutnya."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from inti.models import Riwayat
from tests.umpan_balik.conftest import SEKARANG, Kota
from tests.umpan_balik.views.test_warga import JAWABAN, Halaman
from umpan_balik.models import Survei, TitikLayanan
from umpan_balik.persetujuan import VERSI_KINI
from umpan_balik.services import warga

pytestmark = pytest.mark.django_db


@pytest.fixture
def tablet(kota: Kota) -> str:
    titik = warga.pasang_kios(titik=kota.titik, pasang=True, oleh=kota.admin, sekarang=SEKARANG)
    return reverse("umpan_balik:survei_kios", args=[titik.token, titik.kunci_kios])


def isi(peramban: Client, alamat: str, **lain: str) -> Any:
    isian = Halaman(peramban.get(alamat)).isian
    return peramban.post(alamat, isian | JAWABAN | {"setuju": str(VERSI_KINI)} | lain)


def test_lima_puluh_orang_bergantian_semuanya_dihitung(tablet: str, jam: time_machine.Traveller) -> None:
    peramban = Client(enforce_csrf_checks=True)
    for _ in range(50):
        jam.shift(timedelta(seconds=40))
        assert isi(peramban, tablet).status_code == 302
    assert list(Survei.objects.values_list("status", flat=True).distinct()) == ["dihitung"]
    assert Survei.objects.count() == 50 and not peramban.cookies


def test_kendali_tanpa_tablet_terpasang_alat_yang_sama_ditahan(
    kota: Kota, jam: time_machine.Traveller
) -> None:
    alamat = reverse("umpan_balik:survei", args=[kota.titik.token])
    peramban = Client(enforce_csrf_checks=True)
    for _ in range(7):
        jam.shift(timedelta(seconds=40))
        isi(peramban, alamat)
    assert Survei.objects.filter(status="ditahan").count() == 2


def test_jawaban_beruntun_secepat_mesin_ditahan_bukan_dibuang(
    tablet: str, jam: time_machine.Traveller
) -> None:
    peramban = Client()
    for _ in range(4):
        jam.shift(timedelta(seconds=2))
        isi(peramban, tablet)
    ditahan = Survei.objects.filter(status="ditahan")
    assert ditahan.count() == 3 and "detik sesudah jawaban sebelumnya" in ditahan[0].alasan_ditahan


def test_layar_kembali_kosong_sendiri(tablet: str, jam: time_machine.Traveller) -> None:
    peramban = Client()
    formulir = peramban.get(tablet)
    assert formulir["Refresh"] == f"600; url={tablet}" and "Lacak saran" not in formulir.content.decode()
    terima = isi(peramban, tablet, saran="Kursi kurang.")["Location"]
    laman = peramban.get(terima)
    assert laman["Refresh"] == f"45; url={tablet}" and "Selesai" in laman.content.decode()
    assert laman["Cache-Control"] == "no-store"
    jam.shift(timedelta(minutes=2))
    assert peramban.get(terima)["Location"] == tablet


def test_galat_tetap_di_tablet_dengan_semua_ketukan(tablet: str) -> None:
    jawaban = isi(Client(), tablet, setuju="")
    assert jawaban.status_code == 200 and Halaman(jawaban).terpilih == JAWABAN
    assert f'action="{tablet}"' in jawaban.content.decode()


def test_alamat_yang_dicabut_atau_ditebak_tidak_membuka_apa_pun(kota: Kota, tablet: str) -> None:
    tebakan = reverse("umpan_balik:survei_kios", args=[kota.titik.token, "0" * 26])
    assert Client().get(tebakan).status_code == 404
    warga.pasang_kios(titik=kota.titik, pasang=False, oleh=kota.admin, sekarang=SEKARANG)
    assert Client().get(tablet).status_code == 404
    assert Client().post(tablet, JAWABAN).status_code == 404
    lagi = warga.pasang_kios(titik=kota.titik, pasang=True, oleh=kota.admin, sekarang=SEKARANG)
    assert lagi.kunci_kios not in tablet


def test_dipasang_dari_halaman_titik_dan_kuncinya_tidak_masuk_riwayat(client: Client, kota: Kota) -> None:
    client.force_login(kota.admin)
    client.post(reverse("umpan_balik:titik_kios", args=[kota.titik.pk]), {"pasang": "1"})
    titik = TitikLayanan.objects.get(pk=kota.titik.pk)
    assert len(titik.kunci_kios) == 26
    assert (
        titik.kunci_kios in client.get(reverse("umpan_balik:titik_rinci", args=[titik.pk])).content.decode()
    )
    riwayat = Riwayat.objects.filter(tabel="umpan_balik_titiklayanan", objek_id=titik.pk)
    assert riwayat.exists() and titik.kunci_kios not in str(list(riwayat.values()))
