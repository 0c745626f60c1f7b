"""K7: antrean dikosongkan atau mati tanpa sisa di tengah penutupan; langkahnya ada di basis data, jadi tidak ada yang hilang."""

import time
from pathlib import Path

import pytest

from mutu.catat import catat
from penilaian.models import LangkahPenutupan
from tests.penilaian.services.test_penutupan_mati_di_tengah import sidik_dunia
from tests.proses.dunia import jatuh_tempo, tertutup, tutup_utuh
from tests.proses.panggung import Panggung, panggung, tunggu, ulang

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.panjang]
CEPAT = {"UJI_KIRIM": "0.2", "UJI_DETAK": "0.5", "UJI_BASI": "0.5"}


def hilangkan(p: Panggung, cara: str) -> None:
    if cara == "dikosongkan":
        p.kosongkan_antrean()
    else:
        p.matikan_antrean()
        p.nyalakan_antrean(aof=False)


@pytest.mark.parametrize("cara", ["dikosongkan", "mati tanpa catatan"])
@pytest.mark.parametrize("pekerja", ["hidup", "mati"])
def test_penutupan_selesai_walau_antrean_hilang(tmp_path: Path, cara: str, pekerja: str) -> None:
    """Pekerja `hidup` ditahan di tengah langkah; yang `mati` ikut dibunuh, sehingga pesannya pun tidak ada lagi."""
    kali, lama = ulang(10), []
    with panggung(tmp_path, **CEPAT) as p:
        p.nyalakan_antrean(aof=False)
        p.pekerja()
        p.penjadwal()
        sidik, banyak = tutup_utuh(p)
        for putaran in range(kali):
            nomor = f"{pekerja} {putaran}"
            n = 5 + putaran % (banyak - 5)
            p.perintah(nomor=nomor, n=n, sesudah=True, cara="tahan" if pekerja == "hidup" else "kelompok")
            d = jatuh_tempo(f"Kota {nomor}")
            tunggu(lambda nomor=nomor: p.kena(nomor), batas=120, apa=f"tulisan ke-{n}", ekor=p.ekor)
            hilangkan(p, cara)
            p.lanjutkan(nomor)
            if pekerja == "mati":
                p.pekerja()
            lama.append(tunggu(lambda d=d: tertutup(d), batas=120, apa=f"penutupan {nomor}", ekor=p.ekor))
            assert sidik_dunia(d) == sidik
        catat(
            "K7",
            f"antrean {cara}, pekerja {pekerja}: {kali} dari {kali} penutupan sama, paling lama {max(lama):.1f} detik",
            lulus=True,
        )
        assert not LangkahPenutupan.objects.exclude(status="ditutup").exists()
        assert p.surel_ganda() == {}


def test_pembanding_antrean_saja_kehilangan_penutupan(tmp_path: Path) -> None:
    with panggung(tmp_path, **CEPAT) as p:
        p.nyalakan_antrean(aof=False)
        p.pekerja(UJI_TANPA="penyambung")
        p.penjadwal()
        tutup_utuh(p)
        p.perintah(nomor="hilang", n=8, sesudah=True, cara="kelompok")
        d = jatuh_tempo("Kota Hilang")
        tunggu(lambda: p.kena("hilang"), batas=120, apa="tulisan ke-8", ekor=p.ekor)
        hilangkan(p, "dikosongkan")
        p.pekerja(UJI_TANPA="penyambung")
        lain = jatuh_tempo("Kota Sesudahnya")
        tunggu(lambda: tertutup(lain), batas=120, apa="pekerja pengganti bekerja", ekor=p.ekor)
        time.sleep(10)
        catat("K7", "pembanding tanpa penyambung: penutupan hilang bersama antreannya", lulus=not tertutup(d))
        assert not tertutup(d)
