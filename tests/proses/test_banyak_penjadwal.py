"""K4: tiga penjadwal dan empat pekerja; tiap langkah berakibat sekali, tiap surel sampai sekali."""

import os
import time
from collections import Counter
from pathlib import Path

import pytest

from inti.models import KotakKeluar, Pemberitahuan
from mutu.catat import catat
from penilaian.models import BukuPenutupan, LangkahPenutupan, Penutupan
from tests.proses.dunia import jatuh_tempo, tertutup
from tests.proses.panggung import Panggung, panggung, tunggu

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.panjang]
CEPAT = {"UJI_KIRIM": "0.2", "UJI_DETAK": "0.5"}


def lama(bawaan: int) -> int:
    """Detik pengukuran; `LAMA=60 make mutu` memendekkannya."""
    return int(os.environ.get("LAMA", bawaan))


def ramai(folder: Path, detik: int, **lingkungan: str) -> tuple[Panggung, int]:
    """Pemda baru jatuh tempo tiap dua detik selama `detik`; tunggu semuanya tertutup dan kotak keluar kosong."""
    with panggung(folder, **CEPAT) as p:
        p.nyalakan_antrean()
        for _ in range(4):
            p.pekerja(**lingkungan)
        for _ in range(3):
            p.penjadwal()
        dunia, akhir = [], time.monotonic() + detik
        while time.monotonic() < akhir or not dunia:
            dunia.append(jatuh_tempo(f"Kota {len(dunia)}"))
            time.sleep(2)
        for d in dunia:
            tunggu(lambda d=d: tertutup(d), batas=180, apa=d.instansi.nama, ekor=p.ekor)
        tunggu(
            lambda: not KotakKeluar.objects.filter(dikirim=None, percobaan=0).exists(),
            batas=120,
            apa="kotak keluar kosong",
        )
        return p, len(dunia)


def test_tiap_langkah_berakibat_sekali(tmp_path: Path) -> None:
    p, banyak = ramai(tmp_path, detik := lama(600))
    berakibat = Counter(langkah for langkah, _, diterima in p.catatan("langkah.txt") if diterima)
    langkah = set(LangkahPenutupan.objects.values_list("pk", flat=True))
    sekali = sum(berakibat[satu] == 1 for satu in langkah)
    catat(
        "K4",
        f"{banyak} penutupan dalam {detik} detik: {sekali} dari {len(langkah)} langkah berakibat tepat sekali, "
        f"{len(p.surel_ganda())} surel ganda",
        lulus=sekali == len(langkah) and not p.surel_ganda(),
    )
    assert berakibat.keys() == langkah
    assert set(berakibat.values()) == {1}
    assert set(LangkahPenutupan.objects.values_list("status", flat=True)) == {"ditutup"}
    assert Penutupan.objects.count() == BukuPenutupan.objects.count() == banyak
    assert Pemberitahuan.objects.filter(jenis="hasil").count() == banyak * 4
    assert p.surel_ganda() == {}
    assert len(p.surel.read_text().splitlines()) == banyak


def test_pembanding_tanpa_kunci_kotak_surelnya_ganda(tmp_path: Path) -> None:
    p, banyak = ramai(tmp_path, 10, UJI_TANPA="kunci_kotak", UJI_LAMA_SUREL="0.5")
    ganda = len(p.surel_ganda())
    catat("K4", f"pembanding tanpa kunci kotak keluar: {ganda} dari {banyak} surel ganda", lulus=ganda > 0)
    assert p.surel_ganda()
