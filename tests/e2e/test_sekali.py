"""Satu kehendak, satu akibat: dua puluh klik, atau formulir yang sama terkirim dua kali bersamaan."""

import contextlib
import http.client
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Error, Locator, Page, Request
from pytest_django.live_server_helper import LiveServer

from indikator.models import SKP, Bukti, Periode, Polaritas, Realisasi
from inti.models import Jejak, Pemberitahuan
from penilaian.models import Evaluasi, Hasil, Keberatan
from tests.dunia import Dunia, bangun
from tests.e2e.kota import beri_sandi
from tests.e2e.langkah import Orang, Ragam
from umpan_balik.models import Aspirasi, Survei, TitikLayanan

pytestmark = [pytest.mark.lambat, pytest.mark.django_db(transaction=True)]
KLIK = 20
# Jawaban ditahan selama ini, supaya semua klik jatuh di halaman yang sama.
TUNDA_MS = 2_000


@dataclass(frozen=True)
class Kiriman:
    """Satu formulir: siapa mengisinya, bagaimana, dan apa yang bertambah karenanya."""

    nama: str
    nip: str | None
    isi: Callable[[Orang], Locator]
    akibat: Callable[[], tuple[int, ...]]
    berskrip: bool = True


@pytest.fixture
def dunia(transactional_db: None) -> Dunia:
    hasil = bangun(sekarang=timezone.now(), tetangga=False)
    beri_sandi(hasil.a.pk)
    return hasil


@pytest.fixture
def kiriman(dunia: Dunia) -> list[Kiriman]:
    berjalan = Periode.objects.get(instansi=dunia.a, status="diproses", jenis="triwulan")
    return [
        _skp(dunia, berjalan),
        _capaian(dunia, berjalan),
        _survei(dunia),
        _rating(dunia, berjalan),
        _keberatan(dunia),
    ]


def _jejak(aksi: str) -> int:
    return Jejak.objects.filter(aksi=aksi).count()


def _skp(dunia: Dunia, berjalan: Periode) -> Kiriman:
    rekan = dunia.peran["rekan"]
    skp = SKP.objects.get(pegawai=rekan, periode=berjalan.induk)
    kosong = {f"{aksi}_{akhiran}": None for aksi in ("diajukan", "diputus") for akhiran in ("pada", "oleh")}
    SKP.objects.filter(pk=skp.pk).update(status="draf", catatan="", **kosong)

    def isi(orang: Orang) -> Locator:
        orang.buka(f"/skp/{skp.pk}/")
        return orang.isi.get_by_role("button", name="Ajukan", exact=True)

    def akibat() -> tuple[int, ...]:
        kabar = Pemberitahuan.objects.filter(kunci__startswith=f"skp:{skp.pk}:diajukan")
        return _jejak("skp.diajukan"), kabar.count()

    return Kiriman("ajukan SKP", rekan.nip, isi, akibat)


def _capaian(dunia: Dunia, berjalan: Periode) -> Kiriman:
    pegawai = dunia.peran["pegawai"]
    lama = Realisasi.objects.filter(
        pegawai=pegawai, periode=berjalan, indikator__polaritas__in=[Polaritas.MAKSIMAL, Polaritas.MINIMAL]
    ).first()
    indikator = lama.indikator
    Bukti.objects.filter(realisasi=lama).delete()
    lama.delete()

    def isi(orang: Orang) -> Locator:
        orang.buka(f"/capaian/{berjalan.pk}/{indikator.pk}/")
        orang.isian("Realisasi").fill(f"{indikator.target:f}".replace(".", ","))
        orang.isian("Tautan bukti").fill("https://contoh.go.id/rekap Rekap")
        orang.tekan("Periksa dan ajukan")
        return orang.isi.get_by_role("button", name="Ajukan", exact=True)

    def akibat() -> tuple[int, ...]:
        baris = {"indikator": indikator, "periode": berjalan}
        bukti = Bukti.objects.filter(**{f"realisasi__{k}": v for k, v in baris.items()})
        return _jejak("realisasi.diajukan"), Realisasi.objects.filter(**baris).count(), bukti.count()

    return Kiriman("ajukan capaian", pegawai.nip, isi, akibat)


