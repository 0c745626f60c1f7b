"""U5 dan U6: semua perjalanan pokok tanpa JavaScript, dan dengan skrip yang diblokir, terlambat 10 detik, atau menjawab 500."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from indikator.models import Realisasi
from mutu.catat import catat
from tests.e2e.cerita.pokok import PERJALANAN, pasang, tempuh
from tests.e2e.langkah import Ragam

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db(transaction=True)]
SKRIP = "**/static/**/*.js"
TERLAMBAT_DETIK = 10


def blokir(konteks: BrowserContext) -> None:
    konteks.route(SKRIP, lambda rute: rute.abort())


def rusak(konteks: BrowserContext) -> None:
    konteks.route(SKRIP, lambda rute: rute.fulfill(status=500, body="Galat peladen"))


@dataclass
class Tunda:
    """Skrip ditahan sampai sepuluh detik sesudah diminta; perjalanannya tidak menunggu."""

    tertahan: list[tuple[float, Route]] = field(default_factory=list)

    def __call__(self, konteks: BrowserContext) -> None:
        konteks.route(SKRIP, lambda rute: self.tertahan.append((time.monotonic(), rute)))

    def lepaskan(self, halaman: Page) -> None:
        """Tunggu sampai yang terakhir diminta sepuluh detik lalu, kemudian jawab semuanya."""
        while self.tertahan:
            saat, rute = self.tertahan.pop(0)
            halaman.wait_for_timeout(max(0.0, TERLAMBAT_DETIK - (time.monotonic() - saat)) * 1000)
            if rute.request.frame.page == halaman:
                rute.continue_()


def tempuh_dan_catat(baris: str, cara: str, ragam: Ragam) -> None:
    gagal = tempuh(ragam, pasang())
    selesai = len(PERJALANAN) - len(gagal)
    catat(baris, f"{cara}: {selesai} dari {len(PERJALANAN)} perjalanan selesai", lulus=not gagal)
    assert not gagal, "\n\n".join(f"{nama}: {sebab}" for nama, sebab in gagal.items())


def test_semua_perjalanan_tanpa_javascript(
    transactional_db: None, live_server: LiveServer, peramban: Browser
) -> None:
    tempuh_dan_catat("U5", "tanpa JavaScript", Ragam(peramban, live_server.url, False, 360, teliti=False))


@pytest.mark.parametrize(("cara", "siapkan"), [("diblokir", blokir), ("menjawab 500", rusak)])
def test_semua_perjalanan_dengan_skrip_yang_tidak_sampai(
    transactional_db: None,
    live_server: LiveServer,
    peramban: Browser,
    cara: str,
    siapkan: Callable[[BrowserContext], None],
) -> None:
    ragam = Ragam(peramban, live_server.url, True, 360, teliti=False, siapkan=siapkan)
    tempuh_dan_catat("U6", f"skrip {cara}", ragam)


def test_semua_perjalanan_selagi_skrip_belum_menjawab(
    transactional_db: None, live_server: LiveServer, peramban: Browser
) -> None:
    """Halaman dipakai begitu tampil; skripnya belum menjawab selama sepuluh detik pertama."""
    ragam = Ragam(peramban, live_server.url, True, 360, teliti=False, siapkan=Tunda(), sampai="commit")
    tempuh_dan_catat("U6", "skrip belum menjawab", ragam)


def test_ketikan_tetap_ketika_skrip_datang_sesudah_sepuluh_detik(
    transactional_db: None, live_server: LiveServer, peramban: Browser
) -> None:
    """Yang diketik sebelum skripnya datang tetap ada, dan tombolnya tetap menyimpan."""
    p, tunda = pasang(), Tunda()
    ragam = Ragam(peramban, live_server.url, True, 360, teliti=False, siapkan=tunda, sampai="commit")
    with ragam.orang(p.orang("pegawai").nip) as orang:
        orang.buka(f"/capaian/{p.berjalan.pk}/{p.lapor.indikator_id}/")
        uraian = orang.isian("Apa yang Anda kerjakan")
        uraian.fill("Ditulis sebelum skripnya datang.")
        tunda.lepaskan(orang.halaman)
        expect(orang.halaman.locator(":root[data-skrip]")).to_have_count(1)
        tetap = uraian.input_value() == "Ditulis sebelum skripnya datang."
        orang.ragam.sampai = "commit"
        orang.tekan("Simpan draf")
    tersimpan = Realisasi.objects.filter(
        indikator=p.lapor.indikator, keterangan="Ditulis sebelum skripnya datang."
    ).exists()
    lulus = tetap and tersimpan
    catat("U6", "skrip datang sesudah 10 detik: ketikan tetap dan tersimpan", lulus=lulus)
    assert lulus
