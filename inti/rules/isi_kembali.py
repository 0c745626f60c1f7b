"""Mengisi kembali formulir di halaman yang sudah jadi dengan isian yang pernah diketik orangnya.

Satu cara untuk semua formulir: halamannya dibaca, isian dipasang pada kendali yang bernama sama, dan selebihnya dibiarkan
huruf demi huruf. Formulir yang tidak ada lagi di halaman itu tidak ditebak.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

KIRIM = {"submit", "image"}
# Tidak pernah diisi dari simpanan: rahasia, berkas, dan tanda halaman.
DIBIARKAN = {"password", "file", "button", "reset"} | KIRIM
TANDA = "csrfmiddlewaretoken"
Atribut = dict[str, str | None]


@dataclass
class Kendali:
    """Satu kendali formulir: letak tag pembukanya di naskah, dan ujung isinya (textarea, select)."""

    tag: str
    atribut: Atribut
    mulai: int
    habis: int
    rincian: tuple[int, ...] = ()
    tutup: int = 0
    pilihan: list["Kendali"] = field(default_factory=list)

    @property
    def nama(self) -> str:
        return self.atribut.get("name") or ""

    @property
    def jenis(self) -> str:
        bawaan = "submit" if self.tag == "button" else "text"
        return (self.atribut.get("type") or bawaan).lower() if self.tag in {"input", "button"} else self.tag


@dataclass
class Borang:
    """Satu formulir POST dan kendalinya."""

    atribut: Atribut
    mulai: int
    habis: int
    kendali: list[Kendali] = field(default_factory=list)


class _Pembaca(HTMLParser):
    """Letak semua formulir dan kendali; `details` yang membungkusnya ikut dicatat."""

    def __init__(self, naskah: str) -> None:
        super().__init__(convert_charrefs=False)
        self.awal_baris = [0]
        for baris in naskah.split("\n"):
            self.awal_baris.append(self.awal_baris[-1] + len(baris) + 1)
        self.borang: list[Borang] = []
        self.lepas: list[tuple[str, Kendali]] = []
        self.rincian: list[int] = []
        self._kini: Borang | None = None
        self._isi: Kendali | None = None
        self.feed(naskah)
        self.close()

    def _letak(self) -> int:
        baris, kolom = self.getpos()
        return self.awal_baris[baris - 1] + kolom

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        mulai = self._letak()
        habis, atribut = mulai + len(self.get_starttag_text() or ""), dict(attrs)
        if tag == "form":
            self._kini = Borang(atribut, mulai, habis)
            self.borang.append(self._kini)
        elif tag == "details":
            self.rincian.append(mulai)
        elif tag == "option" and self._isi is not None:
            self._isi.pilihan.append(Kendali(tag, atribut, mulai, habis))
        elif tag in {"input", "textarea", "select", "button"}:
            satu = Kendali(tag, atribut, mulai, habis, tuple(self.rincian))
            if tag in {"textarea", "select"}:
                self._isi = satu
            if atribut.get("form"):
                self.lepas.append((atribut["form"] or "", satu))
            elif self._kini is not None:
                self._kini.kendali.append(satu)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._kini = None
        elif tag == "details" and self.rincian:
            self.rincian.pop()
        elif self._isi is not None and tag == self._isi.tag:
            self._isi.tutup, self._isi = self._letak(), None


def isi_kembali(
    naskah: str, *, halaman: str, tujuan: str, isian: Sequence[tuple[str, str]], sisipan: str = ""
) -> str | None:
    """Halaman dengan formulir ke `tujuan` yang sudah terisi; None bila formulir itu tidak ada di sana.

    `halaman` dan `tujuan` alamat tanpa nama situs; `isian` (nama, isi) seperti yang dikirim peramban; `sisipan` HTML yang
    diletakkan di awal formulir. Isian tersembunyi yang belum ada kendalinya (nomor berkas yang sudah terkirim) ditambahkan.
    Sandi, berkas, dan tombol tidak pernah diisi.
    """
    baca = _Pembaca(naskah)
    borang = _pilih(baca, halaman, tujuan, {nama for nama, _ in isian})
    if borang is None:
        return None
    sisa: dict[str, list[str]] = {}
    for nama, isi in isian:
        sisa.setdefault(nama, []).append(isi)
    ganti: dict[tuple[int, int], str] = {}
    terbuka: set[int] = set()
    for satu in borang.kendali:
        if satu.nama and satu.nama != TANDA and satu.jenis not in DIBIARKAN:
            _isi(satu, sisa, ganti, naskah)
            if any(nilai for nama, nilai in isian if nama == satu.nama):
                terbuka.update(satu.rincian)
    ada = {satu.nama for satu in borang.kendali}
    tambahan = "".join(
        f'<input type="hidden" name="{escape(nama)}" value="{escape(isi)}">'
        for nama, isi in isian
        if nama not in ada and nama != TANDA
    )
    tanda = " data-draf-terikat" if "data-draf" in borang.atribut else ""
    pembuka = naskah[borang.mulai : borang.habis]
    ganti[borang.mulai, borang.habis] = f"{pembuka[:-1]}{tanda}>{sisipan}{tambahan}"
    for mulai in terbuka:
        if not naskah.startswith("<details open", mulai):
            ganti[mulai, mulai + len("<details")] = "<details open"
    return _tulis(naskah, ganti)


def _pilih(baca: _Pembaca, halaman: str, tujuan: str, nama: set[str]) -> Borang | None:
    """Formulir POST ke tujuan itu yang mengenal paling banyak isiannya."""
    calon = []
    for borang in baca.borang:
        kunci = borang.atribut.get("id")
        borang.kendali += [satu for milik, satu in baca.lepas if kunci and milik == kunci]
        alamat = [borang.atribut.get("action")]
        alamat += [k.atribut["formaction"] for k in borang.kendali if k.atribut.get("formaction")]
        cocok = len({k.nama for k in borang.kendali if k.nama != TANDA} & nama)
        menuju = any(urljoin(halaman, satu or halaman) == tujuan for satu in alamat)
        if (borang.atribut.get("method") or "").lower() == "post" and menuju and cocok:
            calon.append((cocok, borang))
    return max(calon, key=lambda satu: satu[0])[1] if calon else None


def _isi(satu: Kendali, sisa: dict[str, list[str]], ganti: dict[tuple[int, int], str], naskah: str) -> None:
    nilai = sisa.get(satu.nama)
    if satu.jenis in {"checkbox", "radio"}:
        # Yang tidak ikut terkirim berarti tidak dicentang.
        dicentang = (satu.atribut.get("value") or "on") in (nilai or [])
        ganti[satu.mulai, satu.habis] = _tag(satu, {"checked": "" if dicentang else None})
    elif nilai is None:
        return
    elif satu.tag == "select":
        for pilihan in satu.pilihan:
            dipilih = (pilihan.atribut.get("value") or "") in nilai
            ganti[pilihan.mulai, pilihan.habis] = _tag(pilihan, {"selected": "" if dipilih else None})
    elif nilai:
        isi = nilai.pop(0) if len(nilai) > 1 else nilai[0]
        if satu.tag == "textarea":
            ganti[satu.habis, satu.tutup] = f"\n{escape(isi)}"
        else:
            ganti[satu.mulai, satu.habis] = _tag(satu, {"value": isi})


def _tag(satu: Kendali, ubah: dict[str, str | None]) -> str:
    """Tag itu dengan atribut yang diubah; None membuangnya."""
    atribut: Atribut = {n: i for n, i in satu.atribut.items() if n not in ubah}
    atribut |= {n: i or None if n != "value" else i for n, i in ubah.items() if i is not None}
    isi = "".join(f" {n}" if i is None else f' {n}="{escape(i)}"' for n, i in atribut.items())
    return f"<{satu.tag}{isi}>"


def _tulis(naskah: str, ganti: dict[tuple[int, int], str]) -> str:
    keluar, letak = [], 0
    for (mulai, habis), baru in sorted(ganti.items()):
        keluar += [naskah[letak:mulai], baru]
        letak = habis
    return "".join([*keluar, naskah[letak:]])
