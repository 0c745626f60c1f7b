"""Melaporkan capaian dan memeriksanya."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indikator.models import Bukti, IndikatorKinerja, Periode, Realisasi
from indikator.services import realisasi as layanan
from indikator.services.realisasi import MasukanRealisasi
from indikator.services.realisasi.lapor import nomor_tanda_terima
from indikator.services.realisasi.masukan import BUKTI_TERBANYAK, mungkin_keliru_koma
from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.models import Berkas, Jejak, Pemberitahuan
from inti.services import jejak, kotak
from kepegawaian.models import PejabatPenilai
from tests.indikator import pabrik

pytestmark = pytest.mark.django_db
D = Decimal
TAUTAN = [("Rekap", "https://contoh.go.id/rekap.pdf")]


@pytest.fixture
def ik(p, tahun):
    """Indikator Ratna: maksimal, target 95 %, bobot 100, SKP disetujui."""
    return pabrik.skp(p, p.ratna, tahun, status="disetujui").indikator.get()


def berkas(orang, nama="rekap.pdf", sidik="a" * 64):
    return Berkas.objects.create(
        instansi_id=orang.instansi_id,
        pemilik_id=orang.pk,
        nama=nama,
        jenis="application/pdf",
        ukuran=10,
        sha256=sidik,
        acak=f"{Berkas.objects.count():032d}",
        isi="x",
        dibuat="2026-11-02T00:00Z",
    )


def lapor(p, tw, ik, *, ajukan=True, oleh=None, sekarang=None, **isi):
    masukan = MasukanRealisasi(indikator_id=ik.pk, **{"nilai": D("90.5"), "tautan": TAUTAN, **isi})
    return layanan.laporkan(
        periode_id=tw.pk,
        masukan=[masukan],
        ajukan=ajukan,
        oleh=oleh or p.ratna,
        sekarang=sekarang or p.sekarang,
    )[0]


def ganti(ik, **isi):
    for nama, nilai in {"target": None, **isi}.items():
        setattr(ik, nama, nilai)
    ik.save()
    return ik


def tambahan(ik, nomor, nama=""):
    """Indikator lain pada RHK yang sama."""
    return IndikatorKinerja.objects.create(
        skp=ik.skp,
        rhk=ik.rhk,
        kode=f"IK{nomor}",
        nama=nama or f"Ke-{nomor}",
        satuan="%",
        polaritas="maksimal",
        aspek="waktu",
        bobot=1,
        target=1,
    )


class TestLapor:
    def test_draf_menyimpan_semua_tanpa_nomor_dan_tanpa_memberi_tahu(self, p, tw, ik):
        r = lapor(p, tw, ik, ajukan=False, nilai=None, tautan=[], keterangan="Masih dihitung")
        assert (r.status, r.nomor, r.keterangan, r.diajukan_pada) == ("draf", None, "Masih dihitung", None)
        assert not Pemberitahuan.objects.exists()

    def test_ajukan_memberi_nomor_waktu_dan_mengabari_penilai(self, p, tw, ik):
        r = lapor(p, tw, ik)
        assert r.nomor == f"LC-2026-4-{r.pk:06d}"
        assert (r.status, r.diajukan_pada, r.diajukan_oleh, r.terlambat) == (
            "diajukan",
            p.sekarang,
            p.ratna,
            False,
        )
        assert Pemberitahuan.objects.get().penerima_id == p.kabid.pk
        assert Jejak.objects.get(aksi="realisasi.diajukan").isi["nilai"] == "90.5"

    def test_kiriman_ganda_mengembalikan_tanda_terima_yang_sama(self, p, tw, ik):
        satu, dua = lapor(p, tw, ik, versi=0), lapor(p, tw, ik, versi=0)
        assert (satu.pk, satu.nomor, satu.versi) == (dua.pk, dua.nomor, dua.versi)
        assert Realisasi.objects.count() == Bukti.objects.count() == 1
        assert Jejak.objects.filter(aksi="realisasi.diajukan").count() == 1

    def test_kiriman_ganda_dengan_berkas_yang_terunggah_dua_kali_tetap_satu(self, p, tw, ik):
        satu, dua = berkas(p.ratna), berkas(p.ratna)
        a = lapor(p, tw, ik, tautan=[], berkas_ids=[satu.pk])
        b = lapor(p, tw, ik, tautan=[], berkas_ids=[dua.pk])
        assert a.nomor == b.nomor
        assert Bukti.objects.get().berkas_id == satu.pk

    def test_mengubah_isi_yang_sudah_diajukan_ditolak_sampai_ditarik(self, p, tw, ik):
        r = lapor(p, tw, ik)
        with pytest.raises(GalatAturan, match="menariknya kembali"):
            lapor(p, tw, ik, nilai=D(95))
        layanan.tarik(realisasi=r, oleh=p.ratna, sekarang=p.sekarang)
        lagi = lapor(p, tw, ik, nilai=D(95))
        assert (lagi.nomor, lagi.nilai) == (r.nomor, D(95))

    def test_tab_yang_tertinggal_ditolak_tanpa_menimpa(self, p, tw, ik):
        lapor(p, tw, ik, ajukan=False, keterangan="tab pertama", versi=0)
        with pytest.raises(SudahBerubah):
            lapor(p, tw, ik, ajukan=False, keterangan="tab kedua", versi=0)
        assert Realisasi.objects.get().keterangan == "tab pertama"

    @pytest.mark.parametrize(
        ("geser", "terlambat"), [(timedelta(0), False), (timedelta(milliseconds=1), True)]
    )
    def test_tanda_terlambat_tepat_sesudah_tenggat_lunak(self, p, tw, ik, geser, terlambat):
        r = lapor(p, tw, ik, sekarang=tw.tenggat_lapor + geser)
        assert r.terlambat is terlambat

    def test_perbaikan_sesudah_tenggat_bukan_keterlambatan_tetapi_menarik_lalu_mengajukan_lagi_iya(
        self, p, tw, ik
    ):
        telat = tw.tenggat_lapor + timedelta(days=1)
        r = lapor(p, tw, ik)
        layanan.kembalikan(realisasi=r, catatan="Bukti kurang", oleh=p.kabid, sekarang=p.sekarang)
        diperbaiki = lapor(p, tw, ik, nilai=D(91), sekarang=telat)
        assert (diperbaiki.terlambat, diperbaiki.catatan) == (False, "Bukti kurang")
        layanan.tarik(realisasi=diperbaiki, oleh=p.ratna, sekarang=telat)
        assert lapor(p, tw, ik, nilai=D(92), sekarang=telat).terlambat is True

    @pytest.mark.parametrize("geser", [60, 61])
    def test_periode_menerima_sampai_tutup_ditambah_kelonggaran_satu_menit(self, p, tw, ik, geser):
        saat = tw.tutup_pada + timedelta(seconds=geser)
        if geser <= 60:
            assert lapor(p, tw, ik, sekarang=saat).terlambat
        else:
            with pytest.raises(GalatAturan, match="tidak diterima"):
                lapor(p, tw, ik, sekarang=saat)

    def test_beberapa_indikator_semua_atau_tidak_sama_sekali(self, p, tw, ik):
        dua = tambahan(ik, 2, nama="Kedua")
        isi = [
            MasukanRealisasi(indikator_id=ik.pk, nilai=D(1), tautan=TAUTAN),
            MasukanRealisasi(indikator_id=dua.pk, nilai=None, tautan=TAUTAN),
        ]
        with pytest.raises(GalatAturan, match=r"^Kedua: Realisasi masih kosong"):
            layanan.laporkan(periode_id=tw.pk, masukan=isi, ajukan=True, oleh=p.ratna, sekarang=p.sekarang)
        assert not Realisasi.objects.exists()

    def test_jumlah_kueri_tidak_bertambah_dengan_banyaknya_indikator(self, p, tw, ik):
        semua = [ik, *(tambahan(ik, n) for n in range(2, 32))]

        def kueri(daftar):
            isi = [MasukanRealisasi(indikator_id=i.pk, nilai=D(1), tautan=TAUTAN) for i in daftar]
            with CaptureQueriesContext(connection) as tangkap:
                layanan.laporkan(
                    periode_id=tw.pk, masukan=isi, ajukan=True, oleh=p.ratna, sekarang=p.sekarang
                )
            return len(tangkap)

        assert kueri(semua[:1]) == kueri(semua[1:])


class TestTolakLapor:
    @pytest.mark.parametrize(
        ("isi", "bidang"),
        [
            ({"nilai": None}, "nilai"),
            ({"nilai": D("-1")}, "nilai"),
            ({"nilai": D("1.00001")}, "nilai"),
            ({"nilai": D(10) ** 16}, "nilai"),
            ({"tautan": []}, "berkas"),
            ({"tautan": [("x", "javascript:alert(1)")]}, "tautan"),
            ({"tautan": [("x", "contoh.go.id")]}, "tautan"),
            ({"tautan": [("x", f"https://contoh.go.id/{'a' * 500}")]}, "tautan"),
            ({"tautan": [("x" * 201, "https://contoh.go.id/")]}, "tautan"),
            ({"tautan": [("x", f"https://contoh.go.id/{n}") for n in range(BUKTI_TERBANYAK + 1)]}, "berkas"),
            ({"keterangan": "x" * 4001}, "keterangan"),
        ],
    )
    def test_isian_yang_tidak_mungkin_menyebut_bidangnya(self, p, tw, ik, isi, bidang):
        with pytest.raises(GalatAturan) as galat:
            lapor(p, tw, ik, **isi)
        assert galat.value.bidang == bidang
        assert not Realisasi.objects.exists()

    def test_ya_tidak_hanya_menerima_satu_atau_nol(self, p, tw, ik):
        ganti(ik, polaritas="ya_tidak")
        with pytest.raises(GalatAturan, match="ya atau tidak"):
            lapor(p, tw, ik, nilai=D(2))
        assert lapor(p, tw, ik, nilai=D(1)).nilai == 1

    @pytest.mark.parametrize(
        ("tanggal", "kata"),
        [
            (date(2026, 8, 31), "mendahului tanggal mulai"),
            (date(2026, 11, 3), "belum terjadi"),
            (None, "masih kosong"),
        ],
    )
    def test_tanggal_yang_mustahil_ditolak(self, p, tw, ik, tanggal, kata):
        ganti(ik, polaritas="tanggal", mulai=date(2026, 9, 1), tenggat=date(2026, 10, 1))
        with pytest.raises(GalatAturan, match=kata) as galat:
            lapor(p, tw, ik, nilai=None, tanggal=tanggal)
        assert galat.value.bidang == "tanggal"

    def test_capaian_di_atas_seratus_persen_tetap_diterima(self, p, tw, ik):
        assert lapor(p, tw, ik, nilai=D("105.23")).nilai == D("105.23")

    @pytest.mark.parametrize("siapa", ["budi", "kabid", "admin"])
    def test_hanya_pemilik_skp_yang_melapor(self, p, tw, ik, siapa):
        with pytest.raises(TidakBerhak):
            lapor(p, tw, ik, oleh=getattr(p, siapa))

    def test_pemda_lain_ditolak(self, p, tw, ik):
        with pytest.raises(TidakBerhak):
            lapor(p, tw, ik, oleh=pabrik.pemda("Kota Lain").ratna)

    @pytest.mark.parametrize("status", ["draf", "diajukan", "perlu_perbaikan"])
    def test_skp_yang_belum_disetujui_ditolak(self, p, tw, ik, status):
        type(ik.skp).objects.filter(pk=ik.skp_id).update(status=status)
        with pytest.raises(GalatAturan, match="belum disetujui"):
            lapor(p, tw, ik)

    def test_periode_tahun_lain_dan_periode_tahunan_ditolak(self, p, tahun, ik):
        lain = pabrik.triwulan(p, pabrik.tahun(p, ke=2027), ke=1)
        for periode in (lain, tahun):
            with pytest.raises(GalatAturan, match="bukan bagian dari SKP"):
                lapor(p, periode, ik)

    def test_berkas_orang_lain_seolah_tidak_ada(self, p, tw, ik):
        with pytest.raises(GalatAturan, match="tidak ditemukan lagi"):
            lapor(p, tw, ik, berkas_ids=[berkas(p.budi).pk])

    def test_sesudah_penutupan_dimulai_ditolak(self, p, tw, ik):
        Periode.objects.filter(pk=tw.pk).update(penutupan_dimulai=p.sekarang)
        with pytest.raises(GalatAturan, match="sudah ditutup"):
            lapor(p, tw, ik)

    def test_indikator_yang_dikecualikan_menyebut_alasannya(self, p, tw, ik):
        perlakuan(p, tw, ik, "dikecualikan", "Aplikasi pusat mati.")
        with pytest.raises(GalatAturan, match="Aplikasi pusat mati"):
            lapor(p, tw, ik)

    def test_melapor_mencabut_tanda_tidak_dilaporkan(self, p, tw, ik):
        perlakuan(p, tw, ik, "tidak_dilaporkan", "Lewat tenggat.")
        assert lapor(p, tw, ik).perlakuan == ""


class TestBukti:
    def test_yang_tidak_disebut_dilepas_dan_yang_tetap_tidak_dibuat_ulang(self, p, tw, ik):
        a, b = berkas(p.ratna, "a.pdf"), berkas(p.ratna, "b.pdf", "b" * 64)
        lapor(p, tw, ik, ajukan=False, berkas_ids=[a.pk, b.pk])
        tetap = Bukti.objects.get(berkas=b).pk
        lapor(p, tw, ik, ajukan=False, berkas_ids=[b.pk], tautan=[])
        assert list(Bukti.objects.values_list("pk", "judul")) == [(tetap, "b.pdf")]
        assert Berkas.objects.filter(pk=a.pk).exists()

    def test_tautan_tanpa_judul_memakai_nama_situsnya(self, p, tw, ik):
        lapor(p, tw, ik, tautan=[("", "https://data.contoh.go.id/rekap?tw=4")])
        assert Bukti.objects.get().judul == "data.contoh.go.id"


def perlakuan(p, tw, ik, jenis, alasan, oleh=None):
    return layanan.perlakukan(
        periode_id=tw.pk,
        indikator_id=ik.pk,
        perlakuan=jenis,
        alasan=alasan,
        oleh=oleh or p.kabid,
        sekarang=p.sekarang,
    )


class TestPutus:
    def test_setujui_banyak_memutus_yang_diajukan_saja_dalam_kueri_tetap(self, p, tahun, tw, ik):
        semua = [lapor(p, tw, ik)]
        for n in range(2, 22):
            semua.append(lapor(p, tw, tambahan(ik, n)))
        draf = lapor(
            p, tw, pabrik.skp(p, p.budi, tahun, status="disetujui").indikator.get(), oleh=p.budi, ajukan=False
        )

        def setujui(ids):
            with CaptureQueriesContext(connection) as tangkap:
                n = layanan.setujui_banyak(realisasi_ids=ids, oleh=p.kabid, sekarang=p.sekarang)
            return n, len(tangkap)

        satu = setujui([semua[0].pk])
        banyak = setujui([r.pk for r in semua] + [draf.pk])
        assert (satu[0], banyak[0]) == (1, 20)
        assert satu[1] == banyak[1]
        draf.refresh_from_db()
        assert draf.status == "draf"
        assert setujui([r.pk for r in semua])[0] == 0

    def test_pemilik_mendapat_satu_kabar_untuk_sekali_setuju(self, p, tw, ik):
        layanan.setujui_banyak(realisasi_ids=[lapor(p, tw, ik).pk], oleh=p.kabid, sekarang=p.sekarang)
        assert Pemberitahuan.objects.get(penerima_id=p.ratna.pk).judul == "1 laporan capaian Anda disetujui"

    @pytest.mark.parametrize("siapa", ["ratna", "budi", "kadis", "admin", "auditor", "kapus"])
    def test_selain_penilai_hari_itu_tidak_dapat_memutus(self, p, tw, ik, siapa):
        r, oleh = lapor(p, tw, ik), getattr(p, siapa)
        for kerja in (
            lambda: layanan.setujui_banyak(realisasi_ids=[r.pk], oleh=oleh, sekarang=p.sekarang),
            lambda: layanan.kembalikan(realisasi=r, catatan="x", oleh=oleh, sekarang=p.sekarang),
            lambda: perlakuan(p, tw, ik, "dikecualikan", "x", oleh=oleh),
        ):
            with pytest.raises(TidakBerhak):
                kerja()
        r.refresh_from_db()
        assert (r.status, r.perlakuan) == ("diajukan", "")

    def test_penilai_mengikuti_tanggal(self, p, tw, ik):
        r = lapor(p, tw, ik)
        PejabatPenilai.objects.create(
            pegawai=p.ratna, penilai=p.kadis, sejak=p.sekarang.date(), alasan="Cuti"
        )
        with pytest.raises(TidakBerhak):
            layanan.setujui_banyak(realisasi_ids=[r.pk], oleh=p.kabid, sekarang=p.sekarang)
        assert layanan.setujui_banyak(realisasi_ids=[r.pk], oleh=p.kadis, sekarang=p.sekarang) == 1

    def test_yang_berubah_sesudah_dibuka_penilai_tidak_ikut_disetujui(self, p, tw, ik):
        r = lapor(p, tw, ik)
        dilihat = r.versi
        layanan.tarik(realisasi=r, oleh=p.ratna, sekarang=p.sekarang)
        lapor(p, tw, ik, nilai=D(120))
        with pytest.raises(SudahBerubah):
            layanan.setujui_banyak(
                realisasi_ids=[r.pk], oleh=p.kabid, sekarang=p.sekarang, versi={r.pk: dilihat}
            )

    def test_kembalikan_wajib_bercatatan_dan_dapat_diajukan_lagi(self, p, tw, ik):
        r = lapor(p, tw, ik)
        with pytest.raises(GalatAturan) as galat:
            layanan.kembalikan(realisasi=r, catatan=" ", oleh=p.kabid, sekarang=p.sekarang)
        assert galat.value.bidang == "catatan"
        layanan.kembalikan(
            realisasi=r, catatan="Rekap belum ditandatangani", oleh=p.kabid, sekarang=p.sekarang
        )
        assert "Rekap belum" in Pemberitahuan.objects.get(penerima_id=p.ratna.pk).isi
        assert lapor(p, tw, ik, versi=2).status == "diajukan"

    def test_yang_berubah_sesudah_dibaca_penilai_tidak_dikembalikan(self, p, tw, ik):
        r = lapor(p, tw, ik)
        with pytest.raises(SudahBerubah):
            layanan.kembalikan(
                realisasi=r, catatan="Salah", versi=r.versi - 1, oleh=p.kabid, sekarang=p.sekarang
            )
        r.refresh_from_db()
        assert r.status == "diajukan"

    def test_yang_telanjur_disetujui_masih_dapat_dikembalikan(self, p, tw, ik):
        r = lapor(p, tw, ik)
        layanan.setujui_banyak(realisasi_ids=[r.pk], oleh=p.kabid, sekarang=p.sekarang)
        r = layanan.kembalikan(realisasi=r, catatan="Salah baca", oleh=p.kabid, sekarang=p.sekarang)
        assert r.status == "perlu_perbaikan"

    def test_perlakuan_membuat_baris_bila_belum_ada_dan_wajib_beralasan(self, p, tw, ik):
        with pytest.raises(GalatAturan) as galat:
            perlakuan(p, tw, ik, "dikecualikan", "")
        assert galat.value.bidang == "alasan"
        r = perlakuan(p, tw, ik, "dikecualikan", "Aplikasi pusat mati")
        assert (r.perlakuan, r.pegawai, r.status) == ("dikecualikan", p.ratna, "draf")
        assert perlakuan(p, tw, ik, "", "").perlakuan == ""

    def test_perlakuan_yang_sama_dua_kali_satu_jejak(self, p, tw, ik):
        for _ in range(2):
            perlakuan(p, tw, ik, "tidak_dilaporkan", "Lewat tenggat")
        assert Jejak.objects.filter(aksi="realisasi.diperlakukan").count() == 1

    def test_tidak_dilaporkan_ditolak_bila_sudah_diajukan(self, p, tw, ik):
        lapor(p, tw, ik)
        with pytest.raises(GalatAturan, match="sudah dilaporkan"):
            perlakuan(p, tw, ik, "tidak_dilaporkan", "x")
        assert perlakuan(p, tw, ik, "dikecualikan", "Aplikasi pusat mati").perlakuan == "dikecualikan"

    def test_perlakuan_untuk_indikator_tahun_lain_ditolak(self, p, ik):
        lain = pabrik.triwulan(p, pabrik.tahun(p, ke=2027), ke=1)
        with pytest.raises(GalatAturan, match="bukan bagian"):
            perlakuan(p, lain, ik, "dikecualikan", "x")


class TestBatal:
    @pytest.mark.parametrize(
        ("modul", "nama", "kerja"),
        [
            (jejak, "catat_banyak", "lapor"),
            (kotak, "beri_tahu", "lapor"),
            (jejak, "catat_banyak", "setujui"),
            (kotak, "beri_tahu", "setujui"),
            (kotak, "beri_tahu", "kembalikan"),
            (kotak, "beri_tahu", "perlakukan"),
        ],
    )
    def test_gagal_di_akhir_mengembalikan_semuanya(self, p, tw, ik, monkeypatch, modul, nama, kerja):
        r = None if kerja == "lapor" else lapor(p, tw, ik)
        sebelum = (list(Realisasi.objects.values()), list(Bukti.objects.values()), Jejak.objects.count())
        panggil = {
            "lapor": lambda: lapor(p, tw, ik),
            "setujui": lambda: layanan.setujui_banyak(
                realisasi_ids=[r.pk], oleh=p.kabid, sekarang=p.sekarang
            ),
            "kembalikan": lambda: layanan.kembalikan(
                realisasi=r, catatan="x", oleh=p.kabid, sekarang=p.sekarang
            ),
            "perlakukan": lambda: perlakuan(p, tw, ik, "dikecualikan", "x"),
        }

        def macet(**_):
            raise RuntimeError("mati lampu")

        monkeypatch.setattr(modul, nama, macet)
        with pytest.raises(RuntimeError):
            panggil[kerja]()
        assert sebelum == (
            list(Realisasi.objects.values()),
            list(Bukti.objects.values()),
            Jejak.objects.count(),
        )


@pytest.mark.parametrize(
    ("target", "nilai", "usul"),
    [
        ("95", "910", "91"),
        ("95", "9579", "95.79"),
        ("95", "105.23", None),
        ("95", "95", None),
        ("95", "300", None),
        ("3", "30", "3"),
        ("500", "5200", "520"),
        ("500", "2500", None),
        ("0", "7", None),
    ],
)
def test_saran_koma_yang_terlewat(target, nilai, usul):
    ik = IndikatorKinerja(polaritas="maksimal", target=D(target))
    assert mungkin_keliru_koma(ik, D(nilai)) == (D(usul) if usul else None)


def test_nomor_tanda_terima_bulanan_memakai_dua_angka():
    bulan = Periode(jenis=Periode.Jenis.BULANAN, mulai=date(2026, 3, 1))
    assert nomor_tanda_terima(bulan, 123) == "LC-2026-03-000123"
    assert nomor_tanda_terima(Periode(jenis="triwulan", mulai=bulan.mulai), 123) == "LC-2026-1-000123"
