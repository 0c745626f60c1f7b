"""Permintaan 360 dibuat dari organisasi, sekali, untuk kelompok yang berbobot."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indikator.models import Kebijakan
from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak, Pemberitahuan
from tests.umpan_balik.conftest import Kota, buat_pegawai, tempatkan
from umpan_balik.models import Penugasan
from umpan_balik.services import penugasan
from umpan_balik.tasks import tugaskan_periode as tugas

pytestmark = pytest.mark.django_db


def test_permintaan_mengikuti_organisasi(kota: Kota, sekarang: datetime) -> None:
    penugasan.tugaskan_periode(periode=kota.periode, oleh=None, sekarang=sekarang)
    untuk = Penugasan.objects.filter(dinilai=kota.anggota[0])
    assert untuk.get(kelompok="atasan").penilai == kota.kabid
    rekan = set(untuk.filter(kelompok="rekan").values_list("penilai", flat=True))
    assert rekan == {p.pk for p in kota.anggota[1:]}
    assert Penugasan.objects.filter(dinilai=kota.kabid, kelompok="bawahan").count() == 5


def test_diulang_tidak_menambah_apa_pun(kota: Kota, sekarang: datetime) -> None:
    pertama = penugasan.tugaskan_periode(periode=kota.periode, oleh=None, sekarang=sekarang)
    assert pertama == Penugasan.objects.count() > 0
    assert penugasan.tugaskan_periode(periode=kota.periode, oleh=None, sekarang=sekarang) == 0
    assert tugas(kota.periode.pk) == 0
    assert Jejak.objects.filter(aksi="penugasan.ditetapkan").count() == 1


def test_penilai_diberi_tahu_satu_kali(kota: Kota, sekarang: datetime) -> None:
    penugasan.tugaskan_periode(periode=kota.periode, oleh=None, sekarang=sekarang)
    pesan = Pemberitahuan.objects.get(penerima_id=kota.kabid.pk)
    assert "6 orang" in pesan.judul
    assert set(Pemberitahuan.objects.values_list("penerima_id", flat=True)) == set(
        Penugasan.objects.values_list("penilai_id", flat=True)
    )


def test_kelompok_tanpa_bobot_tidak_diminta(kota: Kota, sekarang: datetime) -> None:
    Kebijakan.objects.filter(pk=kota.periode.kebijakan_id).update(
        aturan={"bobot_kelompok": {"atasan": "100", "rekan": "0", "bawahan": "0", "masyarakat": "0"}}
    )
    penugasan.tugaskan_periode(periode=kota.periode, oleh=None, sekarang=sekarang)
    assert set(Penugasan.objects.values_list("kelompok", flat=True)) == {"atasan"}


def test_pegawai_tidak_aktif_tidak_diminta_dan_tidak_dinilai(kota: Kota, sekarang: datetime) -> None:
    keluar = kota.anggota[3]
    keluar.is_active = False
    keluar.save()
    penugasan.tugaskan_periode(periode=kota.periode, oleh=None, sekarang=sekarang)
    assert not Penugasan.objects.filter(penilai=keluar).exists()
    assert not Penugasan.objects.filter(dinilai=keluar).exists()


def test_instansi_lain_tidak_tersentuh(kota: Kota, kota_lain: Kota, sekarang: datetime) -> None:
    penugasan.tugaskan_periode(periode=kota.periode, oleh=None, sekarang=sekarang)
    assert set(Penugasan.objects.values_list("instansi_id", flat=True)) == {kota.instansi.pk}
    assert not Penugasan.objects.filter(penilai__instansi=kota_lain.instansi).exists()


def test_hanya_pengelola_periode_yang_boleh(kota: Kota, kota_lain: Kota, sekarang: datetime) -> None:
    for orang in (kota.kabid, kota_lain.admin):
        with pytest.raises(TidakBerhak):
            penugasan.tugaskan_periode(periode=kota.periode, oleh=orang, sekarang=sekarang)
    assert penugasan.tugaskan_periode(periode=kota.periode, oleh=kota.admin, sekarang=sekarang) > 0


def test_periode_draf_ditolak(kota: Kota, sekarang: datetime) -> None:
    kota.periode.status = "draf"
    kota.periode.save()
    with pytest.raises(GalatAturan, match="belum dibuka"):
        penugasan.tugaskan_periode(periode=kota.periode, oleh=None, sekarang=sekarang)


def test_jumlah_kueri_tidak_mengikuti_jumlah_orang(kota: Kota, kota_lain: Kota, sekarang: datetime) -> None:
    for i in range(40):
        tempatkan(buat_pegawai(kota_lain.instansi, f"Tambahan{i}"), kota_lain.bidang)
    jumlah = []
    for satu in (kota, kota_lain):
        with CaptureQueriesContext(
            connection,
        ) as rekam:
            penugasan.tugaskan_periode(periode=satu.periode, oleh=None, sekarang=sekarang)
        jumlah.append(len(rekam))
    assert jumlah[0] == jumlah[1] <= 12
