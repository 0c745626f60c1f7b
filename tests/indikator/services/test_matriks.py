"""Matriks peran hasil dan tautan RHK yang tertunda."""

from datetime import timedelta

import pytest

from indikator.models import RHK, SKP, PeranHasil
from indikator.services import matriks as layanan
from indikator.services import skp as layanan_skp
from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.models import Jejak, Pemberitahuan
from tests.indikator import pabrik, pohon

pytestmark = pytest.mark.django_db


@pytest.fixture
def ph(p):
    return pohon.tanam(p)


def tugaskan(p, *sel, peran="Menyiapkan data", oleh=None):
    return layanan.tugaskan(
        sel={(r.pk, o.pk) for r, o in sel}, peran=peran, oleh=oleh or p.kadis, sekarang=p.sekarang
    )


def tarik(p, *sel, oleh=None):
    return layanan.tarik(sel={(r.pk, o.pk) for r, o in sel}, oleh=oleh or p.kadis, sekarang=p.sekarang)


class TestTugaskan:
    def test_beberapa_orang_pada_beberapa_rhk_sekaligus_juga_dari_unit_lain(self, p, ph):
        assert tugaskan(p, (ph.kadis, p.kabid), (ph.kadis_b, p.kabid), (ph.kadis_b, p.perawat)) == 3
        satu = PeranHasil.objects.get(rhk=ph.kadis_b, pegawai=p.perawat)
        assert (satu.peran, satu.ditetapkan_oleh, satu.ditetapkan_pada) == (
            "Menyiapkan data",
            p.kadis,
            p.sekarang,
        )

    def test_tiap_orang_dikabari_sekali_berapa_pun_rhk_nya(self, p, ph):
        tugaskan(p, (ph.kadis, p.kabid), (ph.kadis_b, p.kabid), (ph.kadis_b, p.perawat))
        kabar = Pemberitahuan.objects.filter(judul__startswith="Anda diberi peran")
        assert sorted(kabar.values_list("penerima_id", flat=True)) == sorted([p.kabid.pk, p.perawat.pk])
        assert "Arsip tertata" in kabar.get(penerima_id=p.perawat.pk).isi

    def test_kiriman_kedua_tidak_menulis_apa_pun(self, p, ph):
        tugaskan(p, (ph.kadis_b, p.perawat))
        catatan, kabar = Jejak.objects.count(), Pemberitahuan.objects.count()
        assert tugaskan(p, (ph.kadis_b, p.perawat)) == 0
        assert (Jejak.objects.count(), Pemberitahuan.objects.count()) == (catatan, kabar)

    def test_kata_peran_yang_baru_menggantikan_yang_lama_tanpa_kabar_lagi(self, p, ph):
        tugaskan(p, (ph.kadis_b, p.perawat))
        kabar = Pemberitahuan.objects.count()
        assert tugaskan(p, (ph.kadis_b, p.perawat), peran="Memeriksa data") == 1
        assert PeranHasil.objects.get(rhk=ph.kadis_b).peran == "Memeriksa data"
        assert Pemberitahuan.objects.count() == kabar

    def test_tercatat_pada_jejak_dengan_orang_dan_perannya(self, p, ph):
        tugaskan(p, (ph.kadis_b, p.perawat))
        baris = Jejak.objects.get(aksi="matriks.ditugaskan")
        assert (baris.objek_id, baris.pelaku_id) == (ph.kadis_b.pk, p.kadis.pk)
        assert baris.isi == {"pegawai_id": p.perawat.pk, "peran": "Menyiapkan data"}

    def test_rhk_pimpinan_lain_ditolak(self, p, ph):
        with pytest.raises(TidakBerhak, match="milik pimpinan lain"):
            tugaskan(p, (ph.kabid, p.perawat))
        assert not PeranHasil.objects.filter(rhk=ph.kabid).exists()

    def test_yang_tidak_menilai_siapa_pun_ditolak(self, p, ph):
        with pytest.raises(TidakBerhak, match="pejabat penilai"):
            tugaskan(p, (ph.ratna, p.budi), oleh=p.ratna)

    def test_rhk_draf_belum_dibagikan(self, p, ph):
        SKP.objects.filter(pegawai=p.kadis).update(
            status="draf", diajukan_pada=None, diajukan_oleh=None, diputus_pada=None, diputus_oleh=None
        )
        with pytest.raises(GalatAturan, match="masih draf"):
            tugaskan(p, (ph.kadis_b, p.perawat))

    @pytest.mark.parametrize("siapa", ["diri", "nonaktif", "tetangga", "belum_ditempatkan"])
    def test_orang_yang_tidak_dapat_ditugasi_ditolak(self, p, ph, siapa):
        orang = p.perawat
        if siapa == "diri":
            orang = p.kadis
        elif siapa == "nonaktif":
            type(orang).objects.filter(pk=orang.pk).update(is_active=False)
        elif siapa == "tetangga":
            orang = pabrik.pemda("Kota Lain").perawat
        else:
            orang = pabrik.pegawai(p.instansi, "Baru Datang")
        with pytest.raises(GalatAturan, match="tidak dapat ditugasi"):
            tugaskan(p, (ph.kadis_b, orang))
        assert PeranHasil.objects.count() == 1

    @pytest.mark.parametrize(("peran", "pesan"), [("  ", "masih kosong"), ("x" * 201, "batasnya 200")])
    def test_peran_kosong_atau_terlalu_panjang_ditolak(self, p, ph, peran, pesan):
        with pytest.raises(GalatAturan, match=pesan):
            tugaskan(p, (ph.kadis_b, p.perawat), peran=peran)

    def test_tanpa_centang_ditolak(self, p, ph):
        with pytest.raises(GalatAturan, match="Belum ada yang dicentang"):
            tugaskan(p)

    def test_sesudah_tahun_lewat_ditolak(self, p, ph):
        with pytest.raises(GalatAturan, match="berakhir"):
            layanan.tugaskan(
                sel={(ph.kadis_b.pk, p.perawat.pk)},
                peran="x",
                oleh=p.kadis,
                sekarang=ph.tahun.tutup_pada + timedelta(hours=1),
            )


