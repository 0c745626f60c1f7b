"""U23: tautan pertama beranda yang paling mendesak dan hitungannya benar. U24: catatan harian dalam empat tindakan."""

import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median

import pytest
import time_machine
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from indikator.models import CatatanHarian
from inti.rules.format import BULAN
from kepegawaian.models import Pegawai
from mutu.catat import catat
from tests.e2e.pakai.hitung_tugas import Hitungan
from tests.e2e.pakai.jalur import BIASA, konteks_lambat
from tests.e2e.pakai.layar import Layar
from tests.e2e.pakai.perayap import Halaman, Perayap
from tests.indikator import pabrik
from tests.test_izin_semua_url import HARI_UJI

pytestmark = [pytest.mark.lambat, pytest.mark.panjang]
TENGGAT = re.compile(r"Tenggat (\d{1,2}) (\w+) (\d{4}) pukul (\d{2})\.(\d{2})")
# Yang terbaca di beranda, urut tampilnya: tautan pertama isi halaman, lalu judul, alamat, dan uraian tiap tugas.
BACA = """() => ({pertama: document.querySelector('main a[href]').getAttribute('href'),
  tugas: [...document.querySelectorAll('ul.tugas > li')].map(li => ({
    judul: li.querySelector('h3').innerText, url: li.querySelector('h3 a').getAttribute('href'),
    ket: li.querySelector('p') ? li.querySelector('p').innerText : ''}))})"""
KENDALI = ", ".join(
    f"main {satu}:visible"
    for satu in ("form[method=post] button", "a.btn", "table a", ".rhk a", "li a", "input", "textarea")
)
DETIK, TINDAKAN = 25, 4


def saat(ket: str) -> datetime:
    """Tenggat yang tertulis di uraian tugas."""
    hari, bulan, tahun, jam, menit = TENGGAT.search(ket).groups()  # type: ignore[union-attr]
    return datetime(int(tahun), BULAN.index(bulan) + 1, int(hari), int(jam), int(menit))


@pytest.mark.django_db
def test_beranda_tiap_peran_mulai_dari_yang_paling_mendesak(
    perayap: Perayap, buat_layar: Callable[..., Layar]
) -> None:
    layar = buat_layar(viewport={"width": 360, "height": 800})
    keliru: list[str] = []
    dihitung = beranda = 0
    for peran in [p for p in perayap.klien if p not in {"tamu", "sesi_habis"}]:
        siapa = perayap.dunia.peran.get(peran)
        halaman = perayap.ambil(peran, "/")
        if siapa is None or halaman is None:
            continue
        beranda += 1
        isi = layar.buka(halaman, lebar=360).evaluate(BACA)
        tenggat = [saat(t["ket"]) for t in isi["tugas"]]
        if isi["tugas"] and isi["pertama"] != isi["tugas"][0]["url"]:
            keliru.append(f"{peran}: tautan pertama {isi['pertama']}")
        if tenggat != sorted(tenggat):
            keliru.append(f"{peran}: urutan tenggat {tenggat}")
        if isi["tugas"] and not _dapat_mulai(perayap, layar, peran, isi["pertama"]):
            keliru.append(f"{peran}: {isi['pertama']} tidak membuka kendali kerjanya")
        benar = Hitungan(siapa, sekarang=HARI_UJI).semua()
        tertulis = Hitungan.tertulis((t["judul"], t["ket"]) for t in isi["tugas"])
        dihitung += len(benar)
        if tertulis != benar:
            keliru.append(f"{peran}: tertulis {tertulis}, basis data {benar}")
    catat(
        "U23",
        f"{beranda} beranda: tautan pertama yang paling mendesak, 1 ketukan untuk mulai; {dihitung} hitungan sama "
        f"dengan basis data; {len(keliru)} keliru",
        lulus=not keliru and dihitung >= 5,
    )
    assert not keliru, "\n".join(keliru)
    assert beranda >= 8 and dihitung >= 5