def _survei(dunia: Dunia) -> Kiriman:
    titik = TitikLayanan.objects.filter(layanan__instansi=dunia.a).first()

    def isi(orang: Orang) -> Locator:
        orang.buka(f"/s/{titik.token}/")
        for kotak in orang.halaman.locator("form fieldset").all():
            kotak.locator("label").nth(3).click()
        orang.halaman.locator("textarea").fill("Tambah kursi tunggu.")
        orang.halaman.locator("#setuju").check()
        return orang.isi.get_by_role("button", name="Kirim", exact=True)

    # Halaman warga tanpa skrip sama sekali; yang menjaga hanya kunci formulirnya.
    return Kiriman(
        "kirim survei",
        None,
        isi,
        lambda: (Survei.objects.count(), Aspirasi.objects.count()),
        berskrip=False,
    )


def _rating(dunia: Dunia, berjalan: Periode) -> Kiriman:
    penilai, pegawai = dunia.peran["penilai"], dunia.peran["pegawai"]
    Evaluasi.objects.filter(periode=berjalan, pegawai=pegawai).delete()

    def isi(orang: Orang) -> Locator:
        orang.buka(f"/menilai/{berjalan.pk}/{pegawai.pk}/")
        for nama in ("hasil", "perilaku"):
            orang.isi.locator(f"[name=rating_{nama}][value=sesuai]").check()
            orang.isi.locator(f"[name=alasan_{nama}]").fill("Sesuai pengamatan sepanjang triwulan ini.")
        return orang.isi.get_by_role("button", name="Tetapkan").first

    def akibat() -> tuple[int, ...]:
        versi = Evaluasi.objects.filter(periode=berjalan, pegawai=pegawai).values_list("versi", flat=True)
        return _jejak("evaluasi.ditetapkan"), sum(versi)

    return Kiriman("tetapkan rating", penilai.nip, isi, akibat)


def _keberatan(dunia: Dunia) -> Kiriman:
    pegawai = dunia.peran["pegawai"]
    hasil = Hasil.objects.get(pegawai=pegawai)

    def isi(orang: Orang) -> Locator:
        orang.buka(f"/hasil/{hasil.pk}/keberatan/")
        orang.isian("Bagian mana yang keliru").fill("Rekap bulan terakhir belum diperhitungkan.")
        return orang.isi.get_by_role("button", name="Ajukan keberatan")

    def akibat() -> tuple[int, ...]:
        kabar = Pemberitahuan.objects.filter(
            kunci__startswith="keberatan:", penerima_id=dunia.peran["penilai"].pk
        )
        return Keberatan.objects.count(), _jejak("keberatan.diajukan"), kabar.count()

    return Kiriman("ajukan keberatan", pegawai.nip, isi, akibat)


