"""U20 di peramban: dua puluh klik dalam satu detik pada setiap tombol yang mengubah sesuatu, akibatnya satu.

Tombolnya yang ditemukan perayap, sebagai tiap peran. Kliknya klik sungguhan selagi jawabannya ditahan; semua kiriman yang
karenanya berangkat dari peramban diteruskan ke Django satu demi satu, dengan kuki yang dipegang halaman itu. Akibat = baris
yang bertambah atau berkurang di semua tabel, termasuk riwayat dan jejak; sesudah kiriman pertama tidak boleh berubah lagi.
"""

import contextlib
import time
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, Error, Locator, Route

from indikator.models import SKP
from mutu.catat import catat
from tests.e2e.pakai import keadaan
from tests.e2e.pakai.formulir import Formulir, baca
from tests.e2e.pakai.layar import KEPALA, Layar
from tests.e2e.pakai.perayap import Halaman, Perayap, berkas_kecil
from tests.e2e.pakai.test_sekali_semua import BERKAS_TERTAHAN, BUKAN_AKIBAT, TABEL

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db]
KLIK, BATAS_DETIK = 20, 1.0
SELA_MS, MENUNGGU_MS = 10, 3_000
PALING_SEDIKIT_TOMBOL = 170
# Kendalinya berhenti sesudah menemukan sekian tombol; layanan sendiri sudah menolak sebagian besar kiriman ganda.
CUKUP_GANDA = 3
# Tombol yang tidak mengubah satu baris pun di kota contoh, menurut alamat dan tulisannya; yang baru harus ditinjau.
TANPA_AKIBAT = {
    ("account_login", "Masuk"): "sesi, bukan data",
    ("kepegawaian:sesi", "Keluar dari semua perangkat lain"): "sesi, bukan data",
    ("pemberitahuan", "Tandai semua sudah dibaca"): "tanpa baris baru; diulang pun sama",
    ("umpan_balik:lacak", "Lacak"): "hanya menampilkan",
    ("umpan_balik:survei", "Simpan di ponsel ini dahulu"): "di kuki warga, bukan di peladen",
    ("kepegawaian:sandi_baru", "Simpan kata sandi"): "meminta kode sekali pakai",
    ("mfa_activate_totp", "Pasang"): "meminta kode dari ponsel",
    ("kepegawaian:impor_jenis", "Unggah dan lihat pratinjau"): "impor sejenis kota contoh masih berjalan",
    ("umpan_balik:minta", "Kirim permintaan"): "meminta rekan yang dicari dahulu",
    ("umpan_balik:penilai_saya", "Ajukan usul"): "meminta rekan yang dicari dahulu",
    ("kepegawaian:penempatan_batalkan", "Periksa akibatnya"): "penempatan contoh sudah mulai",
    ("kepegawaian:unit_tutup", "Tutup unit"): "unit contoh masih berisi orang",
    ("pelatihan:penghargaan_tutup", "Tutup sidang"): "sidang contoh beranggota satu",
    ("penilaian:kalibrasi", "Buka rapat kalibrasi Puskesmas Melati"): "rapat contoh sudah terbuka",
    ("indikator:matriks", "Tarik yang dicentang"): "belum ada peran yang dapat ditarik",
    ("indikator:skp_indikator_hapus", "Hapus indikator"): "indikator contoh sudah dilaporkan",
    ("indikator:skp_rhk_hapus", "Hapus RHK"): "indikator contoh sudah dilaporkan",
    ("indikator:skp_triwulan", "Pakai target setahun saja"): "target contoh memang setahun",
}
# Halaman warga sengaja tanpa skrip; kiriman gandanya ditahan peladen saja.
BERSKRIP = "<script src="
# Di sini ikut dihitung: riwayat memperlihatkan perubahan yang berulang, draf akibat tombol “Simpan dahulu”.
TERHITUNG = {"inti_riwayat", "inti_draf"}
PENJAGA = ("inti.sekali.KunciKirimanMiddleware", "inti.sekali.IngatKirimanMiddleware")
# Isian dipasang langsung, tanpa kejadian input: yang diukur tombolnya, bukan ketikan yang menyimpan sendiri.
ISI = """([n, isi]) => {
  const f = document.querySelectorAll('form')[n], ke = {};
  for (const e of f.elements) {
    if (!e.name || !(e.name in isi) || ['submit', 'button', 'file', 'hidden'].includes(e.type)) continue;
    if (['checkbox', 'radio'].includes(e.type)) e.checked = isi[e.name].includes(e.value);
    else if (e.multiple) [...e.options].forEach(o => { o.selected = isi[e.name].includes(o.value); });
    else { ke[e.name] = ke[e.name] || 0; e.value = isi[e.name][ke[e.name]++] ?? ''; }
  }
  for (let d = f; d; d = d.parentElement) if (d.tagName === 'DETAILS') d.open = true;
}"""
# Tombol tersembunyi di awal formulir hanya menentukan arti Enter; yang terlihat ada kembarannya.
# Dikenali dari nama dan nilainya: skrip dapat menyisipkan tombol, dan tombol di luar formulirnya mendahuluinya.
TANDAI = """([n, nama, nilai, k]) => {
  const b = [...document.querySelectorAll('form')[n].elements]
    .filter(e => ['submit', 'image'].includes(e.type) && !e.disabled
      && (e.getAttribute('name') ?? '') === nama && (e.getAttribute('value') ?? '') === nilai)[k];
  for (let d = b; d; d = d.parentElement) if (d.tagName === 'DETAILS') d.open = true;
  b.setAttribute('data-uji', '');
  return b.checkVisibility({visibilityProperty: true}) && !b.closest('.visually-hidden, [aria-hidden=true], .jebakan');
}"""
TERKIRIM = "b => [...new FormData(b.form, b)].filter(([, v]) => typeof v === 'string')"


