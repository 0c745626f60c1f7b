"""Adendum, naskah, lampiran, dialog, dan pembatalan persetujuan di halaman."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indikator.models import SKP, CatatanSKP, Pemahaman, Periode
from indikator.services import skp as layanan
from inti.models import Dokumen, PaketDokumen, Pemberitahuan
from kepegawaian.models import Pegawai, Peran
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db


@pytest.fixture
def skp(p: pabrik.Pemda, tahun: Periode) -> SKP:
    """SKP Ratna yang disetujui Kabid."""
    return disetujui(p, p.ratna, tahun)


def disetujui(p: pabrik.Pemda, orang: Pegawai, tahun: Periode) -> SKP:
    Pemahaman.objects.get_or_create(
        periode=tahun, dinyatakan_oleh=orang, defaults={"dinyatakan_pada": p.sekarang}
    )
    baris = pabrik.skp(p, orang, tahun, status="diajukan")
    baris.indikator.update(urutan=1)
    return layanan.setujui(skp=baris, oleh=p.kabid, sekarang=p.sekarang)


def alamat(nama: str, *argumen: object) -> str:
    return reverse(f"indikator:{nama}", args=argumen)


def isi(jawaban: object) -> str:
    return jawaban.content.decode()  # type: ignore[attr-defined]


def terbuka(p: pabrik.Pemda, skp: SKP, *, target: str = "90") -> SKP:
    """Usulan yang targetnya sudah diganti."""
    usul = layanan.buka_adendum(skp=skp, alasan="Anggaran dipotong.", oleh=p.ratna, sekarang=p.sekarang)
    usul.indikator.update(target=Decimal(target))
    return usul


class TestPerjalananAdendum:
    def test_dari_usulan_sampai_berlaku(self, p: pabrik.Pemda, skp: SKP) -> None:
        ratna, kabid = masuk(p.ratna), masuk(p.kabid)
        assert "Usulkan adendum" in isi(ratna.get(alamat("skp_rinci", skp.pk)))
        kosong = ratna.post(alamat("skp_adendum", skp.pk), {"alasan": ""})
        assert "Tulis mengapa SKP perlu diubah" in isi(kosong)
        buka = ratna.post(alamat("skp_adendum", skp.pk), {"alasan": "Anggaran dipotong."})
        usul = SKP.semua.get(adendum_dari=skp)
        assert buka["Location"] == alamat("skp_rinci", usul.pk)
        halaman = isi(ratna.get(buka["Location"]))
        assert "Adendum SKP 2026" in halaman and "Belum ada yang berubah" in halaman

        indikator = usul.indikator.get()
        form = {
            "nama": indikator.nama,
            "satuan": "%",
            "aspek": "kuantitas",
            "target": "90",
            "bobot": "100",
            "versi": usul.versi,
        }
        ratna.post(alamat("skp_indikator_ubah", usul.pk, indikator.pk), form)
        halaman = isi(ratna.get(alamat("skp_rinci", usul.pk)))
        assert "<b>Diubah:</b>" in halaman and "95 %" in halaman and "90 %" in halaman
        kirim = {"versi": SKP.semua.get(pk=usul.pk).versi, f"bobot_{indikator.pk}": "100"}
        ratna.post(alamat("skp_ajukan", usul.pk), kirim)
        assert SKP.semua.get(pk=usul.pk).status == "diajukan"

        antrean = isi(kabid.get(alamat("periksa_skp")))
        assert "adendum" in antrean and alamat("periksa_skp_rinci", usul.pk) in antrean
        assert 'name="pilih"' not in antrean
        periksa = isi(kabid.get(alamat("periksa_skp_rinci", usul.pk)))
        assert "Berlaku sekarang" in periksa and "Setujui adendum ini" in periksa
        putus = {"aksi": "setujui", "versi": SKP.semua.get(pk=usul.pk).versi}
        assert kabid.post(alamat("periksa_skp_rinci", usul.pk), putus).status_code == 302
        assert skp.indikator.get().target == 90

        daftar = isi(ratna.get(alamat("skp_naskah", skp.pk)))
        assert "Naskah 2" in daftar and "Anggaran dipotong." in daftar
        dua = isi(ratna.get(alamat("skp_naskah_rinci", skp.pk, 2)))
        assert "Beda dengan naskah 1" in dua and "yang berlaku sekarang" in dua
        assert "tidak berlaku lagi" in isi(ratna.get(alamat("skp_naskah_rinci", skp.pk, 1)))

    def test_membuka_lagi_melanjutkan_yang_ada(self, p: pabrik.Pemda, skp: SKP) -> None:
        usul = terbuka(p, skp)
        klien = masuk(p.ratna)
        assert klien.get(alamat("skp_adendum", skp.pk))["Location"] == alamat("skp_rinci", usul.pk)
        assert "Lanjutkan adendum" in isi(klien.get(alamat("skp_rinci", skp.pk)))
        lain = isi(klien.post(alamat("skp_adendum", skp.pk), {"alasan": "Alasan dari tab lain."}))
        assert "sudah terbuka dengan alasan lain" in lain and "Alasan dari tab lain." in lain

    def test_membuang_dengan_halaman_tanya(self, p: pabrik.Pemda, skp: SKP) -> None:
        terbuka(p, skp)
        klien = masuk(p.ratna)
        assert "SKP yang berlaku tidak berubah" in isi(klien.get(alamat("skp_adendum_buang", skp.pk)))
        for _ in range(2):
            assert klien.post(alamat("skp_adendum_buang", skp.pk))["Location"] == alamat("skp_rinci", skp.pk)
        assert SKP.semua.count() == 1

    def test_draf_usulan_tidak_terlihat_orang_lain(self, p: pabrik.Pemda, skp: SKP) -> None:
        usul = terbuka(p, skp)
        for orang in (p.kabid, p.budi, p.admin, p.auditor):
            assert masuk(orang).get(alamat("skp_rinci", usul.pk)).status_code == 404

    def test_hanya_pemilik_yang_mengusulkan(self, p: pabrik.Pemda, skp: SKP) -> None:
        assert masuk(p.kabid).post(alamat("skp_adendum", skp.pk), {"alasan": "x"}).status_code == 403
        assert masuk(p.budi).post(alamat("skp_adendum", skp.pk), {"alasan": "x"}).status_code == 404
        assert SKP.semua.count() == 1

    def test_naskah_yang_tidak_ada_tidak_ditemukan(self, p: pabrik.Pemda, skp: SKP) -> None:
        assert masuk(p.ratna).get(alamat("skp_naskah_rinci", skp.pk, 9)).status_code == 404


class TestLampiran:
    def test_satu_halaman_menyimpan_lampiran_dan_ekspektasi(self, p: pabrik.Pemda, tahun: Periode) -> None:
        skp = pabrik.skp(p, p.ratna, tahun)
        klien = masuk(p.ratna)
        form = {
            "versi": skp.versi,
            "sumber_daya": "Dua petugas loket\n\n  Printer   kartu ",
            "pertanggungjawaban": "Laporan tiap triwulan",
            "konsekuensi": "",
            "akuntabel": "Tidak ada berkas tertinggal di loket",
        }
        assert klien.post(alamat("skp_lampiran", skp.pk), form)["Location"] == alamat("skp_rinci", skp.pk)
        skp.refresh_from_db()
        assert skp.sumber_daya == "Dua petugas loket\nPrinter kartu"
        assert skp.ekspektasi == {"akuntabel": "Tidak ada berkas tertinggal di loket"}
        halaman = isi(klien.get(alamat("skp_rinci", skp.pk)))
        assert "<li>Printer kartu</li>" in halaman and "Tidak ada berkas tertinggal" in halaman
        assert "<li>Printer kartu</li>" in isi(klien.get(alamat("skp_cetak", skp.pk)))

    def test_versi_tertinggal_tidak_menimpa_dan_ketikan_tetap(self, p: pabrik.Pemda, tahun: Periode) -> None:
        skp = pabrik.skp(p, p.ratna, tahun)
        jawaban = masuk(p.ratna).post(
            alamat("skp_lampiran", skp.pk), {"versi": 99, "sumber_daya": "Ketikan kedua"}
        )
        assert "Ketikan kedua" in isi(jawaban) and "diubah di tab" in isi(jawaban)
        assert SKP.objects.get(pk=skp.pk).sumber_daya == ""

    def test_penilai_menetapkan_ekspektasi_sebelum_menyetujui(self, p: pabrik.Pemda, tahun: Periode) -> None:
        skp = pabrik.skp(p, p.ratna, tahun, status="diajukan")
        klien = masuk(p.kabid)
        tujuan = alamat("periksa_skp_ekspektasi", skp.pk)
        assert "Harmonis" in isi(klien.get(tujuan))
        klien.post(tujuan, {"versi": skp.versi, "harmonis": "Sapa warga lebih dulu"})
        assert SKP.objects.get(pk=skp.pk).ekspektasi == {"harmonis": "Sapa warga lebih dulu"}
        assert masuk(p.ratna).post(tujuan, {"versi": 1}).status_code == 403

    def test_sesudah_disetujui_penilai_diarahkan_ke_adendum(self, p: pabrik.Pemda, skp: SKP) -> None:
        jawaban = masuk(p.kabid).get(alamat("periksa_skp_ekspektasi", skp.pk), follow=True)
        assert "minta adendum" in isi(jawaban)


class TestDialog:
    def test_kedua_pihak_menulis_dan_lawan_diberi_tahu_sekali_sehari(self, p: pabrik.Pemda, skp: SKP) -> None:
        ratna, kabid = masuk(p.ratna), masuk(p.kabid)
        rhk = skp.rhk.get()
        ratna.post(alamat("skp_dialog", skp.pk), {"rhk": rhk.pk, "teks": "Apakah akta lama ikut?"})
        ratna.post(alamat("skp_dialog", skp.pk), {"rhk": "", "teks": "Satu lagi."})
        kabid.post(alamat("skp_dialog", skp.pk), {"rhk": "", "teks": "Tidak ikut."})
        halaman = isi(kabid.get(alamat("skp_dialog", skp.pk)))
        assert "Apakah akta lama ikut?" in halaman and "Tentang RHK" in halaman
        judul = "menulis catatan di SKP"
        assert Pemberitahuan.objects.filter(penerima_id=p.kabid.pk, judul__endswith=judul).count() == 1
        assert Pemberitahuan.objects.filter(penerima_id=p.ratna.pk, judul__endswith=judul).count() == 1

    def test_klik_ganda_satu_catatan(self, p: pabrik.Pemda, skp: SKP) -> None:
        for _ in range(2):
            masuk(p.ratna).post(alamat("skp_dialog", skp.pk), {"rhk": "", "teks": "Sama."})
        assert CatatanSKP.objects.count() == 1

    def test_pembaca_menurut_peran_dan_orang_luar_tidak_ikut(self, p: pabrik.Pemda, skp: SKP) -> None:
        assert masuk(p.auditor).get(alamat("skp_dialog", skp.pk)).status_code == 403
        assert masuk(p.budi).get(alamat("skp_dialog", skp.pk)).status_code == 404


class TestBatalkanPersetujuan:
    def test_pesan_sesudah_menyetujui_membawa_tombol_batalkan(self, p: pabrik.Pemda, tahun: Periode) -> None:
        Pemahaman.objects.create(periode=tahun, dinyatakan_oleh=p.ratna, dinyatakan_pada=p.sekarang)
        skp = pabrik.skp(p, p.ratna, tahun, status="diajukan")
        klien = masuk(p.kabid)
        klien.post(alamat("periksa_skp_banyak"), {"pilih": [skp.pk], f"versi_{skp.pk}": skp.versi})
        tujuan = f"{alamat('periksa_skp_batalkan')}?pilih={skp.pk}"
        assert tujuan in isi(klien.get(alamat("periksa_skp")))
        klien.post(tujuan)
        assert SKP.objects.get(pk=skp.pk).status == "diajukan"

    def test_yang_sudah_dipakai_disebut_namanya(self, p: pabrik.Pemda, tahun: Periode, skp: SKP) -> None:
        budi = disetujui(p, p.budi, tahun)
        terbuka(p, skp)
        klien = masuk(p.kabid)
        tab = isi(klien.get(alamat("periksa_skp"), {"tampil": "batal"}))
        assert "Dapat dibatalkan (1)" in tab and f'value="{budi.pk}"' in tab
        halaman = isi(klien.post(alamat("periksa_skp_batalkan"), {"pilih": [skp.pk, budi.pk]}, follow=True))
        assert "Persetujuan 1 SKP dibatalkan" in halaman
        assert "SKP Ratna Wulandari tetap disetujui" in halaman

    def test_bukan_penilainya_tidak_menemukan(self, p: pabrik.Pemda, skp: SKP) -> None:
        assert masuk(p.budi).post(alamat("periksa_skp_batalkan"), {"pilih": [skp.pk]}).status_code == 404

    def test_daftar_bawahan_kuerinya_tetap(self, p: pabrik.Pemda, tahun: Periode, skp: SKP) -> None:
        klien = masuk(p.kabid)

        def kueri() -> int:
            with CaptureQueriesContext(connection) as tercatat:
                assert "Dapat dibatalkan" in isi(klien.get(alamat("periksa_skp"), {"tampil": "batal"}))
            return len(tercatat)

        kueri()  # sesi hangat
        satu = kueri()
        disetujui(p, p.budi, tahun)
        assert kueri() == satu


class TestCetak:
    def test_pdf_naskah_terunduh_dan_halaman_periksanya_terbuka(self, p: pabrik.Pemda, skp: SKP) -> None:
        jawaban = masuk(p.ratna).get(alamat("skp_pdf", skp.pk, 1))
        assert jawaban["Content-Type"] == "application/pdf"
        assert jawaban.content.startswith(b"%PDF-")
        assert f"SKP-2026-{skp.pk:06d}-1.pdf" in jawaban["Content-Disposition"]
        cek = Client().get(reverse("dokumen_periksa", args=[Dokumen.objects.get().kode]))
        assert "Dokumen ini berlaku" in isi(cek) and "RW" in isi(cek)
        assert p.ratna.nama not in isi(cek) and p.ratna.nip not in isi(cek)
        assert cek["X-Robots-Tag"].startswith("noindex")

    def test_kode_asing_tidak_ditemukan(self, p: pabrik.Pemda) -> None:
        assert Client().get(reverse("dokumen_periksa", args=["A" * 24])).status_code == 404

    def test_naskah_lama_disebut_digantikan(self, p: pabrik.Pemda, skp: SKP) -> None:
        kode = Dokumen.objects.get().kode
        usul = layanan.ajukan(skp=terbuka(p, skp), oleh=p.ratna, sekarang=p.sekarang)
        layanan.setujui(skp=usul, oleh=p.kabid, sekarang=p.sekarang)
        assert "digantikan adendum" in isi(Client().get(reverse("dokumen_periksa", args=[kode])))

    def test_orang_lain_tidak_mengunduh(self, p: pabrik.Pemda, skp: SKP) -> None:
        assert masuk(p.budi).get(alamat("skp_pdf", skp.pk, 1)).status_code == 404
        assert masuk(p.kabid).get(alamat("skp_pdf", skp.pk, 1)).status_code == 200

    def test_penilai_menghitung_dahulu_lalu_mengantrekan(
        self, p: pabrik.Pemda, tahun: Periode, skp: SKP
    ) -> None:
        klien = masuk(p.kabid)
        pilih = {"tahun": tahun.pk, "lingkup": "bawahan"}
        assert "<b>1 SKP</b>" in isi(klien.get(alamat("cetak_skp"), pilih))
        assert PaketDokumen.objects.count() == 0
        satu, dua = (klien.post(alamat("cetak_skp"), pilih)["Location"] for _ in range(2))
        paket = PaketDokumen.objects.get()
        assert satu == dua == alamat("cetak_skp_paket", paket.pk)
        assert "0 dari 1 dokumen" in isi(klien.get(satu))
        assert "belum jadi" in isi(klien.get(alamat("cetak_skp_unduh", paket.pk), follow=True))
        assert masuk(p.admin).get(satu).status_code == 404

    def test_yang_tidak_berhak_ditolak(self, p: pabrik.Pemda, tahun: Periode) -> None:
        assert masuk(p.ratna).get(alamat("cetak_skp")).status_code == 403

    def test_lingkup_unit_lain_ditolak(self, p: pabrik.Pemda, tahun: Periode, skp: SKP) -> None:
        assert masuk(p.admin_dukcapil).get(alamat("cetak_skp")).status_code == 403
        pabrik.beri_peran(p.ratna, Peran.Jenis.PIMPINAN, p.dukcapil)
        klien = masuk(p.ratna)
        pilihan = isi(klien.get(alamat("cetak_skp")))
        assert p.dukcapil.nama in pilihan and p.dinkes.nama not in pilihan
        # Pilihan di luar daftar jatuh ke pilihan pertama, tidak pernah ke unit orang lain.
        klien.post(alamat("cetak_skp"), {"tahun": tahun.pk, "lingkup": p.dinkes.pk})
        assert PaketDokumen.objects.get().judul.endswith(p.dukcapil.nama)
