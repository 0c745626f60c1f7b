"""Statistik indikator pada periode tertutup, dan riwayat tinjauannya."""

import random
from decimal import Decimal as D

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indikator.models import Indikator, IndikatorKinerja, Periode, Tinjauan
from indikator.queries import tinjauan as kueri
from indikator.queries.hitungan import aturan_periode, capaian_realisasi
from indikator.queries.katalog import BIDANG_ISI
from indikator.rules.tinjauan import ringkas
from indikator.services import katalog, pemahaman
from inti.galat import GalatAturan
from tests.indikator import pabrik, pohon
from tests.klien import masuk

pytestmark = pytest.mark.django_db


@pytest.fixture
def ph(p):
    return pohon.tanam(p)


def tutup(p, periode):
    Periode.objects.filter(pk=periode.pk).update(status="ditutup", ditutup=p.sekarang)


def pakai(p, ph, satu, banyak, *, pimpinan, nilai):
    """`banyak` staf baru memakai indikator katalog `satu`, dengan laporan masing-masing."""
    ratna = ph.ratna.skp.penempatan
    for n in range(banyak):
        orang = pabrik.pegawai(p.instansi, f"Pemakai {n:03d}")
        pabrik.tempatkan(orang, ratna.unit, ratna.jabatan)
        skp = pohon.skp(p, orang, ph.tahun)
        rhk = pohon.rhk(skp, "Akta terbit", pimpinan, A=100)
        IndikatorKinerja.objects.filter(rhk=rhk).update(katalog=satu)
        if (angka := nilai(n)) is not None:
            pohon.lapor(p, rhk, ph.triwulan, angka)


def statistik(p, satu):
    (hasil,) = kueri.riwayat_statistik(satu)
    return hasil


def test_ringkasan_basis_data_sama_dengan_aturan(p, ph):
    satu, acak = Indikator.objects.get(), random.Random(8)
    pohon.lapor(p, ph.kadis, ph.triwulan, 97)
    pakai(p, ph, satu, 23, pimpinan=ph.kabid, nilai=lambda n: acak.randrange(0, 160))
    pakai(p, ph, satu, 6, pimpinan=None, nilai=lambda n: acak.randrange(0, 160))
    tutup(p, ph.triwulan)
    aturan = aturan_periode(ph.triwulan)
    pasangan = [
        (
            capaian_realisasi(i, nilai=i.realisasi.get().nilai, tanggal=None, aturan=aturan).nilai,
            D(97) if i.rhk.pimpinan_id else None,
        )
        for i in IndikatorKinerja.objects.filter(katalog=satu)
    ]
    assert statistik(p, satu).ringkasan == ringkas(pasangan, batas=aturan.batas_capaian)
    assert statistik(p, satu).ringkasan.bertujuan == 23


def test_kalimat_terlalu_mudah_tampil_di_sebelah_tinjauan(p, ph):
    satu = Indikator.objects.get()
    pakai(p, ph, satu, 6, pimpinan=ph.kabid, nilai=lambda n: 130 if n else 90)
    tutup(p, ph.triwulan)
    pemahaman.tinjau(
        indikator=satu,
        periode=ph.tahun,
        jenis="sulit_dicapai",
        catatan="Terlalu tinggi",
        oleh=p.ratna,
        sekarang=p.sekarang,
    )
    klien = masuk(p.admin)
    for alamat in ("/tinjauan/", f"/katalog/{satu.pk}/", f"/tinjauan/{Tinjauan.objects.get().pk}/"):
        isi = klien.get(alamat).content.decode()
        assert "5 dari 6 orang mencapai batas atas: target mungkin terlalu mudah." in isi


def test_yang_bukan_pengelola_tidak_melihat_statistiknya(p, ph):
    satu = Indikator.objects.get()
    pakai(p, ph, satu, 6, pimpinan=None, nilai=lambda n: 130)
    tutup(p, ph.triwulan)
    klien = masuk(p.ratna)
    assert "periode yang sudah ditutup" not in klien.get(f"/katalog/{satu.pk}/").content.decode()


@pytest.mark.parametrize("banyak", [0, 4])
def test_kurang_dari_lima_laporan_tidak_tampil(p, ph, banyak):
    satu = Indikator.objects.get()
    pakai(p, ph, satu, banyak, pimpinan=None, nilai=lambda n: 100)
    tutup(p, ph.triwulan)
    assert kueri.riwayat_statistik(satu) == []


def test_periode_yang_masih_terbuka_tidak_dihitung(p, ph):
    satu = Indikator.objects.get()
    pakai(p, ph, satu, 6, pimpinan=None, nilai=lambda n: 100)
    assert kueri.riwayat_statistik(satu) == []


