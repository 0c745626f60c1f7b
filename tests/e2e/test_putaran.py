"""Hasil → kebutuhan → pelatihan → JP → hasil berikutnya → dampak dan penghargaan, di peramban selama dua periode.

Tiap langkah orang ditempuh di halamannya; waktu dipindahkan, dan penutupan beserta tugasnya dikerjakan seperti oleh
pekerja latar. Lima peserta lain memilih, mendaftar, dan menyerahkan lewat layanan yang sama, supaya dampaknya terukur.
"""

from pathlib import Path
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.e2e.cerita import belajar, putaran, sidang
from tests.e2e.langkah import Ragam

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db(transaction=True)]
RAGAM = [pytest.param(True, 1280, id="berskrip-1280"), pytest.param(False, 360, id="tanpa-skrip-360")]


@pytest.mark.parametrize(("berskrip", "lebar"), RAGAM)
def test_dua_periode_dari_kebutuhan_sampai_piagam(
    transactional_db: None,
    live_server: LiveServer,
    peramban: Browser,
    settings: Any,
    berskrip: bool,
    lebar: int,
    tmp_path: Path,
) -> None:
    settings.BASE_URL = live_server.url
    ragam = Ragam(peramban, live_server.url, berskrip, lebar)
    with time_machine.travel(putaran.SESUDAH_SATU, tick=True) as jam:
        p = putaran.pasang()
        putaran.tutup(p.d, putaran.SESUDAH_SATU)
        _periode_satu(ragam, p, jam, tmp_path)

        jam.move_to(putaran.SESUDAH_DUA)
        putaran.tutup(putaran.periode_kedua(p), putaran.SESUDAH_DUA)
        _periode_dua(ragam, p)


def _periode_satu(ragam: Ragam, p: putaran.Putaran, jam: Any, folder: Path) -> None:
    """Saran sampai JP dihitung, dan rencana pembinaan yang belum tercapai."""
    with ragam.orang(p.ratna.nip) as ratna:
        belajar.memilih_dan_menolak(ratna, p)
    putaran.teman_memilih(p, putaran.SESUDAH_SATU)
    with ragam.orang(p.kepala.nip) as kepala:
        belajar.menyetujui(kepala, p)
        rencana = belajar.menyusun_pembinaan(kepala, p)
    with ragam.orang(p.bkd.nip) as bkd:
        belajar.merencanakan(bkd, p)
        belajar.membuka_sesi(bkd)
    with ragam.orang(p.ratna.nip) as ratna:
        belajar.mendaftar(ratna, p)
    putaran.teman_mendaftar(p, putaran.SESUDAH_SATU)

    jam.move_to(putaran.HARI_TERAKHIR)
    with ragam.orang(p.bkd.nip) as bkd:
        belajar.mencatat_hadir(bkd, p)
    with ragam.orang(p.ratna.nip) as ratna:
        belajar.menyerahkan_sertifikat(ratna, p, folder)
    putaran.teman_menyerahkan(p, putaran.HARI_TERAKHIR)
    with ragam.orang(p.bkd.nip) as bkd:
        belajar.menghitung_jp(bkd, p)
    with ragam.orang(p.ratna.nip) as ratna:
        belajar.melihat_jp(ratna)
    with ragam.orang(p.dedi.nip) as dedi:
        belajar.menyerahkan_bukti(dedi, rencana, folder)
    with ragam.orang(p.kepala.nip) as kepala:
        belajar.meninjau(kepala, rencana, "belum", "Baru sepuluh dari dua puluh berkas.")
    assert rencana.status == "berjalan"


def _periode_dua(ragam: Ragam, p: putaran.Putaran) -> None:
    """Dampak, yang ditolak tidak kembali, piagam yang dapat diperiksa, dan rencana yang diteruskan sampai terpenuhi."""
    with ragam.orang(p.ratna.nip) as ratna, ragam.orang(p.serupa[0].nip) as rekan:
        belajar.yang_ditolak_tidak_kembali(ratna, rekan, p)
        belajar.membaca_dampak(ratna, p)
    with ragam.orang(p.bkd.nip) as bkd:
        sidang.menunjuk_panitia(bkd, p)
    with ragam.orang(p.kepala.nip) as kepala:
        sidang.bersidang(kepala, p)
        terusan = belajar.siapa_diteruskan(kepala, p.dedi)
        belajar.meninjau(kepala, terusan, "tercapai", "Dua puluh berkas sudah tanpa perbaikan.")
    assert terusan.status == "terpenuhi"
    with ragam.orang(p.budi.nip) as budi:
        alamat = sidang.menerima_piagam(budi, p)
    with ragam.orang() as tamu:
        sidang.diperiksa_siapa_pun(tamu, alamat, p)
