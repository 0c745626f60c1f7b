"""Memotret halaman: 360 dan 1280 px, terang dan gelap; gambar kecil, atau lembar utuh untuk ditinjau."""

import io
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api._generated import SetCookieParam

from kepegawaian.models import Pegawai
from mutu.gambar.jelajah import Laman

Tema = Literal["light", "dark"]
TEMA: dict[Tema, str] = {"light": "terang", "dark": "gelap"}
# Lebar jendela → (lebar gambar, tinggi jendela yang dipotret).
UKURAN = {1280: (520, 960), 360: (240, 760)}
BATAS_BYTE = 40_000
MUTU_WEBP = (30, 20, 10)


class _Senyap(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Permintaan potret tidak perlu dicatat."""


@contextmanager
def peladen() -> Iterator[str]:
    """Situs ini pada basis data sekarang, di 127.0.0.1 dan porta bebas."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Senyap)
    server.daemon_threads = True
    server.set_app(get_wsgi_application())
    utas = threading.Thread(target=server.serve_forever, daemon=True)
    utas.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def peramban() -> Iterator[Browser]:
    """Chromium dari CHROMIUM_PATH."""
    with sync_playwright() as main:
        argumen = ["--disable-gpu", "--disable-background-networking"]
        if os.geteuid() == 0:
            argumen.append("--no-sandbox")
        satu = main.chromium.launch(executable_path=os.environ["CHROMIUM_PATH"], args=argumen)
        yield satu
        satu.close()


def potret_semua(laman: list[Laman], folder: Path, *, utuh: bool = False) -> int:
    """Simpan semua potret; nilainya banyaknya. `utuh`: sepanjang halamannya, ukuran asli, untuk ditinjau."""
    banyak = 0
    with peladen() as situs, peramban() as chromium:
        for nip, milik in groupby(laman, key=lambda satu: satu.nip):
            with _konteks(chromium, situs, nip) as konteks:
                halaman = konteks.new_page()
                for satu in milik:
                    banyak += _satu(halaman, situs, satu, folder, utuh=utuh)
    return banyak


@contextmanager
def _konteks(chromium: Browser, situs: str, nip: str) -> Iterator[BrowserContext]:
    konteks = chromium.new_context(locale="id-ID", reduced_motion="reduce")
    if nip:
        konteks.add_cookies([_kuki(situs, nip)])
    yield konteks
    konteks.close()


def _kuki(situs: str, nip: str) -> SetCookieParam:
    klien = Client()
    klien.force_login(Pegawai.objects.get(nip=nip), backend="kepegawaian.backend.NipBackend")
    nama = settings.SESSION_COOKIE_NAME
    return {"name": nama, "value": klien.cookies[nama].value, "url": situs}


def _satu(halaman: Page, situs: str, laman: Laman, folder: Path, *, utuh: bool) -> int:
    """Satu halaman dibuka sekali, dipotret empat kali."""
    halaman.set_viewport_size({"width": 1280, "height": UKURAN[1280][1]})
    halaman.goto(f"{situs}{laman.alamat}", wait_until="load")
    for lebar, (_, tinggi) in UKURAN.items():
        halaman.set_viewport_size({"width": lebar, "height": tinggi})
        for tema, kata in TEMA.items():
            halaman.emulate_media(color_scheme=tema)
            gambar = Image.open(io.BytesIO(halaman.screenshot(full_page=utuh))).convert("RGB")
            tujuan = folder / f"{laman.berkas}-{lebar}-{kata}.webp"
            tujuan.write_bytes(_webp(gambar, 75) if utuh else _kecil(gambar, UKURAN[lebar][0]))
    return len(UKURAN) * len(TEMA)


def _kecil(gambar: Image.Image, lebar: int) -> bytes:
    """WebP selebar itu, paling besar BATAS_BYTE."""
    tinggi = round(gambar.height * lebar / gambar.width)
    kecil = gambar.resize((lebar, tinggi), Image.Resampling.LANCZOS)
    isi = b""
    for mutu in MUTU_WEBP:
        isi = _webp(kecil, mutu)
        if len(isi) <= BATAS_BYTE:
            break
    return isi


def _webp(gambar: Image.Image, mutu: int) -> bytes:
    keluar = io.BytesIO()
    gambar.save(keluar, "WEBP", quality=mutu, method=4)
    return keluar.getvalue()
