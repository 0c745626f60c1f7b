"""Menjelajahi situs contoh sebagai satu peran: halaman yang terjangkau dan kiriman yang dapat diuji di dalamnya."""

import re
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

# Memutus sesinya sendiri, bukan membuka apa pun.
LEWATI = ("/keluar/", "/sandi", "/faktor", "/akun/", "/perangkat/", "/masuk/oidc")
# Diganti peladennya pada tiap formulir; yang salah ditolak sebelum sampai ke pandangan mana pun.
TOKEN = "csrfmiddlewaretoken"


@dataclass
class Kiriman:
    """Satu permintaan yang dapat diuji: GET berparameter atau formulir POST."""

    cara: str
    jalur: str
    isi: dict[str, str]

    @property
    def alamat(self) -> tuple[str, str]:
        """Cara dan jalurnya tanpa tanya; sama bila hanya nomornya yang berbeda."""
        return self.cara, re.sub(r"\d+", "0", urlsplit(self.jalur).path)

    @property
    def bentuk(self) -> tuple[str, str, tuple[str, ...]]:
        """Alamat dan nama semua parameternya."""
        return *self.alamat, tuple(sorted(self.isi))

    @property
    def parameter(self) -> dict[tuple[str, str, str], str]:
        """Bentuk tiap parameter → namanya di kiriman ini; baris kesekian sebuah tabel satu bentuk."""
        return {(*self.alamat, re.sub(r"\d+", "0", nama)): nama for nama in self.isi if nama != TOKEN}


class Pembaca(HTMLParser):
    """Tautan dan formulir satu halaman."""

    def __init__(self) -> None:
        super().__init__()
        self.tautan: list[str] = []
        self.formulir: list[tuple[str, str, dict[str, str]]] = []
        self._pilih = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {k: v or "" for k, v in attrs}
        if tag == "a" and a.get("href"):
            self.tautan.append(a["href"])
        elif tag == "form":
            self.formulir.append((a.get("method", "get").upper(), a.get("action", ""), {}))
        elif not self.formulir:
            return
        elif tag == "select":
            self._pilih = a.get("name", "")
        elif tag == "option" and self._pilih and a.get("value"):
            self.formulir[-1][2].setdefault(self._pilih, a["value"])
        elif tag in {"input", "textarea"} and a.get("name") and a.get("type") != "file":
            self.formulir[-1][2][a["name"]] = a.get("value") or "1"

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._pilih = ""


@dataclass
class Jelajah:
    """Halaman yang terjangkau satu peran, dan kiriman yang dapat diuji di dalamnya."""

    alamat: str
    kuki: str
    kiriman: dict[tuple[str, str, tuple[str, ...]], Kiriman] = field(default_factory=dict)
    dibuka: list[str] = field(default_factory=list)
    galat: list[str] = field(default_factory=list)

    def jalan(self, batas: int) -> None:
        antre, terlihat = ["/", "/publik/"], set()
        while antre and len(self.dibuka) < batas:
            satu = antre.pop(0)
            bagian = urlsplit(satu)
            bentuk = re.sub(r"\d+", "0", bagian.path), tuple(sorted(k for k, _ in parse_qsl(bagian.query)))
            if bentuk in terlihat or bagian.path.startswith(LEWATI):
                continue
            terlihat.add(bentuk)
            satu, pembaca = self._buka(satu)
            bagian = urlsplit(satu)
            self.dibuka.append(satu)
            antre += [
                self._jalur(urljoin(satu, t))
                for t in pembaca.tautan
                if self._sendiri(urljoin(self.alamat + satu, t))
            ]
            if bagian.query:
                self._catat(Kiriman("GET", bagian.path, dict(parse_qsl(bagian.query))))
            for cara, tujuan, isi in pembaca.formulir:
                ke = urljoin(satu, tujuan or satu)
                if (
                    isi
                    and self._sendiri(urljoin(self.alamat, ke))
                    and not urlsplit(ke).path.startswith(LEWATI)
                ):
                    self._catat(Kiriman(cara, self._jalur(ke), isi))

    def _sendiri(self, alamat: str) -> bool:
        return alamat.startswith(("/", self.alamat)) and not alamat.startswith("//")

    def _jalur(self, alamat: str) -> str:
        bagian = urlsplit(alamat)
        return bagian.path + (f"?{bagian.query}" if bagian.query else "")

    def _buka(self, jalur: str) -> tuple[str, Pembaca]:
        """Alamat sesudah pengalihan, dan isinya."""
        pembaca = Pembaca()
        permintaan = urllib.request.Request(self.alamat + jalur, headers={"Cookie": self.kuki})
        try:
            with urllib.request.urlopen(
                permintaan, timeout=20
            ) as jawaban:  # alamatnya sudah dipastikan mesin sendiri
                jalur = self._jalur(jawaban.geturl())
                if "html" in jawaban.headers.get("Content-Type", ""):
                    pembaca.feed(jawaban.read().decode("utf-8", "replace"))
        except urllib.error.HTTPError as galat:
            if galat.code >= 500:
                self.galat.append(f"{galat.code} {jalur}")
        return jalur, pembaca

    def _catat(self, kiriman: Kiriman) -> None:
        self.kiriman.setdefault(kiriman.bentuk, kiriman)
