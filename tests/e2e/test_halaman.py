"""Setiap halaman yang dapat dicapai dari menu, dan halaman galat: terbuka, terbaca, muat, terang dan gelap."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import timezone
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError
from pytest_django.live_server_helper import LiveServer

from tests.dunia import Dunia, bangun
from tests.e2e.kota import beri_sandi
from tests.e2e.langkah import Orang, Ragam, axe, ukur

pytestmark = [pytest.mark.lambat, pytest.mark.django_db(transaction=True)]
# Lebar dan temanya; tiap tema pada satu lebar, sebab tema dan tata letak tidak saling memengaruhi warna.
LEBAR = ((320, None), (360, "dark"), (1280, "light"))
PERAN = ("petugas", "penilai", "admin_bkd")
TAUTAN = "Array.from(document.querySelectorAll('a[href]'), a => a.href)"


@pytest.fixture
def dunia(transactional_db: None) -> Dunia:
    hasil = bangun(sekarang=timezone.now(), tetangga=False)
    beri_sandi(hasil.a.pk)
    return hasil


def nama_alamat(alamat: str) -> str | None:
    """Nama pola alamat di situs ini; None bila bukan halaman kami."""
    try:
        return str(resolve(urlsplit(alamat).path).view_name)
    except Resolver404:
        return None


def tautan(halaman: Page, situs: str, tempat: str = "") -> Iterator[str]:
    """Tautan ke situs sendiri, tanpa jangkar."""
    semua = halaman.evaluate(TAUTAN.replace("'a[href]'", f"'{tempat} a[href]'"))
    for satu in semua:
        bersih = urljoin(situs, satu).split("#")[0]
        if bersih.startswith(situs):
            yield bersih


def lengkap(halaman: Page, *, dengan_axe: bool) -> None:
    """Muat di tiga lebar; axe sekali terang dan sekali gelap."""
    for lebar, tema in LEBAR:
        ukur(halaman, lebar)
        if dengan_axe and tema is not None:
            halaman.emulate_media(color_scheme=tema)  # type: ignore[arg-type]
            axe(halaman)


def jelajahi(orang: Orang, ragam: Ragam, *, dalam: bool) -> None:
    """Semua butir menu; `dalam` juga satu halaman dari tiap bentuk alamat yang tertaut dan belum dilihat peran lain."""
    situs = orang.situs
    menu = list(dict.fromkeys(tautan(orang.halaman, situs, "#menu-utama")))
    antre = [(alamat, "menu") for alamat in menu]
    while antre:
        alamat, asal = antre.pop(0)
        nama = nama_alamat(alamat)
        if nama is None or ((asal != "menu" or not dalam) and nama in ragam.sudah):
            continue
        baru = ragam.baru(nama)
        if not _terbuka(orang, alamat, asal):
            continue
        orang.periksa_bentuk()
        lengkap(orang.halaman, dengan_axe=baru)
        if dalam:
            antre += [(t, alamat) for t in tautan(orang.halaman, situs)]
    assert len(menu) >= 8


def _terbuka(orang: Orang, alamat: str, asal: str) -> bool:
    """Buka halaman itu; yang berupa unduhan cukup dijawab 200."""
    try:
        jawaban = orang.halaman.goto(alamat)
    except PlaywrightError as galat:
        assert "Download is starting" in str(galat), f"{alamat} dari {asal}: {galat}"
        status = orang.halaman.request.get(alamat).status
        assert status == 200, f"{alamat} dari {asal}: {status}"
        return False
    assert jawaban is not None and jawaban.status == 200, (
        f"{alamat} dari {asal}: {jawaban and jawaban.status}"
    )
    return jawaban.headers.get("content-type", "").startswith("text/html")


@pytest.mark.parametrize(
    ("dalam", "bentuk"),
    [pytest.param(False, 20, id="menu"), pytest.param(True, 45, id="tautan", marks=pytest.mark.panjang)],
)
def test_semua_halaman_dari_menu_terbuka_dan_muat(
    dunia: Dunia, live_server: LiveServer, peramban: Browser, dalam: bool, bentuk: int
) -> None:
    """Tiap bentuk alamat dalam sembilan keadaan diukur tests/e2e/pakai; di sini yang tercapai dari menu."""
    ragam = Ragam(peramban, live_server.url, berskrip=True, lebar=1280)
    for peran in PERAN:
        pegawai = dunia.peran[peran]
        assert pegawai is not None
        with ragam.orang(pegawai.nip) as orang:
            jelajahi(orang, ragam, dalam=dalam)
    assert len(ragam.sudah) >= bentuk, f"hanya mencapai {sorted(ragam.sudah)}"


def test_halaman_galat_menunjukkan_jalan_keluar(
    dunia: Dunia, live_server: LiveServer, peramban: Browser
) -> None:
    ragam = Ragam(peramban, live_server.url, berskrip=True, lebar=1280)
    pegawai = dunia.peran["pegawai"]
    assert pegawai is not None
    with ragam.orang(pegawai.nip) as orang:
        for jalur, status in (("/tidak-ada/", 404), ("/skp/999999/", 404), ("/periode/baru/", 403)):
            _galat(orang, jalur, status)
        _tanpa_tanda_formulir(orang)
    with ragam.orang() as tamu:
        _galat(tamu, "/tidak-ada/", 404)
        _galat(tamu, "/publik/tidak-ada/", 404)


def _galat(orang: Orang, jalur: str, status: int) -> None:
    jawaban = orang.halaman.goto(f"{orang.situs}{jalur}")
    assert jawaban is not None and jawaban.status == status
    _ada_jalan_keluar(orang)


def _ada_jalan_keluar(orang: Orang) -> None:
    orang.periksa_bentuk()
    lengkap(orang.halaman, dengan_axe=True)
    assert orang.isi.get_by_role("link").count() >= 1


def _tanpa_tanda_formulir(orang: Orang) -> None:
    """Cookie CSRF hilang di tengah jalan: 403 yang menjelaskan, bukan halaman putih."""
    halaman = orang.halaman
    orang.buka("/bukan-atasan-saya/")
    halaman.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    with halaman.expect_navigation() as pergi:
        orang.isi.locator("form[method=post] [type=submit]").first.click()
    assert pergi.value is not None and pergi.value.status == 403
    _ada_jalan_keluar(orang)
