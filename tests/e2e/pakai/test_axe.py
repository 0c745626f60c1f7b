"""U8, U10, U39, V3.4.3: tiap jenis halaman dalam tiap keadaan, pada 320 dan 1280 px: muat, axe nol, konsol diam.

Kontras dinilai pada 1280 saja (warna tidak bergantung pada lebar), dengan tema terang lalu tema gelap.
"""

import json
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from mutu.catat import catat
from tests.e2e.langkah import TAG_AXE
from tests.e2e.pakai.layar import Layar
from tests.e2e.pakai.perayap import KEADAAN, Halaman, Perayap

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db]
SEMPIT, LUAS = 320, 1280
# Unsur yang melewati tepi kanan padahal tidak di dalam wadah yang memang bergulir.
MELEBAR = """lebar => {
  const bergulir = e => { for (; e && e !== document.body; e = e.parentElement) {
      const o = getComputedStyle(e).overflowX; if (o === 'auto' || o === 'scroll' || o === 'hidden' || o === 'clip') return true; } };
  const luar = [...document.querySelectorAll('body *')].filter(e => {
      const k = e.getBoundingClientRect();
      return k.width > 0 && k.right > lebar + 1 && !bergulir(e.parentElement) && getComputedStyle(e).position !== 'fixed'; });
  return [document.documentElement.scrollWidth, luar.slice(0, 4).map(e => e.tagName + '.' + e.className)]; }"""
# Wadah yang bergulir ke samping harus dapat dicapai papan ketik dan bernama.
TANPA_NAMA = """() => [...document.querySelectorAll('body *')].filter(e => {
      const o = getComputedStyle(e).overflowX;
      return (o === 'auto' || o === 'scroll') && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0
        && !['TEXTAREA', 'SELECT', 'PRE', 'INPUT'].includes(e.tagName)
        && !(e.tabIndex >= 0 && (e.getAttribute('aria-label') || e.getAttribute('aria-labelledby'))
             || e.querySelector('a, button, input, select')); })
    .map(e => e.tagName + '.' + e.className)"""


KONTRAS = "color-contrast"


def axe(layar: Layar, *, kontras: bool) -> list[str]:
    """Pelanggaran di halaman yang terbuka: aturan, banyaknya, dan unsur pertamanya."""
    aturan: dict[str, Any] = {"runOnly": {"type": "tag", "values": TAG_AXE}, "resultTypes": ["violations"]}
    if not kontras:
        aturan["rules"] = {KONTRAS: {"enabled": False}}
    return jalankan_axe(layar, aturan)


def kontras_gelap(layar: Layar) -> list[str]:
    """Pelanggaran kontras halaman yang terbuka dengan tema gelap; sesudahnya temanya kembali terang."""
    layar.page.emulate_media(color_scheme="dark")
    hasil = jalankan_axe(
        layar, {"runOnly": {"type": "rule", "values": [KONTRAS]}, "resultTypes": ["violations"]}
    )
    layar.page.emulate_media(color_scheme="light")
    return hasil


def jalankan_axe(layar: Layar, aturan: dict[str, Any]) -> list[str]:
    if not layar.page.evaluate("typeof window.axe === 'object'"):
        layar.page.evaluate(AXE_SCRIPT)
    hasil = layar.page.evaluate(
        f"axe.run({json.dumps(aturan)}).then(h => h.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html]))"
    )
    return [f"{aturan_id} ({banyak}): {unsur[:200]}" for aturan_id, banyak, unsur in hasil]


def lebar_halaman(layar: Layar, halaman: Halaman, lebar: int) -> str:
    """Keluhan bila halaman melebar pada lebar itu; kosong bila muat."""
    isi, luar = layar.page.evaluate(MELEBAR, lebar)
    return f"{halaman} pada {lebar}: {isi} px, {luar}" if isi > lebar or luar else ""


