"""U7: sambungan putus saat mengirim, sebelum atau sesudah tersimpan. Yang ditulis tetap ada, akibatnya satu, tandanya tampil."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from indikator.models import IndikatorKinerja, Periode, Realisasi
from inti.models import Jejak
from mutu.catat import catat
from tests.e2e.langkah import kuki_masuk
from tests.e2e.test_warga import pasang_titik
from tests.indikator import pabrik
from umpan_balik.models import Survei

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db(transaction=True)]
KALI = 10
URAIAN = "Perekaman di tujuh kelurahan selesai dan dicocokkan."


class Loket:
    """Halaman lapor capaian seorang pegawai, di peladen sungguhan."""

    def __init__(self, situs: str) -> None:
        self.situs = situs
        p = pabrik.pemda()
        tahun = pabrik.tahun(p)
        self.periode: Periode = pabrik.triwulan(p, tahun)
        self.indikator: IndikatorKinerja = pabrik.skp(p, p.ratna, tahun, status="disetujui").indikator.get()
        self.nip = p.ratna.nip
        self.alamat = f"{situs}/capaian/{self.periode.pk}/{self.indikator.pk}/"

    def bersihkan(self) -> None:
        Realisasi.objects.all().delete()

    @contextmanager
    def jendela(self, peramban: Browser, *, berskrip: bool) -> Iterator[Page]:
        konteks = peramban.new_context(java_script_enabled=berskrip, viewport={"width": 360, "height": 800})
        konteks.add_cookies([kuki_masuk(self.situs, self.nip)])
        halaman = konteks.new_page()
        halaman.goto(self.alamat)
        halaman.get_by_label("Apa yang Anda kerjakan").fill(URAIAN)
        halaman.get_by_label("Realisasi", exact=False).first.fill("91")
        yield halaman
        konteks.close()


@pytest.fixture
def loket(transactional_db: None, live_server: LiveServer) -> Loket:
    return Loket(live_server.url)


def simpan(halaman: Page) -> None:
    tombol = halaman.get_by_role("button", name="Simpan draf")
    tombol.and_(halaman.locator(":not([aria-hidden])")).first.click(no_wait_after=True)


def putuskan(halaman: Page, kirim: Callable[[Page], None], *, sesudah: bool) -> None:
    """Kiriman berikutnya putus: sebelum sampai di peladen, atau sesudah tersimpan tetapi jawabannya hilang."""

    def putus(rute: Route) -> None:
        if rute.request.method != "POST" or "/draf/" in rute.request.url:
            rute.continue_()
            return
        if sesudah:
            rute.fetch(max_redirects=0)
        rute.abort("connectionreset")

    halaman.route("**/*", putus)
    kirim(halaman)
    expect(halaman).to_have_url("chrome-error://chromewebdata/")
    halaman.unroute("**/*")


@pytest.mark.parametrize("berskrip", [True, False], ids=["berskrip", "tanpa-skrip"])
@pytest.mark.parametrize("sesudah", [False, True], ids=["sebelum-tersimpan", "sesudah-tersimpan"])
def test_kiriman_yang_putus_lalu_diulang_satu_akibat(
    loket: Loket, peramban: Browser, berskrip: bool, sesudah: bool
) -> None:
    utuh = 0
    for _ in range(KALI):
        loket.bersihkan()
        jejak = Jejak.objects.count()
        with loket.jendela(peramban, berskrip=berskrip) as halaman:
            putuskan(halaman, simpan, sesudah=sesudah)
            halaman.reload()  # tombol "Muat ulang" peramban: kiriman yang sama dikirim lagi
            terlihat = halaman.get_by_text("Draf tersimpan").count() == 1
            isi = halaman.get_by_label("Apa yang Anda kerjakan").input_value() == URAIAN
        satu = Realisasi.objects.count() == 1 and Realisasi.objects.get().keterangan == URAIAN
        utuh += terlihat and isi and satu and Jejak.objects.count() - jejak == 1
    bagian = (
        f"{'dengan' if berskrip else 'tanpa'} skrip, putus {'sesudah' if sesudah else 'sebelum'} tersimpan"
    )
    catat("U7", f"{bagian}: {utuh} dari {KALI} utuh", lulus=utuh == KALI)
    assert utuh == KALI


def kirim_survei(halaman: Page) -> None:
    halaman.locator("form button:not([name])").click(no_wait_after=True)


@pytest.mark.parametrize("sesudah", [False, True], ids=["sebelum-tersimpan", "sesudah-tersimpan"])
def test_survei_warga_yang_putus_lalu_diulang_satu_jawaban_dengan_tanda_terima(
    transactional_db: None, live_server: LiveServer, peramban: Browser, sesudah: bool
) -> None:
    """Tanpa skrip, seperti ponsel di loket: dimuat ulang, lalu kode pelacakannya tampil."""
    alamat, saran = f"{live_server.url}/s/{pasang_titik().token}/", "Antreannya cepat."
    utuh = 0
    for kali in range(1, KALI + 1):
        konteks = peramban.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
        halaman = konteks.new_page()
        halaman.goto(alamat)
        halaman.locator("#waktu label:nth-of-type(4)").click()
        halaman.locator("#saran").fill(saran)
        halaman.locator("label.setuju").click()
        putuskan(halaman, kirim_survei, sesudah=sesudah)
        halaman.reload()
        terlihat = "Terima kasih" in halaman.locator("h1").inner_text()
        utuh += terlihat and Survei.objects.count() == kali
        konteks.close()
    catat(
        "U7",
        f"survei warga, putus {'sesudah' if sesudah else 'sebelum'} tersimpan: {utuh} dari {KALI} satu jawaban",
        lulus=utuh == KALI,
    )
    assert utuh == KALI
