"""Papan kalibrasi di peramban: papan ketik dan geseran mengisi formulir yang sama, dan axe nol di tiga lebar."""

import re

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from mutu.catat import catat
from penilaian.models import Evaluasi, PindahKalibrasi
from tests.e2e.langkah import axe, kuki_masuk, ukur
from tests.penilaian.kalibrasi import ALASAN, dunia
from tests.penilaian.pabrik import TUTUP

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db(transaction=True)]


def test_panah_dan_geseran_mengisi_formulir_yang_sama(peramban: Browser, live_server: LiveServer) -> None:
    k = dunia()
    # Peladen uji memakai jam sungguhan, jadi periodenya harus masih terbuka hari ini.
    k.d.triwulan.tutup_pada = TUTUP.replace(year=2099)
    k.d.triwulan.save(update_fields=["tutup_pada"])
    rapat, siapa = k.buka(), k.staf[0]
    konteks = peramban.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    konteks.add_cookies([kuki_masuk(live_server.url, k.pimpinan.nip)])
    halaman = konteks.new_page()
    halaman.goto(f"{live_server.url}/kalibrasi/{rapat.pk}/")
    nama = halaman.locator(f"[data-papan] [data-orang='{siapa.pk}']")
    nama.focus()
    for tombol in ("ArrowDown", "ArrowRight"):
        halaman.keyboard.press(tombol)
    expect(halaman.locator("[data-papan-kabar]")).to_contain_text("hasil sesuai, perilaku di atas")
    halaman.keyboard.press("Enter")
    expect(halaman.get_by_label("Pindahkan ke")).to_have_value("sesuai.di_atas")
    nama.focus()
    halaman.keyboard.press("ArrowUp")
    halaman.keyboard.press("Escape")
    expect(halaman.locator("td.tuju")).to_have_count(0)
    nama.drag_to(halaman.locator("td[data-kotak='di_bawah.sesuai']"))
    expect(halaman.get_by_label("Pindahkan ke")).to_have_value("di_bawah.sesuai")
    expect(halaman.get_by_label("Alasan, wajib")).to_be_focused()
    for lebar in (1280, 360, 320):
        ukur(halaman, lebar)
        axe(halaman)
    # Sampai tersimpan hanya dengan papan ketik; tanpa alasan tidak ada yang berubah.
    tombol_pindah = halaman.get_by_role("button", name="Pindahkan", exact=True)
    tombol_pindah.press("Enter")
    expect(halaman).to_have_title(re.compile("^Galat: "))
    tanpa_alasan = PindahKalibrasi.objects.count()
    halaman.get_by_label("Alasan, wajib").focus()
    halaman.keyboard.type(ALASAN)
    tombol_pindah.press("Enter")
    expect(halaman.locator("a.geser")).to_have_count(1)
    asal = Evaluasi.objects.get(pegawai=siapa)
    pindah = PindahKalibrasi.objects.get()
    bersanding = asal.rating_hasil != pindah.menjadi_hasil == "di_bawah"
    catat(
        "U31",
        f"dipindahkan dengan papan ketik; {tanpa_alasan} perubahan tanpa alasan; rating semula tetap di samping yang baru",
        lulus=not tanpa_alasan and bersanding,
    )
    assert not tanpa_alasan and bersanding
    konteks.close()
