"""U21: laporan, penutupan, tindakan banyak, dan impor diperiksa sebelum dikirim; Ubah kembali langsung dan isiannya utuh."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page
from pytest_django.live_server_helper import LiveServer

from indikator.models import SKP, IndikatorKinerja, Periode, Realisasi
from inti.models import Impor
from kepegawaian.models import Pegawai
from mutu.catat import catat
from tests.e2e.langkah import kuki_masuk
from tests.indikator import pabrik
from tests.indikator.pabrik import Pemda
from tests.kepegawaian.impor.alat import pratinjau

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db(transaction=True)]
ISIAN = {
    "#id_nilai": "91,25",
    "#id_keterangan": "Perekaman di tujuh kelurahan.\nSudah dicocokkan.",
    "#id_tautan": "https://contoh.go.id/rekap Rekap triwulan",
}
JUDUL_PERIKSA = "Periksa laporan sebelum diajukan"


@dataclass
class Meja:
    """Sebuah pemda kecil, triwulannya, dan peladennya."""

    p: Pemda
    tahun: Periode
    triwulan: Periode
    situs: str
    peramban: Browser

    @contextmanager
    def jendela(self, siapa: Pegawai, jalur: str, *, berskrip: bool = True) -> Iterator[Page]:
        konteks = self.peramban.new_context(java_script_enabled=berskrip, locale="id-ID")
        konteks.add_cookies([kuki_masuk(self.situs, siapa.nip)])
        halaman = konteks.new_page()
        halaman.goto(self.situs + jalur)
        konfirmasi(halaman)
        yield halaman
        konteks.close()


@pytest.fixture
def meja(transactional_db: None, live_server: LiveServer, peramban: Browser) -> Iterator[Meja]:
    p = pabrik.pemda()
    with time_machine.travel(p.sekarang):
        tahun = pabrik.tahun(p)
        yield Meja(p, tahun, pabrik.triwulan(p, tahun), live_server.url, peramban)


def tekan(halaman: Page, nama: str) -> None:
    with halaman.expect_navigation(wait_until="load"):
        tombol(halaman, nama).click()
    konfirmasi(halaman)


def konfirmasi(halaman: Page) -> None:
    """Tindakan besar meminta kata sandi sekali lagi, sebelum halaman periksanya."""
    if "/konfirmasi/" in halaman.url:
        halaman.locator("main").get_by_label("Kata sandi").and_(halaman.locator("input")).fill("rahasia-uji")
        tekan(halaman, "Lanjutkan")


def tombol(halaman: Page, nama: str) -> Locator:
    kendali = halaman.locator("main").get_by_role("button", name=nama, exact=True)
    return kendali.or_(halaman.locator("main").get_by_role("link", name=nama, exact=True)).first


def sama(halaman: Page) -> int:
    """Banyaknya isian yang sama dengan yang diketik."""
    return sum(halaman.locator(pilih).input_value() == isi for pilih, isi in ISIAN.items())


@pytest.mark.parametrize("berskrip", [True, False], ids=["berskrip", "tanpa-skrip"])
def test_laporan_diperiksa_sebelum_diajukan(meja: Meja, berskrip: bool) -> None:
    satu: IndikatorKinerja = pabrik.skp(meja.p, meja.p.ratna, meja.tahun, status="disetujui").indikator.get()
    alamat = f"/capaian/{meja.triwulan.pk}/{satu.pk}/"
    utuh = 0
    with meja.jendela(meja.p.ratna, alamat, berskrip=berskrip) as halaman:
        assert sama(halaman) == 0, "kendali: sebelum diketik tidak satu pun isian sama"
        for pilih, isi in ISIAN.items():
            halaman.locator(pilih).fill(isi)
        for nama in ("Realisasi", "Apa yang Anda kerjakan", "Tautan bukti"):
            tekan(halaman, "Periksa dan ajukan")
            assert halaman.locator("h1").inner_text() == JUDUL_PERIKSA
            assert not Realisasi.objects.exclude(status="draf").exists(), "belum diajukan"
            tekan(halaman, f"Ubah {nama.lower()}")
            utuh += sama(halaman)
        tekan(halaman, "Periksa dan ajukan")
        terbaca = halaman.locator("main").inner_text()
        tampil = all(satu in terbaca for satu in ("91,25", "Sudah dicocokkan.", "Rekap triwulan"))
        tekan(halaman, "Ajukan")
        diterima = halaman.locator("h1").inner_text() == "Laporan capaian diterima"
    semua = 3 * len(ISIAN)
    bagian = f"laporan {'dengan' if berskrip else 'tanpa'} skrip: ada, semua isian terbaca"
    catat("U21", f"{bagian}, {utuh} dari {semua} isian utuh sesudah Ubah", lulus=utuh == semua and tampil)
    assert utuh == semua
    assert tampil and diterima
    assert Realisasi.objects.get().status == "diajukan"


def test_tindakan_banyak_diperiksa_dan_centangnya_tetap(meja: Meja) -> None:
    tiga = [pabrik.skp(meja.p, o, meja.tahun, status="diajukan").pk for o in (meja.p.ratna, meja.p.budi)]

    def tercentang(halaman: Page) -> list[int]:
        kotak = halaman.locator("main input[name=pilih]").all()
        return sorted(int(k.get_attribute("value") or 0) for k in kotak if k.is_checked())

    with meja.jendela(meja.p.kabid, "/periksa/skp/") as halaman:
        assert tercentang(halaman) == [], "kendali: tanpa pilihan tidak ada yang tercentang"
        halaman.locator(f"input[name=pilih][value='{tiga[0]}']").check()
        tekan(halaman, "Periksa yang dicentang")
        ada = halaman.locator("h1").inner_text() == "Setujui beberapa SKP"
        tekan(halaman, "Ubah pilihan")
        kembali = tercentang(halaman)
        halaman.locator(f"input[name=pilih][value='{tiga[1]}']").check()
        tekan(halaman, "Periksa yang dicentang")
        berdua = tercentang(halaman)
    belum = SKP.objects.filter(status="disetujui").count()
    lulus = ada and kembali == [tiga[0]] and berdua == sorted(tiga) and not belum
    catat("U21", f"tindakan banyak: ada, {len(kembali)} dari 1 centang tetap sesudah Ubah", lulus=lulus)
    assert ada and not belum
    assert kembali == [tiga[0]] and berdua == sorted(tiga)


def test_penutupan_diperiksa_dan_jadwalnya_terisi(meja: Meja) -> None:
    with meja.jendela(meja.p.admin, f"/periode/{meja.triwulan.pk}/penutupan/") as halaman:
        ada = halaman.get_by_role("heading", name="Yang belum lengkap").count() == 1
        ada = ada and tombol(halaman, "Tutup sekarang").count() == 1
        tekan(halaman, "Ubah jadwal")
        isian = halaman.locator("main input[type=datetime-local], main input[type=date]").all()
        terisi = [k.input_value()[:16] for k in isian]
    zona = meja.p.instansi.zona_waktu
    t = meja.triwulan
    saat = (t.tenggat_lapor, t.tenggat_umpan_balik, t.tenggat_nilai, t.tutup_pada)
    seharusnya = [s.astimezone(zona).strftime("%Y-%m-%dT%H:%M") for s in saat]
    utuh = sum(a == b for a, b in zip(terisi, seharusnya, strict=False))
    lulus = ada and utuh == len(terisi) == len(seharusnya)
    catat("U21", f"penutupan: ada, {utuh} dari {len(seharusnya)} tenggat terisi sesudah Ubah", lulus=lulus)
    assert ada
    assert terisi == seharusnya


def test_impor_diperiksa_dan_pratinjaunya_tetap(meja: Meja) -> None:
    isi = b"Nama jabatan,Jenis\nArsiparis Ahli Pertama,Fungsional\n"
    impor = pratinjau("jabatan", isi, meja.p.admin, sekarang=timezone.now())
    assert impor.status == Impor.Status.SIAP and impor.baru == 1, impor.sebab
    with meja.jendela(meja.p.admin, f"/impor/{impor.pk}/") as halaman:
        sebelum = halaman.locator("main table tbody").inner_text()
        tekan(halaman, "Periksa dan terapkan")
        ada = "Yang akan terjadi" in halaman.locator("main").inner_text()
        tekan(halaman, "Ubah: kembali ke pratinjau")
        sesudah = halaman.locator("main table tbody").inner_text()
    tetap = sebelum == sesudah and "Arsiparis" in sebelum
    impor.refresh_from_db()
    lulus = ada and tetap and impor.status == Impor.Status.SIAP
    catat("U21", f"impor: ada, {int(tetap)} dari 1 baris pratinjau tetap sesudah Ubah", lulus=lulus)
    assert ada and tetap
    assert impor.status == Impor.Status.SIAP
