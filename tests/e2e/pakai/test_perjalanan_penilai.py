"""Di peramban: bukti dipakai lagi (U26), banyak sekaligus (U32), urungkan (U33), dan tombol kembali (U47)."""

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from indikator.models import SKP, Bukti
from inti.models import Berkas, Jejak
from kepegawaian.models import Pegawai
from mutu.catat import catat
from tests.e2e.langkah import kuki_masuk
from tests.indikator import pabrik
from tests.indikator.views.test_capaian_halaman import tambah
from tests.indikator.views.test_periksa_halaman import bawahan

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db(transaction=True)]
SEMUA, DIPILIH = 200, 20


def buka(peramban: Browser, situs: str, orang: Pegawai, jalur: str) -> Page:
    """Jendela orang itu di halaman itu."""
    konteks = peramban.new_context(locale="id-ID", viewport={"width": 1280, "height": 900})
    konteks.add_cookies([kuki_masuk(situs, orang.nip)])
    halaman = konteks.new_page()
    halaman.goto(f"{situs}{jalur}")
    return halaman


def test_bukti_lama_dipakai_lagi_dengan_dua_ketukan(
    transactional_db: None, live_server: LiveServer, peramban: Browser
) -> None:
    p = pabrik.pemda()
    tahun = pabrik.tahun(p)
    tw = pabrik.triwulan(p, tahun)
    satu = pabrik.skp(p, p.ratna, tahun, status="disetujui").indikator.get()
    dua = tambah(satu, 2, "1")
    halaman = buka(peramban, live_server.url, p.ratna, f"/capaian/{tw.pk}/{satu.pk}/")
    berkas = {"name": "rekap.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 isi rekap"}
    halaman.locator("input[type=file]").set_input_files([berkas])  # type: ignore[list-item]
    halaman.get_by_role("button", name="Simpan draf").click()
    halaman.wait_for_load_state()
    halaman.goto(f"{live_server.url}/capaian/{tw.pk}/{dua.pk}/")
    halaman.get_by_text("Pakai bukti yang sudah ada").click()
    halaman.get_by_text("rekap.pdf").click()
    halaman.get_by_role("button", name="Simpan draf").click()
    halaman.wait_for_load_state()
    sama = Bukti.objects.values_list("berkas_id", flat=True)
    lulus = Berkas.objects.count() == 1 and len(sama) == 2 and len(set(sama)) == 1
    catat("U26", f"2 ketukan; {Berkas.objects.count()} berkas untuk {len(sama)} bukti", lulus=lulus)
    assert lulus


def test_dua_puluh_dari_dua_ratus_disetujui_diurungkan_dan_kembali_tidak_mengirim_lagi(
    transactional_db: None, live_server: LiveServer, peramban: Browser
) -> None:
    p = pabrik.pemda()
    tahun = pabrik.tahun(p)
    for orang in bawahan(p, SEMUA):
        pabrik.skp(p, orang, tahun, status="diajukan")
    halaman = buka(peramban, live_server.url, p.kabid, "/periksa/skp/")
    kotak = halaman.locator("input[name=pilih]")
    kotak.nth(0).click()
    kotak.nth(DIPILIH - 1).click(modifiers=["Shift"])
    assert halaman.get_by_text(f"{DIPILIH} dipilih").is_visible()
    halaman.get_by_role("button", name="Periksa yang dicentang").click()
    halaman.get_by_role("button", name="Setujui", exact=False).click()
    halaman.get_by_text(f"{DIPILIH} SKP disetujui").wait_for()
    tepat = SKP.objects.filter(status="disetujui").count() == DIPILIH
    catat(
        "U32",
        f"{DIPILIH} dari {SEMUA} SKP: 4 tindakan, hitungan di kabar sama dengan basis data",
        lulus=tepat,
    )
    halaman.get_by_role("button", name="Batalkan", exact=True).click()
    halaman.get_by_text(f"Persetujuan {DIPILIH} SKP dibatalkan").wait_for()
    jejak = Jejak.objects.filter(aksi="skp.persetujuan_dibatalkan").count()
    pulih = SKP.objects.filter(status="diajukan").count() == SEMUA and jejak == DIPILIH
    catat("U33", f"1 ketukan; {DIPILIH} persetujuan diurungkan, {jejak} baris jejak", lulus=pulih)
    sebelum = Jejak.objects.count()
    halaman.go_back()
    halaman.go_forward()
    tetap = SKP.objects.filter(status="diajukan").count() == SEMUA and Jejak.objects.count() == sebelum
    catat("U47", "kembali dan maju sesudah kiriman: 0 kiriman ulang", lulus=tetap)
    assert tepat and tetap and pulih
