"""Pohon kinerja: gulungan, garis ke atas, celah, dan siapa membaca apa."""

from decimal import Decimal as D

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indikator.models import RHK, SKP
from indikator.queries import matriks
from indikator.queries import pohon as kueri
from indikator.queries.beranda import tugas_untuk
from indikator.rules.pohon import Angka, Celah, gulung
from kepegawaian.models import Peran
from kepegawaian.permissions import akses
from tests.indikator import pabrik, pohon

pytestmark = pytest.mark.django_db


@pytest.fixture
def ph(p):
    hasil = pohon.tanam(p)
    tw = hasil.triwulan
    pohon.lapor(p, hasil.kadis, tw, 100)
    pohon.lapor(p, hasil.kabid, tw, 90, status="diajukan")
    pohon.lapor(p, hasil.ratna, tw, 110, kode="A")
    pohon.lapor(p, hasil.kapus, tw, 80)
    return hasil


def baca(p, orang):
    hari = p.sekarang.date()
    return kueri.pembaca(orang, akses=akses(orang, pada=hari), pada=hari)


def gambar(p, ph, orang, *akar, **lain):
    return kueri.pohon(
        [a.pk for a in akar], periode=ph.triwulan, pembaca=baca(p, orang), pada=p.sekarang.date(), **lain
    )


def semua(simpul):
    for s in simpul:
        yield s
        yield from semua(s.anak)


def cari(simpul, rhk):
    return next(s for s in semua(simpul) if s.id == rhk.pk)


class TestGulungan:
    def test_tiap_simpul_bercapaian_sendiri_dan_menggulung_seluruh_cabangnya(self, p, ph):
        kadis = cari(gambar(p, ph, p.admin, ph.sekda), ph.kadis)
        assert kadis.milik == Angka(1, 1, D(60), D(6000))
        # Kabid 100 × 90, Ratna 30 × 110 (70 lagi belum lapor), kapus 100 × 80.
        assert kadis.cabang == Angka(4, 3, D(230), D(20300))
        assert (kadis.cabang_rhk, kadis.cabang_orang, kadis.banyak) == (3, 3, 2)

    def test_gulungan_basis_data_sama_dengan_aturan_pada_tiap_simpul(self, p, ph):
        pohon_utuh = gambar(p, ph, p.admin, ph.sekda, dalam=9)
        simpul = list(semua(pohon_utuh))
        assert len(simpul) == 6
        for s in simpul:
            assert s.cabang == gulung(t.milik for t in semua(s.anak))

    def test_yang_tidak_tampil_tetap_ikut_gulungan(self, p, ph):
        dangkal = gambar(p, ph, p.admin, ph.sekda, dalam=0)[0]
        assert dangkal.anak == []
        assert dangkal.belum_tampil == 2
        assert dangkal.cabang == gambar(p, ph, p.admin, ph.sekda, dalam=9)[0].cabang

    def test_dikecualikan_keluar_dari_hitungan_dan_tidak_dilaporkan_dihitung_nol(self, p, ph):
        ph.ratna.indikator.get(kode="A").realisasi.all().delete()
        pohon.lapor(
            p, ph.ratna, ph.triwulan, None, kode="A", perlakuan="dikecualikan", alasan_perlakuan="Cuti"
        )
        pohon.lapor(
            p, ph.ratna, ph.triwulan, None, kode="B", perlakuan="tidak_dilaporkan", alasan_perlakuan="Lewat"
        )
        assert cari(gambar(p, ph, p.admin, ph.kabid), ph.ratna).milik == Angka(1, 1, D(70), D(0))

    def test_laporan_draf_belum_terhitung(self, p, ph):
        ph.kapus.indikator.get().realisasi.update(status="draf")
        assert cari(gambar(p, ph, p.admin, ph.sekda), ph.kapus).milik == Angka(1, 0)

    def test_halaman_anak_menggeser_anak_akar_saja(self, p, ph):
        satu, dua = (gambar(p, ph, p.admin, ph.kadis, lebar=1, lewati=n)[0] for n in (0, 1))
        assert {satu.anak[0].id, dua.anak[0].id} == {ph.kabid.pk, ph.kapus.pk}
        assert satu.cabang == dua.cabang

    def test_lingkaran_lama_tidak_membuatnya_berputar(self, p, ph):
        RHK.objects.filter(pk=ph.sekda.pk).update(pimpinan=ph.ratna)
        assert len(list(semua(gambar(p, ph, p.admin, ph.sekda, dalam=20)))) == 6
        assert len(kueri.garis([ph.ratna.pk])[ph.ratna.pk]) <= 16


