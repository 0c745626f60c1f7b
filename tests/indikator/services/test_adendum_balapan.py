"""Melaporkan indikator tepat saat penilai menyetujui adendum yang menghentikannya."""

import threading
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from django.db import connection

from indikator.models import SKP, IndikatorKinerja, Pemahaman, Realisasi
from indikator.services import skp as layanan
from indikator.services.realisasi import MasukanRealisasi, laporkan
from indikator.services.skp import adendum as modul
from inti.galat import GalatAturan
from tests.indikator import pabrik

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.lambat]
KALI, PEMBANDING = 12, 4
TAUTAN = [("Rekap", "https://contoh.go.id/rekap.pdf")]


def usulan(p, tahun, nomor):
    """Orang baru dengan dua indikator, dan usulan yang menghentikan indikator pertamanya."""
    orang = pabrik.pegawai(p.instansi, f"Pelari {nomor}")
    pabrik.tempatkan(orang, p.capil, p.jabatan["pranata"])
    Pemahaman.objects.create(periode=tahun, dinyatakan_oleh=orang, dinyatakan_pada=p.sekarang)
    baris = pabrik.skp(p, orang, tahun, status="disetujui")
    satu = baris.indikator.get()
    IndikatorKinerja.objects.filter(pk=satu.pk).update(bobot=50, urutan=1)
    IndikatorKinerja.objects.create(
        skp=baris,
        rhk=satu.rhk,
        kode="IK2",
        urutan=2,
        nama="Kedua",
        satuan="%",
        polaritas="maksimal",
        aspek="waktu",
        bobot=Decimal(50),
        target=Decimal(10),
    )
    usul = layanan.buka_adendum(skp=baris, alasan="Tugas dipindah.", oleh=orang, sekarang=p.sekarang)
    usul.indikator.get(asal=satu).delete()
    usul.indikator.update(bobot=100)
    return orang, satu.pk, layanan.ajukan(skp=usul, oleh=orang, sekarang=p.sekarang)


@dataclass
class Titik:
    """Titik temu kedua pihak, supaya lombanya tidak bergantung pada cepatnya mesin.

    Penilai berhenti sesudah memeriksa halangan sampai pelapor selesai, paling lama `menunggu` detik; dengan `menyusul`
    pelapor baru berangkat sesudah pemeriksaan itu.
    """

    menunggu: float
    menyusul: bool = True
    diperiksa: threading.Event = field(default_factory=threading.Event)
    dilaporkan: threading.Event = field(default_factory=threading.Event)


def balapan(p, tw, orang, indikator_id, usul, titik):
    """(laporan diterima, adendum disetujui)."""
    mulai, hasil = threading.Barrier(2), {}

    def jalankan(nama, kerja):
        try:
            mulai.wait()
            if nama == "lapor" and titik.menyusul:
                assert titik.diperiksa.wait(60)
            kerja()
            hasil[nama] = True
        except GalatAturan:
            hasil[nama] = False
        finally:
            if nama == "lapor":
                titik.dilaporkan.set()
            connection.close()

    isi = MasukanRealisasi(indikator_id=indikator_id, nilai=Decimal(1), tautan=TAUTAN)
    regu = [
        threading.Thread(
            target=jalankan,
            args=(
                "lapor",
                lambda: laporkan(
                    periode_id=tw.pk, masukan=[isi], ajukan=True, oleh=orang, sekarang=p.sekarang
                ),
            ),
        ),
        threading.Thread(
            target=jalankan,
            args=("adendum", lambda: layanan.setujui(skp=usul, oleh=p.kabid, sekarang=p.sekarang)),
        ),
    ]
    for satu in regu:
        satu.start()
    for satu in regu:
        satu.join()
    return hasil["lapor"], hasil["adendum"]


@pytest.fixture
def lomba():
    """Pemda dengan triwulan berjalan."""
    p = pabrik.pemda()
    tahun = pabrik.tahun(p)
    return p, tahun, pabrik.triwulan(p, tahun)


def lari(lomba, monkeypatch, semua_titik):
    p, tahun, tw = lomba
    asli = modul.halangan
    hasil = []
    for nomor, titik in enumerate(semua_titik):

        def berhenti(usul, titik=titik):
            kurang = asli(usul)
            titik.diperiksa.set()
            titik.dilaporkan.wait(titik.menunggu)
            return kurang

        siap = usulan(p, tahun, nomor)
        with monkeypatch.context() as tambal:
            tambal.setattr(modul, "halangan", berhenti)
            hasil.append(balapan(p, tw, *siap, titik))
    return hasil


def tertinggal():
    """Laporan yang diterima tetapi indikatornya sudah dihentikan tanpa pengecualian."""
    return Realisasi.objects.filter(
        indikator__dihentikan_pada__isnull=False, status="diajukan", perlakuan=""
    ).count()


def test_salah_satu_menang_dan_laporan_tidak_pernah_tertinggal_pada_indikator_yang_dihentikan(
    lomba, monkeypatch
):
    """Separuh pelapor menyusul sesudah pemeriksaan, separuh berangkat bersamaan."""
    hasil = lari(lomba, monkeypatch, [Titik(0.05, menyusul=n % 2 == 0) for n in range(KALI)])
    assert {lapor != adendum for lapor, adendum in hasil} == {True}
    assert not any(lapor for lapor, _ in hasil[::2]), "yang menyusul menunggu, lalu ditolak"
    assert tertinggal() == 0
    assert SKP.semua.filter(adendum_dari__isnull=False).count() == sum(lapor for lapor, _ in hasil)


def test_tanpa_menahan_pelapor_laporannya_tertinggal(lomba, monkeypatch):
    """Pembanding: kuncinya dilepas. Bila ini tidak meleset, uji di atas tidak berarti."""
    monkeypatch.setattr(modul, "_tahan_pelapor", lambda pokok: None)
    lari(lomba, monkeypatch, [Titik(60) for _ in range(PEMBANDING)])
    assert tertinggal() == PEMBANDING
