"""U25: foto ponsel 8 MB lewat jalur naik 750 kbit/dtk: kemajuan, pembatalan, putus di tengah, dan enam pesannya."""

import contextlib
import io
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from PIL import Image
from playwright.sync_api import Browser, CDPSession, Page, expect
from pytest_django.live_server_helper import LiveServer

from indikator.models import IndikatorKinerja, Periode
from inti.models import Berkas
from mutu.catat import catat
from tests.e2e.langkah import BATAS_MS, kuki_masuk
from tests.indikator import pabrik

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db(transaction=True)]
NAIK = 93_750  # bita per detik = 750 kbit/dtk
BESAR = 8_000_000
BATAS = 1.0
URAIAN = "Perekaman di tujuh kelurahan selesai dan dicocokkan."
# Saat peramban sendiri melihat unsur itu, dihitung dari dipilihnya berkas; bukan saat uji sempat bertanya.
AMATI = """() => { window.__saat = {};
  const masukan = document.querySelector('input[data-unggah]');
  masukan.addEventListener('change', () => { window.__saat.pilih = performance.now(); }, true);
  const lihat = (nama, ada) => { if (ada && !(nama in window.__saat)) window.__saat[nama] = performance.now(); };
  const periksa = () => { lihat('bilah', document.querySelector('.berkas progress'));
    lihat('maju', [...document.querySelectorAll('.berkas progress')].some(p => p.value > 0));
    lihat('tolak', document.querySelector('.berkas .gagal')); requestAnimationFrame(periksa); };
  periksa(); }"""
PESAN = {
    "terkirim": "{} terkirim.",
    "dibatalkan": "“{}” dibatalkan, jadi tidak ikut terkirim. Tekan “Kirim lagi”.",
    "terputus": "“{}” belum terkirim, sambungan terputus pada {} %. Isian lain tetap ada. Tekan “Kirim lagi”.",
    "jenis lain": "“{}” bukan PDF, JPG, PNG, DOCX, atau XLSX, jadi tidak dikirim. "
    "Simpan ulang dalam salah satu bentuk itu, lalu pilih lagi.",
    "terlalu besar": "“{}” lebih dari 10 MB, jadi tidak dikirim. Kirim ringkasan PDF atau perkecil fotonya.",
    "sudah keluar": "“{}” belum terkirim. Anda sudah keluar. Masuk lagi di tab lain, lalu kirim lagi. "
    "Tekan “Kirim lagi”.",
}


def foto(folder: Path, nama: str, besar: int = BESAR, ukuran: tuple[int, int] = (4000, 3000)) -> Path:
    """JPEG yang sah (12 megapiksel), diisi sampai sebesar itu."""
    isi = io.BytesIO()
    Image.effect_noise(ukuran, 60).convert("RGB").save(isi, "JPEG", quality=30)
    badan = isi.getvalue()
    assert len(badan) < besar, len(badan)
    berkas = folder / nama
    berkas.write_bytes(badan + os.urandom(besar - len(badan)))
    return berkas