class TestTampak:
    def test_tautan_dari_unit_lain_ditandai(self, p, ph):
        akar = gambar(p, ph, p.admin, ph.kadis)
        assert cari(akar, ph.kapus).lintas
        assert not cari(akar, ph.kabid).lintas

    def test_rhk_kepala_tanpa_pendukung_bercelah_dan_daun_staf_tidak(self, p, ph):
        akar = gambar(p, ph, p.admin, ph.sekda, dalam=9)
        celah = {s.id for s in semua(akar) if s.celah}
        assert celah == {ph.kadis_b.pk, ph.kapus.pk}

    def test_draf_orang_lain_tidak_tampak_tetapi_draf_sendiri_tampak(self, p, ph):
        SKP.objects.filter(pegawai=p.kapus).update(
            status="draf", diajukan_pada=None, diajukan_oleh=None, diputus_pada=None, diputus_oleh=None
        )
        assert ph.kapus.pk not in {s.id for s in semua(gambar(p, ph, p.admin, ph.kadis))}
        assert kueri.rhk_akar([p.kapus.pk], tahun_id=ph.tahun.pk, pembaca_id=p.admin.pk) == []
        assert kueri.rhk_akar([p.kapus.pk], tahun_id=ph.tahun.pk, pembaca_id=p.kapus.pk) == [ph.kapus.pk]

    def test_penilai_membaca_nama_bawahannya_langsung_saja(self, p, ph):
        akar = gambar(p, ph, p.kadis, ph.kadis)
        assert (cari(akar, ph.kabid).nama, cari(akar, ph.kabid).terbaca) == ("Kurnia Kabid", True)
        ratna = cari(akar, ph.ratna)
        assert (ratna.nama, ratna.terbaca, ratna.teks) == ("", False, "Aplikasi siap dipakai")
        assert ratna.milik == Angka()

    def test_yang_tidak_terbaca_tidak_bocor_lewat_gulungan(self, p, ph):
        akar = gambar(p, ph, p.kadis, ph.kadis)[0]
        # Hanya kabid; Ratna dan kapus tidak dinilai kadis.
        assert akar.cabang == Angka(1, 1, D(100), D(9000))
        assert (akar.cabang_orang, akar.cabang_terbaca) == (3, 1)

    def test_pembaca_kemajuan_satu_dinas_membaca_dinas_itu_saja(self, p, ph):
        pabrik.beri_peran(p.kadis, Peran.Jenis.PIMPINAN, p.dukcapil)
        akar = gambar(p, ph, p.kadis, ph.kadis)
        assert cari(akar, ph.ratna).nama == "Ratna Wulandari"
        assert cari(akar, ph.kapus).nama == ""


class TestGaris:
    def test_dari_rhk_sendiri_sampai_puncak(self, p, ph):
        assert [r.teks for r in kueri.garis([ph.ratna.pk])[ph.ratna.pk]] == [
            "Aplikasi siap dipakai",
            "Berkas selesai tepat waktu",
            "Akta kematian terbit",
            "Masyarakat terlayani",
        ]

    def test_berhenti_di_bawah_rencana_yang_ditarik_menjadi_draf(self, p, ph):
        SKP.objects.filter(pegawai=p.kadis).update(
            status="draf", diajukan_pada=None, diajukan_oleh=None, diputus_pada=None, diputus_oleh=None
        )
        assert [r.teks for r in kueri.garis([ph.ratna.pk])[ph.ratna.pk]] == [
            "Aplikasi siap dipakai",
            "Berkas selesai tepat waktu",
        ]


class TestCelah:
    def cari(self, p, ph, orang, jenis, unit=None):
        hari = p.sekarang.date()
        wilayah = kueri.wilayah(unit or p.akar, pada=hari)
        puncak = kueri.puncak_instansi(p.instansi.pk, pada=hari)
        return kueri.celah(
            instansi_id=p.instansi.pk,
            tahun_id=ph.tahun.pk,
            wilayah=wilayah.cabang,
            puncak=puncak,
            pembaca=baca(p, orang),
            jenis=jenis,
            banyak=10,
        )

    def test_rhk_kepala_yang_tidak_didukung(self, p, ph):
        baris = self.cari(p, ph, p.admin, Celah.TIDAK_DIDUKUNG)
        assert {b.rhk_id for b in baris} == {ph.kadis_b.pk, ph.kapus.pk}
        assert baris[0].sejenis == 2

    def test_orang_yang_tidak_mendukung_siapa_pun_tanpa_puncaknya(self, p, ph):
        assert [b.nama for b in self.cari(p, ph, p.admin, Celah.TIDAK_MENDUKUNG)] == ["Budi Santoso"]

    def test_hanya_di_cabang_unit_itu(self, p, ph):
        assert self.cari(p, ph, p.admin, Celah.TIDAK_MENDUKUNG, p.dinkes) == []

    def test_penilai_tanpa_izin_kemajuan_melihat_bawahannya_saja(self, p, ph):
        assert [b.nama for b in self.cari(p, ph, p.kabid, Celah.TIDAK_MENDUKUNG, p.capil)] == ["Budi Santoso"]
        assert self.cari(p, ph, p.kadis, Celah.TIDAK_MENDUKUNG, p.dukcapil) == []

    def test_unit_tanpa_kepala_bermula_dari_kepala_di_bawahnya(self, p, ph):
        p.sekda.penempatan.update(kepala=False)
        hari = p.sekarang.date()
        assert {k.pegawai_id for k in kueri.wilayah(p.akar, pada=hari).puncak} == {p.kadis.pk, p.kadinkes.pk}
        assert set(kueri.puncak_instansi(p.instansi.pk, pada=hari)) == {p.kadis.pk, p.kadinkes.pk}


