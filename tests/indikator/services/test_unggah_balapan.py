"""Dua kiriman bersamaan tidak bersama-sama melampaui jatah berkas seorang."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from indikator.models import IndikatorKinerja
from indikator.services.realisasi import MasukanRealisasi, lapor, laporkan, unggah
from indikator.services.realisasi.unggah import PERIODE_TERBESAR, SEHARI_TERBESAR
from inti.galat import GalatAturan
from inti.models import Berkas
from tests.indikator import pabrik

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.lambat]
PDF = b"%PDF-1.7\n%%EOF\n"
# Selama ini yang pertama menahan tulisannya; tanpa kunci yang kedua sudah lewat pemeriksaannya.
MENUNGGU = 1.0


def bersama(*kerja: Callable[[], object]) -> list[str]:
    """Jawaban tiap utas: diterima atau ditolak."""
    hasil: list[str] = []

    def satu(lakukan: Callable[[], object]) -> None:
        try:
            lakukan()
            hasil.append("diterima")
        except GalatAturan:
            hasil.append("ditolak")
        finally:
            connection.close()

    utas = [threading.Thread(target=satu, args=(k,)) for k in kerja]
    for u in utas:
        u.start()
    for u in utas:
        u.join(30)
    return sorted(hasil)


def bertemu(monkeypatch: pytest.MonkeyPatch, modul: object, nama: str) -> None:
    """Sesudah pemeriksaan jatah, sebelum tulisannya: menunggu yang lain paling lama sebentar."""
    pintu, asli = threading.Barrier(2), getattr(modul, nama)

    def menunggu(*isi: object, **kata: object) -> object:
        with suppress(threading.BrokenBarrierError):
            pintu.wait(MENUNGGU)
        return asli(*isi, **kata)

    monkeypatch.setattr(modul, nama, menunggu)


def berkas(p: pabrik.Pemda, besar: int, nomor: int, *, hari: int = 0) -> Berkas:
    return Berkas.objects.create(
        instansi_id=p.instansi.pk,
        pemilik_id=p.ratna.pk,
        nama="a.pdf",
        jenis="application/pdf",
        ukuran=besar,
        sha256=f"{nomor:064d}",
        acak=f"{nomor:032d}",
        isi="x",
        dibuat=p.sekarang - timedelta(days=hari),
    )


def test_dua_unggahan_bersamaan_tidak_melampaui_jatah_sehari(monkeypatch: pytest.MonkeyPatch) -> None:
    p = pabrik.pemda()
    berkas(p, SEHARI_TERBESAR - len(PDF), 1)
    bertemu(monkeypatch, unggah.layanan_berkas, "tulis")

    def kirim(nama: str) -> object:
        return unggah.unggah_bukti(kiriman=SimpleUploadedFile(nama, PDF), oleh=p.ratna, sekarang=p.sekarang)

    assert bersama(lambda: kirim("a.pdf"), lambda: kirim("b.pdf")) == ["diterima", "ditolak"]


def test_dua_laporan_bersamaan_tidak_melampaui_jatah_periode(monkeypatch: pytest.MonkeyPatch) -> None:
    p = pabrik.pemda()
    tahun = pabrik.tahun(p)
    tw = pabrik.triwulan(p, tahun)
    satu = pabrik.skp(p, p.ratna, tahun, status="disetujui").indikator.get()
    semua = [satu]
    for n in range(5):
        lain = IndikatorKinerja.objects.get(pk=satu.pk)
        lain.pk, lain.kode = None, f"X{n}"
        lain.save()
        semua.append(lain)

    def kirim(ke: int, besar: int) -> object:
        isi = MasukanRealisasi(semua[ke].pk, Decimal(90), berkas_ids=[berkas(p, besar, ke, hari=3).pk])
        return laporkan(periode_id=tw.pk, masukan=[isi], ajukan=False, oleh=p.ratna, sekarang=p.sekarang)

    for ke in range(4):
        kirim(ke, PERIODE_TERBESAR // 5)
    bertemu(monkeypatch, lapor, "bukti_lama")
    besar = PERIODE_TERBESAR // 5
    assert bersama(lambda: kirim(4, besar), lambda: kirim(5, besar)) == ["diterima", "ditolak"]
