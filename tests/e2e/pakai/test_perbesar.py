"""U9: biasa, perbesaran 200 %, huruf dasar 200 %, jarak teks WCAG 1.4.12, lebar 320 px (400 %): tidak terpotong atau bertumpuk."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import CDPSession

from mutu.catat import catat
from tests.e2e.pakai.layar import Layar
from tests.e2e.pakai.perayap import Perayap

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db]
JARAK = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
# Nama → (lebar, tinggi, nisbah titik, huruf dasar peramban, gaya tambahan). 1280 px pada 200 % = 640 px CSS, pada 400 % = 320.
CARA = {
    "biasa": (1280, 900, 1, 16, ""),
    "perbesaran 200 %": (640, 450, 2, 16, ""),
    "huruf dasar 200 %": (1280, 900, 1, 32, ""),
    "jarak teks": (1280, 900, 1, 16, JARAK),
    "jarak teks 320 px": (320, 640, 1, 16, JARAK),
}
PASANG = """gaya => { let s = document.getElementById('uji-gaya');
  if (!s) { s = document.createElement('style'); s.id = 'uji-gaya'; document.head.append(s); } s.textContent = gaya; }"""
# Tiap baris teks yang terlihat: terpotong oleh leluhur yang menyembunyikan luapannya, di luar layar, atau menimpa teks lain.
UKUR = """() => {
  const keluhan = {terpotong: [], bertumpuk: []}, baris = [];
  const lebar = document.documentElement.clientWidth;
  const sebut = e => `${e.tagName.toLowerCase()}.${e.className.baseVal ?? e.className} “${e.textContent.trim().slice(0, 40)}”`;
  if (document.documentElement.scrollWidth > lebar + 1)
    keluhan.terpotong.push(`halaman ${document.documentElement.scrollWidth} px di layar ${lebar} px`);
  const menutup = (e, sumbu) => { const g = getComputedStyle(e)['overflow' + sumbu]; return g === 'hidden' || g === 'clip' ? 'tutup'
    : g === 'auto' || g === 'scroll' ? 'gulir' : ''; };
  const jalan = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let t; (t = jalan.nextNode());) {
    const e = t.parentElement;
    if (!t.data.trim() || ['SCRIPT', 'STYLE', 'OPTION', 'TEXTAREA'].includes(e.tagName)) continue;
    if (!e.checkVisibility({visibilityProperty: true, opacityProperty: true})
      || e.closest('.visually-hidden, .lewati, .jebakan, title')) continue;
    // Hanya untuk pembaca layar: kepala tabel yang menjadi blok bernama, nama di samping ikon menu ringkas.
    let dibacakan = false;
    for (let u = e; u && !dibacakan; u = u.parentElement) dibacakan = getComputedStyle(u).clipPath === 'inset(50%)' && u.offsetWidth <= 1;
    if (dibacakan) continue;
    const rentang = document.createRange(); rentang.selectNodeContents(t);
    const kotak = [...rentang.getClientRects()].filter(k => k.width > 1 && k.height > 1);
    let melayang = false, batas = {kiri: -1e9, kanan: 1e9, atas: -1e9, bawah: 1e9}, geserX = false, geserY = false;
    for (let u = e; u && u !== document.body; u = u.parentElement) {
      const g = getComputedStyle(u), k = u.getBoundingClientRect();
      if (['fixed', 'sticky'].includes(g.position)) melayang = true;
      if (g.display === 'inline' || u instanceof SVGElement && u.tagName !== 'svg') continue;
      const x = menutup(u, 'X'), y = menutup(u, 'Y');
      if (x === 'gulir') geserX = true; if (y === 'gulir') geserY = true;
      if (x === 'tutup' && !geserX) { batas.kiri = Math.max(batas.kiri, k.left); batas.kanan = Math.min(batas.kanan, k.right); }
      if (y === 'tutup' && !geserY) { batas.atas = Math.max(batas.atas, k.top); batas.bawah = Math.min(batas.bawah, k.bottom); }
      if (g.textOverflow === 'ellipsis' && x === 'tutup' && u.scrollWidth > u.clientWidth + 1)
        keluhan.terpotong.push('titik-titik: ' + sebut(u));
    }
    if (!geserX && !melayang) {
      batas.kanan = Math.min(batas.kanan, document.documentElement.scrollWidth); batas.kiri = Math.max(batas.kiri, 0); }
    for (const k of kotak) {
      if (k.left < batas.kiri - 1.5 || k.right > batas.kanan + 1.5
          || k.top < batas.atas - k.height * .3 || k.bottom > batas.bawah + k.height * .3)
        keluhan.terpotong.push(sebut(e));
      else if (!melayang && !geserX && !geserY) baris.push({e, k});
    }
  }
  baris.sort((a, b) => a.k.top - b.k.top);
  for (let i = 0; i < baris.length; i++) for (let j = i + 1; j < baris.length && baris[j].k.top < baris[i].k.bottom; j++) {
    const a = baris[i], b = baris[j];
    if (a.e === b.e) continue;
    const x = Math.min(a.k.right, b.k.right) - Math.max(a.k.left, b.k.left), y = Math.min(a.k.bottom, b.k.bottom) - b.k.top;
    if (x > 2 && y > .45 * Math.min(a.k.height, b.k.height)) keluhan.bertumpuk.push(sebut(a.e) + ' dan ' + sebut(b.e));
  }
  return keluhan;
}"""
BURUK = """<body style="margin:0"><div style="width:50px;overflow:hidden;white-space:nowrap">Teks yang terpotong di sini</div>
<div style="height:10px;overflow:hidden">Satu<br>Dua<br>Tiga</div><p style="white-space:nowrap;width:9000px">Lebar sekali</p>
<div style="position:relative;height:60px"><b style="position:absolute">Teks pertama</b><i style="position:absolute">Teks kedua</i></div>"""


def ukur(layar: Layar, cdp: CDPSession, cara: str) -> dict[str, list[str]]:
    """Keluhan halaman yang terbuka pada satu cara memperbesar."""
    lebar, tinggi, nisbah, huruf, gaya = CARA[cara]
    ukuran = {"width": lebar, "height": tinggi, "deviceScaleFactor": nisbah, "mobile": False}
    cdp.send("Emulation.setDeviceMetricsOverride", ukuran)
    # Setelan huruf peramban, seperti yang diubah orangnya; @media dalam rem ikut.
    cdp.send("Page.setFontSizes", {"fontSizes": {"standard": huruf, "fixed": huruf}})
    layar.page.evaluate(PASANG, gaya)
    hasil: dict[str, list[str]] = layar.page.evaluate(UKUR)
    return {jenis: list(dict.fromkeys(isi)) for jenis, isi in hasil.items()}


def test_diperbesar_tidak_terpotong_dan_tidak_bertumpuk(
    perayap: Perayap, buat_layar: Callable[..., Layar]
) -> None:
    layar = buat_layar(bypass_csp=True)
    cdp = layar.konteks.new_cdp_session(layar.page)
    semua = perayap.halaman()
    keluhan: dict[str, dict[str, list[str]]] = {cara: {"terpotong": [], "bertumpuk": []} for cara in CARA}
    for satu in semua:
        layar.buka(satu)
        for cara in CARA:
            for jenis, isi in ukur(layar, cdp, cara).items():
                keluhan[cara][jenis] += [f"{satu}: {teks}" for teks in isi]
    print(
        "\n".join(
            f"{cara}: {satu}" for cara, isi in keluhan.items() for daftar in isi.values() for satu in daftar
        )
    )
    for cara, isi in keluhan.items():
        lulus = not any(isi.values())
        catat(
            "U9",
            f"{cara}: {len(isi['terpotong'])} terpotong, {len(isi['bertumpuk'])} bertumpuk di {len(semua)} halaman",
            lulus=lulus,
        )
    assert len(semua) >= 300
    assert not any(any(isi.values()) for isi in keluhan.values()), keluhan


def test_potongan_dan_tumpukan_memang_terbaca(buat_layar: Callable[..., Layar]) -> None:
    """Kendali: teks yang terpotong ke samping, ke bawah, di luar layar, dan dua teks yang bertumpuk."""
    layar = buat_layar(bypass_csp=True)
    cdp = layar.konteks.new_cdp_session(layar.page)
    layar.page.set_content(BURUK)
    hasil: dict[str, Any] = ukur(layar, cdp, "jarak teks")
    assert len(hasil["terpotong"]) >= 3 and len(hasil["bertumpuk"]) == 1, hasil
