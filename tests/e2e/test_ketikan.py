"""Ketikan laporan: peramban dimatikan paksa di tengah mengetik, dua tab, dan formulir yang selesai terkirim."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from indikator.models import SKP, IndikatorKinerja, Periode, Realisasi
from inti.models import Draf
from tests.e2e.langkah import kuki_masuk
from tests.indikator import pabrik

pytestmark = [pytest.mark.lambat, pytest.mark.django_db(transaction=True)]
# Banyaknya peramban yang dimatikan: sedikit tiap kali, seratus di make mutu.
MATI = [2, pytest.param(100, marks=pytest.mark.panjang)]
HILANG_PALING_LAMA = 5.0
KATA = "Perekaman KTP elektronik di tujuh kelurahan selesai dan datanya sudah dicocokkan. " * 4


@dataclass
class Panggung:
    """Laporan Ratna pada triwulan berjalan, dan alamatnya."""

    situs: str
    nip: str
    alamat: str
    indikator: IndikatorKinerja
    periode: Periode


@pytest.fixture
def panggung(transactional_db: None, live_server: LiveServer) -> Panggung:
    p = pabrik.pemda()
    tahun = pabrik.tahun(p)
    tw = pabrik.triwulan(p, tahun)
    ik = pabrik.skp(p, p.ratna, tahun, status="disetujui").indikator.get()
    return Panggung(live_server.url, p.ratna.nip, f"/capaian/{tw.pk}/{ik.pk}/", ik, tw)


@contextmanager
def peramban_sendiri(
    peramban: Browser, tempat: Path
) -> Iterator[tuple[BrowserContext, subprocess.Popen[bytes]]]:
    """Chromium sebagai proses kita sendiri, supaya dapat dimatikan seperti listrik padam."""
    tempat.mkdir()
    perintah = [os.environ["CHROMIUM_PATH"], "--headless=new", "--no-sandbox", "--disable-gpu"]
    perintah += ["--disable-background-networking", "--no-first-run", "--remote-debugging-port=0"]
    perintah += [f"--user-data-dir={tempat}", "about:blank"]
    proses = subprocess.Popen(
        perintah, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        tanda = tempat / "DevToolsActivePort"
        for _ in range(200):
            if tanda.exists() and tanda.read_text().strip():
                break
            time.sleep(0.1)
        pintu = tanda.read_text().split()[0]
        browser = peramban.browser_type.connect_over_cdp(f"http://127.0.0.1:{pintu}")
        yield browser.contexts[0], proses
    finally:
        _matikan(proses)


def _matikan(proses: "subprocess.Popen[bytes]") -> None:
    if proses.poll() is None:
        os.killpg(proses.pid, signal.SIGKILL)
        proses.wait()


def buka(konteks: BrowserContext, panggung: Panggung, alamat: str = "") -> Page:
    """Halaman laporannya (atau alamat lain) sebagai Ratna; masuknya sendiri diuji di tempat lain."""
    if not konteks.cookies():
        konteks.add_cookies([kuki_masuk(panggung.situs, panggung.nip)])
    halaman = konteks.new_page()
    halaman.goto(panggung.situs + (alamat or panggung.alamat))
    return halaman


def uraian(halaman: Page) -> str:
    return str(halaman.get_by_label("Apa yang Anda kerjakan").input_value())


@pytest.mark.parametrize("kali", MATI)
def test_peramban_yang_dimatikan_kehilangan_paling_lama_lima_detik_ketikan(
    panggung: Panggung, peramban: Browser, tmp_path: Path, kali: int
) -> None:
    acak = random.Random(20261122)
    hilang = []
    for nomor in range(kali):
        Draf.objects.all().delete()
        ketukan, mati = _ketik_lalu_mati(peramban, panggung, tmp_path / f"p{nomor}", acak.uniform(2, 9))
        lain = peramban.new_context()
        halaman = buka(lain, panggung)
        halaman.wait_for_load_state("networkidle")
        kembali = uraian(halaman)
        lain.close()
        assert KATA.startswith(kembali), "yang kembali bukan yang diketik"
        tertinggal = ketukan[len(kembali) :]
        hilang.append(mati - tertinggal[0] if tertinggal else 0.0)
    assert max(hilang) <= HILANG_PALING_LAMA, [f"{h:.1f}" for h in hilang]
    assert not Realisasi.objects.exists(), "menyimpan sendiri tidak boleh melaporkan apa pun"
    print(f"hilang terlama {max(hilang):.2f} s dari {kali} kali mati")


def _ketik_lalu_mati(
    peramban: Browser, panggung: Panggung, tempat: Path, lama: float
) -> tuple[list[float], float]:
    """Saat tiap huruf diketik, dan saat perambannya mati."""
    ketukan: list[float] = []
    with peramban_sendiri(peramban, tempat) as (konteks, proses):
        halaman = buka(konteks, panggung)
        halaman.get_by_label("Apa yang Anda kerjakan").click()
        mulai = time.monotonic()
        for huruf in KATA:
            if time.monotonic() - mulai >= lama:
                break
            halaman.keyboard.type(huruf)
            ketukan.append(time.monotonic())
            time.sleep(0.03)
        mati = time.monotonic()
        _matikan(proses)
    return ketukan, mati


def test_dua_tab_tidak_saling_menimpa_dan_kedua_tulisan_ditawarkan(
    panggung: Panggung, peramban: Browser
) -> None:
    with peramban.new_context() as konteks:
        satu, dua = buka(konteks, panggung), buka(konteks, panggung)
        for halaman, teks in ((satu, "Tulisan tab pertama."), (dua, "Tulisan tab kedua.")):
            halaman.get_by_label("Apa yang Anda kerjakan").fill(teks)
            expect(halaman.get_by_text("Tersimpan ")).to_be_visible()
        satu.get_by_label("Apa yang Anda kerjakan").fill("Tulisan tab pertama, lebih panjang.")
        expect(satu.get_by_text("Tulisan tab kedua.")).to_be_visible()
        expect(dua.get_by_text("Tulisan tab pertama.")).to_be_visible()
        assert uraian(dua) == "Tulisan tab kedua."

        satu.get_by_role("button", name="Simpan draf").and_(satu.locator(":not([aria-hidden])")).click()
        expect(satu.get_by_text("Draf tersimpan")).to_be_visible()
        dua.get_by_label("Realisasi").fill("91")
        dua.get_by_role("button", name="Simpan draf").and_(dua.locator(":not([aria-hidden])")).click()
        expect(dua.get_by_text("sudah diubah di tab atau perangkat lain")).to_be_visible()
        assert uraian(dua) == "Tulisan tab kedua."
        expect(dua.get_by_text("Tulisan tab pertama, lebih panjang.").first).to_be_visible()
    assert Realisasi.objects.get().keterangan == "Tulisan tab pertama, lebih panjang."


def test_ketikan_dapat_dikembalikan_ke_isi_semula(panggung: Panggung, peramban: Browser) -> None:
    with peramban.new_context() as konteks:
        halaman = buka(konteks, panggung)
        halaman.get_by_label("Apa yang Anda kerjakan").fill("Salah ketik.")
        expect(halaman.get_by_text("Tersimpan ")).to_be_visible()
        halaman.reload()
        expect(halaman.get_by_text("dipulihkan ke formulir")).to_be_visible()
        assert uraian(halaman) == "Salah ketik."
        halaman.get_by_role("button", name="Kembalikan isi semula").click()
        expect(halaman.get_by_text("dipulihkan ke formulir")).to_have_count(0)
        assert uraian(halaman) == ""
        halaman.reload()
        halaman.wait_for_load_state("networkidle")
        assert uraian(halaman) == ""


def test_sesudah_terkirim_ketikannya_tidak_ditawarkan_lagi(panggung: Panggung, peramban: Browser) -> None:
    with peramban.new_context() as konteks:
        halaman = buka(konteks, panggung)
        halaman.get_by_label("Apa yang Anda kerjakan").fill("Perekaman selesai.")
        expect(halaman.get_by_text("Tersimpan ")).to_be_visible()
        halaman.get_by_role("button", name="Simpan draf").and_(halaman.locator(":not([aria-hidden])")).click()
        expect(halaman.get_by_text("Draf tersimpan")).to_be_visible()
        halaman.wait_for_load_state("networkidle")
        assert halaman.locator("[data-draf-id]").count() == 0
        assert uraian(halaman) == "Perekaman selesai."


def test_ketikan_rhk_dipulihkan_dan_tidak_ditawarkan_sesudah_disimpan(
    panggung: Panggung, peramban: Browser
) -> None:
    SKP.objects.filter(pk=panggung.indikator.skp_id).update(
        status="draf", diajukan_pada=None, diajukan_oleh=None, diputus_pada=None, diputus_oleh=None
    )
    jalur = f"/skp/{panggung.indikator.skp_id}/rhk/tambah/"
    alamat = panggung.situs + jalur
    with peramban.new_context() as konteks:
        halaman = buka(konteks, panggung, jalur)
        halaman.get_by_label("Hasil yang ingin dicapai").fill("Data ganda dibersihkan")
        expect(halaman.get_by_text("Tersimpan ")).to_be_visible()
        halaman.goto(alamat)
        expect(halaman.get_by_text("dipulihkan ke formulir")).to_be_visible()
        halaman.get_by_role("button", name="Tambah RHK").click()
        halaman.wait_for_url("**/indikator/")
        halaman.goto(alamat)
        halaman.wait_for_load_state("networkidle")
        assert halaman.locator("[data-draf-id]").count() == 0
        assert halaman.get_by_label("Hasil yang ingin dicapai").input_value() == ""


def test_berkas_terkirim_begitu_dipilih_dan_dapat_diulang_tanpa_mengetik_lagi(
    panggung: Panggung, peramban: Browser
) -> None:
    pdf = {"name": "rekap.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 isi rekap"}
    besar = {
        "name": "besar.pdf",
        "mimeType": "application/pdf",
        "buffer": b"%PDF" + b"0" * (10 * 1024 * 1024),
    }
    keliru = {"name": "foto.png", "mimeType": "image/png", "buffer": b"MZ bukan gambar"}
    with peramban.new_context() as konteks:
        halaman = buka(konteks, panggung)
        halaman.get_by_label("Apa yang Anda kerjakan").fill("Tetap di sini.")
        halaman.route("**/bukti/unggah/", lambda rute: rute.abort())
        halaman.set_input_files("#id_berkas", [pdf])
        expect(halaman.get_by_role("button", name="Kirim lagi rekap.pdf")).to_be_visible()
        halaman.unroute("**/bukti/unggah/")
        halaman.get_by_role("button", name="Kirim lagi rekap.pdf").click()
        expect(halaman.get_by_role("button", name="Hapus rekap.pdf")).to_be_visible()
        halaman.set_input_files("#id_berkas", [besar, keliru])
        expect(halaman.locator("li.gagal", has_text="lebih dari 10 MB, jadi tidak dikirim")).to_be_visible()
        expect(halaman.locator("li.gagal", has_text="bukan PDF, JPG, PNG")).to_be_visible()
        assert uraian(halaman) == "Tetap di sini."
        # Tombol yang ditekan selagi berkas kedua di jalan: formulirnya menyusul sendiri, berkasnya ikut.
        tertahan: list[Route] = []
        halaman.route("**/bukti/unggah/", lambda rute: tertahan.append(rute))
        halaman.set_input_files("#id_berkas", [pdf | {"name": "susulan.pdf"}])
        halaman.get_by_role("button", name="Simpan draf").and_(halaman.locator(":not([aria-hidden])")).click()
        expect(halaman.get_by_text("Formulir menyusul sendiri sesudahnya")).to_be_visible()
        while not tertahan:
            halaman.wait_for_timeout(20)
        tertahan[0].continue_()
        expect(halaman.get_by_role("link", name="susulan.pdf")).to_be_visible()
    assert {b.judul for b in Realisasi.objects.get().bukti.all()} == {"rekap.pdf", "susulan.pdf"}
