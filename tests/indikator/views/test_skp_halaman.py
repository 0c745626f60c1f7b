"""Halaman SKP milik sendiri: menyusun, mengajukan, dan siapa yang melihatnya."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indikator.models import RHK, SKP, IndikatorKinerja, Pemahaman, Periode
from inti.models import Pemberitahuan
from kepegawaian.models import Pegawai
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db
Masuk = Callable[[Pegawai], Client]


def alamat(nama: str, *argumen: object) -> str:
    return reverse(f"indikator:{nama}", args=argumen)


def isi(jawaban: object) -> str:
    return jawaban.content.decode()  # type: ignore[attr-defined]


def indikator(skp: SKP, bobot: str = "40", nama: str = "Kedua") -> IndikatorKinerja:
    nomor = skp.indikator.count() + 1
    return IndikatorKinerja.objects.create(
        skp=skp,
        rhk=skp.rhk.get(),
        kode=f"IK{nomor}",
        urutan=nomor,
        nama=nama,
        satuan="%",
        polaritas="maksimal",
        aspek="waktu",
        bobot=Decimal(bobot),
        target=1,
    )


class TestPerjalanan:
    def test_dari_belum_mulai_sampai_diajukan(self, p: pabrik.Pemda, tahun: Periode) -> None:
        Pemahaman.objects.create(periode=tahun, dinyatakan_oleh=p.ratna, dinyatakan_pada=p.sekarang)
        atasan = pabrik.skp(p, p.kabid, tahun, status="diajukan").rhk.get()
        katalog = pabrik.indikator(p, "Cakupan akta kelahiran")
        klien = masuk(p.ratna)
        assert "Mulai SKP 2026" in isi(klien.get(alamat("skp")))
        klien.post(alamat("skp_mulai", tahun.pk))
        skp = SKP.objects.get(pegawai=p.ratna)
        assert klien.get(alamat("skp"))["Location"] == alamat("skp_rinci", skp.pk)

        halaman = isi(klien.get(alamat("skp_rhk_tambah", skp.pk)))
        assert atasan.teks in halaman and "tautkan nanti" in halaman
        kirim = {"teks": "Akta terbit", "jenis": "utama", "pimpinan": atasan.pk, "versi": 1}
        rhk_baru = klien.post(alamat("skp_rhk_tambah", skp.pk), kirim)
        rhk = RHK.objects.get(skp=skp)
        assert rhk.pimpinan == atasan
        assert rhk_baru["Location"] == alamat("skp_indikator_pilih", skp.pk, rhk.pk)
        assert "Cakupan akta kelahiran" in isi(klien.get(rhk_baru["Location"]))

        dari_katalog = alamat("skp_indikator_tambah", skp.pk, rhk.pk) + f"?katalog={katalog.pk}"
        assert 'value="95"' in isi(klien.get(dari_katalog)), "target acuan menjadi isian awal"
        klien.post(dari_katalog, {"target": "97,5", "bobot": "60", "versi": 2})
        pilih = klien.get(alamat("skp_indikator_pilih", skp.pk, rhk.pk), {"sendiri": 1, "arah": "minimal"})
        sendiri = {"nama": "Lama layanan", "satuan": "hari", "aspek": "waktu", "target": "3", "versi": 3}
        assert 'value="40"' in isi(klien.get(pilih["Location"])), "sisa bobot menjadi isian awal"
        klien.post(pilih["Location"], {**sendiri, "bobot": "40"})
        assert list(skp.indikator.order_by("urutan").values_list("nama", "target", "bobot")) == [
            ("Cakupan akta kelahiran", Decimal("97.5"), 60),
            ("Lama layanan", 3, 40),
        ]

        bobot = {f"bobot_{i.pk}": str(i.bobot) for i in skp.indikator.all()} | {"versi": 4}
        ajukan = klien.post(alamat("skp_ajukan", skp.pk), bobot)
        assert ajukan["Location"] == alamat("skp_rinci", skp.pk)
        halaman = isi(klien.get(ajukan["Location"]))
        assert "Menunggu Kurnia Kabid" in halaman and "Tarik kembali" in halaman
        assert Pemberitahuan.objects.filter(penerima_id=p.kabid.pk).count() == 1

    def test_menambah_tanpa_skp_pimpinan_tetap_bisa(self, p: pabrik.Pemda, tahun: Periode) -> None:
        skp = pabrik.skp(p, p.ratna, tahun)
        klien = masuk(p.ratna)
        assert "belum mengajukan SKP tahun ini" in isi(klien.get(alamat("skp_rhk_tambah", skp.pk)))
        klien.post(
            alamat("skp_rhk_tambah", skp.pk),
            {"teks": "Sendiri", "jenis": "tambahan", "pimpinan": "", "versi": 1},
        )
        assert skp.rhk.get(teks="Sendiri").pimpinan is None

    def test_draf_atasan_tidak_bocor_ke_pilihan_bawahan(self, p: pabrik.Pemda, tahun: Periode) -> None:
        rahasia = pabrik.skp(p, p.kabid, tahun).rhk.get()
        RHK.objects.filter(pk=rahasia.pk).update(teks="Masih rahasia")
        skp = pabrik.skp(p, p.ratna, tahun)
        assert "Masih rahasia" not in isi(masuk(p.ratna).get(alamat("skp_rhk_tambah", skp.pk)))

    def test_akhir_tahun_dua_tahun_terbuka_keduanya_dapat_dimulai(
        self, p: pabrik.Pemda, tahun: Periode
    ) -> None:
        pabrik.skp(p, p.ratna, tahun)
        pabrik.tahun(p, ke=2027)
        halaman = isi(masuk(p.ratna).get(alamat("skp")))
        assert "Mulai SKP 2027" in halaman and "SKP 2026" in halaman

    def test_menarik_kembali(self, p: pabrik.Pemda, tahun: Periode) -> None:
        skp = pabrik.skp(p, p.ratna, tahun, status="diajukan")
        klien = masuk(p.ratna)
        klien.post(alamat("skp_tarik", skp.pk))
        assert "Ajukan" in isi(klien.get(alamat("skp_rinci", skp.pk)))
        assert SKP.objects.get(pk=skp.pk).status == "draf"


class TestBobot:
    @pytest.mark.parametrize(
        ("tombol", "tujuan"),
        [
            ("rhk_tambah", "skp_rhk_tambah"),
            ("rhk_ubah:{rhk}", "skp_rhk_ubah"),
            ("indikator_tambah:{rhk}", "skp_indikator_pilih"),
            ("indikator_ubah:{ik}", "skp_indikator_ubah"),
        ],
    )
    def test_setiap_tombol_menyimpan_bobot_yang_sudah_diketik(
        self, p: pabrik.Pemda, tahun: Periode, tombol: str, tujuan: str
    ) -> None:
        skp = pabrik.skp(p, p.ratna, tahun)
        ik = skp.indikator.get()
        lanjut = tombol.format(rhk=skp.rhk.get().pk, ik=ik.pk)
        jawaban = masuk(p.ratna).post(
            alamat("skp_bobot", skp.pk), {"versi": 1, f"bobot_{ik.pk}": "35,5", "lanjut": lanjut}
        )
        ik.refresh_from_db()
        assert ik.bobot == Decimal("35.5")
        argumen = [int(lanjut.partition(":")[2])] if ":" in lanjut else []
        assert jawaban["Location"] == alamat(tujuan, skp.pk, *argumen)

    def test_ditolak_menyebut_selisih_dan_bobotnya_tetap_tersimpan(
        self, p: pabrik.Pemda, tahun: Periode
    ) -> None:
        Pemahaman.objects.create(periode=tahun, dinyatakan_oleh=p.ratna, dinyatakan_pada=p.sekarang)
        skp = pabrik.skp(p, p.ratna, tahun)
        dua = indikator(skp, "40")
        satu = skp.indikator.get(kode="IK1")
        halaman = isi(
            masuk(p.ratna).post(
                alamat("skp_ajukan", skp.pk), {"versi": 1, f"bobot_{satu.pk}": "65", f"bobot_{dua.pk}": "40"}
            )
        )
        assert "<title>Galat: SKP 2026" in halaman
        assert "Jumlah bobot 105 dari 100. Kurangi 5 supaya tepat 100." in halaman
        satu.refresh_from_db()
        assert (satu.bobot, SKP.objects.get(pk=skp.pk).status) == (65, "draf")

    def test_bobot_yang_bukan_angka_tetap_tertulis(self, p: pabrik.Pemda, tahun: Periode) -> None:
        skp = pabrik.skp(p, p.ratna, tahun)
        ik = skp.indikator.get()
        halaman = isi(
            masuk(p.ratna).post(alamat("skp_bobot", skp.pk), {"versi": 1, f"bobot_{ik.pk}": "tiga"})
        )
        assert 'value="tiga"' in halaman and "Isi dengan angka" in halaman

    def test_tab_yang_tertinggal_diberi_tahu_dan_ketikannya_tetap(
        self, p: pabrik.Pemda, tahun: Periode
    ) -> None:
        skp = pabrik.skp(p, p.ratna, tahun)
        ik = skp.indikator.get()
        klien = masuk(p.ratna)
        klien.post(alamat("skp_bobot", skp.pk), {"versi": 1, f"bobot_{ik.pk}": "50"})
        halaman = isi(klien.post(alamat("skp_bobot", skp.pk), {"versi": 1, f"bobot_{ik.pk}": "70"}))
        assert "sudah diubah di tab atau perangkat lain" in halaman
        assert 'value="70"' in halaman and 'name="versi" value="2"' in halaman
        ik.refresh_from_db()
        assert ik.bobot == 50

    def test_klik_kedua_pada_ajukan_berakhir_sama(self, p: pabrik.Pemda, tahun: Periode) -> None:
        Pemahaman.objects.create(periode=tahun, dinyatakan_oleh=p.ratna, dinyatakan_pada=p.sekarang)
        skp = pabrik.skp(p, p.ratna, tahun)
        kirim = {"versi": 1, f"bobot_{skp.indikator.get().pk}": "100"}
        klien = masuk(p.ratna)
        dua = [klien.post(alamat("skp_ajukan", skp.pk), kirim)["Location"] for _ in range(2)]
        assert dua == [alamat("skp_rinci", skp.pk)] * 2
        assert Pemberitahuan.objects.filter(penerima_id=p.kabid.pk).count() == 1

    def test_mengubah_bobot_skp_yang_disetujui_menjadi_pesan_bukan_galat(
        self, p: pabrik.Pemda, tahun: Periode
    ) -> None:
        skp = pabrik.skp(p, p.ratna, tahun, status="disetujui")
        jawaban = masuk(p.ratna).post(
            alamat("skp_bobot", skp.pk), {"versi": 1, f"bobot_{skp.indikator.get().pk}": "50"}, follow=True
        )
        assert "sudah disetujui" in isi(jawaban)
        assert skp.indikator.get().bobot == 100


class TestFormulir:
    def test_rhk_kosong_ditolak_dan_pilihan_lain_tetap(self, p: pabrik.Pemda, tahun: Periode) -> None:
        skp = pabrik.skp(p, p.ratna, tahun)
        kirim = {"teks": " ", "jenis": "tambahan", "pimpinan": "", "versi": 1}
        halaman = isi(masuk(p.ratna).post(alamat("skp_rhk_tambah", skp.pk), kirim))
        assert "<title>Galat: Tambah RHK" in halaman and "Tulis hasil yang ingin dicapai." in halaman
        assert re.search(r'<input[^>]*value="tambahan"[^>]*checked', halaman)

    def test_target_mustahil_ditolak_di_bidangnya(self, p: pabrik.Pemda, tahun: Periode) -> None:
        skp = pabrik.skp(p, p.ratna, tahun)
        tujuan = alamat("skp_indikator_tambah", skp.pk, skp.rhk.get().pk) + "?arah=rentang"
        kirim = {
            "nama": "X",
            "satuan": "%",
            "aspek": "waktu",
            "bawah": "9",
            "atas": "5",
            "bobot": "1",
            "versi": 1,
        }
        halaman = isi(masuk(p.ratna).post(tujuan, kirim))
        assert "Tukar kedua angka itu" in halaman and "aria-invalid" in halaman
        assert skp.indikator.count() == 1

    def test_mengubah_indikator_katalog_tidak_menawarkan_namanya(
        self, p: pabrik.Pemda, tahun: Periode
    ) -> None:
        katalog = pabrik.indikator(p, "Dari katalog")
        skp = pabrik.skp(p, p.ratna, tahun, katalog)
        tujuan = alamat("skp_indikator_ubah", skp.pk, skp.indikator.get().pk)
        klien = masuk(p.ratna)
        assert 'name="nama"' not in isi(klien.get(tujuan))
        klien.post(tujuan, {"target": "80", "bobot": "100", "versi": 1, "nama": "Diselipkan"})
        assert (skp.indikator.get().nama, skp.indikator.get().target) == ("Dari katalog", 80)

    def test_katalog_yang_tidak_menjangkau_orangnya_tidak_ada(self, p: pabrik.Pemda, tahun: Periode) -> None:
        lain = pabrik.indikator(p, "Milik dinas lain", unit=p.dinkes)
        skp = pabrik.skp(p, p.ratna, tahun)
        tujuan = alamat("skp_indikator_tambah", skp.pk, skp.rhk.get().pk) + f"?katalog={lain.pk}"
        assert masuk(p.ratna).get(tujuan).status_code == 404

    def test_menghapus_ditanya_dahulu_dan_klik_kedua_berakhir_sama(
        self, p: pabrik.Pemda, tahun: Periode
    ) -> None:
        skp = pabrik.skp(p, p.ratna, tahun)
        klien = masuk(p.ratna)
        for nama, nomor in (
            ("skp_indikator_hapus", skp.indikator.get().pk),
            ("skp_rhk_hapus", skp.rhk.get().pk),
        ):
            tujuan, versi = alamat(nama, skp.pk, nomor), SKP.objects.get(pk=skp.pk).versi
            assert "Jangan hapus" in isi(klien.get(tujuan))
            for _ in range(2):
                assert klien.post(tujuan, {"versi": versi})["Location"] == alamat("skp_rinci", skp.pk)
        assert not skp.rhk.exists() and not skp.indikator.exists()


SIAPA = ("ratna", "kabid", "budi", "kadis", "admin", "auditor", "tetangga")
# Pemilik, penilai, rekan, atasan penilai, admin BKD, auditor, pemda lain; SKP yang sudah diajukan.
AKSES = {
    "skp_rinci": (200, 302, 404, 404, 200, 200, 404),
    "skp_cetak": (200, 200, 404, 404, 200, 200, 404),
    "skp_rhk_tambah": (302, 403, 404, 404, 403, 403, 404),
    "skp_bobot": (302, 403, 404, 404, 403, 403, 404),
    "skp_ajukan": (302, 403, 404, 404, 403, 403, 404),
    "skp_tarik": (302, 403, 404, 404, 403, 403, 404),
    "periksa_skp_rinci": (302, 200, 404, 404, 403, 403, 404),
}
LEWAT_POST = {"skp_bobot", "skp_ajukan", "skp_tarik"}


@pytest.mark.parametrize("nama", AKSES)
def test_siapa_boleh_apa_terhadap_skp_yang_diajukan(p: pabrik.Pemda, tahun: Periode, nama: str) -> None:
    skp = pabrik.skp(p, p.ratna, tahun, status="diajukan")
    tetangga = pabrik.pemda("Kota Lain").ratna
    hasil = []
    for siapa in SIAPA:
        klien = masuk(tetangga if siapa == "tetangga" else getattr(p, siapa))
        SKP.objects.filter(pk=skp.pk).update(status="diajukan")
        tujuan = alamat(nama, skp.pk)
        hasil.append((klien.post(tujuan) if nama in LEWAT_POST else klien.get(tujuan)).status_code)
    assert tuple(hasil) == AKSES[nama]


def test_membuka_halaman_susun_di_saat_yang_salah_diantar_kembali_dengan_pesan(
    p: pabrik.Pemda, tahun: Periode
) -> None:
    skp = pabrik.skp(p, p.ratna, tahun, status="disetujui")
    rhk, ik = skp.rhk.get().pk, skp.indikator.get().pk
    klien = masuk(p.ratna)
    for nama, *lain in (
        ("skp_rhk_tambah",),
        ("skp_rhk_ubah", rhk),
        ("skp_rhk_hapus", rhk),
        ("skp_indikator_pilih", rhk),
        ("skp_indikator_tambah", rhk),
        ("skp_indikator_ubah", ik),
        ("skp_indikator_hapus", ik),
    ):
        jawaban = klien.get(alamat(nama, skp.pk, *lain), follow=True)
        assert "sudah disetujui, jadi tidak diubah lagi" in isi(jawaban), nama


def test_kiriman_di_saat_yang_salah_ditolak_bersama_ketikannya(p: pabrik.Pemda, tahun: Periode) -> None:
    skp = pabrik.skp(p, p.ratna, tahun, status="diajukan")
    kirim = {"teks": "Sudah telanjur diketik", "jenis": "utama", "pimpinan": "", "versi": skp.versi}
    halaman = isi(masuk(p.ratna).post(alamat("skp_rhk_tambah", skp.pk), kirim))
    assert "menariknya kembali" in halaman and "Sudah telanjur diketik</textarea>" in halaman


def test_draf_hanya_terlihat_pemiliknya(p: pabrik.Pemda, tahun: Periode) -> None:
    skp = pabrik.skp(p, p.ratna, tahun)
    status = [
        masuk(getattr(p, siapa)).get(alamat("skp_rinci", skp.pk)).status_code
        for siapa in ("ratna", "kabid", "admin", "auditor")
    ]
    assert status == [200, 404, 404, 404]


def test_tanpa_masuk_diarahkan_ke_halaman_masuk(p: pabrik.Pemda, tahun: Periode) -> None:
    skp = pabrik.skp(p, p.ratna, tahun)
    assert Client().get(alamat("skp_rinci", skp.pk))["Location"].startswith("/masuk/")


def kueri(klien: Client, tujuan: str) -> int:
    klien.get(tujuan)
    with CaptureQueriesContext(connection) as tangkap:
        assert klien.get(tujuan).status_code == 200
    return len(tangkap)


@pytest.mark.parametrize("nama", ["skp_rinci", "skp_cetak"])
def test_jumlah_kueri_tetap_pada_10_dan_200_indikator(p: pabrik.Pemda, tahun: Periode, nama: str) -> None:
    skp = pabrik.skp(p, p.ratna, tahun)
    klien = masuk(p.ratna)
    for _ in range(9):
        indikator(skp, "1")
    sedikit = kueri(klien, alamat(nama, skp.pk))
    for _ in range(190):
        indikator(skp, "1")
    assert kueri(klien, alamat(nama, skp.pk)) == sedikit
    assert sedikit <= 20
