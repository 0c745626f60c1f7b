"""Meja penilai di peramban: letak bukti terhadap rating, dan kotak umpan balik di luar unsur form yang ikut tersimpan."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from indikator.models import IndikatorKinerja
from mutu.catat import catat
from tests.e2e.langkah import BATAS_MS, kuki_masuk
from tests.indikator import pabrik
from tests.indikator.views.test_capaian_halaman import tambah
from tests.indikator.views.test_periksa_halaman import bawahan

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


# Letak tiap indikator terhadap isian ratingnya, sesudah indikator itu digulir ke tengah layar: sejajar tanpa bertumpuk,
# dengan tombol ratingnya di layar.
LETAK = """() => [...document.querySelectorAll('.meja-bukti .meja-indikator')].map(i => {
  i.scrollIntoView({block: 'center', behavior: 'instant'});
  const b = i.getBoundingClientRect(), r = document.querySelector('#f-rating').getBoundingClientRect();
  const isian = document.querySelector('#f-rating input[type=radio]').closest('div').getBoundingClientRect();
  return {samping: b.right <= r.left + 1 && isian.bottom > 0 && isian.top < innerHeight, atas: b.bottom <= r.top + 1};
})"""


def test_bukti_target_dan_catatan_di_samping_rating_dan_orang_berikutnya_satu_ketukan(
    transactional_db: None, live_server: LiveServer, peramban: Browser
) -> None:
    """Lima target: sejajar dengan ratingnya pada 1024 px, di atasnya pada ponsel; tanpa membuka halaman lain."""
    p = pabrik.pemda()
    tahun = pabrik.tahun(p)
    tw = pabrik.triwulan(p, tahun)
    ik = pabrik.skp(p, p.ratna, tahun, status="disetujui").indikator.get()
    IndikatorKinerja.objects.filter(pk=ik.pk).update(bobot=20)
    for nomor in range(2, 6):
        tambah(ik, nomor, "20")
    lain = bawahan(p, 1)[0]
    pabrik.skp(p, lain, tahun, status="disetujui")
    with peramban.new_context(viewport={"width": 1024, "height": 768}) as konteks:
        konteks.add_cookies([kuki_masuk(live_server.url, p.kabid.nip)])
        halaman = konteks.new_page()
        # Letak yang diukur, bukan cepatnya.
        halaman.set_default_timeout(4 * BATAS_MS)
        halaman.goto(f"{live_server.url}/menilai/{tw.pk}/{p.ratna.pk}/")
        lebar = halaman.evaluate(LETAK)
        halaman.set_viewport_size({"width": 360, "height": 780})
        ponsel = halaman.evaluate(LETAK)
        halaman.set_viewport_size({"width": 1024, "height": 768})
        halaman.get_by_role("link", name="Orang berikutnya").click()
        halaman.wait_for_url(f"**/menilai/{tw.pk}/*/")
        berikut = f"/{p.ratna.pk}/" not in halaman.url and halaman.locator("#f-rating").count() == 1
    di_samping, di_atas = sum(x["samping"] for x in lebar), sum(x["atas"] for x in ponsel)
    lulus = (len(lebar), di_samping, di_atas) == (5, 5, 5) and berikut
    catat(
        "U27",
        f"{di_samping} dari 5 target di samping ratingnya pada 1024 px, {di_atas} di atasnya pada 360 px; "
        "orang berikutnya 1 ketukan",
        lulus=lulus,
    )
    assert lulus, (lebar, ponsel)
