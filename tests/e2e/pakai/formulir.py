"""Formulir sebagaimana terbaca di halaman: bidangnya, jenisnya, tombolnya, dan isian yang wajar untuk mengisinya."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from html.parser import HTMLParser

# Bukan isian orang: token, kunci ketikan, dan jebakan robot.
TERSEMBUNYI = {"hidden"}
TOMBOL = {"submit", "image"}
BUKAN_KIRIM = {"button", "reset"}
TEKS = "Rekap layanan loket bulan ini sudah dicocokkan dengan buku tamu."
PENDEK = "Rekap layanan"


@dataclass
class Bidang:
    """Satu isian: jenisnya (`type`, "textarea", atau "select"), nilai yang terpasang, dan pilihannya."""

    nama: str
    jenis: str
    nilai: list[str] = field(default_factory=list)
    pilihan: list[str] = field(default_factory=list)
    wajib: bool = False
    angka: bool = False  # inputmode decimal atau numeric

    @property
    def lain(self) -> list[str] | None:
        """Isian lain daripada yang terpasang; None bila belum terpasang atau tidak ada gantinya."""
        kini = next((n for n in self.nilai if n), "")
        match self.jenis:
            case "checkbox":
                return [n for n in self.pilihan if n not in self.nilai][:1]
            case "radio" | "select":
                return [n for n in self.pilihan if n and n not in self.nilai][:1] or None
            case "date":
                return [f"{datetime.fromisoformat(kini) + timedelta(days=1):%Y-%m-%d}"] if kini else None
            case "datetime-local":
                return (
                    [f"{datetime.fromisoformat(kini) + timedelta(days=1):%Y-%m-%dT%H:%M}"] if kini else None
                )
            case _ if kini.isdigit():
                return [str(int(kini) + 1)]
            case "text" | "textarea" if kini:
                return [f"{kini} lagi"]
        return None


@dataclass
class Formulir:
    """Satu formulir POST atau GET di halaman; `tombol` berisi (nama, nilai, teks, formaction)."""

    tujuan: str
    cara: str
    kelas: str = ""
    id: str = ""
    draf: str = ""
    htmx: bool = False
    novalidate: bool = False
    bidang: dict[str, Bidang] = field(default_factory=dict)
    tombol: list[tuple[str, str, str, str]] = field(default_factory=list)

    @property
    def isian(self) -> list[Bidang]:
        """Yang diisi orang; yang tersembunyi tidak ikut."""
        return [b for b in self.bidang.values() if b.jenis not in TERSEMBUNYI]

    def apa_adanya(self) -> dict[str, list[str]]:
        """Yang terkirim bila tombolnya ditekan tanpa mengisi apa pun."""
        return {b.nama: list(b.nilai) for b in self.bidang.values() if b.jenis != "file" and b.nilai}

    def kosong(self) -> dict[str, list[str]]:
        """Semua isian orang dikosongkan."""
        return {
            b.nama: list(b.nilai) if b.jenis in TERSEMBUNYI else [""]
            for b in self.bidang.values()
            if b.jenis not in {"file", "radio", "checkbox"}
        }

    def terisi(self, hari: str) -> dict[str, list[str]]:
        """Isian wajar untuk yang belum terisi; yang sudah terisi dibiarkan."""
        return {b.nama: nilai for b in self.bidang.values() if (nilai := wajar(b, hari)) is not None}

    def diganti(self, hari: str) -> Iterator[dict[str, list[str]]]:
        """Isian wajar, tiap kali satu bidang yang sudah terpasang diganti."""
        for satu in self.isian:
            if (lain := satu.lain) is not None:
                yield {n: i for n, i in (self.terisi(hari) | {satu.nama: lain}).items() if i}


def wajar(bidang: Bidang, hari: str) -> list[str] | None:
    """Isian untuk satu bidang; None bila tidak dikirim (berkas)."""
    ada = [n for n in bidang.nilai if n]
    match bidang.jenis:
        case "file":
            return None
        case "hidden":
            return list(bidang.nilai)
        case "radio" | "checkbox" | "select":
            pilihan = [n for n in bidang.pilihan if n]
            return ada or pilihan[:1]
        case _ if ada:
            return ada
        case _ if bidang.angka:
            return ["5"]
    contoh = {
        "date": hari,
        "datetime-local": f"{hari}T10:00",
        "month": hari[:7],
        "time": "10:00",
        "number": "5",
        "email": "nama@contoh.go.id",
        "url": "https://contoh.go.id/rekap",
        "tel": "081200001111",
        "password": "uji-menyeluruh-2026",
    }
    if "tautan" in bidang.nama:
        return [contoh["url"]]
    return [contoh.get(bidang.jenis, TEKS if bidang.jenis == "textarea" else PENDEK)]


class Pembaca(HTMLParser):
    """Semua formulir di satu halaman; yang bertanda `form="id"` ikut formulirnya."""

    def __init__(self) -> None:
        super().__init__()
        self.hasil: list[Formulir] = []
        self._kini: Formulir | None = None
        self._luar: list[tuple[str, str, dict[str, str]]] = []
        self._pilih: Bidang | None = None
        self._tulis: Bidang | None = None
        self._tombol: int | None = None
        self._milik: Formulir | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {k: v if v is not None else "" for k, v in attrs}
        if tag == "form":
            self._kini = Formulir(
                tujuan=a.get("hx-post") or a.get("action", ""),
                cara=a.get("method", "get").lower(),
                kelas=a.get("class", ""),
                id=a.get("id", ""),
                draf=a.get("data-draf", ""),
                htmx="hx-post" in a,
                novalidate="novalidate" in a,
            )
            self.hasil.append(self._kini)
        elif tag == "option" and self._pilih is not None:
            nilai = a.get("value", "")
            self._pilih.pilihan.append(nilai)
            if "selected" in a:
                self._pilih.nilai.append(nilai)
        elif tag in {"input", "textarea", "select", "button"}:
            self._kendali(tag, a)

    def _kendali(self, tag: str, a: dict[str, str]) -> None:
        milik = self._kini
        if a.get("form"):
            milik = next((f for f in self.hasil if f.id == a["form"]), None)
        if milik is None or "disabled" in a:
            return
        jenis = a.get("type", "submit" if tag == "button" else "text") if tag in {"input", "button"} else tag
        if jenis in TOMBOL:
            milik.tombol.append((a.get("name", ""), a.get("value", ""), "", a.get("formaction", "")))
            self._tombol, self._milik = len(milik.tombol) - 1, milik
            return
        if not a.get("name") or jenis in BUKAN_KIRIM:
            return
        bidang = milik.bidang.setdefault(a["name"], Bidang(a["name"], jenis))
        bidang.wajib |= "required" in a
        bidang.angka |= a.get("inputmode") in {"decimal", "numeric"}
        if jenis in {"radio", "checkbox"}:
            bidang.pilihan.append(a.get("value", "on"))
            if "checked" in a:
                bidang.nilai.append(a.get("value", "on"))
        elif tag == "select":
            self._pilih = bidang
        elif tag == "textarea":
            bidang.nilai.append("")
            self._tulis = bidang
        else:
            bidang.nilai.append(a.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._tulis is not None:
            self._tulis.nilai[-1] += data
        elif self._tombol is not None and self._milik is not None:
            lama = self._milik.tombol[self._tombol]
            self._milik.tombol[self._tombol] = (lama[0], lama[1], f"{lama[2]} {data}".strip(), lama[3])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._kini = None
        elif tag == "select":
            if self._pilih is not None and not self._pilih.nilai and self._pilih.pilihan:
                self._pilih.nilai = self._pilih.pilihan[:1]  # peramban memilih yang pertama
            self._pilih = None
        elif tag == "textarea":
            if self._tulis is not None:
                # Baris kosong pertama di sumbernya bukan bagian isinya (HTML 13.2.6.4.7).
                self._tulis.nilai[-1] = self._tulis.nilai[-1].removeprefix("\n")
            self._tulis = None
        elif tag == "button":
            self._tombol = None


def baca(html: str) -> list[Formulir]:
    """Semua formulir halaman itu, menurut urutannya."""
    pembaca = Pembaca()
    pembaca.feed(html)
    pembaca.close()
    return [replace(f) for f in pembaca.hasil]
