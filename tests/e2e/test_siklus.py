"""Satu siklus penuh di peramban: sembilan langkah, tiap langkah oleh orang yang punya langkah itu.

Dijalankan dua kali: dengan JavaScript pada layar lebar, dan tanpa JavaScript pada ponsel 360 px. Tiap halaman yang
dilewati diperiksa lebarnya pada 360 dan 1280 px, dan dengan axe bila JavaScript menyala.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.e2e.cerita import capaian, kalender, nilai, rencana, suara
from tests.e2e.kota import Kota
from tests.e2e.langkah import Ragam
from umpan_balik.models import Penugasan, TitikLayanan

pytestmark = [pytest.mark.lambat, pytest.mark.django_db(transaction=True)]
RAGAM = [pytest.param(True, 1280, id="berskrip-1280"), pytest.param(False, 360, id="tanpa-skrip-360")]


@pytest.mark.parametrize(("berskrip", "lebar"), RAGAM)
def test_satu_siklus_dari_periode_sampai_hasil(
    kota: Kota,
    pekerja: Path,
    live_server: LiveServer,
    peramban: Browser,
    berskrip: bool,
    lebar: int,
    tmp_path: Path,
) -> None:
    ragam = Ragam(peramban, live_server.url, berskrip, lebar, lewat_pintu=True)

    with ragam.orang(kota.admin) as admin:
        triwulan = kalender.buka_periode(admin)
        kalender.tambah_indikator(admin)
    kalender.tunggu(lambda: Penugasan.objects.filter(periode=triwulan).exists(), "penugasan 360", pekerja)

    with ragam.orang(kota.penilai) as penilai:
        rencana.susun_skp(penilai, "Layanan puskesmas bermutu", tautkan=False)
    rencana.setujui_lewat_layanan(kota, kota.penilai)
    with ragam.orang(kota.pegawai) as pegawai:
        rencana.lihat_beranda(pegawai, kota, tenggat_skp=triwulan.induk.tenggat_skp)
        rencana.susun_skp(pegawai, "Tindakan keperawatan dasar dilaksanakan", tautkan=True)
    with ragam.orang(kota.penilai) as penilai:
        rencana.kembalikan_lalu_setujui(penilai, kota, ragam)

    with ragam.orang(kota.pegawai) as pegawai:
        capaian.laporkan(pegawai, tmp_path)
    with ragam.orang(kota.penilai) as penilai:
        capaian.periksa(penilai, triwulan, kota, ragam)

    suara.jawab_360_semua(ragam, triwulan, kota)
    with ragam.orang(kota.admin_dinas) as pengelola:
        alamat = suara.alamat_loket(pengelola, TitikLayanan.objects.get())
    suara.survei_semua(ragam, alamat, kota)

    with ragam.orang(kota.penilai) as penilai:
        nilai.tetapkan_rating(penilai, triwulan, kota)
    with ragam.orang(kota.admin) as admin:
        kalender.tutup(admin, triwulan, pekerja)
        kedua = kalender.siapkan_yang_jatuh_tempo(kota, triwulan)
        with ragam.orang(kota.pegawai) as pegawai:
            nilai.baca_hasil(pegawai, triwulan, pekerja)
        with ragam.orang() as umum:
            nilai.baca_halaman_umum(umum, kota)
        kalender.lihat_ditutup_jadwal(admin, kedua, pekerja)
    nilai.periksa_semua_nota(tmp_path)