def test_semua_versi_dan_hanya_yang_dinilai_dari_realisasi(p, ph):
    lama = Indikator.objects.get()
    pakai(p, ph, lama, 5, pimpinan=None, nilai=lambda n: 100)
    IndikatorKinerja.objects.filter(katalog=lama).first().realisasi.update(
        perlakuan="tidak_dilaporkan", alasan_perlakuan="Lewat"
    )
    baru = Indikator.objects.create(
        **{
            b: getattr(lama, b)
            for b in ("instansi", "unit", "kode", "nama", "satuan", "polaritas", "aspek", "dibuat_pada")
        },
        versi=2,
    )
    pakai(p, ph, baru, 3, pimpinan=None, nilai=lambda n: 100 if n else None)
    tutup(p, ph.triwulan)
    assert statistik(p, baru).ringkasan.n == 6


@pytest.mark.parametrize("banyak", [1, 12])
def test_daftar_tinjauan_dua_kueri_berapa_pun_indikatornya(p, ph, banyak):
    daftar = [pabrik.indikator(p, f"Indikator {n}") for n in range(banyak)]
    tutup(p, ph.triwulan)
    with CaptureQueriesContext(connection) as tangkap:
        kueri.statistik_tinjauan(daftar, instansi_id=p.instansi.pk)
    assert len(tangkap) == 2


class TestNasib:
    def tinjauan(self, p, ph, orang=None, jenis="kurang_jelas"):
        return pemahaman.tinjau(
            indikator=Indikator.objects.get(),
            periode=ph.tahun,
            jenis=jenis,
            catatan="Definisinya dapat dibaca dua arti",
            oleh=orang or p.ratna,
            sekarang=p.sekarang,
        )

    def jawab(self, p, satu, putusan, jawaban="Diperjelas"):
        return pemahaman.jawab_tinjauan(
            tinjauan=satu, jawaban=jawaban, putusan=putusan, oleh=p.admin, sekarang=p.sekarang
        )

    def ubah(self, p):
        satu = Indikator.objects.order_by("-versi").first()
        isi = {b: getattr(satu, b) for b in BIDANG_ISI}
        return katalog.ubah(
            indikator=satu, oleh=p.admin, sekarang=p.sekarang, **{**isi, "definisi": "Akta per kematian"}
        )

    def test_versi_berikutnya_membawa_tinjauan_yang_menyebabkannya(self, p, ph):
        diubah = self.jawab(p, self.tinjauan(p, ph), "diubah")
        tetap = self.jawab(p, self.tinjauan(p, ph, p.budi), "tetap", "Diminta RPJMD")
        pabrik.skp(p, p.perawat, ph.tahun, Indikator.objects.get())
        baru = self.ubah(p)
        assert baru.versi == 2
        assert list(baru.berkat.all()) == [diubah]
        tetap.refresh_from_db()
        assert tetap.menjadi is None

    def test_yang_sudah_terjawab_oleh_satu_versi_tidak_dipakai_versi_lain(self, p, ph):
        self.jawab(p, self.tinjauan(p, ph), "diubah")
        pabrik.skp(p, p.perawat, ph.tahun, Indikator.objects.get())
        dua = self.ubah(p)
        pabrik.skp(p, p.kadinkes, ph.tahun, dua)
        tiga = katalog.ubah(
            indikator=dua,
            oleh=p.admin,
            sekarang=p.sekarang,
            **{**{b: getattr(dua, b) for b in BIDANG_ISI}, "definisi": "Akta terbit"},
        )
        assert (tiga.versi, dua.berkat.count(), tiga.berkat.count()) == (3, 1, 0)

    def test_halaman_rinci_menyebut_versi_dan_nasibnya(self, p, ph):
        self.jawab(p, self.tinjauan(p, ph), "diubah")
        pabrik.skp(p, p.perawat, ph.tahun, Indikator.objects.get())
        baru = self.ubah(p)
        klien = masuk(p.ratna)
        isi = klien.get(f"/katalog/{baru.pk}/").content.decode()
        assert "Menjadi versi 2" in isi
        assert "Berkat 1 tinjauan" in isi

    def test_putusan_yang_tidak_dikenal_ditolak(self, p, ph):
        with pytest.raises(GalatAturan, match="nasib indikatornya"):
            self.jawab(p, self.tinjauan(p, ph), "dibuang")

    def test_formulirnya_menyimpan_putusan(self, p, ph):
        satu = self.tinjauan(p, ph)
        klien = masuk(p.admin)
        klien.post(f"/tinjauan/{satu.pk}/", {"jawaban": "Diminta RPJMD", "putusan": "tetap"})
        satu.refresh_from_db()
        assert (satu.putusan, satu.jawaban, satu.dijawab_oleh) == ("tetap", "Diminta RPJMD", p.admin)
