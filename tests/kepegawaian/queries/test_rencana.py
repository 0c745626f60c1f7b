"""Bertanya tentang satu orang tidak memindai tabel."""

import re

import pytest
from django.db import connection

from kepegawaian.models import Pegawai, Penempatan, UnitKerja
from kepegawaian.queries import penilai
from tests.kepegawaian import pabrik
from tests.kepegawaian.pabrik import AWAL, HARI, LAHIR

PINDAIAN = re.compile(r"Seq Scan on kepegawaian_(?:penempatan|pegawai|unitkerja|letakunit)\b")


@pytest.fixture
def pemda(db: None) -> list[Pegawai]:
    """600 unit, 3.000 orang, lima di tiap unit."""
    milik = pabrik.instansi()
    akar = pabrik.unit(milik, "Pemda", None, "pemda")
    dinas = UnitKerja.objects.bulk_create(
        UnitKerja(instansi=milik, induk=akar, nama=f"Dinas {n}", jenis="dinas", sejak=AWAL) for n in range(60)
    )
    unit = UnitKerja.objects.bulk_create(
        UnitKerja(instansi=milik, induk=d, nama=f"Bidang {n}", jenis="bidang", sejak=AWAL)
        for d in dinas
        for n in range(9)
    )
    semua = [*dinas, *unit]
    orang = Pegawai.objects.bulk_create(
        Pegawai(
            instansi=milik,
            nip=pabrik.nip(),
            nama=f"Orang {n}",
            status="PNS",
            kelamin="L",
            tanggal_lahir=LAHIR,
        )
        for n in range(5 * len(semua))
    )
    post = pabrik.jabatan(milik)
    Penempatan.objects.bulk_create(
        Penempatan(pegawai=p, unit=semua[n // 5], jabatan=post, kepala=n % 5 == 0, sejak=AWAL)
        for n, p in enumerate(orang)
    )
    with connection.cursor() as kursor:
        kursor.execute("ANALYZE kepegawaian_pegawai, kepegawaian_penempatan, kepegawaian_unitkerja")
        kursor.execute("ANALYZE kepegawaian_letakunit")
    return orang


def rencana(sql: str, **isi: object) -> str:
    with connection.cursor() as kursor:
        kursor.execute(f"EXPLAIN {sql}", {"pada": HARI, "instansi": None} | isi)
        return "\n".join(baris[0] for baris in kursor.fetchall())


def test_penilai_satu_orang_lewat_indeks(pemda: list[Pegawai]) -> None:
    assert not PINDAIAN.findall(rencana(penilai.SQL_ORANG, pegawai=[pemda[7].pk]))


def test_bawahan_satu_penilai_lewat_indeks(pemda: list[Pegawai]) -> None:
    hasil = rencana(penilai.SQL_BAWAHAN, penilai=pemda[5].pk)
    assert not PINDAIAN.findall(hasil), hasil


def test_pemeriksa_ini_dapat_gagal(pemda: list[Pegawai]) -> None:
    assert PINDAIAN.findall(rencana(penilai.SQL_SEMUA))
