"""U48: semua perjalanan pokok di ponsel tua, dari awal sampai basis data, dengan tanggap tiap ketukan dan ketikannya."""

import pytest
from playwright.sync_api import Browser, BrowserContext
from pytest_django.live_server_helper import LiveServer

from mutu.catat import catat
from tests.e2e.cerita.pokok import PERJALANAN, pasang, tempuh
from tests.e2e.langkah import Ragam
from tests.e2e.pakai.test_ponsel_tua import BATAS_MS, GAMBAR, css_lama, perlambat

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db(transaction=True)]
# Tiap tanggapan langsung dilaporkan, sebab halamannya berganti sepanjang perjalanan.
LAPORKAN = """new PerformanceObserver(d => d.getEntries().forEach(e => window.catatTanggap(e.duration)))
  .observe({type: 'event', durationThreshold: 16})"""


def test_semua_perjalanan_selesai_di_ponsel_tua(
    transactional_db: None, live_server: LiveServer, peramban: Browser
) -> None:
    """Perjalanan pokok dari awal sampai basis data; tanggap tiap ketukan dan ketikan ikut diukur."""
    tanggap: list[float] = []

    def tua(konteks: BrowserContext) -> None:
        konteks.route("**/static/**/*.css", css_lama)
        konteks.route(GAMBAR, lambda rute: rute.abort())
        konteks.expose_binding("catatTanggap", lambda _, lama: tanggap.append(lama))
        konteks.add_init_script(LAPORKAN)
        konteks.on("page", lambda halaman: perlambat(konteks, halaman))

    gagal = tempuh(Ragam(peramban, live_server.url, True, 360, teliti=False, siapkan=tua), pasang())
    selesai, terlama = len(PERJALANAN) - len(gagal), max(tanggap, default=0)
    cepat = 0 < terlama <= BATAS_MS
    catat(
        "U48",
        f"{selesai} dari {len(PERJALANAN)} perjalanan, {len(tanggap)} tanggapan diukur, terlama {terlama:.0f} ms",
        lulus=not gagal and cepat,
    )
    assert not gagal, "\n\n".join(f"{nama}: {sebab}" for nama, sebab in gagal.items())
    assert cepat, sorted(tanggap)[-10:]
