"""Hitungan kemajuan tiap perangkat daerah."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from indikator.models import IndikatorKinerja, Periode, Realisasi
from indikator.queries.kemajuan import Kemajuan, jumlahkan, kemajuan
from indikator.services import pemahaman
from kepegawaian.models import Pegawai
from tests.indikator import pabrik

pytestmark = pytest.mark.django_db


@pytest.fixture
def periode(p: pabrik.Pemda) -> Periode:
    return pabrik.triwulan(p)


def hitung(
    p: pabrik.Pemda, periode: Periode, *, sekarang: datetime | None = None, **lain: Any
) -> dict[str, Kemajuan]:
    isian = {"unit": None, **lain}
    baris = kemajuan(
        instansi_id=p.instansi.pk,
        periode=periode,
        pada=p.sekarang.date(),
        sekarang=sekarang or p.sekarang,
        **isian,
    )
    return {k.nama: k for k in baris}


def lapor(p: pabrik.Pemda, orang: Pegawai, periode: Periode, status: str, **lain: Any) -> None:
    Realisasi.objects.create(
        instansi=p.instansi,
        periode=periode,
        pegawai=orang,
        indikator=IndikatorKinerja.objects.get(skp__pegawai=orang),
        status=status,
        nilai=Decimal(90),
        diajukan_pada=p.sekarang,
        diajukan_oleh=orang,
        **lain,
    )


def test_menghitung_paham_skp_dan_laporan(p: pabrik.Pemda, periode: Periode) -> None:
    tahun = Periode.objects.get(pk=periode.induk_id)
    for orang, status in ((p.ratna, "disetujui"), (p.budi, "disetujui"), (p.kabid, "diajukan")):
        pabrik.skp(p, orang, tahun, status=status)
    pemahaman.nyatakan(periode=tahun, oleh=p.ratna, sekarang=p.sekarang)
    lapor(p, p.ratna, periode, "diajukan", terlambat=True)
    lapor(p, p.budi, periode, "draf")
    dukcapil = hitung(p, periode)[p.dukcapil.nama]
    assert (dukcapil.orang, dukcapil.paham, dukcapil.skp_disetujui) == (5, 1, 2)
    assert (dukcapil.diminta, dukcapil.masuk, dukcapil.diperiksa, dukcapil.terlambat) == (2, 1, 0, 1)


def test_yang_dikecualikan_dihitung_masuk(p: pabrik.Pemda, periode: Periode) -> None:
    pabrik.skp(p, p.ratna, Periode.objects.get(pk=periode.induk_id), status="disetujui")
    lapor(p, p.ratna, periode, "draf", perlakuan="dikecualikan", alasan_perlakuan="Data pusat belum terbit")
    assert hitung(p, periode)[p.dukcapil.nama].masuk == 1


def test_laporan_periode_lain_tidak_ikut(p: pabrik.Pemda, periode: Periode) -> None:
    tahun = Periode.objects.get(pk=periode.induk_id)
    pabrik.skp(p, p.ratna, tahun, status="disetujui")
    lain = pabrik.triwulan(p, tahun, ke=3, buka=False)
    Periode.objects.filter(pk=lain.pk).update(status="diproses")
    lapor(p, p.ratna, lain, "disetujui")
    assert hitung(p, periode)[p.dukcapil.nama].masuk == 0


def test_satu_dinas_dirinci_menurut_unit(p: pabrik.Pemda, periode: Periode) -> None:
    assert set(hitung(p, periode, dinas_id=p.dukcapil.pk)) == {p.dukcapil.nama, p.capil.nama}


def test_cakupan_unit_membatasi_orang_yang_dihitung(p: pabrik.Pemda, periode: Periode) -> None:
    hasil = hitung(p, periode, unit=[p.capil.pk])
    assert {nama: k.orang for nama, k in hasil.items()} == {p.dukcapil.nama: 3}


def test_yang_tertinggal_di_atas_sesudah_tenggat(p: pabrik.Pemda, periode: Periode) -> None:
    tahun = Periode.objects.get(pk=periode.induk_id)
    for orang in (p.kadinkes, p.kapus, p.perawat):
        pabrik.skp(p, orang, tahun, status="disetujui")
        lapor(p, orang, periode, "disetujui")
    sesudah = p.saat(2027, 1, 10)
    hasil = list(hitung(p, periode, sekarang=sesudah).values())
    assert hasil[-1].nama == p.dinkes.nama and hasil[-1].keadaan == "disetujui"
    assert [k.keadaan for k in hasil[:2]] == ["terlambat", "terlambat"]
    assert jumlahkan(hasil)["tertinggal"] == 2
    sebelum = hitung(p, periode)
    assert sebelum[p.dukcapil.nama].keadaan == "belum_mulai" and not sebelum[p.dukcapil.nama].tertinggal


def test_untuk_tahun_laporan_tidak_dihitung(p: pabrik.Pemda, periode: Periode) -> None:
    tahun = Periode.objects.get(pk=periode.induk_id)
    pabrik.skp(p, p.ratna, tahun, status="disetujui")
    baris = hitung(p, tahun)[p.dukcapil.nama]
    assert (baris.skp_disetujui, baris.diminta) == (1, 0)