class Kabel:
    """Penerus TCP di depan peladen; `putus` menjatuhkan semua sambungan yang sedang lewat, seperti sinyal yang hilang."""

    def __init__(self, tujuan: tuple[str, int]) -> None:
        self.tujuan = tujuan
        self.dengar = socket.create_server(("127.0.0.1", 0))
        self.alamat = f"http://127.0.0.1:{self.dengar.getsockname()[1]}"
        self.lewat: list[socket.socket] = []
        self.mati = False
        threading.Thread(target=self._terima, daemon=True).start()

    def _terima(self) -> None:
        while True:
            try:
                depan, _ = self.dengar.accept()
            except OSError:
                return
            if self.mati:
                depan.close()
                continue
            belakang = socket.create_connection(self.tujuan)
            self.lewat += [depan, belakang]
            for dari, ke in ((depan, belakang), (belakang, depan)):
                threading.Thread(target=self._alirkan, args=(dari, ke), daemon=True).start()

    def _alirkan(self, dari: socket.socket, ke: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while isi := dari.recv(65536):
                ke.sendall(isi)
            ke.shutdown(socket.SHUT_WR)

    def putus(self) -> None:
        """Sambungan yang lewat jatuh, dan yang baru ditolak sampai `sambung`: peramban mencoba sendiri sekali lagi."""
        self.mati = True
        for satu in self.lewat:
            with contextlib.suppress(OSError):
                satu.shutdown(socket.SHUT_RDWR)
            satu.close()
        self.lewat.clear()

    def sambung(self) -> None:
        self.mati = False

    def tutup(self) -> None:
        self.dengar.close()
        self.putus()


class Loket:
    """Halaman lapor capaian di ponsel, dengan tulisan yang sudah diketik."""

    def __init__(self, kabel: Kabel, nip: str, halaman: Page, cdp: CDPSession, folder: Path) -> None:
        self.kabel, self.nip, self.halaman, self.cdp, self.folder = kabel, nip, halaman, cdp, folder
        self.hasil: dict[str, bool] = {}

    def laju(self, naik: int) -> None:
        isi: dict[str, Any] = {"offline": False, "latency": 150, "downloadThroughput": -1}
        self.cdp.send("Network.emulateNetworkConditions", isi | {"uploadThroughput": naik})

    def pilih(self, *berkas: Path) -> None:
        self.halaman.evaluate("window.__saat = {}")
        self.halaman.locator("input[data-unggah]").set_input_files([str(b) for b in berkas])

    def tunggu(self, syarat: str, detik: float = 180) -> None:
        """Tunggu sampai syarat itu benar di halaman; ditanyakan dari luar, sebab CSP menolak eval di dalamnya."""
        akhir = time.monotonic() + detik
        while not self.halaman.evaluate(syarat):
            assert time.monotonic() < akhir, syarat
            self.halaman.wait_for_timeout(50)

    def selang(self, nama: str) -> float:
        """Detik sejak berkas dipilih sampai unsur itu tampak."""
        self.tunggu(f"'{nama}' in window.__saat")
        return float(self.halaman.evaluate(f"(window.__saat.{nama} - window.__saat.pilih) / 1000"))

    def kabar(self, ragam: str, *isi: object) -> None:
        """Kabar yang dibacakan tepat sama dengan daftar di atas, dan tulisannya tetap ada."""
        kabar = self.halaman.locator(".lepas [role=status]")
        expect(kabar).to_have_text(PESAN[ragam].format(*isi), timeout=180_000)
        self.hasil[ragam] = self.utuh()

    def utuh(self) -> bool:
        tulisan = self.halaman.get_by_label("Apa yang Anda kerjakan").input_value()
        return tulisan == URAIAN and self.halaman.locator("#id_nilai").input_value() == "91"


@pytest.fixture
def loket(
    transactional_db: None, live_server: LiveServer, peramban: Browser, tmp_path: Path
) -> Iterator[Loket]:
    p = pabrik.pemda()
    tahun = pabrik.tahun(p)
    periode: Periode = pabrik.triwulan(p, tahun)
    indikator: IndikatorKinerja = pabrik.skp(p, p.ratna, tahun, status="disetujui").indikator.get()
    konteks = peramban.new_context(viewport={"width": 360, "height": 800}, locale="id-ID")
    kabel = Kabel(("127.0.0.1", int(live_server.url.rsplit(":", 1)[1])))
    konteks.add_cookies([kuki_masuk(kabel.alamat, p.ratna.nip)])
    konteks.set_default_timeout(BATAS_MS * 4)
    halaman = konteks.new_page()
    cdp = konteks.new_cdp_session(halaman)
    cdp.send("Network.enable")
    halaman.goto(f"{kabel.alamat}/capaian/{periode.pk}/{indikator.pk}/")
    halaman.get_by_label("Apa yang Anda kerjakan").fill(URAIAN)
    halaman.locator("#id_nilai").fill("91")
    halaman.evaluate(AMATI)
    yield Loket(kabel, p.ratna.nip, halaman, cdp, tmp_path)
    konteks.close()
    kabel.tutup()


def keluar() -> None:
    """Sesi orang itu berakhir di peladen, misalnya karena keluar di tab lain."""
    Session.objects.all().delete()


def masuk_lagi(loket: Loket) -> None:
    """Di tab lain, lewat halaman masuk: tanda formulirnya ikut berganti."""
    lain = loket.halaman.context.new_page()
    lain.goto(f"{loket.kabel.alamat}/masuk/")
    lain.get_by_label("NIP").fill(loket.nip)
    lain.get_by_label("Kata sandi", exact=True).fill("rahasia-uji")
    with lain.expect_navigation(wait_until="load"):
        lain.locator("main").get_by_role("button", name="Masuk", exact=True).click()
    lain.close()


def sampai_bagian(loket: Loket, bagian: int) -> int:
    """Tunggu sampai sekian persen; persen yang tertulis saat itu."""
    loket.tunggu(
        f"[...document.querySelectorAll('.berkas progress')].some(p => p.value / p.max >= {bagian / 100})"
    )
    return int(
        loket.halaman.evaluate("document.querySelector('.berkas progress + small').innerText.split(' ')[0]")
    )


def test_foto_delapan_megabita_di_jalur_ponsel(loket: Loket) -> None:
    """Kemajuan, pembatalan, putus di tengah, kirim lagi tanpa mengetik ulang; lamanya jalur itu memang terasa."""
    satu = foto(loket.folder, "IMG_0142.jpg")
    loket.laju(NAIK)
    loket.pilih(satu)
    bilah, maju = loket.selang("bilah"), loket.selang("maju")
    loket.halaman.get_by_role("button", name="Batalkan kiriman IMG_0142.jpg").click()
    loket.kabar("dibatalkan", satu.name)
    assert not Berkas.objects.exists()
    mulai = time.monotonic()
    loket.halaman.get_by_role("button", name="Kirim lagi IMG_0142.jpg").click()
    sampai_bagian(loket, 50)
    setengah = time.monotonic() - mulai
    loket.kabel.putus()
    bagian = int(loket.halaman.locator(".berkas .gagal .nama").inner_text().split(" %")[0].rsplit(" ", 1)[1])
    loket.kabar("terputus", satu.name, bagian)
    assert not Berkas.objects.exists()
    loket.kabel.sambung()
    loket.laju(-1)
    loket.halaman.get_by_role("button", name="Kirim lagi IMG_0142.jpg").click()
    loket.kabar("terkirim", satu.name)
    assert Berkas.objects.get().nama == satu.name
    ulang = sum(loket.hasil.values())
    catat(
        "U25",
        f"foto 8 MB pada 750 kbit/dtk: kemajuan tampak {1000 * bilah:.0f} milidetik, bergerak {1000 * maju:.0f} milidetik; "
        f"dibatalkan, putus pada {bagian} %, dan dikirim lagi: tulisan utuh {ulang} dari 3",
        lulus=bilah <= BATAS and maju <= BATAS and ulang == 3 and 50 <= bagian < 75,
    )
    assert setengah >= 0.8 * BESAR / 2 / NAIK, "kendali: jalurnya memang diperlambat"
    assert bilah <= BATAS and maju <= BATAS
    assert ulang == 3 and 50 <= bagian < 75


def test_enam_pesan_tepat_dan_beberapa_berkas_sekaligus(loket: Loket) -> None:
    kecil = [foto(loket.folder, f"foto-{n}.jpg", 3_000_000, (1600, 1200)) for n in range(3)]
    besar = loket.folder / "rekaman.pdf"
    besar.write_bytes(b"%PDF-1.4\n" + os.urandom(12 * 1024 * 1024 - 9))
    lain = loket.folder / "IMG_0143.heic"
    lain.write_bytes(os.urandom(5000))
    loket.pilih(besar)
    tolak = loket.selang("tolak")
    loket.kabar("terlalu besar", besar.name)
    loket.pilih(lain)
    loket.kabar("jenis lain", lain.name)
    keluar()
    loket.pilih(kecil[0])
    loket.kabar("sudah keluar", kecil[0].name)
    assert not Berkas.objects.exists(), "yang ditolak sebelum dikirim tidak sampai di peladen"
    masuk_lagi(loket)
    loket.halaman.get_by_role("button", name="Kirim lagi foto-0.jpg").click()
    loket.kabar("terkirim", kecil[0].name)
    loket.laju(NAIK * 8)
    loket.pilih(*kecil[1:])
    loket.halaman.get_by_role("button", name="Batalkan kiriman foto-1.jpg").click()
    loket.halaman.get_by_role("button", name="Kirim lagi foto-1.jpg").click()
    loket.kabar("terkirim", kecil[1].name)
    sekaligus = sorted(Berkas.objects.values_list("nama", flat=True))
    tepat, utuh = len(loket.hasil.keys() - {"terkirim"}), sum(loket.hasil.values())
    catat(
        "U25",
        f"terlalu besar dikatakan dalam {1000 * tolak:.0f} milidetik, sebelum dikirim; {tepat} dari 3 pesan lain tepat; "
        f"{len(sekaligus)} dari 3 berkas sekaligus sampai; tulisan utuh {utuh} dari {len(loket.hasil)}",
        lulus=tolak <= BATAS and tepat == 3 and utuh == 4 and len(sekaligus) == 3,
    )
    assert tolak <= BATAS
    assert sekaligus == [b.name for b in kecil]
    assert tepat == 3 and utuh == 4
    loket.halaman.evaluate(
        "document.querySelectorAll('.berkas .gagal').forEach(li => li.remove());"
        "delete document.querySelector('input[data-unggah]').dataset.maks"
    )
    loket.pilih(besar)
    assert loket.selang("tolak") > BATAS, (
        "kendali: tanpa pemeriksaan di ponsel, penolakannya menunggu kiriman"
    )