@dataclass(frozen=True)
class Kasus:
    """Satu tombol yang mengubah sesuatu: formulir ke berapa, tombolnya, dan isian yang diterima.

    `kembar`: ke berapa di antara tombol bernama dan bernilai sama di formulir itu.
    """

    halaman: Halaman
    formulir: int
    nomor: int
    tombol: tuple[str, ...]
    kembar: int
    isi: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.halaman}: “{self.tombol[2] or self.tombol[1]}”"


class LayarKlik(Layar):
    """Kiriman halaman ditahan; kiriman skrip (berkas yang baru dipilih) dijawab Django seketika."""

    tertahan: list[Route]

    def _tanya(self, rute: Route) -> None:
        minta = rute.request
        if minta.method != "POST":
            super()._tanya(rute)
        elif minta.is_navigation_request():
            self.tertahan.append(rute)
        else:
            jawab = self._klien().post(urlsplit(minta.url).path, {"berkas": berkas_kecil()})
            rute.fulfill(status=jawab.status_code, headers=dict(jawab.headers), body=jawab.content)

    def _klien(self) -> Any:
        assert self.halaman is not None
        return self.perayap.klien[self.halaman.peran]

    def siapkan(self, kasus: Kasus) -> Locator | None:
        """Buka halamannya, isi formulirnya, pilih berkasnya; kembalikan tombolnya, atau None bila hanya untuk Enter."""
        self.tertahan = []
        self.tab_baru()
        page = self.buka(kasus.halaman)
        # Berkas dipilih di bawah, lewat isiannya sendiri.
        ketikan = {n: i for n, i in kasus.isi.items() if not hasattr(i, "read")}
        page.evaluate(ISI, [kasus.formulir, ketikan])
        pilih = page.locator("form").nth(kasus.formulir).locator("input[type=file]")
        for satu in pilih.all():
            kecil = berkas_kecil()
            satu.set_input_files(
                [{"name": kecil.name, "mimeType": "application/pdf", "buffer": kecil.read()}]
            )
            if self.berskrip and satu.get_attribute("data-unggah"):
                page.locator("ul.berkas button").first.wait_for()
        terlihat = page.evaluate(TANDAI, [kasus.formulir, *kasus.tombol[:2], kasus.kembar])
        return page.locator("[data-uji]") if terlihat else None

    def klik(self, tombol: Locator) -> float:
        """Dua puluh klik tetikus di tengah tombol; kembalikan lamanya dalam detik."""
        tombol.hover()
        kotak = tombol.bounding_box()
        assert kotak is not None
        tengah = kotak["x"] + kotak["width"] / 2, kotak["y"] + kotak["height"] / 2
        mulai = time.monotonic()
        # Klik tanpa sela sama sekali disatukan peramban sendiri menjadi satu kiriman; jari tidak secepat itu.
        self.page.mouse.click(*tengah, click_count=KLIK, delay=SELA_MS)
        lama = time.monotonic() - mulai
        for _ in range(MENUNGGU_MS // SELA_MS):
            self.page.wait_for_timeout(SELA_MS)
            if self.tertahan:
                break
        self.page.wait_for_timeout(10 * SELA_MS)  # yang menyusul kiriman pertama
        return lama

    def teruskan(self, badan: dict[str, list[Any]]) -> list[dict[str, int]]:
        """Kirim yang tertahan ke Django, masing-masing dengan kuki halaman itu; kembalikan akibat tiap kiriman."""
        klien, hasil = self._klien(), []
        kuki = deepcopy(klien.cookies)
        for rute in self.tertahan:
            minta, alamat = rute.request, urlsplit(rute.request.url)
            kepala = {
                f"HTTP_{k.upper().replace('-', '_')}": v for k, v in minta.headers.items() if k in KEPALA
            }
            kirim = badan
            if minta.headers.get("content-type", "").startswith("application/x-www-form"):
                kirim = {}
                for nama, nilai in parse_qsl(minta.post_data or "", keep_blank_values=True):
                    kirim.setdefault(nama, []).append(nilai)
            segar = {n: [berkas_kecil()] if hasattr(i[0], "read") else i for n, i in kirim.items()}
            klien.cookies = deepcopy(kuki)
            sebelum = banyak_baris()
            klien.post(alamat.path + (f"?{alamat.query}" if alamat.query else ""), segar, **kepala)
            hasil.append(akibat(sebelum))
            with contextlib.suppress(Error):  # sudah digantikan klik berikutnya
                rute.fulfill(status=204)
        return hasil


def banyak_baris() -> dict[str, int]:
    """Banyaknya baris tiap tabel, termasuk riwayat: perubahan yang berulang pun terhitung."""
    with connection.cursor() as kursor:
        kursor.execute(TABEL)
        tabel = [n for (n,) in kursor.fetchall() if n in TERHITUNG or n not in BUKAN_AKIBAT]
        kursor.execute(" UNION ALL ".join(f"SELECT '{t}', count(*) FROM \"{t}\"" for t in tabel))
        return dict(kursor.fetchall())


def akibat(sebelum: dict[str, int]) -> dict[str, int]:
    """Selisih baris tiap tabel sejak `sebelum`; yang tidak berubah tidak disebut."""
    return {tabel: n - sebelum[tabel] for tabel, n in banyak_baris().items() if n != sebelum[tabel]}


@contextlib.contextmanager
def di_halaman(perayap: Perayap, halaman: Halaman) -> Iterator[None]:
    """Keadaan halaman itu; yang tertulis di dalamnya digulung balik."""
    with perayap.titik():
        if halaman.keadaan == "draf":
            SKP.objects.filter(pk=perayap.benda.skp.pk).update(**keadaan.SKP_DRAF)
        yield


def satu_kiriman(
    perayap: Perayap, halaman: Halaman, formulir: Formulir, isi: dict[str, Any], tombol: tuple[str, ...]
) -> dict[str, int]:
    """Akibat menekan tombol itu sekali; kosong bila ditolak."""
    kirim = {n: berkas_kecil() if hasattr(i, "read") else i for n, i in isi.items()}
    with di_halaman(perayap, halaman):
        sebelum = banyak_baris()
        kode = perayap.kirim(halaman.peran, halaman.jalur, formulir, kirim, tombol).status_code
        hasil = akibat(sebelum)
    return {} if kode != 302 and set(hasil) <= BERKAS_TERTAHAN | TERHITUNG else hasil


def menampilkan(perayap: Perayap, halaman: Halaman, formulir: Formulir, tombol: tuple[str, ...]) -> bool:
    """Tombolnya membuka halaman tanpa galat: melihat dahulu, menyaring, mengubah isian."""
    isi = perayap.kiriman(halaman, formulir)[-1]
    with di_halaman(perayap, halaman):
        jawab = perayap.kirim(halaman.peran, halaman.jalur, formulir, isi, tombol)
    return bool(jawab.status_code == 200 and "<title>Galat: " not in jawab.content.decode())


def kasus_dari(perayap: Perayap, halaman: Halaman, n: int, formulir: Formulir) -> Iterator[Kasus]:
    """Tombol-tombol formulir itu yang berakibat, dengan isian pertama yang diterima."""
    for k, tombol in enumerate(formulir.tombol):
        for isi in (*reversed(perayap.kiriman(halaman, formulir)), *perayap.diganti(halaman, formulir)):
            if satu_kiriman(perayap, halaman, formulir, isi, tombol):
                kembar = sum(t[:2] == tombol[:2] for t in formulir.tombol[:k])
                yield Kasus(halaman, n, k, tombol, kembar, isi)
                break


@dataclass(frozen=True)
class Temuan:
    """Semua tombol yang mengubah sesuatu, banyaknya yang hanya menampilkan, dan sisanya menurut alamat dan tulisannya."""

    kasus: list[Kasus]
    menampilkan: int
    sisa: list[tuple[str, str]]


@pytest.fixture(scope="module")
def temuan(perayap: Perayap) -> Temuan:
    kasus: list[Kasus] = []
    tanpa: list[tuple[Halaman, Formulir, tuple[str, ...]]] = []
    for halaman, formulir in perayap.formulir("biasa", "draf", "langkah"):
        n = next(n for n, f in enumerate(baca(halaman.badan)) if f == formulir)
        ada = list(kasus_dari(perayap, halaman, n, formulir))
        kasus.extend(ada)
        berakibat = {satu.nomor for satu in ada}
        tanpa.extend((halaman, formulir, t) for k, t in enumerate(formulir.tombol) if k not in berakibat)
    sisa = [(h.nama, " ".join(t[2].split())) for h, f, t in tanpa if not menampilkan(perayap, h, f, t)]
    return Temuan(kasus, len(tanpa) - len(sisa), sisa)


def dua_puluh_klik(
    perayap: Perayap, layar: LayarKlik, kasus: Kasus
) -> tuple[list[dict[str, int]], float] | None:
    """Akibat tiap kiriman yang berangkat karena dua puluh klik, dan lamanya; None bila tombolnya hanya untuk Enter."""
    with di_halaman(perayap, kasus.halaman):
        tombol = layar.siapkan(kasus)
        if tombol is None:
            return None
        badan: dict[str, list[Any]] = {}
        for nama, nilai in tombol.evaluate(TERKIRIM):
            badan.setdefault(nama, []).append(nilai)
        berkas = layar.page.locator("form").nth(kasus.formulir).locator("input[type=file]")
        badan |= {str(b.get_attribute("name")): [berkas_kecil()] for b in berkas.all() if b.input_value()}
        lama = layar.klik(tombol)
        return layar.teruskan(badan), lama


def keliru(tiap: list[dict[str, int]]) -> bool:
    """Tidak berakibat, atau kiriman sesudah yang pertama masih mengubah sesuatu."""
    return not tiap or not tiap[0] or any(tiap[1:])


@pytest.mark.parametrize("berskrip", [True, False], ids=["berskrip", "tanpa-skrip"])
def test_dua_puluh_klik_di_setiap_tombol_satu_akibat(
    perayap: Perayap, temuan: Temuan, peramban: Browser, berskrip: bool
) -> None:
    layar = LayarKlik(peramban, perayap, berskrip=berskrip)
    semua = [(satu, *hasil) for satu in temuan.kasus if (hasil := dua_puluh_klik(perayap, layar, satu))]
    layar.tutup()
    beda = [f"{satu}: {tiap}" for satu, tiap, _ in semua if keliru(tiap)]
    ganda = [satu for satu, tiap, _ in semua if len(tiap) > 1]
    banyak = len(ganda)
    luput = set(temuan.sisa) ^ set(TANPA_AKIBAT)
    terlama = max(lama for _, _, lama in semua)
    cara = "dengan skrip" if berskrip else "tanpa skrip"
    catat(
        "U20",
        f"{cara}: {len(semua) - len(beda)} dari {len(semua)} tombol satu akibat sesudah {KLIK} klik, "
        f"{banyak} mengirim lebih dari sekali, klik terlama {terlama:.2f} detik; "
        f"{temuan.menampilkan} tombol lain hanya menampilkan, {len(temuan.sisa)} tidak berakibat di kota contoh",
        lulus=not beda and not luput and terlama <= BATAS_DETIK,
    )
    assert not luput, luput
    assert len(semua) >= PALING_SEDIKIT_TOMBOL
    assert not beda, "\n".join(beda)
    assert terlama <= BATAS_DETIK
    # Kendali: tanpa skrip kliknya memang menjadi banyak kiriman; dengan skrip penahannya yang menahan.
    if berskrip:
        lepas = [str(satu) for satu in ganda if BERSKRIP in satu.halaman.badan]
        assert not lepas, "\n".join(lepas)
    else:
        assert banyak >= len(semua) * 9 // 10


def test_tanpa_penjaganya_dua_puluh_klik_berakibat_banyak(
    perayap: Perayap, temuan: Temuan, peramban: Browser, settings: Any
) -> None:
    """Kendali: kota yang sama tanpa penjaga kiriman ganda; ukuran di atas menangkapnya."""
    dicoba = ganda = 0
    with override_settings(MIDDLEWARE=[m for m in settings.MIDDLEWARE if m not in PENJAGA]):
        rapuh = perayap.kembaran()
        layar = LayarKlik(peramban, rapuh, berskrip=False)
        for satu in temuan.kasus:
            hasil = dua_puluh_klik(rapuh, layar, satu)
            dicoba += hasil is not None
            ganda += bool(hasil and any(hasil[0][1:]))
            if ganda == CUKUP_GANDA:
                break
        layar.tutup()
    catat(
        "U20",
        f"kendali tanpa penjaga: {ganda} dari {dicoba} tombol berakibat lebih dari sekali",
        lulus=ganda > 0,
    )
    assert ganda
