"""Menyalin dari SKP tahun sebelumnya, dan memastikan targetnya."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from indikator.models import RHK, SKP, IndikatorKinerja, Pemahaman
from indikator.services import skp as layanan
from indikator.services.skp import MasukanIndikator
from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.models import Jejak
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def katalog(p):
    return pabrik.indikator(p)


@pytest.fixture
def lama(p, katalog):
    """SKP 2025 yang disetujui: satu indikator katalog, satu bertanggal pada RHK kedua."""
    tahun = pabrik.tahun(p, ke=2025, buka=False)
    baris = pabrik.skp(p, p.ratna, tahun, katalog, status="disetujui")
    rhk = RHK.objects.create(skp=baris, teks="Arsip akta rapi", jenis="tambahan", urutan=1)
    IndikatorKinerja.objects.create(
        skp=baris,
        rhk=rhk,
        kode="IK2",
        urutan=2,
        nama="Arsip selesai ditata",
        satuan="tanggal",
        polaritas="tanggal",
        aspek="waktu",
        bobot=D(20),
        mulai=date(2025, 1, 2),
        tenggat=date(2025, 11, 30),
    )
    return baris


@pytest.fixture
def skp(p, lama):
    return layanan.mulai(periode=pabrik.tahun(p), oleh=p.ratna, sekarang=p.sekarang)


def salin(p, skp, ids, *, versi=None, oleh=None):
    return layanan.salin_dari_lalu(
        skp=skp, indikator_ids=ids, versi=versi or skp.versi, oleh=oleh or p.ratna, sekarang=p.sekarang
    )


def semua(lama):
    return list(lama.indikator.order_by("urutan").values_list("pk", flat=True))


class TestLayanan:
    def test_rhk_indikator_dan_target_ikut_bertanda_belum_dipastikan(self, p, lama, skp, katalog):
        assert salin(p, skp, semua(lama)) == 2
        satu, dua = skp.indikator.order_by("urutan")
        assert (satu.kode, satu.katalog, satu.target, satu.dipastikan) == ("IK1", katalog, D(95), False)
        assert (dua.rhk.teks, dua.rhk.jenis, dua.mulai, dua.tenggat) == (
            "Arsip akta rapi",
            "tambahan",
            date(2026, 1, 2),
            date(2026, 11, 30),
        )
        assert Jejak.objects.get(aksi="skp.disalin").isi["sumber_id"] == lama.pk

    def test_yang_dipilih_saja(self, p, lama, skp):
        assert salin(p, skp, semua(lama)[1:]) == 1
        assert [r.teks for r in skp.rhk.all()] == ["Arsip akta rapi"]

    def test_dua_kali_tidak_menggandakan(self, p, lama, skp):
        salin(p, skp, semua(lama))
        assert salin(p, skp, semua(lama)) == 0
        assert skp.indikator.count() == 2

    def test_katalog_yang_ditarik_menjadi_tulisan_sendiri(self, p, lama, skp, katalog):
        katalog.aktif = False
        katalog.save()
        salin(p, skp, semua(lama))
        assert skp.indikator.get(kode="IK1").katalog is None

    def test_tidak_dapat_diajukan_sebelum_targetnya_dipastikan(self, p, lama, skp):
        Pemahaman.objects.create(periode=skp.periode, dinyatakan_oleh=p.ratna, dinyatakan_pada=p.sekarang)
        salin(p, skp, semua(lama)[:1])
        with pytest.raises(GalatAturan, match="periksa targetnya"):
            layanan.ajukan(skp=skp, oleh=p.ratna, sekarang=p.sekarang)
        satu = skp.indikator.get()
        masukan = MasukanIndikator(
            satu.katalog_id,
            satu.nama,
            satu.satuan,
            satu.polaritas,
            satu.aspek,
            satu.bobot,
            target=satu.target,
        )
        layanan.ubah_indikator(
            indikator=satu,
            masukan=masukan,
            versi=SKP.objects.get(pk=skp.pk).versi,
            oleh=p.ratna,
            sekarang=p.sekarang,
        )
        assert layanan.ajukan(skp=skp, oleh=p.ratna, sekarang=p.sekarang).status == "diajukan"

    def test_menolak_indikator_milik_orang_lain(self, p, lama, skp):
        asing = pabrik.skp(p, p.budi, lama.periode, status="disetujui").indikator.get()
        with pytest.raises(GalatAturan, match="tidak ada lagi"):
            salin(p, skp, [asing.pk])

    def test_menolak_tanpa_pilihan_versi_tertinggal_dan_orang_lain(self, p, lama, skp):
        for galat, isi in (
            (GalatAturan, {"ids": []}),
            (SudahBerubah, {"ids": semua(lama), "versi": 99}),
            (TidakBerhak, {"ids": semua(lama), "oleh": p.kabid}),
        ):
            with pytest.raises(galat):
                salin(p, skp, **isi)
        assert skp.indikator.count() == 0


class TestHalaman:
    def test_centang_lalu_salin(self, p, lama, skp):
        klien = masuk(p.ratna)
        tujuan = reverse("indikator:skp_salin", args=[skp.pk])
        assert (
            "Salin dari SKP 2025" in klien.get(reverse("indikator:skp_rinci", args=[skp.pk])).content.decode()
        )
        kosong = klien.post(tujuan, {"versi": skp.versi}).content.decode()
        assert "Centang indikator yang akan disalin" in kosong
        klien.post(tujuan, {"versi": skp.versi, "pilih": semua(lama)})
        halaman = klien.get(reverse("indikator:skp_rinci", args=[skp.pk])).content.decode()
        assert halaman.count("target belum dipastikan") == 2
        assert "sudah ada" in klien.get(tujuan).content.decode()

    def test_tanpa_skp_lama_diantar_kembali(self, p):
        skp = pabrik.skp(p, p.budi, pabrik.tahun(p))
        klien = masuk(p.budi)
        assert "Tidak ada SKP tahun sebelumnya" in (
            klien.get(reverse("indikator:skp_salin", args=[skp.pk]), follow=True).content.decode()
        )