def _selisih(satu: Kiriman, sebelum: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(s - b for s, b in zip(satu.akibat(), sebelum, strict=True))


def test_dua_puluh_klik_satu_akibat(
    kiriman: list[Kiriman], live_server: LiveServer, peramban: Browser
) -> None:
    ragam = Ragam(peramban, live_server.url, berskrip=True, lebar=1280, teliti=False)
    for satu in kiriman:
        sebelum = satu.akibat()
        with ragam.orang(satu.nip) as orang:
            terkirim = _klik_berkali_kali(orang, satu.isi(orang))
            orang.diterima()
            assert set(_selisih(satu, sebelum)) == {1}, satu.nama
            assert terkirim == 1 or not satu.berskrip, f"{satu.nama}: {terkirim} kiriman"


def _klik_berkali_kali(orang: Orang, tombol: Locator) -> int:
    """Klik sungguhan beruntun selagi jawabannya belum datang; kembalikan banyaknya POST."""
    halaman = orang.halaman
    kirim: list[str] = []

    def catat(permintaan: Request) -> None:
        if permintaan.method == "POST":
            kirim.append(permintaan.url)

    tombol.scroll_into_view_if_needed()
    kotak = tombol.bounding_box()
    assert kotak is not None
    jaringan = halaman.context.new_cdp_session(halaman)
    jaringan.send("Network.enable")
    batas = {"offline": False, "downloadThroughput": -1, "uploadThroughput": -1}
    jaringan.send("Network.emulateNetworkConditions", {**batas, "latency": TUNDA_MS})
    halaman.on("request", catat)
    halaman.evaluate("window.lama = true")
    x, y = kotak["x"] + kotak["width"] / 2, kotak["y"] + kotak["height"] / 2
    halaman.mouse.click(x, y, click_count=KLIK, delay=2)
    _tunggu_halaman_baru(halaman)
    jaringan.send("Network.emulateNetworkConditions", {**batas, "latency": 0})
    return len(kirim)


def _tunggu_halaman_baru(halaman: Page) -> None:
    """Ditanyakan dari sini: pengintai di halaman (wait_for_function) memakai eval, yang ditolak CSP kita."""
    batas = time.monotonic() + 30
    while time.monotonic() < batas:
        with contextlib.suppress(Error):  # sedang berpindah halaman
            if halaman.evaluate("!window.lama && document.readyState === 'complete'"):
                return
        halaman.wait_for_timeout(100)
    raise AssertionError(f"Halaman sesudah diklik tidak selesai dimuat: {halaman.url}")


def test_formulir_yang_sama_terkirim_dua_kali_bersamaan_satu_akibat(
    kiriman: list[Kiriman], live_server: LiveServer, peramban: Browser
) -> None:
    """Tanpa skrip: penjaganya peladen. Kedua kiriman berakhir di halaman sukses yang sama."""
    ragam = Ragam(peramban, live_server.url, berskrip=False, lebar=360)
    for satu in kiriman:
        sebelum = satu.akibat()
        with ragam.orang(satu.nip) as orang:
            jawaban = _kirim_bersamaan(orang, satu.isi(orang))
        assert set(_selisih(satu, sebelum)) == {1}, satu.nama
        assert [status for status, _ in jawaban] == [302, 302], f"{satu.nama}: {jawaban}"


def _kirim_bersamaan(orang: Orang, tombol: Locator) -> list[tuple[int, str]]:
    """Formulir di layar, dua kali pada saat yang sama, di luar peramban; (status, tujuan) keduanya."""
    isi = tombol.evaluate("b => [...new FormData(b.form, b)].filter(([, v]) => typeof v === 'string')")
    tujuan = tombol.evaluate("b => b.hasAttribute('formaction') ? b.formAction : b.form.action")
    kuki = "; ".join(f"{k['name']}={k['value']}" for k in orang.halaman.context.cookies())
    kepala = {
        "Cookie": kuki,
        "Referer": orang.halaman.url,
        "User-Agent": orang.halaman.evaluate("navigator.userAgent"),
        "Content-Type": "application/x-www-form-urlencoded",
    }
    alamat, badan = urlsplit(tujuan), urlencode([tuple(satu) for satu in isi])
    bersama = threading.Barrier(2)

    def kirim(_: int) -> tuple[int, str]:
        sambungan = http.client.HTTPConnection(alamat.netloc, timeout=60)
        bersama.wait(timeout=30)
        sambungan.request("POST", alamat.path, badan, kepala)
        jawaban = sambungan.getresponse()
        jawaban.read()
        sambungan.close()
        return jawaban.status, jawaban.headers.get("Location", "")

    with ThreadPoolExecutor(2) as kolam:
        return list(kolam.map(kirim, range(2)))
