"""Menyusun SKP, menyerahkannya, dan memutusnya."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from indikator.models import RHK, SKP, IndikatorKinerja, Pemahaman, Realisasi, StatusDokumen
from indikator.services import skp as layanan
from indikator.services.skp import MasukanIndikator, MasukanRHK
from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.models import Jejak, KotakKeluar, Pemberitahuan
from inti.services import jejak, kotak
from kepegawaian.models import PejabatPenilai
from tests.indikator import pabrik

pytestmark = pytest.mark.django_db
D = Decimal


def indikator(nama="Jumlah akta terbit", bobot="100", **lain):
    isi = {
        "katalog_id": None,
        "satuan": "akta",
        "polaritas": "maksimal",
        "aspek": "kuantitas",
        "target": D(500),
    }
    return MasukanIndikator(nama=nama, bobot=D(bobot), **{**isi, **lain})


def paham(p, tahun, orang):
    return Pemahaman.objects.create(periode=tahun, dinyatakan_oleh=orang, dinyatakan_pada=p.sekarang)


def susunan(p, tahun, orang=None, rhk=None):
    """SKP draf `orang` (Ratna) dengan dua RHK dan tiga indikator berbobot 100; pemahaman sudah dinyatakan."""
    orang = orang or p.ratna
    paham(p, tahun, orang)
    draf = layanan.mulai(periode=tahun, oleh=orang, sekarang=p.sekarang)
    isi = rhk or [
        MasukanRHK("Data ganda dibersihkan", indikator=[indikator("NIK ganda ditangani", "30")]),
        MasukanRHK(
            "Layanan SIAK tersedia", indikator=[indikator("Ketersediaan", "45"), indikator("Waktu", "25")]
        ),
    ]
    return layanan.susun(skp=draf, rhk=isi, versi=draf.versi, oleh=orang, sekarang=p.sekarang)


def diajukan(p, tahun, orang=None):
    return layanan.ajukan(skp=susunan(p, tahun, orang), oleh=orang or p.ratna, sekarang=p.sekarang)


class TestMulai:
    def test_membuat_draf_untuk_penempatan_definitif_dan_mencatat_jejak(self, p, tahun):
        skp = layanan.mulai(periode=tahun, oleh=p.ratna, sekarang=p.sekarang)
        assert (skp.status, skp.pegawai, skp.penempatan.unit) == ("draf", p.ratna, p.capil)
        assert Jejak.objects.get(aksi="skp.dimulai").objek_id == skp.pk

    def test_dua_kali_tetap_satu_skp(self, p, tahun):
        satu, dua = (layanan.mulai(periode=tahun, oleh=p.ratna, sekarang=p.sekarang) for _ in range(2))
        assert satu.pk == dua.pk
        assert Jejak.objects.filter(aksi="skp.dimulai").count() == 1

    def test_menolak_periode_triwulan(self, p, tahun):
        with pytest.raises(GalatAturan, match="per tahun"):
            layanan.mulai(periode=pabrik.triwulan(p, tahun), oleh=p.ratna, sekarang=p.sekarang)

    def test_menolak_tahun_yang_belum_dibuka(self, p):
        with pytest.raises(GalatAturan, match="belum dibuka"):
            layanan.mulai(periode=pabrik.tahun(p, buka=False), oleh=p.ratna, sekarang=p.sekarang)

    def test_menolak_sesudah_tahun_ditutup(self, p, tahun):
        with pytest.raises(GalatAturan, match="tidak diterima"):
            layanan.mulai(periode=tahun, oleh=p.ratna, sekarang=tahun.tutup_pada + timedelta(minutes=2))

    def test_menolak_tahun_milik_pemda_lain(self, p, tahun):
        lain = pabrik.pemda("Kota Lain")
        with pytest.raises(TidakBerhak):
            layanan.mulai(periode=tahun, oleh=lain.ratna, sekarang=p.sekarang)

    def test_menolak_orang_tanpa_penempatan(self, p, tahun):
        with pytest.raises(GalatAturan, match="Penempatan Anda belum tercatat"):
            layanan.mulai(
                periode=tahun, oleh=pabrik.pegawai(p.instansi, "Tanpa Jabatan"), sekarang=p.sekarang
            )


class TestSusun:
    def test_mengganti_isi_dan_memberi_kode_berurutan(self, p, tahun):
        skp = susunan(p, tahun)
        assert list(skp.indikator.order_by("urutan").values_list("kode", "bobot")) == [
            ("IK1", D(30)),
            ("IK2", D(45)),
            ("IK3", D(25)),
        ]
        assert skp.versi == 2

    def test_menyusun_ulang_mempertahankan_rhk_sehingga_tautan_bawahan_tidak_putus(self, p, tahun):
        atasan = susunan(p, tahun, p.kabid)
        induk = atasan.rhk.order_by("urutan").first()
        bawahan = susunan(
            p, tahun, rhk=[MasukanRHK("Akta terbit", pimpinan_id=induk.pk, indikator=[indikator()])]
        )
        layanan.susun(
            skp=atasan,
            rhk=[MasukanRHK("Data akurat", indikator=[indikator()])],
            versi=atasan.versi,
            oleh=p.kabid,
            sekarang=p.sekarang,
        )
        assert bawahan.rhk.get().pimpinan.teks == "Data akurat"

    def test_versi_tertinggal_ditolak_dan_tidak_mengubah_apa_pun(self, p, tahun):
        skp = susunan(p, tahun)
        with pytest.raises(SudahBerubah):
            layanan.susun(skp=skp, rhk=[], versi=skp.versi - 1, oleh=p.ratna, sekarang=p.sekarang)
        assert skp.indikator.count() == 3

    def test_rhk_pimpinan_harus_dari_skp_penilai_tahun_itu(self, p, tahun):
        rhk_rekan = susunan(p, tahun, p.budi).rhk.first()
        with pytest.raises(GalatAturan, match="milik pejabat penilai") as galat:
            susunan(p, tahun, rhk=[MasukanRHK("Akta", pimpinan_id=rhk_rekan.pk, indikator=[indikator()])])
        assert galat.value.bidang == "pimpinan"

    def test_indikator_katalog_memakai_nama_satuan_dan_arah_dari_katalog(self, p, tahun):
        katalog = pabrik.indikator(
            p, "Lama penerbitan KTP", satuan="hari", polaritas="minimal", aspek="waktu"
        )
        skp = susunan(
            p, tahun, rhk=[MasukanRHK("KTP", indikator=[indikator("apa saja", katalog_id=katalog.pk)])]
        )
        dipakai = skp.indikator.get()
        assert (dipakai.nama, dipakai.satuan, dipakai.polaritas) == ("Lama penerbitan KTP", "hari", "minimal")

    def test_katalog_instansi_lain_dan_yang_dinonaktifkan_ditolak(self, p, tahun):
        lain = pabrik.indikator(pabrik.pemda("Kota Lain"), "Indikator tetangga")
        mati = pabrik.indikator(p, "Indikator lama")
        type(mati).objects.filter(pk=mati.pk).update(aktif=False)
        paham(p, tahun, p.ratna)
        draf = layanan.mulai(periode=tahun, oleh=p.ratna, sekarang=p.sekarang)
        for katalog in (lain, mati):
            rhk = MasukanRHK("RHK", indikator=[indikator(katalog_id=katalog.pk)])
            with pytest.raises(GalatAturan, match="tidak dipakai lagi"):
                layanan.susun(skp=draf, rhk=[rhk], versi=1, oleh=p.ratna, sekarang=p.sekarang)

    @pytest.mark.parametrize(
        ("isi", "bidang"),
        [
            ({"polaritas": "maksimal", "target": D(0)}, "target"),
            ({"polaritas": "maksimal", "target": None}, "target"),
            ({"polaritas": "minimal", "target": D("-1")}, "target"),
            ({"polaritas": "maksimal", "target": D("1.00001")}, "target"),
            ({"polaritas": "maksimal", "target": D(10) ** 16}, "target"),
            ({"polaritas": "rentang", "bawah": D(10), "atas": D(5)}, "bawah"),
            ({"polaritas": "rentang", "bawah": D(0), "atas": D(0)}, "atas"),
            ({"polaritas": "rentang", "bawah": None, "atas": D(5)}, "bawah"),
            ({"polaritas": "tanggal", "mulai": date(2026, 3, 1), "tenggat": date(2026, 2, 1)}, "tenggat"),
            ({"polaritas": "tanggal", "mulai": None, "tenggat": date(2026, 2, 1)}, "mulai"),
            ({"polaritas": "lain"}, "polaritas"),
            ({"aspek": "lain"}, "aspek"),
            ({"nama": "  "}, "nama"),
            ({"nama": "x" * 301}, "nama"),
            ({"satuan": ""}, "satuan"),
            ({"bobot": "0"}, "bobot"),
            ({"bobot": "100.01"}, "bobot"),
            ({"bobot": "33.333"}, "bobot"),
        ],
    )
    def test_indikator_yang_tidak_mungkin_ditolak_dengan_nama_bidangnya(self, p, tahun, isi, bidang):
        with pytest.raises(GalatAturan) as galat:
            susunan(p, tahun, rhk=[MasukanRHK("RHK", indikator=[indikator(**isi)])])
        assert galat.value.bidang == bidang
        assert not IndikatorKinerja.objects.filter(skp__pegawai=p.ratna).exists()

    @pytest.mark.parametrize("polaritas", ["ya_tidak", "tanggal", "rentang"])
    def test_sasaran_yang_tidak_dipakai_arahnya_dikosongkan(self, p, tahun, polaritas):
        isi = {"bawah": D(1), "atas": D(2), "mulai": date(2026, 1, 1), "tenggat": date(2026, 6, 1)}
        skp = (
            susunan(
                p,
                tahun,
                rhk=[MasukanRHK("RHK", indikator=[indikator(polaritas=polaritas, satuan="", **isi)])],
            )
            if polaritas != "rentang"
            else susunan(p, tahun, rhk=[MasukanRHK("RHK", indikator=[indikator(polaritas=polaritas, **isi)])])
        )
        satu = skp.indikator.get()
        assert satu.target is None
        assert (satu.bawah is None) == (polaritas != "rentang")
        assert (satu.mulai is None) == (polaritas != "tanggal")


class TestKataKerjaHalaman:
    def test_menambah_mengubah_dan_menghapus_rhk(self, p, tahun):
        skp = susunan(p, tahun)
        lain = {"oleh": p.ratna, "sekarang": p.sekarang}
        rhk = layanan.tambah_rhk(
            skp=skp, teks="Operator terlatih", jenis="tambahan", pimpinan_id=None, versi=2, **lain
        )
        layanan.ubah_rhk(rhk=rhk, teks="Operator  mampu", jenis="utama", pimpinan_id=None, versi=3, **lain)
        assert RHK.objects.get(pk=rhk.pk).teks == "Operator mampu"
        layanan.hapus_rhk(rhk=rhk, versi=4, **lain)
        assert skp.rhk.count() == 2
        assert SKP.objects.get(pk=skp.pk).versi == 5

    def test_klik_ganda_menambah_rhk_hanya_sekali(self, p, tahun):
        skp = susunan(p, tahun)
        isi = {"teks": "Operator terlatih", "jenis": "tambahan", "pimpinan_id": None, "versi": 2}
        satu, dua = (layanan.tambah_rhk(skp=skp, oleh=p.ratna, sekarang=p.sekarang, **isi) for _ in range(2))
        assert satu.pk == dua.pk
        assert skp.rhk.count() == 3

    def test_klik_ganda_menambah_indikator_hanya_sekali(self, p, tahun):
        skp = susunan(p, tahun)
        rhk = skp.rhk.first()
        satu, dua = (
            layanan.tambah_indikator(
                rhk=rhk, masukan=indikator("Baru", "10"), versi=2, oleh=p.ratna, sekarang=p.sekarang
            )
            for _ in range(2)
        )
        assert satu.pk == dua.pk
        assert skp.indikator.count() == 4

    def test_tab_kedua_dengan_isi_lain_ditolak_sudah_berubah(self, p, tahun):
        skp = susunan(p, tahun)
        rhk = skp.rhk.order_by("urutan").first()
        ubah = {"jenis": "utama", "pimpinan_id": None, "versi": 2, "oleh": p.ratna, "sekarang": p.sekarang}
        layanan.ubah_rhk(rhk=rhk, teks="Dari tab pertama", **ubah)
        with pytest.raises(SudahBerubah):
            layanan.ubah_rhk(rhk=rhk, teks="Dari tab kedua", **ubah)
        assert RHK.objects.get(pk=rhk.pk).teks == "Dari tab pertama"

    def test_menghapus_rhk_tidak_menghapus_rhk_bawahan(self, p, tahun):
        atasan = susunan(p, tahun, p.kabid)
        induk = atasan.rhk.first()
        bawahan = susunan(p, tahun, rhk=[MasukanRHK("Akta", pimpinan_id=induk.pk, indikator=[indikator()])])
        layanan.hapus_rhk(rhk=induk, versi=atasan.versi, oleh=p.kabid, sekarang=p.sekarang)
        assert bawahan.rhk.get().pimpinan is None

    def test_bobot_boleh_belum_seratus_selama_draf(self, p, tahun):
        skp = susunan(p, tahun)
        satu = skp.indikator.order_by("urutan").first()
        layanan.atur_bobot(skp=skp, bobot={satu.pk: D("35.5")}, versi=2, oleh=p.ratna, sekarang=p.sekarang)
        assert skp.indikator.get(pk=satu.pk).bobot == D("35.5")
        assert Jejak.objects.get(aksi="skp.bobot_diatur").isi["bobot"] == {"IK1": "35.5"}

    def test_bobot_yang_sama_tidak_menulis_apa_pun_walau_versinya_lama(self, p, tahun):
        skp = susunan(p, tahun)
        bobot = dict(skp.indikator.values_list("pk", "bobot"))
        layanan.atur_bobot(skp=skp, bobot=bobot, versi=1, oleh=p.ratna, sekarang=p.sekarang)
        assert SKP.objects.get(pk=skp.pk).versi == 2

    def test_bobot_indikator_orang_lain_ditolak(self, p, tahun):
        skp, lain = susunan(p, tahun), susunan(p, tahun, p.budi)
        bobot = {lain.indikator.first().pk: D(10)}
        with pytest.raises(GalatAturan, match="sudah dihapus"):
            layanan.atur_bobot(skp=skp, bobot=bobot, versi=2, oleh=p.ratna, sekarang=p.sekarang)

    def test_nomor_indikator_yang_dihapus_di_tengah_tidak_bentrok(self, p, tahun):
        skp = susunan(p, tahun)
        tengah = skp.indikator.get(kode="IK2")
        layanan.hapus_indikator(indikator=tengah, versi=2, oleh=p.ratna, sekarang=p.sekarang)
        baru = layanan.tambah_indikator(
            rhk=skp.rhk.first(), masukan=indikator("Baru", "45"), versi=3, oleh=p.ratna, sekarang=p.sekarang
        )
        assert baru.kode == "IK4"

    @pytest.mark.parametrize("siapa", ["budi", "kabid", "kadis", "admin", "perawat"])
    def test_selain_pemilik_tidak_dapat_menyusun(self, p, tahun, siapa):
        skp = susunan(p, tahun)
        with pytest.raises(TidakBerhak):
            layanan.tambah_rhk(
                skp=skp,
                teks="x",
                jenis="utama",
                pimpinan_id=None,
                versi=2,
                oleh=getattr(p, siapa),
                sekarang=p.sekarang,
            )

    def test_skp_yang_disetujui_tidak_berubah(self, p, tahun):
        skp = diajukan(p, tahun)
        layanan.setujui(skp=skp, oleh=p.kabid, sekarang=p.sekarang)
        with pytest.raises(GalatAturan, match="sudah disetujui"):
            layanan.hapus_rhk(rhk=skp.rhk.first(), versi=4, oleh=p.ratna, sekarang=p.sekarang)


class TestAjukan:
    def test_menyerahkan_memberi_tahu_penilai_dan_mencatat_jejak(self, p, tahun):
        skp = diajukan(p, tahun)
        assert (skp.status, skp.diajukan_oleh, skp.diajukan_pada) == ("diajukan", p.ratna, p.sekarang)
        pesan = Pemberitahuan.objects.get(penerima_id=p.kabid.pk)
        assert "Ratna Wulandari" in pesan.judul
        assert Jejak.objects.filter(aksi="skp.diajukan", pelaku_id=p.ratna.pk).count() == 1

    def test_dua_kali_tetap_satu_pengajuan(self, p, tahun):
        skp = diajukan(p, tahun)
        lagi = layanan.ajukan(skp=skp, oleh=p.ratna, sekarang=p.sekarang + timedelta(seconds=1))
        assert lagi.diajukan_pada == p.sekarang
        assert Pemberitahuan.objects.filter(penerima_id=p.kabid.pk).count() == 1

    @pytest.mark.parametrize(
        ("bobot", "kata"),
        [("45", "Jumlah bobot 115 dari 100. Kurangi 15"), ("25.5", "Jumlah bobot 95,5 dari 100. Tambah 4,5")],
    )
    def test_bobot_selain_seratus_ditolak_dengan_selisihnya(self, p, tahun, bobot, kata):
        rhk = MasukanRHK("RHK", indikator=[indikator("satu", "70"), indikator("dua", bobot)])
        skp = susunan(p, tahun, rhk=[rhk])
        with pytest.raises(GalatAturan, match=kata):
            layanan.ajukan(skp=skp, oleh=p.ratna, sekarang=p.sekarang)
        assert SKP.objects.get(pk=skp.pk).status == "draf"

    def test_tanpa_rhk_ditolak(self, p, tahun):
        paham(p, tahun, p.ratna)
        skp = layanan.mulai(periode=tahun, oleh=p.ratna, sekarang=p.sekarang)
        with pytest.raises(GalatAturan, match="Belum ada rencana hasil kerja"):
            layanan.ajukan(skp=skp, oleh=p.ratna, sekarang=p.sekarang)

    def test_rhk_tanpa_indikator_ditolak_dengan_namanya(self, p, tahun):
        skp = susunan(p, tahun, rhk=[MasukanRHK("Isi", indikator=[indikator()]), MasukanRHK("Masih kosong")])
        with pytest.raises(GalatAturan, match="“Masih kosong” belum punya indikator"):
            layanan.ajukan(skp=skp, oleh=p.ratna, sekarang=p.sekarang)

    def test_pemahaman_yang_wajib_ditagih_dan_yang_tidak_wajib_tidak(self, p):
        for wajib, ke in ((True, 2026), (False, 2027)):
            p.kebijakan = pabrik.kebijakan(p.instansi, oleh=p.admin, nama=f"Kebijakan {ke}", ditetapkan=False)
            p.kebijakan.pemahaman_wajib = wajib
            p.kebijakan.save()
            type(p.kebijakan).objects.filter(pk=p.kebijakan.pk).update(
                status="ditetapkan", ditetapkan_pada=p.sekarang, ditetapkan_oleh=p.admin
            )
            p.kebijakan.refresh_from_db()
            tahun = pabrik.tahun(p, ke=ke)
            draf = layanan.mulai(periode=tahun, oleh=p.ratna, sekarang=p.sekarang)
            rhk = [MasukanRHK("RHK", indikator=[indikator()])]
            skp = layanan.susun(skp=draf, rhk=rhk, versi=1, oleh=p.ratna, sekarang=p.sekarang)
            if wajib:
                with pytest.raises(GalatAturan, match="memahami indikator"):
                    layanan.ajukan(skp=skp, oleh=p.ratna, sekarang=p.sekarang)
            else:
                assert layanan.ajukan(skp=skp, oleh=p.ratna, sekarang=p.sekarang).status == "diajukan"

    def test_ditarik_kembali_menjadi_draf(self, p, tahun):
        skp = diajukan(p, tahun)
        assert layanan.tarik(skp=skp, oleh=p.ratna, sekarang=p.sekarang).status == "draf"
        with pytest.raises(GalatAturan, match="masih draf"):
            layanan.setujui(skp=skp, oleh=p.kabid, sekarang=p.sekarang)


class TestPutusan:
    def test_penilai_menyetujui_dan_pemilik_diberi_tahu(self, p, tahun):
        skp = layanan.setujui(skp=diajukan(p, tahun), oleh=p.kabid, sekarang=p.sekarang)
        assert (skp.status, skp.diputus_oleh) == ("disetujui", p.kabid)
        assert Pemberitahuan.objects.filter(penerima_id=p.ratna.pk, judul__contains="disetujui").count() == 1

    def test_menyetujui_dua_kali_tetap_satu_kabar(self, p, tahun):
        skp = diajukan(p, tahun)
        for _ in range(2):
            layanan.setujui(skp=skp, oleh=p.kabid, sekarang=p.sekarang)
        assert Jejak.objects.filter(aksi="skp.disetujui").count() == 1

    @pytest.mark.parametrize("siapa", ["ratna", "budi", "kadis", "admin", "auditor", "kapus"])
    def test_selain_penilai_hari_itu_tidak_dapat_memutus(self, p, tahun, siapa):
        skp = diajukan(p, tahun)
        for kerja in (
            lambda oleh: layanan.setujui(skp=skp, oleh=oleh, sekarang=p.sekarang),
            lambda oleh: layanan.kembalikan(skp=skp, catatan="x", oleh=oleh, sekarang=p.sekarang),
            lambda oleh: layanan.setujui_banyak(skp_ids=[skp.pk], oleh=oleh, sekarang=p.sekarang),
        ):
            with pytest.raises(TidakBerhak):
                kerja(getattr(p, siapa))
        assert SKP.objects.get(pk=skp.pk).status == "diajukan"

    def test_penilai_mengikuti_tanggal(self, p, tahun):
        skp = diajukan(p, tahun)
        PejabatPenilai.objects.create(
            pegawai=p.ratna, penilai=p.kadis, sejak=p.sekarang.date(), alasan="Kabid cuti panjang"
        )
        with pytest.raises(TidakBerhak):
            layanan.setujui(skp=skp, oleh=p.kabid, sekarang=p.sekarang)
        assert layanan.setujui(skp=skp, oleh=p.kadis, sekarang=p.sekarang).status == "disetujui"

    def test_mengembalikan_tanpa_catatan_ditolak(self, p, tahun):
        with pytest.raises(GalatAturan) as galat:
            layanan.kembalikan(skp=diajukan(p, tahun), catatan="  ", oleh=p.kabid, sekarang=p.sekarang)
        assert galat.value.bidang == "catatan"

    def test_dikembalikan_lalu_diperbaiki_dan_diajukan_lagi(self, p, tahun):
        type(p.ratna).objects.filter(pk=p.ratna.pk).update(email="ratna@contoh.go.id")
        skp = layanan.kembalikan(
            skp=diajukan(p, tahun), catatan="Naikkan target", oleh=p.kabid, sekarang=p.sekarang
        )
        assert (skp.status, skp.catatan) == ("perlu_perbaikan", "Naikkan target")
        assert "Naikkan target" in Pemberitahuan.objects.get(penerima_id=p.ratna.pk).isi
        assert KotakKeluar.objects.get(jenis="surel").muatan["kepada"] == "ratna@contoh.go.id"
        lagi = layanan.ajukan(skp=skp, oleh=p.ratna, sekarang=p.sekarang)
        assert (lagi.status, lagi.catatan) == ("diajukan", "Naikkan target")

    def test_yang_berubah_sesudah_dibuka_penilai_tidak_ikut_disetujui(self, p, tahun):
        skp = diajukan(p, tahun)
        dilihat = skp.versi
        layanan.tarik(skp=skp, oleh=p.ratna, sekarang=p.sekarang)
        layanan.ajukan(skp=skp, oleh=p.ratna, sekarang=p.sekarang)
        with pytest.raises(SudahBerubah):
            layanan.setujui(skp=skp, oleh=p.kabid, sekarang=p.sekarang, versi=dilihat)
        with pytest.raises(SudahBerubah):
            layanan.setujui_banyak(
                skp_ids=[skp.pk], oleh=p.kabid, sekarang=p.sekarang, versi={skp.pk: dilihat}
            )

    def test_setujui_banyak_melewati_yang_sudah_diputus(self, p, tahun):
        skp = [diajukan(p, tahun, orang) for orang in (p.ratna, p.budi)]
        layanan.setujui(skp=skp[0], oleh=p.kabid, sekarang=p.sekarang)
        ids = [s.pk for s in skp]
        assert layanan.setujui_banyak(skp_ids=ids, oleh=p.kabid, sekarang=p.sekarang) == 1
        assert set(SKP.objects.filter(pk__in=ids).values_list("status", flat=True)) == {"disetujui"}
        assert layanan.setujui_banyak(skp_ids=ids, oleh=p.kabid, sekarang=p.sekarang) == 0

    def test_satu_yang_bukan_bawahan_membatalkan_semuanya(self, p, tahun):
        milik, lain = diajukan(p, tahun), diajukan(p, tahun, p.perawat)
        with pytest.raises(TidakBerhak):
            layanan.setujui_banyak(skp_ids=[milik.pk, lain.pk], oleh=p.kabid, sekarang=p.sekarang)
        assert SKP.objects.filter(status=StatusDokumen.DISETUJUI).count() == 0


class TestBatal:
    """Bila tulisan terakhir gagal, tidak ada yang tertinggal setengah."""

    @pytest.mark.parametrize(
        ("modul", "nama", "kerja"),
        [
            (jejak, "catat", "ajukan"),
            (kotak, "beri_tahu", "ajukan"),
            (jejak, "catat", "susun"),
            (kotak, "beri_tahu", "setujui"),
            (kotak, "beri_tahu", "kembalikan"),
            (kotak, "beri_tahu", "setujui_banyak"),
            (jejak, "catat_banyak", "setujui_banyak"),
        ],
    )
    def test_gagal_di_akhir_mengembalikan_semuanya(self, p, tahun, monkeypatch, modul, nama, kerja):
        skp = susunan(p, tahun) if kerja in {"ajukan", "susun"} else diajukan(p, tahun)
        sebelum = (SKP.objects.values().get(pk=skp.pk), list(skp.indikator.values()), Jejak.objects.count())
        panggil = {
            "ajukan": lambda: layanan.ajukan(skp=skp, oleh=p.ratna, sekarang=p.sekarang),
            "susun": lambda: layanan.susun(
                skp=skp, rhk=[], versi=skp.versi, oleh=p.ratna, sekarang=p.sekarang
            ),
            "setujui": lambda: layanan.setujui(skp=skp, oleh=p.kabid, sekarang=p.sekarang),
            "kembalikan": lambda: layanan.kembalikan(skp=skp, catatan="x", oleh=p.kabid, sekarang=p.sekarang),
            "setujui_banyak": lambda: layanan.setujui_banyak(
                skp_ids=[skp.pk], oleh=p.kabid, sekarang=p.sekarang
            ),
        }

        def macet(**_):
            raise RuntimeError("mati lampu")

        monkeypatch.setattr(modul, nama, macet)
        with pytest.raises(RuntimeError):
            panggil[kerja]()
        assert sebelum == (
            SKP.objects.values().get(pk=skp.pk),
            list(skp.indikator.values()),
            Jejak.objects.count(),
        )


@pytest.mark.parametrize("apa", ["indikator", "rhk"])
def test_yang_sudah_dilaporkan_tidak_dapat_dihapus(p, tahun, apa) -> None:
    """Keadaan yang jarang: SKP kembali disusun sesudah ada laporan. Laporannya tidak boleh hilang bersama indikatornya."""
    satu = pabrik.skp(p, p.ratna, tahun)
    ik = satu.indikator.get()
    Realisasi.objects.create(
        instansi=p.instansi, periode=pabrik.triwulan(p, tahun), pegawai=p.ratna, indikator=ik, status="draf"
    )
    umum = {"versi": satu.versi, "oleh": p.ratna, "sekarang": p.sekarang}
    with pytest.raises(GalatAturan, match="sudah dilaporkan"):
        if apa == "indikator":
            layanan.hapus_indikator(indikator=ik, **umum)
        else:
            layanan.hapus_rhk(rhk=satu.rhk.get(), **umum)
    assert Realisasi.objects.filter(indikator=ik).exists()