@pytest.mark.parametrize("keadaan", KEADAAN)
def test_axe_nol_dan_muat_di_320(perayap: Perayap, layar: Layar, keadaan: str) -> None:
    halaman = perayap.halaman(keadaan)
    pelanggaran, melebar, periksa = [], [], 0
    pucat: list[str] = []
    konsol: list[str] = []
    for satu in halaman:
        layar.buka(satu, lebar=SEMPIT)
        if keluhan := lebar_halaman(layar, satu, SEMPIT):
            melebar.append(keluhan)
        pelanggaran += [f"{satu} 320: wadah bergulir tanpa nama {e}" for e in layar.page.evaluate(TANPA_NAMA)]
        pelanggaran += [f"{satu} 320: {v}" for v in axe(layar, kontras=False)]
        layar.page.set_viewport_size({"width": LUAS, "height": 900})
        if keluhan := lebar_halaman(layar, satu, LUAS):
            melebar.append(keluhan)
        luas = axe(layar, kontras=True) + [f"gelap {v}" for v in kontras_gelap(layar)]
        pelanggaran += [f"{satu} 1280: {v}" for v in luas]
        pucat += [v for v in luas if KONTRAS in v]
        konsol += [f"{satu}: {k}" for k in layar.keluhan]
        periksa += 2
    jenis = len({h.nama for h in halaman})
    catat(
        "U10",
        f"keadaan {keadaan}: {len(pelanggaran)} pelanggaran di {len(halaman)} bentuk dari {jenis} jenis halaman, dua lebar",
        lulus=bool(halaman) and not pelanggaran,
    )
    catat(
        "U39",
        f"keadaan {keadaan}: {len(pucat)} kontras kurang, terang dan gelap",
        lulus=bool(halaman) and not pucat,
    )
    catat(
        "U8",
        f"keadaan {keadaan}: {len(melebar)} dari {periksa} yang melebar",
        lulus=bool(halaman) and not melebar,
    )
    catat(
        "V3.4.3",
        f"keadaan {keadaan}: {len(konsol)} keluhan konsol (CSP atau skrip) di {len(halaman)} bentuk",
        lulus=bool(halaman) and not konsol,
    )
    assert halaman, f"keadaan {keadaan} tidak punya satu halaman pun"
    assert not melebar, "\n".join(melebar)
    assert not pelanggaran, "\n".join(pelanggaran)
    assert not konsol, "\n".join(konsol)


def test_ukurannya_dapat_gagal(perayap: Perayap, layar: Layar) -> None:
    """Kendali: unsur 400 px, isian tanpa nama, dan tulisan pucat harus ketahuan."""
    satu = perayap.halaman("draf")[0]
    layar.buka(satu, lebar=SEMPIT)
    layar.page.evaluate("""() => {
        const p = document.createElement('p'); p.textContent = 'Lebar'; p.style.width = '400px'; p.style.color = '#eee';
        const i = document.createElement('input'); document.querySelector('main').append(p, i); }""")
    assert lebar_halaman(layar, satu, SEMPIT)
    ketahuan = " ".join(axe(layar, kontras=True))
    assert "label" in ketahuan and KONTRAS in ketahuan
    layar.page.evaluate("() => document.querySelectorAll('main p').forEach(p => { p.style.color = '#222'; })")
    assert kontras_gelap(layar), "tulisan hitam pada tema gelap"


def test_skrip_yang_ditolak_csp_terdengar(perayap: Perayap, layar: Layar) -> None:
    """Kendali: skrip tanpa nonce, yang ditolak CSP halaman itu, harus sampai ke daftar keluhan."""
    layar.buka(perayap.halaman("draf")[0])
    assert not layar.keluhan
    with layar.page.expect_console_message(lambda pesan: pesan.type == "error"):
        layar.page.evaluate("""() => {
            const s = document.createElement('script'); s.textContent = 'document.title = "lolos"'; document.head.append(s); }""")
    assert "Content Security Policy" in " ".join(layar.keluhan)
    assert layar.page.title() != "lolos"
