"""Naskah menjadi PDF: datanya, berkasnya, dan paket seunit."""

import zipfile
from datetime import timedelta
from decimal import Decimal

import pytest

from indikator.models import NaskahSKP, Pemahaman
from indikator.services import skp as layanan
from indikator.services.skp.cetak import cetak_banyak, cetak_naskah, data_cetak
from indikator.services.skp.paket import kerjakan_paket, minta_paket
from inti.galat import TidakBerhak
from inti.models import Dokumen
from inti.services import dokumen
from tests.indikator import pabrik

pytestmark = pytest.mark.django_db


def disetujui(p, orang, tahun, **isi):
    Pemahaman.objects.create(periode=tahun, dinyatakan_oleh=orang, dinyatakan_pada=p.sekarang)
    baris = pabrik.skp(p, orang, tahun, status="diajukan")
    for nama, nilai in isi.items():
        setattr(baris, nama, nilai)
    baris.save()
    return layanan.setujui(skp=baris, oleh=p.kabid, sekarang=p.sekarang)


class TestData:
    def test_memuat_kepala_hasil_kerja_perilaku_dan_lampiran(self, p, tahun):
        disetujui(p, p.ratna, tahun, sumber_daya="Dua petugas", ekspektasi={"loyal": "Jaga rahasia"})
        data = data_cetak(NaskahSKP.objects.get(), Dokumen.objects.get())
        assert data["pegawai"]["nama"] == "Ratna Wulandari"
        assert data["penilai"]["nama"] == "Kurnia Kabid"
        assert data["utama"][0]["indikator"] == [
            {"aspek": "Kuantitas", "nama": "Jumlah akta", "target": "95 %", "triwulan": "", "bobot": "100 %"}
        ]
        assert data["tambahan"] == []
        assert [n["nama"] for n in data["nilai"]][4] == "Loyal"
        assert data["nilai"][4]["ekspektasi"] == "Jaga rahasia"
        assert data["lampiran"][0] == {"judul": "Dukungan sumber daya", "butir": ["Dua petugas"]}
        assert data["dokumen"]["alamat"].endswith(f"/cek/{Dokumen.objects.get().kode}/")
        assert data["dokumen"]["qr"].startswith("<svg")

    def test_tanda_data_contoh_hanya_pada_instansi_contoh(self, p, tahun, settings):
        settings.MODE_CONTOH = False
        disetujui(p, p.ratna, tahun)
        naskah, terbit = NaskahSKP.objects.get(), Dokumen.objects.get()
        assert not data_cetak(naskah, terbit)["dokumen"]["contoh"]
        p.instansi.data_contoh = True
        p.instansi.save()
        assert data_cetak(NaskahSKP.objects.get(), terbit)["dokumen"]["contoh"]

    def test_naskah_yang_digantikan_menyebut_keadaannya(self, p, tahun):
        disetujui(p, p.ratna, tahun)
        Dokumen.objects.update(keadaan="digantikan", keadaan_sejak=p.sekarang)
        data = data_cetak(NaskahSKP.objects.get(), Dokumen.objects.get())
        assert data["dokumen"]["subjudul"] == "Tahun 2026, naskah 1 (digantikan adendum)"


class TestPdf:
    def test_isi_yang_sama_menghasilkan_bita_yang_sama(self, p, tahun):
        disetujui(p, p.ratna, tahun)
        satu, dua = (cetak_naskah(NaskahSKP.objects.get()) for _ in range(2))
        assert satu.startswith(b"%PDF-") and satu == dua

    def test_tulisan_berbentuk_perintah_typst_tidak_dijalankan(self, p, tahun):
        baris = disetujui(p, p.ratna, tahun, sumber_daya='#read("/etc/passwd") $x$ *tebal* #panic("x")')
        assert baris.naskah.isi["sumber_daya"][0].startswith("#read")
        assert cetak_naskah(NaskahSKP.objects.get()).startswith(b"%PDF-")

    def test_urutan_dan_nama_berkas_mengikuti_permintaan(self, p, tahun, django_assert_num_queries):
        for orang in (p.ratna, p.budi):
            disetujui(p, orang, tahun)
        ids = list(NaskahSKP.objects.order_by("-pk").values_list("pk", flat=True))
        with django_assert_num_queries(2):
            nama = [n for n, _ in cetak_banyak(ids)]
        assert nama == [
            f"{p.budi.nip}_budi-santoso_SKP-2026_naskah-1.pdf",
            f"{p.ratna.nip}_ratna-wulandari_SKP-2026_naskah-1.pdf",
        ]


class TestPaket:
    def test_admin_mencetak_seunit_dan_hanya_naskah_yang_berlaku(self, p, tahun):
        baris = disetujui(p, p.ratna, tahun)
        disetujui(p, p.budi, tahun)
        pabrik.skp(p, p.perawat, tahun, status="diajukan")
        usul = layanan.buka_adendum(skp=baris, alasan="Dipotong.", oleh=p.ratna, sekarang=p.sekarang)
        usul.indikator.update(target=Decimal(90))
        layanan.setujui(
            skp=layanan.ajukan(skp=usul, oleh=p.ratna, sekarang=p.sekarang), oleh=p.kabid, sekarang=p.sekarang
        )
        paket = minta_paket(tahun=tahun, lingkup=str(p.dukcapil.pk), oleh=p.admin, sekarang=p.sekarang)
        hasil = kerjakan_paket(paket_id=paket.pk, sekarang=p.sekarang, batas=timedelta(minutes=1))
        with zipfile.ZipFile(dokumen.jalur_hasil(hasil)) as arsip:
            assert arsip.namelist() == [
                f"{p.budi.nip}_budi-santoso_SKP-2026_naskah-1.pdf",
                f"{p.ratna.nip}_ratna-wulandari_SKP-2026_naskah-2.pdf",
            ]

    def test_unit_di_luar_cakupan_ditolak(self, p, tahun):
        disetujui(p, p.ratna, tahun)
        for orang, lingkup in (
            (p.admin_dukcapil, str(p.dukcapil.pk)),  # membaca kemajuan, bukan SKP orang
            (p.ratna, "bawahan"),
            (p.kapus, str(p.capil.pk)),
        ):
            with pytest.raises(TidakBerhak):
                minta_paket(tahun=tahun, lingkup=lingkup, oleh=orang, sekarang=p.sekarang)
