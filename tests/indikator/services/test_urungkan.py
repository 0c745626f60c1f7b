"""Mengurungkan putusan atas laporan: hanya putusan sendiri, selama belum ada yang berbuat sesudahnya, dan berjejak."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from indikator.models import IndikatorKinerja, Periode, Realisasi
from indikator.services import realisasi as layanan
from indikator.services.realisasi import MasukanRealisasi
from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak, Pemberitahuan
from mutu.catat import catat
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db


@pytest.fixture
def p() -> Iterator[pabrik.Pemda]:
    kota = pabrik.pemda()
    with time_machine.travel(kota.sekarang, tick=False):
        yield kota


@pytest.fixture
def r(p: pabrik.Pemda, tw: Periode) -> Realisasi:
    """Laporan Ratna yang diajukan."""
    ik = pabrik.skp(p, p.ratna, tw.induk, status="disetujui").indikator.get()
    return lapor(p, tw, ik)


def lapor(p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja) -> Realisasi:
    masukan = MasukanRealisasi(
        indikator_id=ik.pk,
        nilai=Decimal("90.25"),
        keterangan="",
        tautan=[("Rekap", "https://contoh.go.id/rekap")],
    )
    [satu] = layanan.laporkan(
        periode_id=tw.pk, masukan=[masukan], ajukan=True, oleh=p.ratna, sekarang=p.sekarang
    )
    return satu


def setujui(p: pabrik.Pemda, r: Realisasi) -> Realisasi:
    layanan.setujui_banyak(realisasi_ids=[r.pk], oleh=p.kabid, sekarang=p.sekarang)
    return Realisasi.objects.get(pk=r.pk)


def kembalikan(p: pabrik.Pemda, r: Realisasi) -> Realisasi:
    return layanan.kembalikan(
        realisasi=r, catatan="Tanggalnya belum terbaca.", oleh=p.kabid, sekarang=p.sekarang
    )


@pytest.mark.parametrize("putuskan", [setujui, kembalikan])
def test_putusan_diurungkan_utuh_dengan_jejak_dan_kabar(p: pabrik.Pemda, r: Realisasi, putuskan) -> None:
    putus = putuskan(p, r)
    urung = layanan.batalkan_putusan(versi={r.pk: putus.versi}, oleh=p.kabid, sekarang=p.sekarang)
    kini = Realisasi.objects.get(pk=r.pk)
    sama = (kini.status, kini.catatan, kini.diputus_oleh, kini.diputus_pada, kini.nilai) == (
        "diajukan",
        "",
        None,
        None,
        r.nilai,
    )
    jejak = Jejak.objects.filter(aksi="realisasi.putusan_dibatalkan", objek_id=r.pk).count()
    catat("U33", f"putusan laporan pulih 100 %, {jejak} baris jejak", lulus=sama and jejak == 1)
    assert [x.pk for x in urung] == [r.pk] and sama and jejak == 1
    assert Pemberitahuan.objects.filter(penerima_id=p.ratna.pk, judul__contains="diurungkan").count() == 1


def test_sesudah_pelapor_memperbaiki_putusannya_tetap(p: pabrik.Pemda, r: Realisasi, tw: Periode) -> None:
    putus = kembalikan(p, r)
    lapor(p, tw, r.indikator)
    assert layanan.batalkan_putusan(versi={r.pk: putus.versi}, oleh=p.kabid, sekarang=p.sekarang) == []
    assert not Jejak.objects.filter(aksi="realisasi.putusan_dibatalkan").exists()


def test_sesudah_ditutup_ditolak(p: pabrik.Pemda, r: Realisasi, tw: Periode) -> None:
    putus = setujui(p, r)
    Periode.objects.filter(pk=tw.pk).update(penutupan_dimulai=p.sekarang)
    with pytest.raises(GalatAturan, match="sudah ditutup"):
        layanan.batalkan_putusan(versi={r.pk: putus.versi}, oleh=p.kabid, sekarang=p.sekarang)


@pytest.mark.parametrize("siapa", ["budi", "ratna", "kadis", "auditor"])
def test_bukan_penilainya_ditolak(p: pabrik.Pemda, r: Realisasi, siapa: str) -> None:
    putus = setujui(p, r)
    # Putusannya dianggap miliknya sendiri, supaya yang menolak hanya bukan penilainya.
    # Laporan sendiri tidak dapat diputus sendiri, juga di basis data.
    if siapa != "ratna":
        Realisasi.objects.filter(pk=r.pk).update(diputus_oleh=getattr(p, siapa))
    with pytest.raises(TidakBerhak):
        layanan.batalkan_putusan(versi={r.pk: putus.versi}, oleh=getattr(p, siapa), sekarang=p.sekarang)


def test_tombol_batalkan_di_pesan_mengurungkan_dan_sekali_saja(
    p: pabrik.Pemda, r: Realisasi, tw: Periode
) -> None:
    klien = masuk(p.kabid)
    tujuan = reverse("indikator:periksa_capaian_orang", args=[tw.pk, p.ratna.pk])
    jawaban = klien.post(tujuan, {"pilih": [r.pk], f"versi_{r.pk}": r.versi}, follow=True).content.decode()
    batal = f"{reverse('indikator:periksa_capaian_batalkan')}?pilih={r.pk}.{r.versi + 1}"
    assert f'action="{batal}"' in jawaban
    assert "Putusan 1 laporan dibatalkan" in klien.post(batal, follow=True).content.decode()
    assert Realisasi.objects.get(pk=r.pk).status == "diajukan"
    assert "1 laporan tetap" in klien.post(batal, follow=True).content.decode()
    assert "Tidak ada putusan" in klien.post(f"{batal}x", follow=True).content.decode()
