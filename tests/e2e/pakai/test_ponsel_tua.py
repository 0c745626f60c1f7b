"""U48: ponsel tua 360 × 640, prosesor ÷ 6, gambar mati, peramban tanpa :has: halaman muat dan tanggap."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from mutu.catat import catat
from tests.e2e.pakai.layar import Layar, statis
from tests.e2e.pakai.perayap import Perayap

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db]
HALAMAN = (
    "beranda",
    "indikator:capaian_lapor",
    "indikator:harian",
    "indikator:skp_rinci",
    "penilaian:menilai_orang",
    "penilaian:hasil_rinci",
    "umpan_balik:isi_360",
    "umpan_balik:survei",
    "kepegawaian:organisasi",
    "pelatihan:daftar",
)
BATAS_MS = 200
AMATI = """() => { window.__inp = 0;
  new PerformanceObserver(d => d.getEntries().forEach(e => { window.__inp = Math.max(window.__inp, e.duration); }))
    .observe({type: 'event', durationThreshold: 16}); }"""
GAMBAR = re.compile(r"\.(svg|png|webp|jpe?g)$")
PERLAMBATAN = 6
KENDALI = "main label:has(input[type=radio]), main label:has(input[type=checkbox]), main summary, main textarea, main select"


def tanpa_has(css: str) -> str:
    """Seperti peramban lama: aturan yang pemilihnya memuat :has() dibuang seluruhnya."""
    return re.sub(r"[^{}]*:has\([^{}]*\{[^{}]*\}", "", css)


def css_lama(rute: Route) -> None:
    """Jawab lembar gaya itu seperti dibaca peramban lama."""
    nama = re.sub(r"\.[0-9a-f]{12}(?=\.css)", "", rute.request.url.split("/static/")[1].split("?")[0])
    berkas = statis(nama)
    assert berkas is not None, nama
    rute.fulfill(status=200, content_type="text/css", body=tanpa_has(berkas[0].decode()))


def perlambat(konteks: BrowserContext, halaman: Page) -> None:
    konteks.new_cdp_session(halaman).send("Emulation.setCPUThrottlingRate", {"rate": PERLAMBATAN})


def test_pembuang_has_memang_membuang() -> None:
    assert tanpa_has("a{b:c}.x:has(y){d:e}.z{f:g}") == "a{b:c}.z{f:g}"


def test_halaman_pokok_di_ponsel_tua(perayap: Perayap, layar: Layar) -> None:
    layar.page.route("**/static/**/*.css", css_lama)
    layar.page.route(GAMBAR, lambda rute: rute.abort())
    perlambat(layar.konteks, layar.page)
    melebar, tanggap, diperiksa = [], {}, []
    for satu in perayap.halaman("biasa", semua=True):
        if satu.nama not in HALAMAN or satu.nama in diperiksa:
            continue
        diperiksa.append(satu.nama)
        page = layar.buka(satu, lebar=360, tinggi=640)
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            melebar.append(str(satu))
        page.evaluate(AMATI)
        for n in range(min(3, (kendali := page.locator(KENDALI)).count())):
            if kendali.nth(n).is_visible():
                kendali.nth(n).click()
        page.evaluate("() => new Promise(r => requestAnimationFrame(() => setTimeout(r, 0)))")
        tanggap[satu.nama] = page.evaluate("window.__inp")
    lambat = max(tanggap, key=lambda nama: tanggap[nama])
    terlama = tanggap[lambat]
    lulus = not melebar and 0 < terlama <= BATAS_MS and len(diperiksa) == len(HALAMAN)
    catat(
        "U48",
        f"{len(diperiksa)} halaman, {len(melebar)} melebar, tanggap terlama {terlama:.0f} ms ({lambat})",
        lulus=lulus,
    )
    assert len(diperiksa) == len(HALAMAN), set(HALAMAN) - set(diperiksa)
    assert not melebar, melebar
    assert 0 < terlama <= BATAS_MS, tanggap