class TestTarik:
    def test_peran_dicabut_dan_tercatat(self, p, ph):
        tugaskan(p, (ph.kadis_b, p.perawat), (ph.kadis_b, p.kabid))
        assert tarik(p, (ph.kadis_b, p.perawat), (ph.kadis_b, p.kabid)) == 2
        assert not PeranHasil.objects.filter(rhk=ph.kadis_b).exists()
        assert Jejak.objects.filter(aksi="matriks.ditarik", objek_id=ph.kadis_b.pk).count() == 2

    def test_yang_sudah_tidak_ada_dilewati(self, p, ph):
        assert tarik(p, (ph.kadis_b, p.perawat)) == 0

    def test_orang_luar_yang_sudah_menautkan_tidak_ditarik(self, p, ph):
        with pytest.raises(GalatAturan, match="Kartika Kapus masih menautkan"):
            tarik(p, (ph.kadis, p.kapus))
        assert PeranHasil.objects.filter(pegawai=p.kapus).exists()

    def test_bawahan_yang_sudah_menautkan_boleh_ditarik_karena_tautannya_tetap_sah(self, p, ph):
        tugaskan(p, (ph.kadis, p.kabid))
        assert tarik(p, (ph.kadis, p.kabid)) == 1
        assert RHK.objects.get(pk=ph.kabid.pk).pimpinan == ph.kadis


