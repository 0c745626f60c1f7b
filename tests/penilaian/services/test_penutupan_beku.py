"""Sesudah penutupan basis data sendiri menolak perubahan, juga lewat SQL langsung."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from inti.galat import GalatAturan, TidakBerhak
from penilaian.models import Evaluasi
from penilaian.services import penutupan
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db


@pytest.fixture
def tertutup() -> Iterator[pabrik.Dunia]:
    d = pabrik.dunia()
    s = pabrik.skp(d, d.staf[0])
    pabrik.lapor(d, s.indikator.get(), 95)
    pabrik.jawab(d, d.staf[0], d.kepala, "atasan", 4)
    pabrik.nilai(d, d.staf[0])
    pabrik.tutup(d)
    yield d


UBAH = {
    "penilaian_hasil": "nilai_akhir = 120",
    "penilaian_bukupenutupan": "jumlah = 0",
    "penilaian_evaluasi": "rating_hasil = 'di_atas'",
    "penilaian_rekapunit": "jumlah = 0",
    "indikator_realisasi": "nilai = 100",
    "umpan_balik_jawabananonim": "rata = 5",
}


@pytest.mark.parametrize("tabel", UBAH)
def test_ubah_dan_hapus_ditolak(tertutup: pabrik.Dunia, tabel: str) -> None:
    for perintah in (f"UPDATE {tabel} SET {UBAH[tabel]}", f"DELETE FROM {tabel}"):
        with (
            pytest.raises(DatabaseError, match="ditolak"),
            transaction.atomic(),
            connection.cursor() as kursor,
        ):
            kursor.execute(perintah)


@pytest.mark.usefixtures("pemicu_kosongkan")
@pytest.mark.parametrize("tabel", UBAH)
def test_pengosongan_ditolak(tabel: str) -> None:
    with (
        pytest.raises(DatabaseError, match=r"hanya dapat ditambah|TRUNCATE ditolak"),
        transaction.atomic(),
        connection.cursor() as kursor,
    ):
        kursor.execute(f"TRUNCATE {tabel} CASCADE")


def test_baris_baru_untuk_periode_tertutup_ditolak(tertutup: pabrik.Dunia) -> None:
    with pytest.raises(DatabaseError, match="sudah ditutup"), transaction.atomic():
        pabrik.nilai(tertutup, tertutup.staf[1])
    assert Evaluasi.objects.count() == 1


def test_hanya_admin_seluruh_instansi_boleh_menutup() -> None:
    d = pabrik.dunia(staf=1)
    lain = pabrik.dunia("Kota Lain", staf=0)
    pabrik.admin(lain)
    for orang in (d.staf[0], d.kepala, lain.kepala):
        with pytest.raises(TidakBerhak):
            penutupan.minta(periode=d.triwulan, oleh=orang, sekarang=pabrik.SEKARANG)
    pabrik.admin(d)
    satu = penutupan.minta(periode=d.triwulan, oleh=d.kepala, sekarang=pabrik.SEKARANG)
    assert penutupan.minta(periode=d.triwulan, oleh=d.kepala, sekarang=pabrik.SEKARANG) == satu


def test_periode_draf_dan_tahun_tidak_ditutup() -> None:
    d = pabrik.dunia(staf=0)
    with pytest.raises(GalatAturan, match="triwulan atau bulan"):
        penutupan.minta(periode=d.tahun, oleh=None, sekarang=pabrik.SEKARANG)
    d.triwulan.status = "draf"
    d.triwulan.save()
    with pytest.raises(GalatAturan, match="belum dibuka"):
        penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SEKARANG)
