"""Meja penilai di peramban: kotak umpan balik di luar unsur form ikut tersimpan sendiri dan kembali terbuka."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.e2e.langkah import kuki_masuk
from tests.indikator import pabrik

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db(transaction=True)]


def test_contoh_disisipkan_disunting_tersimpan_sendiri_dan_dipulihkan(
    transactional_db: None, live_server: LiveServer, peramban: Browser
) -> None:
    p = pabrik.pemda()
    tahun = pabrik.tahun(p)
    tw = pabrik.triwulan(p, tahun)
    pabrik.skp(p, p.ratna, tahun, status="disetujui")
    alamat = f"{live_server.url}/menilai/{tw.pk}/{p.ratna.pk}/"
    with peramban.new_context() as konteks:
        konteks.add_cookies([kuki_masuk(live_server.url, p.kabid.nip)])
        halaman = konteks.new_page()
        halaman.goto(alamat)
        halaman.locator("#umpan-nilai_loyal summary").click()
        halaman.get_by_role("button", name="sesuai ekspektasi: Loyal").click()
        kotak = halaman.locator("#id_nilai_loyal")
        expect(kotak).to_be_focused()
        halaman.keyboard.type("menjaga data warga")  # mengganti bagian kurung siku yang sudah terpilih
        expect(kotak).to_have_value(
            "Anda setia pada tugas dan keputusan bersama, misalnya menjaga data warga. "
            "Pertahankan pada [tugas berikutnya]."
        )
        expect(halaman.locator("[data-draf-kabar]")).to_contain_text("Tersimpan ")

        lain = konteks.new_page()
        lain.goto(alamat)
        expect(lain.get_by_text("dipulihkan ke formulir")).to_be_visible()
        expect(lain.locator("#id_nilai_loyal")).to_have_value(kotak.input_value())
        expect(lain.locator("#umpan-nilai_loyal")).to_have_attribute("open", "")
