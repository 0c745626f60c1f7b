"""Katalog, sesi, rencana, dan persetujuan: banyaknya kueri tidak bergantung pada banyaknya baris."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pelatihan.models import Pelatihan, Sesi, Usulan
from tests.penilaian import pabrik
from tests.penilaian.pabrik import SEKARANG, Dunia

pytestmark = pytest.mark.django_db
HALAMAN = (
    "/pelatihan/katalog/",
    "/pelatihan/katalog/?q=arsip&bentuk=11&jp=10&kursi=ada&tanda=aspek:waktu",
    "/pelatihan/rencana/",
    "/pelatihan/rencana/sesi/",
    "/pelatihan/persetujuan/",
    "/pelatihan/usulan/",
)


@pytest.fixture(autouse=True)
def _jam() -> Any:
    with time_machine.travel(SEKARANG, tick=False):
        yield


def isi(d: Dunia, dari: int, sampai: int) -> None:
    """Pelatihan bersesi, dengan usulan yang menunggu atasan dan yang menunggu rencana."""
    hari = SEKARANG.date()
    baru = Pelatihan.objects.bulk_create(
        Pelatihan(
            instansi=d.instansi,
            judul=f"Arsip {n:05d}",
            bentuk="Kursus",
            kode_bentuk=11,
            jp=6,
            penyelenggara=f"Lembaga {n % 40}",
            tanda=["aspek:waktu"],
            biaya=1000,
        )
        for n in range(dari, sampai)
    )
    Sesi.objects.bulk_create(
        Sesi(
            instansi=d.instansi,
            pelatihan=p,
            mulai=hari + timedelta(days=9),
            selesai=hari + timedelta(days=9),
            batas_daftar=hari + timedelta(days=5),
            tempat="Aula",
            kursi=5,
            status="disetujui",
        )
        for p in baru
    )
    saat = {"diajukan_pada": SEKARANG, "tahun": hari.year, "alasan": "Untuk uji.", "dinas": d.dinas}
    Usulan.objects.bulk_create(
        Usulan(
            instansi=d.instansi,
            pegawai=siapa,
            pelatihan=p,
            diajukan_oleh=siapa,
            status=status,
            biaya=1000,
            **saat,
        )
        for p in baru[:: 1 if sampai < 100 else 4]
        for siapa, status in ((d.staf[0], "diajukan"), (d.staf[1], "disetujui"), (d.kepala, "diajukan"))
    )


def hitung(client: Client) -> dict[str, int]:
    hasil = {}
    for alamat in HALAMAN:
        with CaptureQueriesContext(connection) as kueri:
            assert client.get(alamat).status_code == 200
        hasil[alamat] = len(kueri)
    return hasil


def banding(sedikit: int, banyak: int) -> None:
    d = pabrik.dunia(staf=2)
    pabrik.admin(d)
    client = Client()
    client.force_login(d.kepala)
    isi(d, 0, sedikit)
    client.get("/pelatihan/katalog/")
    awal = hitung(client)
    isi(d, sedikit, banyak)
    assert hitung(client) == awal


def test_kueri_sama_untuk_tiga_dan_enam_puluh_baris() -> None:
    banding(3, 60)


@pytest.mark.panjang
def test_kueri_sama_untuk_enam_puluh_dan_dua_puluh_ribu_baris() -> None:
    banding(60, 20_000)
