"""Sesudah keluar, tombol kembali peramban tidak memperlihatkan data orang yang tadi masuk."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from inti.middleware import PermintaanMiddleware
from mutu.catat import catat
from tests.e2e.langkah import LUAS, Ragam
from tests.indikator import pabrik

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db(transaction=True)]
PALING_SEDIKIT = 8


def jalur_menu(halaman: Page) -> list[str]:
    """Halaman yang terjangkau dari menu, tanpa unduhan."""
    semua = halaman.locator("a[href^='/']").evaluate_all(
        "a => a.map(x => x.getAttribute('href').split(/[?#]/)[0])"
    )
    return list(dict.fromkeys(j for j in semua if j != "/" and not re.search(r"pdf|unduh|ekspor|\.\w+$", j)))


def mundur_sesudah_keluar(peramban: Browser, live_server: LiveServer) -> tuple[int, list[str]]:
    """(halaman orang itu yang dilihat sebelum keluar, alamat yang memperlihatkannya lagi)."""
    p = pabrik.pemda()
    pabrik.skp(p, p.ratna, pabrik.tahun(p), status="disetujui")
    # Tombol keluar hanya ada di halaman orang yang masuk; halaman mana pun yang memuatnya tidak boleh tampak lagi.
    data = re.compile(f"{re.escape(p.ratna.nama)}|{p.ratna.nip}|rel-keluar")
    with Ragam(peramban, live_server.url, berskrip=True, lebar=LUAS, teliti=False).orang(
        p.ratna.nip
    ) as ratna:
        halaman, dilihat = ratna.halaman, 0
        jalur = jalur_menu(halaman)
        for satu in [*jalur, "/"]:
            jawaban = halaman.goto(f"{live_server.url}{satu}")
            assert jawaban is not None
            dilihat += bool(data.search(halaman.content()))
        with halaman.expect_navigation():
            halaman.locator(".rel-keluar button").first.evaluate("tombol => tombol.form.submit()")
        tampak = []
        for _ in [*jalur, "/"]:
            halaman.go_back(wait_until="load")
            if data.search(halaman.content()):
                tampak.append(halaman.url)
    return dilihat, tampak


def test_tombol_kembali_sesudah_keluar_tidak_memperlihatkan_data_orang(
    peramban: Browser, live_server: LiveServer
) -> None:
    dilihat, tampak = mundur_sesudah_keluar(peramban, live_server)
    catat("V14.3.2", f"{dilihat} halaman orang yang masuk dimundurkan sesudah keluar, {len(tampak)} tampak lagi",
          lulus=not tampak and dilihat >= PALING_SEDIKIT)  # fmt: skip
    assert dilihat >= PALING_SEDIKIT
    assert not tampak


def test_pembandingnya_jawaban_yang_boleh_disimpan_tampak_lagi(
    peramban: Browser, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asli = PermintaanMiddleware.__call__

    def longgar(self: PermintaanMiddleware, request: Any) -> Any:
        jawaban = asli(self, request)
        if jawaban.headers.get("Cache-Control") == "no-store":
            jawaban.headers["Cache-Control"] = "private, max-age=600"
            for nama in ("Vary", "Clear-Site-Data"):
                jawaban.headers.pop(nama, None)
        return jawaban

    monkeypatch.setattr(PermintaanMiddleware, "__call__", longgar)
    assert mundur_sesudah_keluar(peramban, live_server)[1]
