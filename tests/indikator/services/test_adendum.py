"""Adendum: usulan di samping yang berlaku, naskah beku, dan laporan yang tetap utuh."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from indikator.models import (
    RHK,
    SKP,
    IndikatorKinerja,
    NaskahSKP,
    Periode,
    Realisasi,
    StatusDokumen,
    TargetTriwulan,
)
from indikator.queries.realisasi.daftar import indikator_dilaporkan
from indikator.queries.skp.adendum import perbandingan
from indikator.queries.skp.banding import baris_banding
from indikator.rules import naskah
from indikator.services import skp as layanan
from indikator.services.skp import MasukanIndikator
from indikator.services.skp.triwulan import atur_triwulan
from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.models import Dokumen, Jejak, Pemberitahuan
from tests.indikator import pabrik
from tests.indikator.services.test_skp import diajukan, indikator

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def skp(p, tahun):
    """SKP Ratna yang disetujui: dua RHK, indikator 30 + 45 + 25."""
    return layanan.setujui(skp=diajukan(p, tahun), oleh=p.kabid, sekarang=p.sekarang)


def buka(p, skp):
    return layanan.buka_adendum(
        skp=skp, alasan="Anggaran dipotong di tengah tahun.", oleh=p.ratna, sekarang=p.sekarang
    )


def terkini(skp):
    return SKP.semua.get(pk=skp.pk)


def ajukan(p, usul):
    return layanan.ajukan(skp=usul, oleh=p.ratna, sekarang=p.sekarang)


def setujui(p, usul):
    return layanan.setujui(skp=usul, oleh=p.kabid, sekarang=p.sekarang + timedelta(hours=1))


def laporan(p, skp, nomor=0, *, ke=4, tahun=None, **lain):
    """Laporan diajukan untuk indikator ke-`nomor`."""
    satu = skp.indikator.order_by("urutan")[nomor]
    di = Periode.objects.filter(induk=skp.periode, jenis="triwulan").first() or pabrik.triwulan(
        p, skp.periode, ke=ke
    )
    isi = {
        "status": StatusDokumen.DIAJUKAN,
        "nilai": D(400),
        "diajukan_pada": p.sekarang,
        "diajukan_oleh": p.ratna,
        **lain,
    }
    return Realisasi.objects.create(instansi=p.instansi, periode=di, pegawai=p.ratna, indikator=satu, **isi)


def ganti_target(p, usul, target, nomor=0):
    satu = usul.indikator.order_by("urutan")[nomor]
    masukan = MasukanIndikator(
        None, satu.nama, satu.satuan, satu.polaritas, satu.aspek, satu.bobot, target=D(target)
    )
    return layanan.ubah_indikator(
        indikator=satu, masukan=masukan, versi=terkini(usul).versi, oleh=p.ratna, sekarang=p.sekarang
    )


class TestNaskah:
    def test_persetujuan_pertama_melahirkan_naskah_satu_dan_dokumennya(self, p, skp):
        satu = NaskahSKP.objects.get()
        assert (satu.skp_id, satu.nomor, satu.disetujui_oleh) == (skp.pk, 1, p.kabid)
        assert terkini(skp).naskah_id == satu.pk
        terbit = Dokumen.objects.get()
        assert (terbit.objek_id, terbit.versi, terbit.keadaan, terbit.sidik) == (
            skp.pk,
            1,
            "berlaku",
            satu.sidik,
        )
        assert terbit.nomor == f"SKP-2026-{skp.pk:06d}-1"
        assert len(terbit.kode) == 24

    def test_isi_naskah_utuh_dan_sidiknya_dapat_dihitung_ulang(self, p, skp):
        isi = NaskahSKP.objects.get().isi
        assert isi["pegawai"]["nip"] == p.ratna.nip
        assert isi["penilai"]["jabatan"] == "Kepala Bidang"
        assert [(r["teks"], [i["bobot"] for i in r["indikator"]]) for r in isi["rhk"]] == [
            ("Data ganda dibersihkan", ["30"]),
            ("Layanan SIAK tersedia", ["45", "25"]),
        ]
        assert naskah.sidik(isi) == NaskahSKP.objects.get().sidik

    def test_basis_data_menolak_mengubah_atau_menghapus_naskah(self, skp):
        for perintah in ("UPDATE indikator_naskahskp SET nomor = 9", "DELETE FROM indikator_naskahskp"):
            with (
                pytest.raises((InternalError, IntegrityError)),
                transaction.atomic(),
                connection.cursor() as kursor,
            ):
                kursor.execute(perintah)
        assert NaskahSKP.objects.get().nomor == 1

    def test_setujui_banyak_membekukan_semuanya_dengan_kueri_tetap(
        self, p, tahun, django_assert_max_num_queries
    ):
        dua = [diajukan(p, tahun, orang) for orang in (p.ratna, p.budi)]
        with django_assert_max_num_queries(32):
            layanan.setujui_banyak(skp_ids=[s.pk for s in dua], oleh=p.kabid, sekarang=p.sekarang)
        assert {n.skp_id for n in NaskahSKP.objects.all()} == {s.pk for s in dua}
        assert Dokumen.objects.count() == 2


class TestBuka:
    def test_menyalin_isi_dan_membiarkan_yang_berlaku(self, p, skp):
        usul = buka(p, skp)
        assert (usul.status, usul.adendum_dari_id, usul.alasan_adendum) == (
            "draf",
            skp.pk,
            "Anggaran dipotong di tengah tahun.",
        )
        assert [(i.kode, i.bobot) for i in usul.indikator.order_by("urutan")] == [
            (i.kode, i.bobot) for i in skp.indikator.order_by("urutan")
        ]
        assert terkini(skp).status == "disetujui"
        assert Jejak.objects.get(aksi="skp.adendum_dibuka").alasan == "Anggaran dipotong di tengah tahun."

    def test_dua_kali_tetap_satu_usulan(self, p, skp):
        assert buka(p, skp).pk == buka(p, skp).pk
        with pytest.raises(GalatAturan, match="sudah terbuka dengan alasan lain") as galat:
            layanan.buka_adendum(skp=skp, alasan="Alasan tab lain.", oleh=p.ratna, sekarang=p.sekarang)
        assert galat.value.bidang == "alasan"
        assert SKP.semua.count() == 2

    def test_usulan_tidak_ikut_dalam_daftar_skp_mana_pun(self, p, skp):
        buka(p, skp)
        assert list(SKP.objects.all()) == [skp]
        assert list(p.ratna.skp.all()) == [skp]
        assert list(skp.periode.skp.all()) == [skp]

    def test_capaian_tetap_dilaporkan_menurut_naskah_yang_berlaku(self, p, skp):
        triwulan = pabrik.triwulan(p, skp.periode)
        sebelum = list(indikator_dilaporkan([p.ratna.pk], triwulan).values_list("pk", flat=True))
        usul = buka(p, skp)
        ganti_target(p, usul, 5)
        ajukan(p, usul)
        dilaporkan = indikator_dilaporkan([p.ratna.pk], triwulan)
        assert [i.pk for i in dilaporkan] == sebelum
        assert {i.target for i in dilaporkan} == {D(500)}

    def test_menolak_tanpa_alasan(self, p, skp):
        with pytest.raises(GalatAturan, match="mengapa"):
            layanan.buka_adendum(skp=skp, alasan="  ", oleh=p.ratna, sekarang=p.sekarang)

    def test_menolak_skp_yang_belum_disetujui(self, p, tahun):
        with pytest.raises(GalatAturan, match="menunggu pejabat penilai"):
            buka(p, diajukan(p, tahun))

    def test_menolak_penilai_dan_orang_luar(self, p, skp):
        for orang in (p.kabid, p.budi):
            with pytest.raises(TidakBerhak):
                layanan.buka_adendum(skp=skp, alasan="Coba.", oleh=orang, sekarang=p.sekarang)


class TestBuang:
    def test_usulan_hilang_dan_skp_tetap(self, p, skp):
        buka(p, skp)
        assert layanan.buang_adendum(skp=skp, oleh=p.ratna, sekarang=p.sekarang)
        assert list(SKP.semua.all()) == [skp]
        assert skp.indikator.count() == 3
        assert not layanan.buang_adendum(skp=skp, oleh=p.ratna, sekarang=p.sekarang)

    def test_yang_sudah_diajukan_ditarik_dahulu(self, p, skp):
        usul = buka(p, skp)
        ganti_target(p, usul, 450)
        ajukan(p, usul)
        with pytest.raises(GalatAturan, match="menariknya"):
            layanan.buang_adendum(skp=skp, oleh=p.ratna, sekarang=p.sekarang)


class TestAjukan:
    def test_menolak_yang_belum_mengubah_apa_pun(self, p, skp):
        with pytest.raises(GalatAturan, match="Belum ada yang berubah"):
            ajukan(p, buka(p, skp))

    def test_menolak_bobot_yang_tidak_lagi_seratus(self, p, skp):
        usul = buka(p, skp)
        satu = usul.indikator.order_by("urutan")[2]
        layanan.hapus_indikator(indikator=satu, versi=usul.versi, oleh=p.ratna, sekarang=p.sekarang)
        with pytest.raises(GalatAturan, match="Tambah 25"):
            ajukan(p, usul)

    def test_perbandingan_menyebut_isi_lampiran_dan_tidak_mengulang_judul(self, p, skp):
        usul = buka(p, skp)
        layanan.atur_lampiran(
            skp=usul,
            lampiran={"sumber_daya": "Dua petugas"},
            ekspektasi={"loyal": "Jaga rahasia"},
            versi=usul.versi,
            oleh=p.ratna,
            sekarang=p.sekarang,
        )
        layanan.tambah_rhk(
            skp=usul,
            teks="Adminduk keliling",
            jenis="tambahan",
            pimpinan_id=None,
            versi=terkini(usul).versi,
            oleh=p.ratna,
            sekarang=p.sekarang,
        )
        hasil = [
            (b.label, b.benda, b.judul, [(r.apa, r.lama, r.baru) for r in b.rincian])
            for b in baris_banding(perbandingan(usul))
        ]
        assert hasil == [
            ("Ditambah", "RHK", "Adminduk keliling", [("Jenis", "–", "Tambahan")]),
            ("Diubah", "Lampiran", "Dukungan sumber daya", [("Isi", "–", "Dua petugas")]),
            ("Diubah", "Ekspektasi khusus", "Loyal", [("Isi", "–", "Jaga rahasia")]),
        ]

    def test_penilai_diberi_tahu_bahwa_itu_adendum(self, p, skp):
        usul = buka(p, skp)
        ganti_target(p, usul, 450)
        ajukan(p, usul)
        assert "adendum SKP Ratna" in Pemberitahuan.objects.filter(penerima_id=p.kabid.pk).last().judul

    def test_indikator_yang_sudah_dilaporkan_tidak_dihentikan_tanpa_pengecualian_penilai(self, p, skp):
        isi = laporan(p, skp, 2)
        usul = _tanpa_indikator_terakhir(p, buka(p, skp))
        with pytest.raises(GalatAturan, match="mengecualikan"):
            ajukan(p, usul)
        isi.perlakuan, isi.alasan_perlakuan = "dikecualikan", "Layanannya dipindah ke provinsi."
        isi.save()
        assert ajukan(p, usul).status == "diajukan"

    def test_satuan_dan_arah_indikator_yang_sudah_dilaporkan_tetap(self, p, skp):
        laporan(p, skp)
        usul = buka(p, skp)
        satu = usul.indikator.order_by("urutan")[0]
        masukan = MasukanIndikator(None, satu.nama, "%", satu.polaritas, satu.aspek, satu.bobot, target=D(90))
        layanan.ubah_indikator(
            indikator=satu, masukan=masukan, versi=usul.versi, oleh=p.ratna, sekarang=p.sekarang
        )
        with pytest.raises(GalatAturan, match="tidak dapat diganti"):
            ajukan(p, usul)


def _tanpa_indikator_terakhir(p, usul):
    """Hapus indikator berbobot 25 dan alihkan bobotnya ke yang kedua."""
    _, dua, tiga = usul.indikator.order_by("urutan")
    layanan.hapus_indikator(indikator=tiga, versi=terkini(usul).versi, oleh=p.ratna, sekarang=p.sekarang)
    return layanan.atur_bobot(
        skp=usul, bobot={dua.pk: D(70)}, versi=terkini(usul).versi, oleh=p.ratna, sekarang=p.sekarang
    )


class TestSetujui:
    def test_baris_yang_sama_bertahan_bersama_laporannya(self, p, skp):
        lapor = laporan(p, skp)
        usul = buka(p, skp)
        ganti_target(p, usul, 450)
        pokok = setujui(p, ajukan(p, usul))
        assert pokok.pk == skp.pk
        lapor.refresh_from_db()
        assert lapor.indikator.target == D(450)
        assert (lapor.indikator.skp_id, lapor.nilai) == (skp.pk, D(400))
        assert list(SKP.semua.all()) == [skp]

    def test_naskah_lama_tetap_terbaca_dan_dokumennya_digantikan(self, p, skp):
        usul = buka(p, skp)
        ganti_target(p, usul, 450)
        setujui(p, ajukan(p, usul))
        satu, dua = NaskahSKP.objects.order_by("nomor")
        assert [n.isi["rhk"][0]["indikator"][0]["target"] for n in (satu, dua)] == ["500", "450"]
        assert dua.alasan == "Anggaran dipotong di tengah tahun."
        assert terkini(skp).naskah_id == dua.pk
        assert list(Dokumen.objects.order_by("versi").values_list("keadaan", flat=True)) == [
            "digantikan",
            "berlaku",
        ]

    def test_target_triwulan_ikut_diusulkan_dibandingkan_dan_berlaku(self, p, skp):
        satu = skp.indikator.order_by("urutan")[0]
        TargetTriwulan.objects.create(
            indikator=satu,
            akumulasi="jumlah",
            setahun=D(500),
            tw1=D(100),
            tw2=D(100),
            tw3=D(100),
            tw4=D(200),
        )
        usul = buka(p, skp)
        with pytest.raises(GalatAturan, match="Belum ada yang berubah"):
            ajukan(p, usul)
        atur_triwulan(
            indikator=usul.indikator.order_by("urutan")[0],
            akumulasi="jumlah",
            bagian=[D(50), D(50), D(200), D(200)],
            versi=usul.versi,
            oleh=p.ratna,
            sekarang=p.sekarang,
        )
        assert [(b.label, [r.apa for r in b.rincian]) for b in baris_banding(perbandingan(usul))] == [
            ("Diubah", ["Target triwulan"])
        ]
        setujui(p, ajukan(p, usul))
        kini = TargetTriwulan.objects.get(indikator=satu)
        assert (kini.tw3, TargetTriwulan.objects.count()) == (D(200), 1)
        assert NaskahSKP.objects.get(nomor=2).isi["rhk"][0]["indikator"][0]["triwulan"] == [
            "jumlah",
            "50",
            "50",
            "200",
            "200",
        ]

    def test_yang_dihentikan_tidak_ditagih_lagi_tetapi_barisnya_ada(self, p, skp):
        laporan(p, skp, 2, perlakuan="dikecualikan", alasan_perlakuan="Dipindah.")
        setujui(p, ajukan(p, _tanpa_indikator_terakhir(p, buka(p, skp))))
        assert [(i.kode, i.bobot) for i in skp.indikator.order_by("urutan")] == [
            ("IK1", D(30)),
            ("IK2", D(70)),
        ]
        henti = IndikatorKinerja.semua.get(skp=skp, dihentikan_pada__isnull=False)
        assert (henti.kode, henti.dihentikan_oleh, henti.realisasi.count()) == ("IK3", p.kabid, 1)

    def test_nomor_indikator_yang_dihentikan_tidak_dipakai_lagi(self, p, skp):
        setujui(p, ajukan(p, _tanpa_indikator_terakhir(p, buka(p, skp))))
        usul = buka(p, skp)
        rhk = usul.rhk.order_by("urutan")[0]
        baru = layanan.tambah_indikator(
            rhk=rhk, masukan=indikator("Baru", "10"), versi=usul.versi, oleh=p.ratna, sekarang=p.sekarang
        )
        assert baru.kode == "IK4"

    def test_rhk_dan_indikator_baru_menjadi_milik_skp(self, p, skp):
        usul = buka(p, skp)
        satu = usul.indikator.order_by("urutan")[0]
        rhk = layanan.tambah_rhk(
            skp=usul,
            teks="Adminduk keliling",
            jenis="tambahan",
            pimpinan_id=None,
            versi=usul.versi,
            oleh=p.ratna,
            sekarang=p.sekarang,
        )
        layanan.tambah_indikator(
            rhk=rhk,
            masukan=indikator("Kunjungan", "10"),
            versi=terkini(usul).versi,
            oleh=p.ratna,
            sekarang=p.sekarang,
        )
        layanan.atur_bobot(
            skp=usul, bobot={satu.pk: D(20)}, versi=terkini(usul).versi, oleh=p.ratna, sekarang=p.sekarang
        )
        setujui(p, ajukan(p, usul))
        assert [(i.kode, i.rhk.teks, i.bobot) for i in skp.indikator.order_by("urutan")] == [
            ("IK1", "Data ganda dibersihkan", D(20)),
            ("IK2", "Layanan SIAK tersedia", D(45)),
            ("IK3", "Layanan SIAK tersedia", D(25)),
            ("IK4", "Adminduk keliling", D(10)),
        ]
        assert RHK.semua.filter(skp=skp).count() == 3
        assert RHK.semua.exclude(skp=skp).count() == 0

    def test_rhk_yang_dihapus_dihentikan_dan_tautan_bawahan_masih_terbaca(self, p, skp):
        usul = buka(p, skp)
        satu, dua = usul.rhk.order_by("urutan")
        tetap = dua.indikator.order_by("urutan")
        layanan.hapus_rhk(rhk=satu, versi=usul.versi, oleh=p.ratna, sekarang=p.sekarang)
        layanan.atur_bobot(
            skp=usul, bobot={tetap[0].pk: D(75)}, versi=terkini(usul).versi, oleh=p.ratna, sekarang=p.sekarang
        )
        setujui(p, ajukan(p, usul))
        assert [r.teks for r in skp.rhk.all()] == ["Layanan SIAK tersedia"]
        assert RHK.semua.get(teks="Data ganda dibersihkan", skp=skp).dihentikan_oleh == p.kabid

    def test_menolak_yang_berubah_sejak_dilihat(self, p, skp):
        usul = buka(p, skp)
        ganti_target(p, usul, 450)
        kini = ajukan(p, usul)
        with pytest.raises(SudahBerubah):
            layanan.setujui(skp=kini, oleh=p.kabid, sekarang=p.sekarang, versi=kini.versi - 1)

    def test_menolak_selama_bagian_tahun_sedang_ditutup(self, p, skp):
        triwulan = pabrik.triwulan(p, skp.periode)
        usul = buka(p, skp)
        ganti_target(p, usul, 450)
        kini = ajukan(p, usul)
        Periode.objects.filter(pk=triwulan.pk).update(penutupan_dimulai=p.sekarang)
        with pytest.raises(GalatAturan, match="sedang ditutup"):
            setujui(p, kini)

    def test_pengecualian_yang_dicabut_sesudah_diajukan_menahan_persetujuan(self, p, skp):
        isi = laporan(p, skp, 2, perlakuan="dikecualikan", alasan_perlakuan="Dipindah.")
        kini = ajukan(p, _tanpa_indikator_terakhir(p, buka(p, skp)))
        Realisasi.objects.filter(pk=isi.pk).update(perlakuan="", alasan_perlakuan="")
        with pytest.raises(GalatAturan, match="mengecualikan"):
            setujui(p, kini)
        assert skp.indikator.count() == 3

    def test_klik_kedua_sesudah_disetujui_dijelaskan(self, p, skp):
        usul = buka(p, skp)
        ganti_target(p, usul, 450)
        kini = ajukan(p, usul)
        setujui(p, kini)
        with pytest.raises(GalatAturan, match="sudah disetujui atau dibatalkan"):
            setujui(p, kini)
        assert NaskahSKP.objects.count() == 2

    def test_penilai_mengembalikan_usulan_dengan_catatan(self, p, skp):
        usul = buka(p, skp)
        ganti_target(p, usul, 450)
        kini = ajukan(p, usul)
        layanan.kembalikan(skp=kini, catatan="Target 480 saja.", oleh=p.kabid, sekarang=p.sekarang)
        assert terkini(usul).status == "perlu_perbaikan"
        assert terkini(skp).status == "disetujui"


class TestBatalkanPersetujuan:
    def test_skp_menunggu_lagi_dan_dokumennya_dibatalkan(self, p, skp):
        assert [
            s.pk for s in layanan.batalkan_setuju(skp_ids=[skp.pk], oleh=p.kabid, sekarang=p.sekarang)
        ] == [skp.pk]
        kini = terkini(skp)
        assert (kini.status, kini.naskah, kini.diputus_oleh) == ("diajukan", None, None)
        assert Dokumen.objects.get().keadaan == "dibatalkan"
        assert Jejak.objects.filter(aksi="skp.persetujuan_dibatalkan").count() == 1

    def test_persetujuan_berikutnya_bernomor_naskah_dua(self, p, skp):
        layanan.batalkan_setuju(skp_ids=[skp.pk], oleh=p.kabid, sekarang=p.sekarang)
        layanan.setujui(skp=skp, oleh=p.kabid, sekarang=p.sekarang)
        assert list(NaskahSKP.objects.order_by("nomor").values_list("nomor", flat=True)) == [1, 2]
        assert terkini(skp).naskah.nomor == 2

    def test_tidak_dapat_sesudah_pemiliknya_melapor(self, p, skp):
        laporan(p, skp)
        assert layanan.batalkan_setuju(skp_ids=[skp.pk], oleh=p.kabid, sekarang=p.sekarang) == []
        assert terkini(skp).status == "disetujui"

    def test_tidak_dapat_sesudah_adendum_dibuka(self, p, skp):
        buka(p, skp)
        assert layanan.batalkan_setuju(skp_ids=[skp.pk], oleh=p.kabid, sekarang=p.sekarang) == []

    def test_dua_kali_sama_dengan_sekali(self, p, skp):
        for _ in range(2):
            layanan.batalkan_setuju(skp_ids=[skp.pk], oleh=p.kabid, sekarang=p.sekarang)
        assert Jejak.objects.filter(aksi="skp.persetujuan_dibatalkan").count() == 1

    def test_menolak_bila_bukan_penilainya(self, p, skp):
        with pytest.raises(TidakBerhak):
            layanan.batalkan_setuju(skp_ids=[skp.pk], oleh=p.ratna, sekarang=p.sekarang)
