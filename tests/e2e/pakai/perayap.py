"""Perayap: setiap jenis halaman dalam tiap keadaannya, sebagai peran yang boleh membukanya, tanpa peladen.

Semua permintaan dijawab Django di proses ini, di dalam satu transaksi yang digulung balik, pada hari yang tetap (HARI_UJI);
peran dan argumennya dari tests/test_izin_semua_url.py. Jadi tiap sapuan murah, berulang sama, dan tidak meninggalkan apa pun.

    def test_sesuatu(perayap: Perayap, layar: Layar) -> None:          # perlengkapannya di conftest.py sebelah
        for halaman in perayap.halaman():                              # satu untuk tiap bentuk yang berbeda
            layar.buka(halaman, lebar=320)                             # tampil di Chromium: CSS, skrip, dan CSP sebenarnya
            layar.page.evaluate("…")

Keadaan (`Halaman.keadaan`; pilih dengan `perayap.halaman("biasa", "galat")`):

    biasa     GET dengan data contoh, tiap peran yang di tabel izin dijawab 200
    draf      SKP pegawai itu masih draf, jadi halaman menyusunnya terbuka
    tutup     alamat berperiode dengan periode yang sudah ditutup
    saring    daftar dengan saringan yang tidak mengenai apa pun
    kosong    pemda yang baru dibuat: pengelola dan seorang pegawai, belum ada data lain
    panjang   nama orang, unit, jabatan, dan indikator yang sangat panjang
    galat     jawaban formulir yang dikirim kosong atau keliru (judulnya "Galat: …")
    langkah   jawaban 200 lain sesudah formulir dikirim: periksa dahulu, pratinjau, konfirmasi
    sesudah   halaman yang dituju sesudah kiriman diterima, dengan kabarnya

Bentuk = himpunan pasangan unsur (induk > anak, kelas, jenis isian). Halaman yang tidak menambah bentuk baru pada alamat itu
tidak diulang; `perayap.halaman(..., semua=True)` mengembalikan semuanya. Formulirnya: `perayap.formulir()` memberi
(halaman, formulir) sekali untuk tiap tujuan dan tombol; lihat formulir.py. `perayap.titik()` membungkus percobaan yang menulis.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy, deepcopy
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from indikator.models import SKP
from tests.dunia import Dunia
from tests.e2e.pakai import keadaan as ubah
from tests.e2e.pakai.formulir import Formulir, baca
from tests.e2e.pakai.isian_khusus import khusus
from tests.konfirmasi import sahkan
from tests.test_izin_semua_url import ARGUMEN, PERAN, Benda, baca_tabel

KEADAAN = ("biasa", "draf", "tutup", "saring", "kosong", "panjang", "galat", "langkah", "sesudah")
# Yang melihat paling banyak lebih dahulu; peran yang halamannya pasti sama tidak diulang.
URUT = (
    "penilai",
    "admin_bkd",
    "pegawai",
    "atasan_penilai",
    "petugas",
    "pimpinan",
    "auditor",
    "admin_dinas",
    "tamu",
)
HARI = "2026-11-18"
# Sandi uji, supaya formulir yang memintanya dapat lolos.
TIDAK_ADA = "zzz tidak ada yang begini"
KELUAR = ("/keluar/", "/akun/logout/")
KOSONG = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@dataclass(frozen=True)
class Halaman:
    """Satu halaman sebagaimana dijawab peladen; `jalur` beserta tanyanya."""

    nama: str
    peran: str
    keadaan: str
    jalur: str
    badan: str
    status: int = 200
    kepala: dict[str, str] = field(default_factory=dict, repr=False)

    def __str__(self) -> str:
        return f"{self.nama} [{self.keadaan}] sebagai {self.peran} {self.jalur}"


class _Bentuk(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ada: set[str] = set()
        self._tumpuk: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = dict(attrs)
        diri = f"{tag}.{a.get('class') or ''}.{a.get('type') or ''}.{a.get('role') or ''}"
        self.ada.add(f"{self._tumpuk[-1]}>{diri}")
        if tag not in {"input", "br", "img", "meta", "link", "hr", "path", "col", "wbr", "source"}:
            self._tumpuk.append(diri)

    def handle_endtag(self, tag: str) -> None:
        for n in range(len(self._tumpuk) - 1, 0, -1):
            if self._tumpuk[n].split(".")[0] == tag:
                del self._tumpuk[n:]
                return


def bentuk(html: str) -> set[str]:
    """Pasangan unsur induk > anak di halaman itu."""
    pembaca = _Bentuk()
    pembaca.feed(html)
    return pembaca.ada


def berkas_kecil() -> SimpleUploadedFile:
    """PDF terkecil yang diterima penyimpanan berkas."""
    return SimpleUploadedFile("rekap.pdf", KOSONG, content_type="application/pdf")


def nama_alamat(jalur: str) -> str:
    """Nama pola alamat itu; alamatnya sendiri bila tidak dikenal."""
    try:
        return str(resolve(urlsplit(jalur).path).view_name)
    except Resolver404:
        return jalur


@dataclass
class Perayap:
    """Peramban tiap peran pada dua kota contoh; `simpan` memuat hasil rayapan yang sudah jadi."""

    dunia: Dunia
    benda: Benda
    klien: dict[str, Client] = field(default_factory=dict)
    simpan: dict[str, list[Halaman]] = field(default_factory=dict)
    berkas: Path | None = None  # MEDIA_ROOT tempat berkas contohnya

    def __post_init__(self) -> None:
        self.tabel = baca_tabel()
        self.argumen = {nama: dict(argumen(self.benda)) for nama, argumen in ARGUMEN.items()}
        for peran in PERAN:
            siapa = self.dunia.peran.get(peran)
            if peran == "tamu" or (siapa is not None and siapa.is_active):
                self.klien[peran] = self._masuk(siapa)

    def _masuk(self, siapa: Any) -> Client:
        klien = Client(raise_request_exception=False)
        if siapa is not None:
            klien.force_login(siapa, backend="kepegawaian.backend.NipBackend")
            sahkan(klien, siapa)
        return klien

    def kembaran(self) -> "Perayap":
        """Perayap yang sama dengan peramban baru, misalnya sesudah MIDDLEWARE diganti; bendanya tidak dibuat lagi."""
        baru = copy(self)
        baru.klien = {
            peran: self._masuk(self.dunia.peran.get(peran)) for peran in self.klien if peran in PERAN
        }
        return baru

    @contextmanager
    def kuki_tetap(self) -> Iterator[None]:
        """Kuki semua peran kembali seperti semula sesudahnya."""
        # SimpleCookie.copy() menjadi dict biasa, dan masuk lagi mengubah kukinya di tempat.
        kuki = {peran: deepcopy(klien.cookies) for peran, klien in self.klien.items()}
        yield
        for peran, lama in kuki.items():
            self.klien[peran].cookies = lama

    @contextmanager
    def titik(self) -> Iterator[None]:
        """Yang tertulis di dalamnya digulung balik, dan kuki semua peran dikembalikan."""
        with self.kuki_tetap(), transaction.atomic():
            yield
            transaction.set_rollback(True)

    def ambil(self, peran: str, jalur: str, keadaan: str = "biasa") -> Halaman | None:
        """Halaman HTML di alamat itu; None bila bukan 200 atau bukan halaman."""
        return self._halaman(peran, jalur, keadaan, self.klien[peran].get(jalur))

    def kirim(
        self, peran: str, asal: str, formulir: Formulir, isi: dict[str, Any], tombol: tuple[str, ...] = ()
    ) -> Any:
        """POST formulir itu dari halaman `asal`, tanpa mengikuti pengalihan; bidang berkas diisi PDF kecil bila diberi."""
        tujuan = urljoin(asal, (tombol[3] if tombol and tombol[3] else "") or formulir.tujuan or asal)
        tambahan = {tombol[0]: [tombol[1]]} if tombol and tombol[0] else {}
        kepala = {"HTTP_REFERER": f"http://testserver{asal}"}
        if formulir.htmx:
            kepala["HTTP_HX_REQUEST"] = "true"
        return self.klien[peran].post(tujuan, {**isi, **tambahan}, **kepala)

    def halaman(self, *keadaan: str, semua: bool = False) -> list[Halaman]:
        """Semua halaman dalam keadaan yang diminta (bawaan: semua keadaan), tiap bentuk sekali."""
        hasil = [h for satu in keadaan or KEADAAN for h in self._keadaan(satu)]
        return hasil if semua else berbeda(hasil)

    def formulir(self, *keadaan: str, cara: str = "post") -> Iterator[tuple[Halaman, Formulir]]:
        """Tiap formulir sekali: menurut nama tujuan, bidang, dan tombolnya."""
        sudah: set[Any] = set()
        for halaman in self.halaman(*(keadaan or ("biasa", "draf")), semua=True):
            for satu in baca(halaman.badan):
                tujuan = nama_alamat(urljoin(halaman.jalur, satu.tujuan or halaman.jalur))
                tombol = tuple(
                    (t[0], t[1] if not t[1].isdigit() else "", t[3] and nama_alamat(t[3]))
                    for t in satu.tombol
                )
                kunci = (tujuan, frozenset(satu.bidang), tombol, satu.id[:8])
                if satu.cara != cara or kunci in sudah or (satu.tujuan and satu.tujuan.endswith(KELUAR)):
                    continue
                sudah.add(kunci)
                yield halaman, satu

    def _keadaan(self, nama: str) -> list[Halaman]:
        if nama not in self.simpan:
            if nama in {"galat", "langkah", "sesudah"}:
                self._dari_formulir()
            else:
                with self.titik():
                    self.simpan[nama] = list(getattr(self, f"_{nama}")())
        return self.simpan[nama]

    def _peran(self, nama: str) -> list[str]:
        """Peran yang dijawab 200, yang melihat banyak lebih dahulu; sekurangnya satu bila ada."""
        boleh = [
            p for p, kode in self.tabel.get((nama, "GET"), {}).items() if kode == "200" and p in self.klien
        ]
        return [p for p in URUT if p in boleh] or boleh[:1]

    def _tujuan(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Nama alamat dan argumennya; dihitung sekali, sebab sebagian argumen membuat bendanya."""
        yield from ((nama, self.argumen.get(nama, {})) for nama, cara in self.tabel if cara == "GET")

    def _alamat(self) -> Iterator[tuple[str, str]]:
        for nama, isi in self._tujuan():
            if nama != "inti:galeri":
                yield nama, reverse(nama, kwargs=isi)

    def _biasa(self) -> Iterator[Halaman]:
        for nama, jalur in self._alamat():
            for peran in self._peran(nama):
                yield from self._satu(peran, jalur, "biasa")

    def _satu(self, peran: str, jalur: str, keadaan: str) -> Iterator[Halaman]:
        if halaman := self.ambil(peran, jalur, keadaan):
            yield halaman

    def _draf(self) -> Iterator[Halaman]:
        SKP.objects.filter(pk=self.benda.skp.pk).update(**ubah.SKP_DRAF)
        for nama, jalur in self._alamat():
            if "skp" in nama and "pegawai" in self.klien:
                yield from self._satu("pegawai", jalur, "draf")
                yield from self._satu("penilai", jalur, "draf")

    def _tutup(self) -> Iterator[Halaman]:
        for nama, isi in self._tujuan():
            if isi.get("periode_id") == self.benda.berjalan.pk:
                jalur = reverse(nama, kwargs=isi | {"periode_id": self.benda.ditutup.pk})
                for peran in self._peran(nama)[:3]:
                    yield from self._satu(peran, jalur, "tutup")

    def _saring(self) -> Iterator[Halaman]:
        """Saringan tiap daftar dengan kata yang tidak ada; yang tidak punya kotak kata dengan pilihan terakhirnya."""
        sudah = set()
        for halaman, satu in self.formulir("biasa", cara="get"):
            kata = [b.nama for b in satu.isian if b.jenis in {"text", "search"}]
            isi = satu.apa_adanya() | ({kata[0]: [TIDAK_ADA]} if kata else {})
            isi |= {b.nama: b.pilihan[-1:] for b in satu.isian if b.jenis == "select" and not kata}
            jalur = (
                urlsplit(urljoin(halaman.jalur, satu.tujuan or halaman.jalur)).path
                + "?"
                + urlencode(isi, doseq=True)
            )
            if satu.isian and jalur not in sudah:
                sudah.add(jalur)
                yield from self._satu(halaman.peran, jalur, "saring")

    def _kosong(self) -> Iterator[Halaman]:
        for peran, siapa in ubah.pemda_kosong().items():
            self.klien[peran] = self._masuk(siapa)
            for nama, jalur in self._alamat():
                if nama not in ARGUMEN and "tamu" not in self._peran(nama):
                    yield from self._satu(peran, jalur, "kosong")

    def _panjang(self) -> Iterator[Halaman]:
        ubah.panjangkan(self.dunia.a)
        for nama, jalur in self._alamat():
            for peran in self._peran(nama)[:2]:
                yield from self._satu(peran, jalur, "panjang")

    def _dari_formulir(self) -> None:
        """Tiap formulir dikirim kosong, apa adanya, dan terisi wajar; jawabannya dipilah menurut keadaannya."""
        pilah: dict[str, list[Halaman]] = {"galat": [], "langkah": [], "sesudah": []}
        for halaman, satu in self.formulir():
            for isi in self.kiriman(halaman, satu):
                for tombol in satu.tombol[:3] or [()]:
                    with self.titik():
                        if halaman.keadaan == "draf":
                            SKP.objects.filter(pk=self.benda.skp.pk).update(**ubah.SKP_DRAF)
                        hasil = self.jawaban(halaman, satu, isi, tombol)
                    if hasil is not None:
                        pilah[hasil.keadaan].append(hasil)
        self.simpan |= pilah

    def kiriman(self, halaman: Halaman, formulir: Formulir) -> list[dict[str, Any]]:
        """Tiga cara mengirimnya (kosong, apa adanya, terisi wajar); yang sama tidak diulang."""
        semua: list[dict[str, Any]] = [self.lengkap(halaman, formulir, formulir.terisi(HARI))]
        if formulir.isian:
            semua = [formulir.kosong(), formulir.apa_adanya(), *semua]
        return [isi for n, isi in enumerate(semua) if isi not in semua[:n]]

    def diganti(self, halaman: Halaman, formulir: Formulir) -> Iterator[dict[str, Any]]:
        """Terisi wajar, tiap kali satu bidang yang sudah terpasang diganti."""
        for isi in formulir.diganti(HARI):
            yield self.lengkap(halaman, formulir, isi)

    def lengkap(self, halaman: Halaman, formulir: Formulir, isi: dict[str, list[str]]) -> dict[str, Any]:
        """Isian itu beserta berkas kecil dan isian khusus alamatnya."""
        berkas = {b.nama: berkas_kecil() for b in formulir.isian if b.jenis == "file"}
        tertentu = khusus(halaman.nama, self.dunia)
        return isi | berkas | {n: list(i) for n, i in tertentu.items() if n in formulir.bidang}

    def jawaban(
        self, asal: Halaman, formulir: Formulir, isi: dict[str, Any], tombol: tuple[str, ...] = ()
    ) -> Halaman | None:
        """Kirim, ikuti satu pengalihan; keadaannya "galat", "langkah", atau "sesudah"."""
        jawab = self.kirim(asal.peran, asal.jalur, formulir, isi, tombol)
        jalur = urljoin(asal.jalur, formulir.tujuan or asal.jalur)
        if jawab.status_code in {302, 303}:
            tuju = urljoin(jalur, jawab["Location"])
            if urlsplit(tuju).netloc or nama_alamat(tuju) == tuju:
                return None
            return self.ambil(asal.peran, tuju, "sesudah")
        halaman = self._halaman(asal.peran, jalur, "langkah", jawab)
        if halaman is not None and "<title>Galat: " in halaman.badan:
            return replace(halaman, keadaan="galat")
        return halaman

    def _halaman(self, peran: str, jalur: str, keadaan: str, jawab: Any) -> Halaman | None:
        if jawab.status_code not in {200, 422} or not _halaman_html(jawab):
            if jawab.streaming:
                b"".join(jawab.streaming_content)  # menutup berkasnya
            return None
        badan = jawab.content.decode()
        if "<body" not in badan:
            return None  # potongan untuk htmx atau skrip
        kepala = {k: v for k, v in jawab.headers.items() if k.lower() not in {"content-length", "set-cookie"}}
        return Halaman(nama_alamat(jalur), peran, keadaan, jalur, badan, jawab.status_code, kepala)


def _halaman_html(jawab: HttpResponseBase) -> bool:
    return not jawab.streaming and str(jawab.headers.get("Content-Type", "")).startswith("text/html")


def berbeda(halaman: list[Halaman]) -> list[Halaman]:
    """Hanya yang menambah bentuk baru pada alamatnya."""
    terlihat: dict[str, set[str]] = defaultdict(set)
    hasil = []
    for satu in halaman:
        ada = bentuk(satu.badan)
        if not ada <= terlihat[satu.nama]:
            terlihat[satu.nama] |= ada
            hasil.append(satu)
    return hasil
