"""U40: kerangka tiap jenis halaman (penanda tempat dan judul bertingkat) sama dengan yang sudah ditinjau di kerangka.txt.

Sesudah halaman sengaja diubah: `TULIS_KERANGKA=1 pytest tests/e2e/pakai/test_kerangka.py -m panjang`, lalu baca bedanya.
"""

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mutu.catat import catat
from tests.e2e.pakai.perayap import Perayap

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db]
DITINJAU = Path(__file__).with_name("kerangka.txt")
TEMPAT = {"header", "nav", "main", "aside", "footer"}
JUDUL = re.compile(r"h[1-6]$")
ANGKA = re.compile(r"\d+")


class _Kerangka(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.baris: list[str] = []
        self._dalam = 0
        self._judul = ""
        self._teks = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = dict(attrs)
        if tag in TEMPAT:
            self.baris.append(f"{'  ' * self._dalam}{tag} {a.get('aria-label') or ''}".rstrip())
            self._dalam += 1
        elif JUDUL.match(tag):
            self._judul, self._teks = tag, ""

    def handle_data(self, data: str) -> None:
        if self._judul:
            self._teks += data

    def handle_endtag(self, tag: str) -> None:
        if tag in TEMPAT:
            self._dalam -= 1
        elif tag == self._judul:
            teks = ANGKA.sub("N", " ".join(self._teks.split()))
            self.baris.append(f"{'  ' * self._dalam}{tag} {teks}")
            self._judul = ""


def kerangka(html: str) -> str:
    """Penanda tempat bernama dan judul bertingkat, menurut urutannya; angka menjadi N supaya tidak bergantung pada hari."""
    pembaca = _Kerangka()
    pembaca.feed(html)
    return "\n".join(pembaca.baris)


def melompat(satu: str) -> bool:
    """Tingkat judul melompat, misalnya h2 langsung h4."""
    tingkat = [int(t) for t in re.findall(r"^\s*h([1-6]) ", satu, re.MULTILINE)]
    return any(b > a + 1 for a, b in zip([0, *tingkat], tingkat, strict=False))


def test_kerangka_tiap_jenis_halaman_sama_dengan_yang_ditinjau(perayap: Perayap) -> None:
    kini: dict[str, str] = {}
    for halaman in perayap.halaman("biasa", semua=True):
        kini.setdefault(halaman.nama, kerangka(halaman.badan))
    tulisan = "\n\n".join(f"# {nama}\n{isi}" for nama, isi in sorted(kini.items())) + "\n"
    if "TULIS_KERANGKA" in os.environ:
        DITINJAU.write_text(tulisan, encoding="utf-8")
    ada = DITINJAU.read_text(encoding="utf-8") if DITINJAU.exists() else ""
    dahulu = dict(bagian.split("\n", 1) for bagian in re.split(r"^# ", ada, flags=re.MULTILINE)[1:])
    beda = [nama for nama, isi in kini.items() if dahulu.get(nama, "").strip() != isi.strip()]
    lompat = [nama for nama, isi in kini.items() if melompat(isi)]
    catat(
        "U40",
        f"{len(beda)} dari {len(kini)} jenis halaman berkerangka lain dari yang ditinjau, {len(lompat)} judul melompat",
        lulus=not beda and not lompat,
    )
    assert not lompat, lompat
    assert not beda, beda


def test_kerangka_melihat_penanda_dan_judul() -> None:
    html = '<header><h1>Tim 12</h1></header><main><nav aria-label="Tab"></nav><h3>Isi</h3></main>'
    assert kerangka(html) == "header\n  h1 Tim N\nmain\n  nav Tab\n  h3 Isi"
    assert melompat(kerangka(html)) and not melompat(kerangka(html.replace("h3", "h2")))
