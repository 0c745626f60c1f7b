"""Perangkat yang masuk: daftar, mengeluarkan, dan akun yang dinonaktifkan."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.test import Client

from inti.models import Jejak
from kepegawaian.models import SesiMasuk
from kepegawaian.services import sesi_masuk
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.faktor import masuk_dengan_sandi
from tests.kepegawaian.pabrik import SANDI, SEKARANG

PONSEL = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"


@pytest.fixture(autouse=True)
def jam() -> object:
    with time_machine.travel(SEKARANG, tick=False) as jam:
        yield jam


@pytest.fixture
def dua(kota: Kota) -> tuple[Client, Client]:
    laptop, ponsel = Client(headers={"User-Agent": LAPTOP}), Client(headers={"User-Agent": PONSEL})
    for satu in (ponsel, laptop):
        masuk_dengan_sandi(satu, kota.staf, SANDI)
    return laptop, ponsel


def test_daftar_menyebut_perangkat_dengan_kata_biasa(dua: tuple[Client, Client], kota: Kota) -> None:
    masuk_dengan_sandi(Client(), kota.rekan, SANDI)
    teks = dua[0].get("/perangkat/").content.decode()
    assert "Firefox di Windows" in teks and "Chrome di Android" in teks and "Mozilla" not in teks
    assert teks.count("perangkat ini") == 1 and "127.0.0.1" in teks
    assert teks.count("Keluarkan</button>") == 1, (
        "perangkat orang lain dan yang sedang dipakai tidak ditawarkan"
    )


def test_mengeluarkan_satu_perangkat_berlaku_pada_permintaan_berikutnya(
    dua: tuple[Client, Client], kota: Kota
) -> None:
    laptop, ponsel = dua
    milik_ponsel = SesiMasuk.objects.get(perangkat="Chrome di Android")
    laptop.post(f"/perangkat/{milik_ponsel.pk}/keluarkan/")
    assert ponsel.get("/").headers["Location"].startswith("/masuk/")
    assert laptop.get("/").status_code == 200
    assert Jejak.objects.filter(aksi="sesi.dikeluarkan", pelaku_id=kota.staf.pk).count() == 1
    laptop.post(f"/perangkat/{milik_ponsel.pk}/keluarkan/")
    assert Jejak.objects.filter(aksi="sesi.dikeluarkan").count() == 1, "ditekan dua kali satu akibat"


def test_perangkat_orang_lain_404(dua: tuple[Client, Client], kota: Kota) -> None:
    lain = Client()
    masuk_dengan_sandi(lain, kota.rekan, SANDI)
    sasaran = SesiMasuk.objects.filter(pegawai=kota.staf)[0]
    assert lain.post(f"/perangkat/{sasaran.pk}/keluarkan/").status_code == 404
    assert dua[1].get("/").status_code == 200


def test_keluar_dari_semua_perangkat_lain(dua: tuple[Client, Client], kota: Kota) -> None:
    laptop, ponsel = dua
    lain = Client()
    masuk_dengan_sandi(lain, kota.rekan, SANDI)
    laptop.post("/perangkat/")
    assert ponsel.get("/").status_code == 302
    assert laptop.get("/").status_code == 200 and lain.get("/").status_code == 200


def test_mengganti_sandi_mengeluarkan_yang_lain_dan_menjaga_yang_ini(dua: tuple[Client, Client]) -> None:
    laptop, ponsel = dua
    baru = "perahu-kelapa-lonceng"
    laptop.post("/kata-sandi/", {"sandi_lama": SANDI, "sandi_baru": baru, "sandi_ulang": baru})
    assert ponsel.get("/").status_code == 302 and laptop.get("/").status_code == 200
    terbuka = SesiMasuk.objects.get(selesai__isnull=True)
    assert terbuka.perangkat == "Firefox di Windows" and terbuka.kunci == laptop.session.session_key


def test_akun_dinonaktifkan_menutup_semua_sesinya_seketika(dua: tuple[Client, Client], kota: Kota) -> None:
    kota.staf.is_active = False
    kota.staf.save()
    for satu in dua:
        assert satu.get("/").headers["Location"].startswith("/masuk/")


def test_keluar_menutup_catatannya(dua: tuple[Client, Client]) -> None:
    dua[0].post("/keluar/")
    assert SesiMasuk.objects.get(perangkat="Firefox di Windows").selesai == SEKARANG


def test_terakhir_terlihat_dicatat_paling_sering_seperempat_jam(
    dua: tuple[Client, Client], jam: time_machine.Traveller, django_assert_num_queries: object
) -> None:
    baris = SesiMasuk.objects.get(perangkat="Firefox di Windows")
    for menit, dicatat in ((14, False), (16, True)):
        jam.move_to(SEKARANG + timedelta(minutes=menit))
        dua[0].get("/profil/")
        baris.refresh_from_db()
        assert (baris.terakhir > SEKARANG) is dicatat


@pytest.mark.parametrize("banyak", [2, 40])
def test_jumlah_kueri_daftar_tetap(
    dua: tuple[Client, Client], kota: Kota, banyak: int, django_assert_max_num_queries: object
) -> None:
    contoh = SesiMasuk.objects.get(perangkat="Chrome di Android")
    hidup = Session.objects.get(session_key=contoh.kunci)
    for n in range(banyak):
        Session.objects.create(session_key=f"s{n}", session_data="", expire_date=hidup.expire_date)
        SesiMasuk.objects.create(
            pegawai=kota.staf,
            kunci=f"s{n}",
            cara="sandi",
            masuk=SEKARANG,
            terakhir=SEKARANG,
            perangkat="Edge",
        )
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        dua[0].get("/perangkat/")


def test_catatan_lewat_sembilan_puluh_hari_dan_sesi_kedaluwarsa_dibuang(dua: tuple[Client, Client]) -> None:
    assert sesi_masuk.pangkas(sekarang=SEKARANG + timedelta(days=89)) == 0
    assert not Session.objects.exists()
    assert sesi_masuk.pangkas(sekarang=SEKARANG + timedelta(days=91)) == 2


def test_kunci_peladen_berganti_tanpa_mengeluarkan_siapa_pun(
    dua: tuple[Client, Client], settings: LazySettings
) -> None:
    laptop, ponsel = dua
    settings.SECRET_KEY, lama = "kunci baru yang panjang dan acak, hanya di peladen", settings.SECRET_KEY
    settings.SECRET_KEY_FALLBACKS = [lama]
    assert laptop.get("/perangkat/").status_code == 200
    # Tanpa kunci lama, misalnya sesudah bocor, semua sesi mati.
    settings.SECRET_KEY_FALLBACKS = []
    assert ponsel.get("/perangkat/").status_code == 302