class TestTertunda:
    def test_rhk_tanpa_tautan_dengan_pilihan_rhk_penilainya(self, p, ph):
        (satu,) = matriks.tertunda(p.budi, tahun=[ph.tahun], pada=p.sekarang.date())
        assert [r.pk for r in satu.rhk] == [ph.budi.pk]
        assert [x.rhk.pk for x in satu.pilihan] == [ph.kabid.pk]

    def test_pilihan_memuat_yang_dibagikan_dan_bukan_draf_penilai(self, p, ph):
        pohon.undang(p, ph.kapus, p.budi, "Mencatat surat")
        SKP.objects.filter(pegawai=p.kabid).update(
            status="draf", diajukan_pada=None, diajukan_oleh=None, diputus_pada=None, diputus_oleh=None
        )
        (satu,) = matriks.tertunda(p.budi, tahun=[ph.tahun], pada=p.sekarang.date())
        assert [(x.rhk.pk, x.asal, x.peran) for x in satu.pilihan] == [
            (ph.kapus.pk, "Kartika Kapus", "Mencatat surat")
        ]

    def test_atasan_melihat_berapa_yang_menunggu_rencananya(self, p, ph):
        assert matriks.menunggu_rencana([p.ratna.pk, p.budi.pk], tahun_id=ph.tahun.pk) == matriks.Menunggu(
            1, 1
        )

    def test_peran_yang_belum_ditautkan_disebut(self, p, ph):
        pohon.undang(p, ph.kadis_b, p.kapus)
        (satu,) = matriks.peran_tanpa_tautan(p.kapus, tahun=[ph.tahun])
        assert satu.rhk == ph.kadis_b


def perbanyak(ph, kali):
    """Salin Ratna `kali` kali di bawah RHK kabid, semuanya dengan SKP dan satu indikator."""
    p_ratna = ph.ratna.skp
    for n in range(kali):
        orang = pabrik.pegawai(p_ratna.instansi, f"Staf {n:03d}")
        tempat = p_ratna.penempatan
        pabrik.tempatkan(orang, tempat.unit, tempat.jabatan)
        salinan = SKP.objects.create(
            instansi=p_ratna.instansi,
            periode=p_ratna.periode,
            pegawai=orang,
            penempatan=orang.penempatan.get(),
            status="perlu_perbaikan",
        )
        pohon.rhk(salinan, f"Hasil {n}", ph.kabid, A=100)


@pytest.mark.parametrize("kali", [1, 40])
def test_pohon_selalu_dua_kueri_dan_anak_lebih_dari_lebar_disebut(p, ph, kali):
    perbanyak(ph, kali)
    pembaca = baca(p, p.admin)
    with CaptureQueriesContext(connection) as tangkap:
        akar = kueri.pohon([ph.kadis.pk], periode=ph.triwulan, pembaca=pembaca, pada=p.sekarang.date())
    assert len(tangkap) == 2
    kabid = cari(akar, ph.kabid)
    assert len(kabid.anak) == min(kali + 1, kueri.LEBAR)
    assert kabid.belum_tampil == kali + 1 - len(kabid.anak)
    assert kabid.cabang_orang == kali + 1


class TestTugasBeranda:
    def judul(self, p, orang):
        return [t.judul for t in tugas_untuk(pegawai=orang, sekarang=p.sekarang) if "peran" in t.judul]

    def test_peran_yang_belum_ditautkan_menjadi_tugas_sampai_ditautkan(self, p, ph):
        assert self.judul(p, p.kapus) == []
        pohon.undang(p, ph.kadis_b, p.kapus)
        assert self.judul(p, p.kapus) == ["Tautkan RHK untuk 1 peran dari pimpinan"]
        RHK.objects.filter(pk=ph.kapus.pk).update(pimpinan=ph.kadis_b)
        assert self.judul(p, p.kapus) == ["Tautkan RHK untuk 1 peran dari pimpinan"]
        pohon.rhk(ph.kapus.skp, "Dua", ph.kadis)
        assert self.judul(p, p.kapus) == []

    def test_tanpa_skp_belum_ada_yang_dapat_ditautkan(self, p, ph):
        pohon.undang(p, ph.kadis_b, p.perawat)
        assert self.judul(p, p.perawat) == []
