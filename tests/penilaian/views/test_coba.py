"""Halaman mencoba angka: sama dengan hitungan sungguhan, tidak menyimpan apa pun, hanya milik sendiri."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indikator.models import IndikatorKinerja, Periode, Realisasi
from indikator.queries.realisasi.daftar import daftar_capaian
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db


@pytest.fixture
def p() -> Iterator[pabrik.Pemda]:
    kota = pabrik.pemda()
    with time_machine.travel(kota.sekarang, tick=False):
        yield kota


@pytest.fixture
def tw(p: pabrik.Pemda) -> Periode:
    return pabrik.triwulan(p)


@pytest.fixture
def ik(p: pabrik.Pemda, tw: Periode) -> IndikatorKinerja:
    """Bobot 60, target 95; indikator kedua bobot 40 ya/tidak."""
    satu = pabrik.skp(p, p.ratna, tw.induk, status="disetujui").indikator.get()
    satu.bobot = Decimal(60)
    satu.save()
    IndikatorKinerja.objects.create(
        skp=satu.skp,
        rhk=satu.rhk,
        kode="IK2",
        nama="Sistem terpasang",
        satuan="ya/tidak",
        polaritas="ya_tidak",
        aspek="kualitas",
        bobot=Decimal(40),
        urutan=2,
    )
    return satu


def alamat(tw: Periode) -> str:
    return reverse("penilaian:coba", args=[tw.pk])


def dua(ik: IndikatorKinerja) -> IndikatorKinerja:
    return IndikatorKinerja.objects.get(kode="IK2", skp=ik.skp)


def test_sama_dengan_perkiraan_sesudah_angka_itu_sungguh_dilaporkan(
    p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
) -> None:
    klien, kedua = masuk(p.ratna), dua(ik)
    c = klien.get(alamat(tw), {f"n{ik.pk}": "76", f"n{kedua.pk}": "1"}).context["c"]
    for satu, nilai in ((ik, Decimal(76)), (kedua, Decimal(1))):
        Realisasi.objects.create(
            instansi=p.instansi,
            periode=tw,
            pegawai=p.ratna,
            indikator=satu,
            status="diajukan",
            nilai=nilai,
            diajukan_pada=p.sekarang,
            diajukan_oleh=p.ratna,
        )
    assert c.nanti == daftar_capaian(p.ratna, tw, sekarang=p.sekarang).prakiraan
    assert c.nanti.nilai == Decimal(80) * 60 / 100 + 40


def test_tidak_satu_baris_pun_tertulis(p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja) -> None:
    klien = masuk(p.ratna)
    klien.get(alamat(tw))
    with CaptureQueriesContext(connection) as kueri:
        klien.get(alamat(tw), {f"n{ik.pk}": "76"})
    tulis = [k["sql"] for k in kueri if k["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert not tulis and not Realisasi.objects.exists()


def test_bermula_dari_angka_sendiri_termasuk_draf(p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja) -> None:
    Realisasi.objects.create(
        instansi=p.instansi, periode=tw, pegawai=p.ratna, indikator=ik, nilai=Decimal("47.5")
    )
    teks = masuk(p.ratna).get(alamat(tw)).content.decode()
    assert 'value="47,5"' in teks and "50,00" in teks


def test_angka_yang_keliru_dijelaskan_dan_isian_tetap(
    p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
) -> None:
    teks = masuk(p.ratna).get(alamat(tw), {f"n{ik.pk}": "sembilan"}).content.decode()
    assert "Isi dengan angka" in teks and 'value="sembilan"' in teks
    assert "Isi paling kecil 0" in masuk(p.ratna).get(alamat(tw), {f"n{ik.pk}": "-5"}).content.decode()


def test_yang_dikecualikan_tetap_dikecualikan(p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja) -> None:
    Realisasi.objects.create(
        instansi=p.instansi,
        periode=tw,
        pegawai=p.ratna,
        indikator=dua(ik),
        perlakuan="dikecualikan",
        alasan_perlakuan="Pengadaan dibatalkan.",
    )
    c = masuk(p.ratna).get(alamat(tw), {f"n{ik.pk}": "95", f"n{dua(ik).pk}": "0"}).context["c"]
    assert (c.nanti.nilai, c.nanti.bobot_terhitung) == (100, 60)


def test_orang_lain_hanya_melihat_miliknya_sendiri(
    p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
) -> None:
    for orang in (p.budi, p.kabid, p.admin):
        teks = masuk(orang).get(alamat(tw), {f"n{ik.pk}": "50"}).content.decode()
        assert ik.nama not in teks and "Belum ada yang dapat dicoba" in teks


def test_tahun_dan_periode_pemda_lain_tidak_ada(p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja) -> None:
    assert masuk(p.ratna).get(reverse("penilaian:coba", args=[tw.induk_id])).status_code == 404
    lain = pabrik.pemda("Kota Lain")
    assert masuk(lain.ratna).get(alamat(tw)).status_code == 404
