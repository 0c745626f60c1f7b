"""Jalur yang diperlambat dan yang terukur di peramban: tampil pertama, isi terbesar, geseran, dan waktu tertahan.

Jalur dan prosesor diperlambat Chromium sendiri (CDP); angkanya dari PerformanceObserver, termasuk yang sudah lewat.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.langkah import BATAS_MS

# bita per detik dan milidetik; 400 kbit/dtk dan 1,6 Mbit/dtk
BURUK = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
BIASA = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
PONSEL = {"width": 360, "height": 640}
# Selesai bila sesudah halaman termuat tidak ada tugas panjang selama 700 ms.
UKUR = """() => new Promise(jadi => {
  const h = {fcp: 0, lcp: 0, cls: 0, tertahan: 0, muat: 0}, panjang = [];
  const lihat = (type, tangkap) => {
    const p = new PerformanceObserver(d => d.getEntries().forEach(tangkap));
    p.observe({type, buffered: true});
  };
  lihat('paint', e => { if (e.name === 'first-contentful-paint') h.fcp = e.startTime; });
  lihat('largest-contentful-paint', e => { h.lcp = Math.max(h.lcp, e.startTime); });
  lihat('layout-shift', e => { if (!e.hadRecentInput) h.cls += e.value; });
  lihat('longtask', e => panjang.push(e));
  const mulai = performance.now();
  const periksa = () => {
    const akhir = Math.max(mulai, ...panjang.map(e => e.startTime + e.duration));
    if (performance.now() - akhir < 700) { setTimeout(periksa, 100); return; }
    h.tertahan = panjang.filter(e => e.startTime + e.duration > h.fcp)
      .reduce((n, e) => n + Math.max(0, e.duration - 50), 0);
    h.muat = performance.getEntriesByType('navigation')[0].loadEventEnd;
    jadi(h);
  };
  setTimeout(periksa, 100);
})"""
# Lengkung Lighthouse 12 untuk ponsel: (persentil ke-10, tengah) dalam ms; bobotnya di sebelah.
LENGKUNG = {
    "fcp": (1800, 3000, 0.10),
    "si": (3387, 5800, 0.10),
    "lcp": (2500, 4000, 0.25),
    "tertahan": (200, 600, 0.30),
    "cls": (0.1, 0.25, 0.25),
}
NORMAL_P10 = 1.2815515655446004


@dataclass(frozen=True, slots=True)
class Angka:
    """Milidetik sejak alamat dibuka; `cls` tanpa satuan, `tertahan` lamanya di atas 50 ms tiap tugas."""

    fcp: float
    lcp: float
    cls: float
    tertahan: float
    muat: float

    @property
    def kinerja(self) -> float:
        """Nilai 0–100 menurut lengkung dan bobot Lighthouse 12.

        Indeks kecepatan diganti saat termuat penuh, yang tidak pernah lebih kecil; jadi nilai ini batas bawah.
        """
        isi = {
            "fcp": self.fcp,
            "si": max(self.lcp, self.muat),
            "lcp": self.lcp,
            "tertahan": self.tertahan,
            "cls": self.cls,
        }
        return 100 * sum(b * lengkung(isi[n], p10, tengah) for n, (p10, tengah, b) in LENGKUNG.items())


def lengkung(nilai: float, p10: float, tengah: float) -> float:
    """Nilai log-normal Lighthouse: 0,9 pada p10 dan 0,5 pada tengah."""
    if nilai <= 0:
        return 1.0
    letak = (math.log(nilai) - math.log(tengah)) / (math.log(tengah) - math.log(p10)) * NORMAL_P10
    return 0.5 * math.erfc(letak / math.sqrt(2))


def koma(nilai: float, desimal: int = 1) -> str:
    """Angka ukuran dengan koma desimal, untuk catatan."""
    return f"{nilai:.{desimal}f}".replace(".", ",")


def tengah(semua: list[Angka]) -> Angka:
    """Nilai tengah tiap ukuran."""
    return Angka(*(median(getattr(a, n) for a in semua) for n in Angka.__slots__))


@contextmanager
def konteks_lambat(
    peramban: Browser, cara: dict[str, Any], *, berskrip: bool = True, cpu: int = 4
) -> Iterator[tuple[BrowserContext, Page]]:
    """Jendela ponsel baru tanpa simpanan, di jalur itu, dengan prosesor dibagi `cpu`."""
    konteks = peramban.new_context(java_script_enabled=berskrip, viewport=PONSEL, locale="id-ID")
    konteks.set_default_timeout(BATAS_MS * 2)
    halaman = konteks.new_page()
    cdp = konteks.new_cdp_session(halaman)
    cdp.send("Network.enable")
    cdp.send("Network.emulateNetworkConditions", cara)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": cpu})
    try:
        yield konteks, halaman
    finally:
        konteks.close()


def ukur(
    peramban: Browser, alamat: str, cara: dict[str, Any], *, kuki: list[Any] | None = None, cpu: int = 4
) -> Angka:
    """Buka alamat itu sekali di jendela baru."""
    with konteks_lambat(peramban, cara, cpu=cpu) as (konteks, halaman):
        konteks.add_cookies(kuki or [])
        halaman.goto(alamat, wait_until="load")
        return Angka(**halaman.evaluate(UKUR))
