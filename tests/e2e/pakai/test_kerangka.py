"""U40: kerangka tiap jenis halaman (penanda tempat dan judul bertingkat) sama dengan yang sudah ditinjau di kerangka.txt.

Sesudah halaman sengaja diubah: `TULIS_KERANGKA=1 pytest tests/e2e/pakai/test_kerangka.py -m panjang`, lalu baca bedanya.
"""

import os
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from itertools import groupby
from pathlib import Path

import pytest

from kepegawaian.models import Pegawai
from mutu.catat import catat
from tests.e2e.pakai.perayap import Perayap

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db]
DITINJAU = Path(__file__).with_name("kerangka.txt")
TEMPAT = {"header", "nav", "main", "aside", "footer"}
JUDUL = re.compile(r"h[1-6]$")
# Yang bergantung pada hari dan datanya, bukan pada halamannya.
SAMARAN = (
    (re.compile(r"(?<![a-z])\d+|\b(I|II|III|IV)\b"), "N"),
    (
        re.compile(
            r"\b(Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember)\b"
        ),
        "BULAN",
    ),
    (re.compile(r"\b(Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)\b"), "HARI"),
    (re.compile(r"Selamat (pagi|siang|sore|malam)"), "Selamat WAKTU"),
)


class _Kerangka(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.luar: list[str] = []
        self.baris: list[str] = []
        self._dalam = 0
        self._di_isi = False
        self._judul = ""
        self._teks = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = dict(attrs)
        if tag in TEMPAT:
            sebut = f"{tag} {a.get('aria-label') or ''}".rstrip()
            if self._dalam == 0:
                self.luar.append(sebut)
                self._di_isi = tag == "main"
            elif self._di_isi:
                self.baris.append("  " * self._dalam + sebut)
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
            if self._di_isi:
                self.baris.append(f"{'  ' * self._dalam}{tag} {' '.join(self._teks.split())}")
            self._judul = ""


def kerangka(html: str, orang: Iterable[str] = ()) -> str:
    """Penanda tempat bernama dan judul bertingkat, menurut urutannya; angka, hari, dan nama `orang` disamarkan.

    Baris pertama bingkainya, lalu isi main; judul kelompok menu bergantung pada peran, jadi tidak disebut. Judul butir daftar
    yang menjadi sama disebut sekali: banyaknya butir bukan kerangka.
    """
    pembaca = _Kerangka()
    pembaca.feed(html)
    tulisan = "\n".join([" | ".join(pembaca.luar), *pembaca.baris])
    if nama := sorted(map(re.escape, orang), key=len, reverse=True):
        tulisan = re.sub(rf"\b({'|'.join(nama)})\b", "ORANG", tulisan)
    for pola, ganti in SAMARAN:
        tulisan = pola.sub(ganti, tulisan)
    return "\n".join(baris for baris, _ in groupby(tulisan.split("\n")))


def melompat(satu: str) -> bool:
    """Tingkat judul di isi halaman melompat, misalnya h2 langsung h4."""
    tingkat = [int(t) for t in re.findall(r"^\s*h([1-6]) ", satu, re.MULTILINE)]
    return any(b > a + 1 for a, b in zip([0, *tingkat], tingkat, strict=False))


def test_kerangka_tiap_jenis_halaman_sama_dengan_yang_ditinjau(perayap: Perayap) -> None:
    kini: dict[str, str] = {}
    nama = set(Pegawai.objects.values_list("nama", flat=True))
    orang = nama | {satu.split()[0] for satu in nama}
    for halaman in perayap.halaman("biasa", semua=True):
        kini.setdefault(halaman.nama, kerangka(halaman.badan, orang))
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
    html = (
        '<nav aria-label="Menu"><h2>Tim</h2></nav><main><h1>Selamat sore, Siti, Rabu 12 Mei</h1>'
        "<h3>Isi</h3><h3>Isi</h3></main><footer><h4>Kaki</h4></footer>"
    )
    assert kerangka(html, ["Siti"]).split("\n") == [
        "nav Menu | main | footer",
        "  h1 Selamat WAKTU, ORANG, HARI N BULAN",
        "  h3 Isi",
    ]
    assert melompat(kerangka(html)) and not melompat(kerangka(html.replace("h3", "h2")))
