"""Empat puluh orang mengajukan laporan tepat saat periode mulai ditutup."""

import threading
import time
from decimal import Decimal
from random import Random

import pytest
from django.db import connection, transaction

from indikator.models import Bukti, Periode, Realisasi
from indikator.services.realisasi import MasukanRealisasi, laporkan
from indikator.services.realisasi import lapor as modul
from inti.galat import GalatAturan
from tests.indikator import pabrik

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.lambat]

ORANG = 40
TERAKHIR = 10
JEDA = 0.05
TAUTAN = [("Rekap", "https://contoh.go.id/rekap.pdf")]


@pytest.fixture
def lomba(monkeypatch):
    """Periode berjalan, empat puluh pegawai ber-SKP, dan jeda antara pemeriksaan periode dan tulisan."""
    p = pabrik.pemda()
    tahun = pabrik.tahun(p)
    tw = pabrik.triwulan(p, tahun)
    peserta = []
    for nomor in range(ORANG):
        orang = pabrik.pegawai(p.instansi, f"Pelari {nomor}")
        pabrik.tempatkan(orang, p.capil, p.jabatan["pranata"])
        peserta.append((orang, pabrik.skp(p, orang, tahun, status="disetujui").indikator.get().pk))
    asli = modul.ambil_berkas

    def pelan(*args, **lain):
        time.sleep(JEDA)
        return asli(*args, **lain)

    monkeypatch.setattr(modul, "ambil_berkas", pelan)
    return p, tw, peserta


def balapan(p, tw, peserta, *, benih):
    """(diterima, terhitung): yang dijawab diterima, dan yang dihitung penutupan di dalam transaksinya.

    Sepuluh pelari terakhir baru berangkat sesudah penutupan selesai: mereka harus ditolak.
    """
    mulai = threading.Barrier(len(peserta) + 1)
    selesai = threading.Event()
    acak = Random(benih)
    jeda = [acak.uniform(0, 0.15) for _ in peserta[:-TERAKHIR]] + [None] * TERAKHIR
    diterima: list[int] = []
    terhitung: list[int] = []

    def lapor(orang, indikator_id, tunggu):
        try:
            mulai.wait()
            selesai.wait() if tunggu is None else time.sleep(tunggu)
            isi = MasukanRealisasi(indikator_id=indikator_id, nilai=Decimal(1), tautan=TAUTAN)
            laporkan(periode_id=tw.pk, masukan=[isi], ajukan=True, oleh=orang, sekarang=p.sekarang)
            diterima.append(orang.pk)
        except GalatAturan:
            pass
        finally:
            connection.close()

    def tutup():
        try:
            mulai.wait()
            time.sleep(0.08)
            with transaction.atomic():
                Periode.objects.select_for_update().get(pk=tw.pk)
                Periode.objects.filter(pk=tw.pk).update(penutupan_dimulai=p.sekarang)
                terhitung.append(Realisasi.objects.filter(periode=tw, status="diajukan").count())
        finally:
            selesai.set()
            connection.close()

    regu = [
        threading.Thread(target=lapor, args=(*satu, tunggu))
        for satu, tunggu in zip(peserta, jeda, strict=True)
    ]
    regu.append(threading.Thread(target=tutup))
    for satu in regu:
        satu.start()
    for satu in regu:
        satu.join()
    return len(diterima), terhitung[0]


def bersihkan(tw):
    Bukti.objects.all().delete()
    Realisasi.objects.all().delete()
    Periode.objects.filter(pk=tw.pk).update(penutupan_dimulai=None)


def test_setiap_laporan_yang_diterima_terhitung_saat_penutupan(lomba):
    p, tw, peserta = lomba
    hasil = []
    for ke in range(20):
        hasil.append(balapan(p, tw, peserta, benih=ke))
        bersihkan(tw)
    assert [h for h in hasil if h[0] != h[1]] == []
    assert all(0 < diterima <= ORANG - TERAKHIR for diterima, _ in hasil)


def test_tanpa_kunci_ada_laporan_yang_diterima_tetapi_tidak_terhitung(lomba, monkeypatch):
    """Pembanding: kunci diganti pembacaan biasa. Bila ini tidak meleset, uji di atas tidak berarti."""

    def hanya_membaca(*, periode_id, sekarang):
        periode = Periode.objects.get(pk=periode_id)
        if periode.penutupan_dimulai is not None:
            raise GalatAturan("ditutup")
        return periode

    monkeypatch.setattr(modul, "kunci_bersama", hanya_membaca)
    p, tw, peserta = lomba
    meleset = 0
    for ke in range(5):
        diterima, terhitung = balapan(p, tw, peserta, benih=ke)
        meleset += diterima > terhitung
        bersihkan(tw)
    assert meleset >= 3
