"""Gerak-gerik orang di peramban: masuk, membuka halaman, dan pemeriksaan yang berlaku di setiap halaman."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page
from playwright.sync_api._generated import SetCookieParam

from kepegawaian.models import Pegawai
from tests.e2e.kota import SANDI

TAG_AXE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ATURAN_AXE = {"runOnly": {"type": "tag", "values": TAG_AXE}, "resultTypes": ["violations"]}
SEMPIT, LUAS = 360, 1280
TINGGI = 900
BATAS_MS = 30_000
ISIAN = "input, select, textarea"
# Peramban baru melukis sesudah lembar gayanya datang; sebelum itu orang belum melihat apa pun.
BELUM_TAMPIL = """document.readyState === "loading" ||
    [...document.querySelectorAll("link[rel=stylesheet]")].some(lembar => !lembar.sheet)"""
# Juga sisa templat dan nilai kosong Python; sumber katanya sendiri dijaga tests/asn_kinerja/test_kata.py.
TERLARANG = re.compile(
    r"\b(tidak valid|invalid|error|oops|maaf|gagal|Traceback|None|True|False)\b|\{\{|\{%", re.IGNORECASE
)


class Orang:
    """Satu orang dengan peramban sendiri."""

    def __init__(self, halaman: Page, ragam: "Ragam") -> None:
        self.halaman = halaman
        self.ragam = ragam
        self.situs = ragam.situs
        self.keluhan: list[str] = []
        self.nip = ""
        halaman.on("console", self._dengar)
        halaman.on("pageerror", lambda galat: self.keluhan.append(f"skrip: {galat}"))

    def _dengar(self, pesan: ConsoleMessage) -> None:
        # Penolakan CSP dan skrip yang rusak; jawaban 404 yang disengaja bukan keluhan.
        if pesan.type == "error" and "Failed to load resource" not in pesan.text:
            self.keluhan.append(f"konsol: {pesan.text}")

    def masuk(self, nip: str) -> None:
        self.nip = nip
        self.buka("/masuk/")
        self.halaman.get_by_label("NIP").fill(nip)
        self.halaman.get_by_label("Kata sandi", exact=True).fill(SANDI)
        self.tekan("Masuk")
        assert self.halaman.url == f"{self.situs}/", self.halaman.url

    def konfirmasi(self) -> None:
        """Ketik kata sandi sekali lagi, bila halaman berikutnya memintanya."""
        assert "/konfirmasi/" in self.halaman.url, self.halaman.url
        self.isian("Kata sandi").fill(SANDI)
        self.tekan("Lanjutkan")

    def buka(self, jalur: str) -> None:
        jawaban = self.halaman.goto(f"{self.situs}{jalur}", wait_until=self.ragam.sampai)
        assert jawaban is not None and jawaban.status == 200, f"{jalur}: {jawaban and jawaban.status}"
        self.periksa()

    def tekan(self, nama: str, *, di: Locator | None = None, tepat: bool = True) -> None:
        """Tekan tombol di isi halaman yang membuka halaman berikut, lalu periksa halaman itu."""
        self._pergi((di or self.isi).get_by_role("button", name=nama, exact=tepat).first)

    def ikuti(self, nama: str, *, di: Locator | None = None, tepat: bool = False) -> None:
        """Ikuti tautan di isi halaman."""
        self._pergi((di or self.isi).get_by_role("link", name=nama, exact=tepat).first)

    def _pergi(self, benda: Locator) -> None:
        with self.halaman.expect_navigation(wait_until=self.ragam.sampai) as pergi:
            benda.click()
        jawaban = pergi.value
        assert jawaban is None or jawaban.status < 400, f"{jawaban.url}: {jawaban.status}"
        self.periksa()

    @property
    def isi(self) -> Locator:
        return self.halaman.locator("main")

    def isian(self, label: str, *, tepat: bool = False) -> Locator:
        """Isian pertama dengan label itu di isi halaman."""
        return self.isi.get_by_label(label, exact=tepat).and_(self.halaman.locator(ISIAN)).first

    def ditolak(self) -> None:
        """Kiriman terakhir ditolak, dan judul halaman mengatakannya."""
        assert self.halaman.title().startswith("Galat: "), self.halaman.title()

    def diterima(self) -> None:
        assert not self.halaman.title().startswith("Galat: "), self.isi.inner_text()[:1500]

    def terbaca(self, teks: str) -> None:
        assert teks in self._teks(), f"“{teks}” tidak ada di {self.halaman.url}"

    def tidak_terbaca(self, teks: str) -> None:
        assert teks not in self._teks(), f"“{teks}” ada di {self.halaman.url}"

    def _teks(self) -> str:
        return self.halaman.locator("body").inner_text()

    def periksa(self) -> None:
        """Tiap halaman: satu h1, tidak melebar, kata yang patut, dan (dengan skrip) axe 0 pelanggaran.

        Ragam tanpa skrip diperiksa pada lebarnya sendiri saja; halaman yang sama dilewati ragam berskrip di kedua lebar.
        Warna tidak bergantung pada lebar, jadi kontras dinilai sekali; kedua temanya di test_halaman.
        """
        halaman = self.halaman
        dengan_axe = self.ragam.berskrip and self.ragam.teliti and self.ragam.baru(pola(halaman))
        while halaman.evaluate(BELUM_TAMPIL):
            halaman.wait_for_timeout(20)
        for lebar in (SEMPIT, LUAS) if self.ragam.berskrip and self.ragam.teliti else (self.ragam.lebar,):
            ukur(halaman, lebar)
            if dengan_axe:
                axe(halaman, kontras=lebar == LUAS)
        if lebar != self.ragam.lebar:
            halaman.set_viewport_size({"width": self.ragam.lebar, "height": TINGGI})
        self.periksa_bentuk()

    def periksa_bentuk(self) -> None:
        """Satu h1, bahasa, kata terlarang, dan keluhan konsol."""
        halaman = self.halaman
        bentuk = halaman.evaluate("[document.querySelectorAll('h1').length, document.documentElement.lang]")
        assert bentuk == [1, "id"], f"{halaman.url}: h1 dan lang {bentuk}"
        kata = TERLARANG.search(self._teks())
        assert kata is None, f"{halaman.url}: kata “{kata and kata[0]}”"
        assert not self.keluhan, f"{halaman.url}: {self.keluhan}"


def ukur(halaman: Page, lebar: int) -> None:
    """Pasang lebar jendela, dan pastikan isi halaman tidak lebih lebar."""
    halaman.set_viewport_size({"width": lebar, "height": TINGGI})
    isi = halaman.evaluate("document.documentElement.scrollWidth")
    assert isi <= lebar, f"{halaman.url} melebar menjadi {isi} pada {lebar}"


def axe(halaman: Page, *, kontras: bool = True) -> None:
    """Nol pelanggaran; skrip axe dipasang sekali tiap halaman."""
    aturan = ATURAN_AXE if kontras else {**ATURAN_AXE, "rules": {"color-contrast": {"enabled": False}}}
    if not halaman.evaluate("typeof window.axe === 'object'"):
        halaman.evaluate(AXE_SCRIPT)
    pelanggaran = halaman.evaluate(f"axe.run({json.dumps(aturan)}).then(h => h.violations)")
    laporan = AxeResults({"violations": pelanggaran})
    assert not pelanggaran, f"{halaman.url}, {halaman.viewport_size}: {laporan.generate_report()}"


def kuki_masuk(situs: str, nip: str) -> SetCookieParam:
    """Kuki sesi orang itu tanpa melewati halaman masuk, untuk cerita yang bukan tentang masuk."""
    klien = Client()
    klien.force_login(Pegawai.objects.get(nip=nip), backend="kepegawaian.backend.NipBackend")
    nama = settings.SESSION_COOKIE_NAME
    return {"name": nama, "value": klien.cookies[nama].value, "url": situs}


def pola(halaman: Page) -> str:
    """Halaman yang sama bentuknya: alamat bernama, keadaan galat, dan langkah di kueri."""
    bagian = urlsplit(halaman.url)
    try:
        nama = resolve(bagian.path).view_name
    except Resolver404:
        nama = bagian.path
    return f"{nama} {bool(bagian.query)} {halaman.title().startswith('Galat: ')}"


@dataclass
class Ragam:
    """Satu cara menjalankan cerita; axe dijalankan sekali untuk tiap bentuk halaman.

    Yang lewat halaman masuk: hanya bila `lewat_pintu`, dan sekali untuk tiap orang; sesudah itu kuki sesinya dipakai lagi,
    seperti peramban yang ditutup lalu dibuka.
    """

    peramban: Browser
    situs: str
    berskrip: bool
    lebar: int
    sudah: set[str] = field(default_factory=set)
    lewat_pintu: bool = False
    # Uji yang halamannya sudah dinilai uji lain cukup memeriksa lebarnya sendiri, tanpa axe.
    teliti: bool = True
    # Sampai mana sebuah halaman ditunggu; "commit" bila skripnya sengaja tidak pernah datang.
    sampai: Literal["load", "commit"] = "load"
    # Pasang sesuatu pada peramban yang baru dibuka, misalnya skrip yang diblokir.
    siapkan: Callable[[BrowserContext], None] | None = None
    kuki: dict[str, SetCookieParam] = field(default_factory=dict)

    def baru(self, pola: str) -> bool:
        if pola in self.sudah:
            return False
        self.sudah.add(pola)
        return True

    @contextmanager
    def orang(self, nip: str | None = None) -> Iterator[Orang]:
        """Peramban baru; masuk bila `nip` diisi. Yang gagal membawa isi halaman terakhirnya."""
        konteks: BrowserContext = self.peramban.new_context(
            java_script_enabled=self.berskrip,
            viewport={"width": self.lebar, "height": TINGGI},
            locale="id-ID",
            # Warna dinilai sesudah berganti, bukan di tengah peralihan.
            reduced_motion="reduce",
        )
        konteks.set_default_timeout(BATAS_MS)
        if self.siapkan is not None:
            self.siapkan(konteks)
        satu = Orang(konteks.new_page(), self)
        try:
            if nip:
                self._masukkan(satu, konteks, nip)
            yield satu
        except Exception as galat:
            galat.add_note(f"Halaman {satu.halaman.url}\n{satu.halaman.locator('body').inner_text()[:4000]}")
            raise
        finally:
            konteks.close()

    def _masukkan(self, orang: Orang, konteks: BrowserContext, nip: str) -> None:
        if self.lewat_pintu and nip not in self.kuki:
            orang.masuk(nip)
            sesi = next(k for k in konteks.cookies() if k["name"] == settings.SESSION_COOKIE_NAME)
            self.kuki[nip] = {"name": sesi["name"], "value": sesi["value"], "url": self.situs}
            return
        orang.nip = nip
        konteks.add_cookies([self.kuki.get(nip) or kuki_masuk(self.situs, nip)])
        orang.buka("/")
