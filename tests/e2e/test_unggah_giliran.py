"""Berkas yang dijawab “penuh” dikirim lagi sendiri sesudah jeda yang diminta; dapat dibatalkan selagi menunggu."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect

from inti.models import Berkas
from tests.e2e.test_ketikan import Panggung, buka, panggung

__all__ = ["panggung"]
pytestmark = [pytest.mark.lambat, pytest.mark.django_db(transaction=True)]
PDF = {"name": "rekap.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
PENUH = {"status": 503, "content_type": "text/plain; charset=utf-8", "headers": {"Retry-After": "1"}}
MENUNGGU = "Sedang banyak berkas dikirim bersamaan"


def penuhi(konteks: BrowserContext, kali: int) -> list[int]:
    """Sekian kiriman pertama dijawab penuh; kembalikan catatan banyaknya kiriman."""
    tiba: list[int] = []

    def jawab(rute: Route) -> None:
        tiba.append(1)
        if len(tiba) <= kali:
            rute.fulfill(body="sedang banyak berkas", **PENUH)  # type: ignore[arg-type]
        else:
            rute.continue_()

    konteks.route("**/bukti/unggah/**", jawab)
    return tiba


def test_dikirim_lagi_sendiri_sampai_diterima(peramban: Browser, panggung: Panggung) -> None:
    konteks = peramban.new_context()
    tiba, halaman = penuhi(konteks, 2), buka(konteks, panggung)
    halaman.locator("input[data-unggah]").set_input_files(PDF)  # type: ignore[arg-type]
    expect(halaman.locator("ul.berkas")).to_contain_text(MENUNGGU)
    expect(halaman.locator(".lepas [role=status]")).to_have_text("rekap.pdf terkirim.", timeout=15_000)
    assert (len(tiba), Berkas.objects.count()) == (3, 1)


def test_dibatalkan_selagi_menunggu_tidak_dikirim_lagi(peramban: Browser, panggung: Panggung) -> None:
    konteks = peramban.new_context()
    tiba, halaman = penuhi(konteks, 99), buka(konteks, panggung)
    halaman.locator("input[data-unggah]").set_input_files(PDF)  # type: ignore[arg-type]
    expect(halaman.locator("ul.berkas")).to_contain_text(MENUNGGU)
    halaman.get_by_role("button", name="Batalkan kiriman rekap.pdf").click()
    expect(halaman.locator(".lepas [role=status]")).to_contain_text("dibatalkan")
    sebelum = len(tiba)
    halaman.wait_for_timeout(2500)
    assert len(tiba) == sebelum and not Berkas.objects.exists()
