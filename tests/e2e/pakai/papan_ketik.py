"""Orang yang hanya punya papan ketik: Tab, Enter, Spasi, panah, dan huruf.

Cerita yang sama dipakai apa adanya: selama `hanya_papan_ketik` berlaku, click, check, fill, select_option, dan
set_input_files pada Locator dikerjakan dengan menekan Tab sampai bendanya terfokus, lalu menekan tombolnya. Tiap
perhentian Tab diperiksa: terlihat, tidak tertutup (elementFromPoint), dan garis fokusnya berkontras sekurangnya 3 : 1.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

TAB_TERBANYAK = 400
# Keadaan perhentian: kosong bila fokus tidak di halaman. Kontras dihitung dari warna sebenarnya terhadap latar di luarnya.
PERHENTIAN = """() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const warna = t => { const a = (t.match(/[\\d.]+/g) || []).map(Number); return a.length < 4 ? [...a, 1] : a; };
  const terang = a => { const l = a.slice(0, 3).map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * l[0] + .7152 * l[1] + .0722 * l[2]; };
  const beda = (a, b) => { const [x, y] = [terang(a), terang(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
  const latar = u => { for (; u; u = u.parentElement) { const w = warna(getComputedStyle(u).backgroundColor); if (w[3] > .99) return w; }
    return [255, 255, 255, 1]; };
  const kulit = ['radio', 'checkbox'].includes(e.type) && e.getBoundingClientRect().width < 4 ? e.closest('label') || e.labels[0] || e : e;
  const kotak = (kulit.getClientRects()[0] || kulit.getBoundingClientRect());
  const x = Math.min(Math.max(kotak.x + kotak.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(kotak.y + kotak.height / 2, 0), innerHeight - 1);
  const titik = document.elementFromPoint(x, y);
  const kena = titik && (kulit.contains(titik) || titik.contains(kulit) && titik !== document.body && titik !== document.documentElement
    && !titik.matches('main, .rangka') || (e.labels && [...e.labels].some(l => l.contains(titik))));
  const tampak = kotak.width > 0 && kotak.height > 0 && kotak.bottom > 0 && kotak.top < innerHeight
    && kotak.right > 0 && kotak.left < innerWidth;
  let kontras = 0;
  for (const u of new Set([e, kulit, ...(e.labels || []), e.nextElementSibling].filter(Boolean))) {
    const g = getComputedStyle(u);
    if (g.outlineStyle !== 'none' && parseFloat(g.outlineWidth) >= 2)
      kontras = Math.max(kontras, beda(warna(g.outlineColor), latar(parseFloat(g.outlineOffset) >= 0 ? u.parentElement : u)));
  }
  window.__nomor = window.__nomor || new WeakMap(); window.__n = window.__n || 0;
  if (!window.__nomor.has(e)) window.__nomor.set(e, ++window.__n);
  return {nomor: window.__nomor.get(e), rupa: e.outerHTML.replace(/\\s+/g, ' ').slice(0, 100), kena: !!kena, tampak, kontras,
    utama: e.matches('main'), beruas: /^(date|datetime-local|month|time|week)$/.test(e.type)};
}"""
# Halaman yang baru dibuka dan fokusnya belum ditaruh di mana pun: Tab pertamanya harus tautan lewati.
# Alamat yang menunjuk bagian halaman (#pilihan) memang mulai di bagian itu.
BARU = """() => document.activeElement === document.body && !window.__nomor
  && !(location.hash && document.getElementById(location.hash.slice(1)))"""
INI = """e => { const kini = document.activeElement;
  return kini === e || (e.type === 'radio' && kini.name === e.name && kini.form === e.form); }"""


@dataclass
class Catatan:
    """Yang dikumpulkan sepanjang perjalanan."""

    perhentian: int = 0
    tersembunyi: list[str] = field(default_factory=list)
    samar: list[str] = field(default_factory=list)
    jebakan: list[str] = field(default_factory=list)
    lewati: set[str] = field(default_factory=set)  # halaman yang Tab pertamanya bukan tautan lewati

    @property
    def bersih(self) -> bool:
        return not (self.tersembunyi or self.samar or self.jebakan or self.lewati)


def perhentian(page: Page, catatan: Catatan) -> dict[str, Any] | None:
    """Tempat fokus sekarang, sesudah diperiksa."""
    ini: dict[str, Any] | None = page.evaluate(PERHENTIAN)
    if ini is None or ini["utama"]:
        return ini
    catatan.perhentian += 1
    di_mana = f"{page.url}: {ini['rupa']}"
    if not (ini["kena"] and ini["tampak"]):
        catatan.tersembunyi.append(di_mana)
    if ini["kontras"] < 3:
        catatan.samar.append(f"{ini['kontras']:.2f} {di_mana}")
    return ini


def tuju(benda: Locator, catatan: Catatan) -> None:
    """Tekan Tab sampai benda itu terfokus; gagal bila terlewati atau fokusnya terkurung."""
    page, terlihat = benda.page, []
    benda.wait_for(state="attached")
    baru = page.evaluate(BARU)
    for _ in range(TAB_TERBANYAK):
        if benda.evaluate(INI):
            return
        page.keyboard.press("Tab")
        ini = perhentian(page, catatan)
        if baru and (ini is None or "lewati" not in ini["rupa"]):
            catatan.lewati.add(page.url)
        baru = False
        # Isian tanggal punya satu perhentian tiap ruas (hari, bulan, tahun, jam) di unsur yang sama; itu bukan kurungan.
        if ini is not None and not (ini["beruas"] and terlihat[-1:] == [ini["nomor"]]):
            terlihat.append(ini["nomor"])
            if terlihat[-6:-3] == terlihat[-3:] and len(set(terlihat[-3:])) < 3:
                catatan.jebakan.append(f"{page.url}: {ini['rupa']}")
                break
    raise AssertionError(f"Tidak tercapai dengan Tab: {benda} di {page.url}")


def _klik(benda: Locator, catatan: Catatan) -> None:
    kait = benda.evaluate(
        "e => e.tagName === 'LABEL' && e.control ? (e.control.id || (e.control.id = 'ketik-' + Math.random())) : ''"
    )
    if not kait and benda.evaluate("e => ['radio', 'checkbox'].includes(e.type)"):
        _centang(benda, catatan)
        return
    if kait:
        _centang(benda.page.locator(f"[id='{kait}']"), catatan)
        return
    tuju(benda, catatan)
    benda.page.keyboard.press("Enter")


def _centang(benda: Locator, catatan: Catatan) -> None:
    if benda.is_checked():
        return
    tuju(benda, catatan)
    page = benda.page
    if benda.get_attribute("type") != "radio":
        page.keyboard.press("Space")
        return
    page.keyboard.press("Space")
    for _ in range(20):
        if benda.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"Pilihan tidak tercapai dengan panah: {benda}")


def _isi(benda: Locator, teks: str, catatan: Catatan) -> None:
    tuju(benda, catatan)
    if benda.get_attribute("type") in {"date", "datetime-local", "month", "time"}:
        Locator._fill_asli(benda, teks)  # type: ignore[attr-defined]  # urutan ruasnya menurut bahasa peramban
        return
    benda.page.keyboard.press("ControlOrMeta+A")
    benda.page.keyboard.press("Delete")
    benda.page.keyboard.type(teks)


def _pilih(benda: Locator, nilai: str, catatan: Catatan) -> None:
    tuju(benda, catatan)
    urut = benda.evaluate("(e, n) => [[...e.options].findIndex(o => o.value === n), e.selectedIndex]", nilai)
    for _ in range(abs(urut[0] - urut[1])):
        benda.page.keyboard.press("ArrowDown" if urut[0] > urut[1] else "ArrowUp")
    assert benda.input_value() == nilai, f"Pilihan {nilai} tidak tercapai dengan panah"


def _berkas(benda: Locator, berkas: Any, catatan: Catatan) -> None:
    tuju(benda, catatan)
    with benda.page.expect_file_chooser() as pemilih:
        benda.page.keyboard.press("Space")  # Enter di isian berkas mengirim formulirnya di Chromium baru
    pemilih.value.set_files(berkas)


@contextmanager
def hanya_papan_ketik() -> Iterator[Catatan]:
    """Selama ini berlaku, tetikus dan pengisian langsung tidak dipakai sama sekali."""
    catatan = Catatan()
    with pytest.MonkeyPatch.context() as tambal:
        tambal.setattr(Locator, "_fill_asli", Locator.fill, raising=False)
        tambal.setattr(Locator, "click", lambda diri, **_: _klik(diri, catatan))
        tambal.setattr(Locator, "check", lambda diri, **_: _centang(diri, catatan))
        tambal.setattr(Locator, "fill", lambda diri, teks, **_: _isi(diri, teks, catatan))
        tambal.setattr(Locator, "select_option", lambda diri, nilai, **_: _pilih(diri, nilai, catatan))
        tambal.setattr(Locator, "set_input_files", lambda diri, berkas, **_: _berkas(diri, berkas, catatan))
        yield catatan
