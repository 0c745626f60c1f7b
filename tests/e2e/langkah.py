"""Gerak-gerik orang di peramban: masuk, membuka halaman, dan pemeriksaan yang berlaku di setiap halaman."""

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page

ATURAN_AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


class Orang:
    """Satu orang dengan peramban sendiri."""

    def __init__(self, halaman: Page, situs: str, *, berskrip: bool, lebar: int) -> None:
        self.halaman = halaman
        self.situs = situs
        self.berskrip = berskrip
        self.lebar = lebar
        self.keluhan: list[str] = []
        self.nip = ""
        halaman.on("console", self._dengar)
        halaman.on("pageerror", lambda galat: self.keluhan.append(f"skrip: {galat}"))

    def _dengar(self, pesan) -> None:  # type: ignore[no-untyped-def]
        teks = pesan.text
        # Penolakan CSP dan skrip yang rusak; jawaban 404 yang disengaja bukan keluhan.
        if pesan.type == "error" and "Failed to load resource" not in teks:
            self.keluhan.append(f"konsol: {teks}")

    def masuk(self, nip: str, sandi: str) -> None:
        self.nip = nip
        self.halaman.goto(f"{self.situs}/masuk/")
        self.periksa()
        self.halaman.get_by_label("NIP").fill(nip)
        self.halaman.get_by_label("Kata sandi").fill(sandi)
        self.tekan("Masuk")
        assert self.halaman.url == f"{self.situs}/", self.halaman.url
        self.periksa()

    def buka(self, jalur: str) -> None:
        jawaban = self.halaman.goto(f"{self.situs}{jalur}")
        assert jawaban is not None and jawaban.status == 200, f"{jalur}: {jawaban and jawaban.status}"
        self.periksa()

    def tekan(self, nama: str, *, di: Locator | None = None, tepat: bool = True) -> None:
        """Tekan tombol di isi halaman, lalu periksa halaman sesudahnya."""
        tempat = di or self.halaman.locator("main")
        tempat.get_by_role("button", name=nama, exact=tepat).first.click()
        self.halaman.wait_for_load_state()
        self.periksa()

    def ikuti(self, nama: str, *, di: Locator | None = None, tepat: bool = False) -> None:
        """Ikuti tautan di isi halaman."""
        tempat = di or self.halaman.locator("main")
        tempat.get_by_role("link", name=nama, exact=tepat).first.click()
        self.halaman.wait_for_load_state()
        self.periksa()

    def terbaca(self, teks: str) -> None:
        assert teks in self.halaman.locator("body").inner_text(), f"“{teks}” tidak ada di {self.halaman.url}"

    def tidak_terbaca(self, teks: str) -> None:
        assert teks not in self.halaman.locator("body").inner_text(), f"“{teks}” ada di {self.halaman.url}"

    def periksa(self) -> None:
        """Tiap halaman: satu h1, tidak melebar, dan (dengan skrip) axe 0 pelanggaran di 360 dan 1280."""
        halaman = self.halaman
        tinggi = 900
        for lebar in (360, 1280):
            halaman.set_viewport_size({"width": lebar, "height": tinggi})
            lebar_isi = halaman.evaluate("document.documentElement.scrollWidth")
            assert lebar_isi <= lebar, f"{halaman.url} melebar menjadi {lebar_isi} pada {lebar}"
            if self.berskrip:
                hasil = Axe().run(halaman, options=ATURAN_AXE)
                assert hasil.violations_count == 0, f"{halaman.url} pada {lebar}: {hasil.generate_report()}"
        halaman.set_viewport_size({"width": self.lebar, "height": tinggi})
        assert halaman.locator("h1").count() == 1, f"{halaman.url}: {halaman.locator('h1').count()} h1"
        assert halaman.locator("html").get_attribute("lang") == "id"
        assert not self.keluhan, f"{halaman.url}: {self.keluhan}"


@contextmanager
def orang_baru(peramban: Browser, situs: str, *, berskrip: bool, lebar: int) -> Iterator[Orang]:
    konteks: BrowserContext = peramban.new_context(
        java_script_enabled=berskrip, viewport={"width": lebar, "height": 900}, locale="id-ID"
    )
    konteks.set_default_timeout(15_000)
    try:
        yield Orang(konteks.new_page(), situs, berskrip=berskrip, lebar=lebar)
    finally:
        konteks.close()
