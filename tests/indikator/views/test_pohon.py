"""Halaman pohon kinerja, matriks, dan tautan: siapa membuka apa, dan apa yang tertulis."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indikator.models import RHK, SKP, PeranHasil
from tests.indikator import pabrik, pohon
from tests.indikator.queries.test_pohon import perbanyak
from tests.klien import masuk

pytestmark = pytest.mark.django_db


@pytest.fixture
def p(monkeypatch):
    hasil = pabrik.pemda()
    for modul in ("pohon", "matriks"):
        monkeypatch.setattr(f"indikator.views.{modul}.hari_ini", lambda: hasil.sekarang.date())
    monkeypatch.setattr("django.utils.timezone.now", lambda: hasil.sekarang)
    return hasil


@pytest.fixture
def ph(p):
    return pohon.tanam(p)


def teks(jawaban):
    return jawaban.content.decode()


class TestPohon:
    def test_tanpa_periode_halamannya_menjelaskan(self, p):
        assert "Belum ada periode yang dibuka" in teks(masuk(p.ratna).get("/pohon/"))

    def test_staf_melihat_garisnya_tanpa_nama_pejabat_di_atasnya(self, p, ph):
        isi = teks(masuk(p.ratna).get("/pohon/"))
        assert "Masyarakat terlayani" in isi
        assert "Sekretaris Daerah" in isi
        assert "Lalu Sekretaris" not in isi

    def test_kepala_bermula_dari_unitnya(self, p, ph):
        jawaban = masuk(p.kabid).get("/pohon/")
        assert jawaban.context["unit"] == p.capil
        assert "Ratna Wulandari" in teks(jawaban)

    def test_admin_bermula_dari_puncak_instansi_dengan_celahnya(self, p, ph):
        jawaban = masuk(p.admin).get("/pohon/")
        assert jawaban.context["unit"] == p.akar
        isi = teks(jawaban)
        assert "RHK kepala yang belum didukung: 2" in isi
        assert "Orang yang belum mendukung siapa pun: 1" in isi

    @pytest.mark.parametrize(
        ("siapa", "unit", "kode"),
        [
            ("ratna", "capil", 403),
            ("kabid", "capil", 200),
            ("kabid", "dukcapil", 403),
            ("kadis", "capil", 403),
            ("admin_dukcapil", "capil", 200),
            ("admin_dukcapil", "dinkes", 403),
            ("auditor", "dinkes", 200),
        ],
    )
    def test_pohon_unit_bagi_pemimpin_dan_pembaca_kemajuannya(self, p, ph, siapa, unit, kode):
        alamat = f"/pohon/?dari={getattr(p, unit).pk}"
        assert masuk(getattr(p, siapa)).get(alamat).status_code == kode

    @pytest.mark.parametrize("dari", ["0", "abc", "9" * 30])
    def test_unit_yang_tidak_ada_tidak_ditemukan(self, p, ph, dari):
        assert masuk(p.admin).get(f"/pohon/?dari={dari}").status_code == 404

    def test_unit_instansi_lain_tidak_ditemukan(self, p, ph):
        lain = pabrik.pemda("Kota Lain")
        assert masuk(p.admin).get(f"/pohon/?dari={lain.akar.pk}").status_code == 404

    @pytest.mark.parametrize(
        ("siapa", "rhk", "kode"),
        [
            ("ratna", "ratna", 200),
            ("ratna", "kabid", 403),
            ("ratna", "budi", 403),
            ("kabid", "ratna", 200),
            ("kadis", "ratna", 200),
            ("kadis", "kapus", 200),
            ("perawat", "kadis", 403),
            ("auditor", "budi", 200),
        ],
    )
    def test_cabang_terbuka_bagi_yang_berada_di_garisnya_dari_atas(self, p, ph, siapa, rhk, kode):
        assert masuk(getattr(p, siapa)).get(f"/pohon/{ph.rhk[rhk].pk}/").status_code == kode

    def test_cabang_draf_atau_instansi_lain_tidak_ditemukan(self, p, ph):
        SKP.objects.filter(pegawai=p.budi).update(
            status="draf", diajukan_pada=None, diajukan_oleh=None, diputus_pada=None, diputus_oleh=None
        )
        assert masuk(p.admin).get(f"/pohon/{ph.budi.pk}/").status_code == 404
        lain = pabrik.pemda("Kota Lain")
        assert masuk(lain.admin).get(f"/pohon/{ph.kadis.pk}/").status_code == 404

    def test_potongan_cabang_hanya_berisi_anaknya(self, p, ph):
        potongan = masuk(p.admin).get(f"/pohon/{ph.kadis.pk}/", headers={"HX-Request": "true"})
        assert teks(potongan).lstrip().startswith("<ul")
        assert "Berkas selesai tepat waktu" in teks(potongan)
        assert "HX-Request" in potongan.headers["Vary"]

    def test_kueri_tidak_bertambah_dengan_orang(self, p, ph):
        klien, hitung = masuk(p.admin), []
        for kali in (1, 30):
            perbanyak(ph, kali)
            klien.get("/pohon/")
            with CaptureQueriesContext(connection) as tangkap:
                assert klien.get("/pohon/").status_code == 200
            hitung.append(len(tangkap))
        assert hitung[0] == hitung[1]


class TestMatriks:
    def test_yang_tidak_menilai_ditolak(self, p, ph):
        assert masuk(p.ratna).get("/matriks/").status_code == 403

    def test_bawahan_dan_undangan_dengan_tautannya(self, p, ph):
        isi = teks(masuk(p.kadis).get("/matriks/"))
        for kata in (
            "Kurnia Kabid",
            "Kartika Kapus",
            "Menyediakan data kematian",
            "Berkas selesai tepat waktu",
        ):
            assert kata in isi
        assert "1 RHK belum didukung siapa pun" in isi

    def test_menugaskan_beberapa_lalu_menariknya(self, p, ph):
        klien = masuk(p.kadis)
        sel = [f"{ph.kadis_b.pk}-{o.pk}" for o in (p.kabid, p.perawat)]
        jawaban = klien.post(
            "/matriks/", {"sel": sel, "peran": "Menata arsip", "aksi": "tugaskan"}, follow=True
        )
        assert "2 peran ditugaskan" in teks(jawaban)
        assert PeranHasil.objects.filter(rhk=ph.kadis_b).count() == 2
        assert "2 peran ditarik" in teks(klien.post("/matriks/", {"sel": sel, "aksi": "tarik"}, follow=True))

    def test_penolakan_tampil_dengan_ketikan_dan_centangnya(self, p, ph):
        sel = f"{ph.kadis_b.pk}-{p.kabid.pk}"
        jawaban = masuk(p.kadis).post("/matriks/", {"sel": [sel], "peran": " ", "aksi": "tugaskan"})
        assert "Peran masih kosong" in teks(jawaban)
        assert f'value="{sel}" checked' in teks(jawaban)

    @pytest.mark.parametrize("sel", ["1", "a-b", "1-2-3", "9" * 40])
    def test_centang_yang_tidak_dikenal_bukan_galat_peladen(self, p, ph, sel):
        jawaban = masuk(p.kadis).post("/matriks/", {"sel": [sel], "peran": "x", "aksi": "tugaskan"})
        assert jawaban.status_code == 200
        assert "tidak dikenal" in teks(jawaban)

    def test_rhk_orang_lain_ditolak(self, p, ph):
        sel = f"{ph.kabid.pk}-{p.perawat.pk}"
        kirim = {"sel": [sel], "peran": "x", "aksi": "tugaskan"}
        assert masuk(p.kadis).post("/matriks/", kirim).status_code == 403

    def test_orang_unit_lain_ditemukan_menurut_nama(self, p, ph):
        assert "Putu Perawat" in teks(masuk(p.kadis).get("/matriks/?cari=putu"))
        assert "Putu Perawat" not in teks(masuk(p.kadis).get("/matriks/?cari=pu"))

    def test_sebelum_skp_diajukan_terlihat_berapa_yang_menunggu(self, p, ph):
        SKP.objects.filter(pegawai=p.kabid).update(
            status="draf", diajukan_pada=None, diajukan_oleh=None, diputus_pada=None, diputus_oleh=None
        )
        isi = teks(masuk(p.kabid).get("/matriks/"))
        assert "SKP Anda belum diajukan" in isi
        assert "<b>1 bawahan</b> menunggu rencana Anda" in isi

    def test_kueri_tidak_bertambah_dengan_orang(self, p, ph):
        klien, hitung = masuk(p.kabid), []
        for kali in (1, 20):
            perbanyak(ph, kali)
            klien.get("/matriks/")
            with CaptureQueriesContext(connection) as tangkap:
                klien.get("/matriks/")
            hitung.append(len(tangkap))
        assert hitung[0] == hitung[1]


class TestTautan:
    def test_menautkan_dalam_satu_langkah(self, p, ph):
        klien = masuk(p.budi)
        assert "Surat tercatat" in teks(klien.get("/skp/tautan/"))
        jawaban = klien.post("/skp/tautan/", {f"rhk-{ph.budi.pk}": ph.kabid.pk}, follow=True)
        assert "1 RHK ditautkan" in teks(jawaban)
        assert RHK.objects.get(pk=ph.budi.pk).pimpinan == ph.kabid

    def test_semua_tertaut_dikatakan(self, p, ph):
        assert "Semua RHK Anda sudah tertaut" in teks(masuk(p.ratna).get("/skp/tautan/"))

    def test_peran_yang_belum_didukung_disebut_dengan_jalan_keluarnya(self, p, ph):
        pohon.undang(p, ph.kadis_b, p.kapus, "Menata arsip kematian")
        isi = teks(masuk(p.kapus).get("/skp/tautan/"))
        assert "Menata arsip kematian" in isi
        assert "alihkan tautan" in isi
        assert "Semua RHK Anda sudah tertaut" not in isi

    def test_puncak_pohon_dijelaskan(self, p, ph):
        assert "puncak pohon" in teks(masuk(p.sekda).get("/skp/tautan/"))

    def test_penilai_yang_belum_mengajukan_disebut(self, p, ph):
        SKP.objects.filter(pegawai=p.kabid).update(
            status="draf", diajukan_pada=None, diajukan_oleh=None, diputus_pada=None, diputus_oleh=None
        )
        assert "Kurnia Kabid belum mengajukan SKP" in teks(masuk(p.budi).get("/skp/tautan/"))

    def test_pilihan_yang_sudah_tidak_ada_ditolak_dengan_kata(self, p, ph):
        jawaban = masuk(p.budi).post("/skp/tautan/", {f"rhk-{ph.budi.pk}": ph.kadis.pk})
        assert "sudah tidak ada" in teks(jawaban)
        assert RHK.objects.get(pk=ph.budi.pk).pimpinan is None


def test_halaman_lapor_menyebut_untuk_apa_pekerjaan_itu(p, ph):
    indikator = ph.ratna.indikator.first()
    isi = teks(masuk(p.ratna).get(f"/capaian/{ph.triwulan.pk}/{indikator.pk}/"))
    assert "Untuk apa pekerjaan ini" in isi
    assert "Masyarakat terlayani" in isi