class TestMenautkanDariMatriks:
    def tambah(self, p, ph, pimpinan):
        draf = SKP.objects.get(pegawai=p.perawat)
        return layanan_skp.tambah_rhk(
            skp=draf,
            teks="Data kematian dikirim",
            jenis="utama",
            pimpinan_id=pimpinan.pk,
            versi=draf.versi,
            oleh=p.perawat,
            sekarang=p.sekarang,
        )

    def test_tanpa_undangan_rhk_unit_lain_ditolak(self, p, ph):
        pohon.skp(p, p.perawat, ph.tahun, "draf")
        with pytest.raises(GalatAturan, match="dibagikan kepada Anda"):
            self.tambah(p, ph, ph.kadis_b)

    def test_dengan_undangan_diterima(self, p, ph):
        pohon.skp(p, p.perawat, ph.tahun, "draf")
        tugaskan(p, (ph.kadis_b, p.perawat))
        assert self.tambah(p, ph, ph.kadis_b).pimpinan == ph.kadis_b

    def test_undangan_tahun_lain_tidak_berlaku(self, p, ph):
        lain = pabrik.tahun(p, ke=2027)
        pohon.undang(p, ph.kadis_b, p.perawat)
        draf = pohon.skp(p, p.perawat, lain, "draf")
        with pytest.raises(GalatAturan, match="tahun yang sama"):
            layanan_skp.tambah_rhk(
                skp=draf,
                teks="x",
                jenis="utama",
                pimpinan_id=ph.kadis_b.pk,
                versi=1,
                oleh=p.perawat,
                sekarang=p.sekarang,
            )

    def test_lingkaran_antarunit_ditolak(self, p, ph):
        # Kapus menopang kadis; kadis diundang kapus, tetapi menopangnya balik akan melingkar.
        pohon.undang(p, ph.kapus, p.kadis)
        lepas = pohon.rhk(SKP.objects.get(pegawai=p.kadis), "Data dipakai bersama")
        with pytest.raises(GalatAturan, match="menopang RHK di SKP Anda"):
            layanan.tautkan(pilihan={lepas.pk: ph.kapus.pk}, oleh=p.kadis, sekarang=p.sekarang)


class TestTautkan:
    @pytest.mark.parametrize("status", ["draf", "diajukan", "perlu_perbaikan", "disetujui"])
    def test_tautan_kosong_diisi_pada_keadaan_mana_pun_tanpa_mengubah_yang_lain(self, p, ph, status):
        diajukan = None if status == "draf" else p.sekarang
        SKP.objects.filter(pegawai=p.budi).update(
            status=status, diajukan_pada=diajukan, diajukan_oleh=p.budi if diajukan else None
        )
        versi = SKP.objects.get(pegawai=p.budi).versi
        assert layanan.tautkan(pilihan={ph.budi.pk: ph.kabid.pk}, oleh=p.budi, sekarang=p.sekarang) == 1
        skp = SKP.objects.get(pegawai=p.budi)
        assert (skp.rhk.get().pimpinan, skp.status, skp.versi) == (ph.kabid, status, versi + 1)
        assert Jejak.objects.get(aksi="skp.rhk_ditautkan").isi["tautan"] == {str(ph.budi.pk): ph.kabid.pk}

    def test_kiriman_kedua_tidak_menulis_apa_pun(self, p, ph):
        isi = {"pilihan": {ph.budi.pk: ph.kabid.pk}, "oleh": p.budi, "sekarang": p.sekarang}
        layanan.tautkan(**isi)
        versi = SKP.objects.get(pegawai=p.budi).versi
        assert layanan.tautkan(**isi) == 0
        assert SKP.objects.get(pegawai=p.budi).versi == versi

    def test_tautan_yang_sudah_terisi_tidak_diganti(self, p, ph):
        lain = pohon.rhk(SKP.objects.get(pegawai=p.kabid), "Arsip digital")
        with pytest.raises(SudahBerubah, match="sudah ditautkan"):
            layanan.tautkan(pilihan={ph.ratna.pk: lain.pk}, oleh=p.ratna, sekarang=p.sekarang)
        assert RHK.objects.get(pk=ph.ratna.pk).pimpinan == ph.kabid

    def test_rhk_orang_lain_ditolak(self, p, ph):
        with pytest.raises(TidakBerhak):
            layanan.tautkan(pilihan={ph.budi.pk: ph.kabid.pk}, oleh=p.ratna, sekarang=p.sekarang)

    def test_yang_bukan_rhk_penilai_ditolak_dan_tidak_satu_pun_terisi(self, p, ph):
        dua = pohon.rhk(SKP.objects.get(pegawai=p.budi), "Tamu terlayani")
        with pytest.raises(GalatAturan, match="pejabat penilai Anda"):
            layanan.tautkan(
                pilihan={ph.budi.pk: ph.kabid.pk, dua.pk: ph.kadis.pk}, oleh=p.budi, sekarang=p.sekarang
            )
        assert not RHK.objects.filter(skp__pegawai=p.budi, pimpinan__isnull=False).exists()

    def test_tanpa_pilihan_ditolak(self, p, ph):
        with pytest.raises(GalatAturan, match="Belum ada yang dipilih"):
            layanan.tautkan(pilihan={}, oleh=p.budi, sekarang=p.sekarang)
