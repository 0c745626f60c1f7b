"""Hak yang berubah di tengah sesi menggigit pada permintaan berikutnya, tanpa masuk ulang."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from kepegawaian.models import Pegawai, Penempatan, Peran
from mutu.catat import catat
from tests.indikator import pabrik
from tests.kepegawaian import pabrik as kepegawaian
from tests.klien import masuk

pytestmark = pytest.mark.django_db


@pytest.fixture
def p() -> Iterator[pabrik.Pemda]:
    kota = pabrik.pemda()
    with time_machine.travel(kota.sekarang, tick=False):
        yield kota


def kode(klien: Client, nama: str, *argumen: object) -> int:
    return klien.get(reverse(nama, args=argumen)).status_code


def pindah(p: pabrik.Pemda) -> None:
    """Ratna pindah ke dinas lain sejak hari ini."""
    Penempatan.objects.filter(pegawai=p.ratna).update(sampai=kemarin(p))
    kepegawaian.tempatkan(p.ratna, p.puskesmas, sejak=p.sekarang.date())


def kemarin(p: pabrik.Pemda) -> date:
    return p.sekarang.date() - timedelta(days=1)


def ganti_penilai(p: pabrik.Pemda) -> None:
    kepegawaian.khususkan(p.ratna, p.kadinkes, sejak=p.sekarang.date())


def cabut(p: pabrik.Pemda) -> None:
    Peran.objects.filter(pegawai=p.admin_dukcapil).update(sampai=kemarin(p))


def nonaktifkan(p: pabrik.Pemda) -> None:
    Pegawai.objects.filter(pk__in=[p.kabid.pk, p.admin_dukcapil.pk]).update(is_active=False)


ORANG, HARIAN = "kepegawaian:pegawai_rinci", "indikator:harian_bawahan"
# perubahan → (tindakannya, yang memegang sesi lama, halaman, kode sesudahnya)
PERUBAHAN: dict[str, tuple[Callable[[pabrik.Pemda], None], str, str, int]] = {
    "orangnya pindah dinas": (pindah, "admin_dukcapil", ORANG, 404),
    "orangnya pindah, penilai lama": (pindah, "kabid", HARIAN, 404),
    "penilai diganti": (ganti_penilai, "kabid", HARIAN, 404),
    "peran dicabut": (cabut, "admin_dukcapil", ORANG, 403),
    "akun pengelola dinonaktifkan": (nonaktifkan, "admin_dukcapil", ORANG, 302),
    "akun penilai dinonaktifkan": (nonaktifkan, "kabid", HARIAN, 302),
}


def test_setiap_perubahan_berlaku_pada_permintaan_berikutnya(p: pabrik.Pemda) -> None:
    salah = []
    for nama, (ubah, siapa, halaman, sesudah) in PERUBAHAN.items():
        with transaction.atomic():
            klien = masuk(getattr(p, siapa))
            # Pembanding: tanpa perubahan itu halamannya terbuka, juga pada permintaan kedua.
            sebelum = {kode(klien, halaman, p.ratna.pk), kode(klien, halaman, p.ratna.pk)}
            ubah(p)
            kini = kode(klien, halaman, p.ratna.pk)
            if sebelum != {200} or kini != sesudah:
                salah.append(f"{nama}: {sebelum} -> {kini}")
            transaction.set_rollback(True)
    baik = len(PERUBAHAN) - len(salah)
    catat(
        "A6", f"{baik} dari {len(PERUBAHAN)} perubahan menggigit pada permintaan berikutnya", lulus=not salah
    )
    assert not salah, salah