def _dapat_mulai(perayap: Perayap, layar: Layar, peran: str, alamat: str) -> bool:
    """Satu ketukan membuka halaman 200 yang kendali kerjanya terlihat."""
    tuju: Halaman | None = perayap.ambil(peran, alamat)
    return tuju is not None and layar.buka(tuju, lebar=360).locator(KENDALI).count() > 0


def test_pembaca_hitungan_menemukan_yang_keliru() -> None:
    """Kendali: angka yang lain dan judul yang tidak dikenal tidak lewat."""
    satu = [("Periksa 3 laporan capaian", "Triwulan IV 2026, dengan bukti.")]
    assert Hitungan.tertulis(satu) == {"periksa laporan": 3} != {"periksa laporan": 4}
    with pytest.raises(AssertionError):
        Hitungan.tertulis([("Kerjakan 7 hal baru", "")])


class Harian:
    """Dari halaman masuk sampai catatan hari ini tersimpan, dengan tindakan yang dihitung."""

    def __init__(self, halaman: Page) -> None:
        self.halaman = halaman
        self.tindakan = 0

    def ketik(self, label: str, isi: str) -> None:
        """Mengetik sepuluh huruf sedetik, seperti orang."""
        self.halaman.get_by_label(label, exact=True).press_sequentially(isi, delay=100)
        self.tindakan += 1

    def tekan(self, nama: str) -> None:
        with self.halaman.expect_navigation(wait_until="load"):
            self.halaman.locator("main").get_by_role("button", name=nama, exact=True).first.click()
        self.tindakan += 1


def _sehari(peramban: Browser, situs: str, siapa: Pegawai) -> tuple[int, float]:
    with konteks_lambat(peramban, BIASA) as (_, halaman):
        mulai = time.monotonic()
        halaman.goto(f"{situs}/masuk/", wait_until="load")
        harian = Harian(halaman)
        harian.ketik("NIP", siapa.nip)
        harian.ketik("Kata sandi", "rahasia-uji")
        harian.tekan("Masuk")
        harian.tekan("Sama seperti kemarin")
        lama = time.monotonic() - mulai
        assert "1 catatan disalin" in halaman.locator("main").inner_text()
        return harian.tindakan, lama


@pytest.mark.django_db(transaction=True)
def test_catatan_harian_dari_halaman_masuk(
    transactional_db: None, live_server: LiveServer, peramban: Browser
) -> None:
    p = pabrik.pemda()
    with time_machine.travel(p.sekarang):
        tahun = pabrik.tahun(p)
        pabrik.triwulan(p, tahun)
        satu = pabrik.skp(p, p.ratna, tahun, status="disetujui").indikator.get()
        hari = p.sekarang.date()
        with konteks_lambat(peramban, BIASA, cpu=1) as (_, halaman):
            halaman.goto(f"{live_server.url}/masuk/")
            tanpa = Harian(halaman)
            tanpa.ketik("NIP", p.ratna.nip)
            tanpa.ketik("Kata sandi", "rahasia-uji")
            tanpa.tekan("Masuk")
            tombol = halaman.get_by_role("button", name="Sama seperti kemarin")
            assert tombol.count() == 0, "kendali: tanpa catatan kemarin tidak ada yang dapat disalin"
        CatatanHarian.objects.create(
            instansi=p.instansi,
            pegawai=p.ratna,
            indikator=satu,
            hari=hari - timedelta(days=1),
            nilai=Decimal(12),
            uraian="Berkas akta diperiksa.",
            dicatat_pada=p.sekarang,
            dicatat_oleh=p.ratna,
        )
        semua = []
        for _ in range(3):
            CatatanHarian.objects.filter(hari=hari).delete()
            semua.append(_sehari(peramban, live_server.url, p.ratna))
            assert CatatanHarian.objects.get(hari=hari).uraian == "Berkas akta diperiksa."
    banyak, lama = max(n for n, _ in semua), median(detik for _, detik in semua)
    catat(
        "U24",
        f"{banyak} tindakan dari halaman masuk, nilai tengah 3 kali {lama:.0f} detik pada 1,6 Mbit/dtk, termasuk mengetik",
        lulus=banyak <= TINDAKAN and lama <= DETIK,
    )
    assert banyak <= TINDAKAN
    assert lama <= DETIK
