"""Chromium yang dijawab Django di proses ini: halaman dari perayap tampil dengan CSS, skrip, dan CSP yang sebenarnya."""

from contextvars import copy_context
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route

from tests.e2e.langkah import BATAS_MS, TINGGI
from tests.e2e.pakai.perayap import Halaman, Perayap

SITUS = "http://asn.localhost"
JENIS = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
}
# Diteruskan dari peramban ke Django; kuki dipegang klien tiap peran.
KEPALA = ("hx-request", "hx-target", "hx-current-url", "referer", "x-csrftoken")


@cache
def statis(jalur: str) -> tuple[bytes, str] | None:
    """Isi dan jenis berkas statis itu."""
    ada = finders.find(jalur)
    if ada is None:
        return None
    return Path(str(ada)).read_bytes(), JENIS.get(Path(jalur).suffix, "application/octet-stream")


class Layar:
    """Satu jendela. `buka(halaman)` menampilkan jawaban yang sudah jadi; permintaan lain ditanyakan ke Django.

    Pengalihan tidak diikuti (Chromium mengikutinya ke jaringan); perjalanan berlangkah memakai live_server.
    `kiriman` mencatat tiap POST yang sampai: (alamat, isi).
    """

    def __init__(self, peramban: Browser, perayap: Perayap, *, berskrip: bool = True, **pilihan: Any) -> None:
        self.perayap = perayap
        self.konteks: BrowserContext = peramban.new_context(
            **{
                "java_script_enabled": berskrip,
                "viewport": {"width": 1280, "height": TINGGI},
                "locale": "id-ID",
                "timezone_id": "Asia/Jakarta",
                "reduced_motion": "reduce",
                **pilihan,
            }
        )
        self.konteks.set_default_timeout(BATAS_MS)
        self.halaman: Halaman | None = None
        self.berskrip = berskrip
        self.kiriman: list[tuple[str, str]] = []
        self.keluhan: list[str] = []
        # Playwright menjawab di konteks lain; tanpa ini Django di sana memakai sambungan basis data yang kosong.
        self._konteks = copy_context()
        self.page: Page = self._tab()

    def _tab(self) -> Page:
        page = self.konteks.new_page()
        page.on("pageerror", lambda galat: self.keluhan.append(f"skrip: {galat}"))
        page.on("console", self._dengar)
        page.route("**/*", lambda rute: self._konteks.copy().run(self._jawab, rute))
        return page

    def tab_baru(self) -> None:
        """Ganti tabnya: kiriman yang masih tertahan di tab lama membatalkan halaman berikutnya."""
        self.page.close()
        self.page = self._tab()

    def _dengar(self, pesan: Any) -> None:
        if pesan.type == "error" and "Failed to load resource" not in pesan.text:
            self.keluhan.append(f"konsol: {pesan.text}")

    def buka(self, halaman: Halaman, *, lebar: int = 1280, tinggi: int = TINGGI) -> Page:
        """Tampilkan halaman itu pada lebar itu."""
        self.halaman = halaman
        self.keluhan.clear()
        self.kiriman.clear()
        self.page.set_viewport_size({"width": lebar, "height": tinggi})
        self.page.goto(SITUS + halaman.jalur, wait_until="load")
        return self.page

    def tutup(self) -> None:
        self.konteks.close()

    def _jawab(self, rute: Route) -> None:
        minta = rute.request
        alamat = urlsplit(minta.url)
        if alamat.netloc != urlsplit(SITUS).netloc:
            rute.abort()
        elif alamat.path.startswith("/static/"):
            self._statis(rute, alamat.path.removeprefix("/static/"))
        elif minta.method == "GET" and minta.is_navigation_request() and self._ini(minta):
            assert self.halaman is not None
            rute.fulfill(status=self.halaman.status, headers=self.halaman.kepala, body=self.halaman.badan)
        else:
            self._tanya(rute)

    def _ini(self, minta: Request) -> bool:
        return self.halaman is not None and minta.url.split("#")[0] == SITUS + self.halaman.jalur

    def _statis(self, rute: Route, jalur: str) -> None:
        if berkas := statis(jalur):
            rute.fulfill(status=200, content_type=berkas[1], body=berkas[0])
        else:
            rute.fulfill(status=404, body="")

    def _tanya(self, rute: Route) -> None:
        """Django menjawab sebagai peran halaman yang terbuka. Kiriman dicatat dan dijawab 204: tidak ada yang ditulis."""
        minta = rute.request
        if minta.method == "POST":
            self.kiriman.append((minta.url, minta.post_data or ""))
            rute.fulfill(status=204)
            return
        assert self.halaman is not None
        alamat = urlsplit(minta.url)
        kepala = {f"HTTP_{k.upper().replace('-', '_')}": v for k, v in minta.headers.items() if k in KEPALA}
        jawab = self.perayap.klien[self.halaman.peran].get(
            alamat.path + (f"?{alamat.query}" if alamat.query else ""), **kepala
        )
        badan = b"".join(jawab.streaming_content) if jawab.streaming else jawab.content
        rute.fulfill(
            status=jawab.status_code,
            headers={k: v for k, v in jawab.headers.items() if k.lower() != "content-length"},
            body=badan,
        )
