"""Pejabat penilai di halaman: menyetujui SKP dan memeriksa laporan bawahan."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indikator.models import SKP, IndikatorKinerja, Periode, Realisasi
from indikator.services import realisasi as layanan
from indikator.services import skp as layanan_skp
from indikator.services.realisasi import MasukanRealisasi
from inti.models import Pemberitahuan
from kepegawaian.models import Pegawai, PejabatPenilai
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db


def alamat(nama: str, *argumen: object) -> str:
    return reverse(f"indikator:{nama}", args=argumen)


def isi(jawaban: object) -> str:
    return jawaban.content.decode()  # type: ignore[attr-defined]


def lapor(
    p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja, *, ajukan: bool = True, keterangan: str = ""
) -> Realisasi:
    masukan = MasukanRealisasi(
        indikator_id=ik.pk,
        nilai=Decimal("90.25"),
        keterangan=keterangan,
        tautan=[("Rekap", "https://contoh.go.id/rekap")],
    )
    [r] = layanan.laporkan(
        periode_id=tw.pk, masukan=[masukan], ajukan=ajukan, oleh=ik.skp.pegawai, sekarang=p.sekarang
    )
    return r


def bawahan(p: pabrik.Pemda, banyak: int) -> list[Pegawai]:
    hasil = []
    for nomor in range(banyak):
        orang = pabrik.pegawai(p.instansi, f"Bawahan {Pegawai.objects.count()} {nomor}")
        pabrik.tempatkan(orang, p.capil, p.jabatan["pengadministrasi"])
        hasil.append(orang)
    return hasil


def kueri(klien: Client, tujuan: str) -> int:
    klien.get(tujuan)
    with CaptureQueriesContext(connection) as tangkap:
        assert klien.get(tujuan).status_code == 200
    return len(tangkap)


class TestSkp:
    def test_antrean_memuat_yang_menunggu_dengan_lamanya(self, p: pabrik.Pemda, tahun: Periode) -> None:
        skp = pabrik.skp(p, p.ratna, tahun, status="diajukan")
        SKP.objects.filter(pk=skp.pk).update(diajukan_pada=p.saat(2026, 10, 30, 8))
        halaman = isi(masuk(p.kabid).get(alamat("periksa_skp")))
        assert "Menunggu (1)" in halaman and "Ratna Wulandari" in halaman and "3 hari" in halaman
        assert "Budi Santoso" not in halaman
        semua = isi(masuk(p.kabid).get(alamat("periksa_skp") + "?tampil=semua"))
        assert "Budi Santoso" in semua and "Belum mulai" in semua

    def test_draf_bawahan_terlihat_keadaannya_tanpa_tautan_ke_isinya(
        self, p: pabrik.Pemda, tahun: Periode
    ) -> None:
        skp = pabrik.skp(p, p.ratna, tahun)
        halaman = isi(masuk(p.kabid).get(alamat("periksa_skp") + "?tampil=semua"))
        assert "Draf" in halaman and alamat("periksa_skp_rinci", skp.pk) not in halaman

    def test_menyetujui_satu(self, p: pabrik.Pemda, tahun: Periode) -> None:
        skp = pabrik.skp(p, p.ratna, tahun, status="diajukan")
        klien = masuk(p.kabid)
        jawaban = klien.post(alamat("periksa_skp_rinci", skp.pk), {"aksi": "setujui", "versi": skp.versi})
        assert jawaban["Location"] == alamat("periksa_skp")
        assert SKP.objects.get(pk=skp.pk).status == "disetujui"

    def test_mengembalikan_perlu_catatan_dan_ketikannya_tetap(self, p: pabrik.Pemda, tahun: Periode) -> None:
        skp = pabrik.skp(p, p.ratna, tahun, status="diajukan")
        klien, tujuan = masuk(p.kabid), alamat("periksa_skp_rinci", skp.pk)
        halaman = isi(klien.post(tujuan, {"aksi": "kembalikan", "catatan": " ", "versi": skp.versi}))
        assert "<title>Galat:" in halaman and "Tulis apa yang perlu diperbaiki" in halaman
        klien.post(tujuan, {"aksi": "kembalikan", "catatan": "Naikkan target", "versi": skp.versi})
        assert "Naikkan target" in isi(masuk(p.ratna).get(alamat("skp_rinci", skp.pk)))

    def test_yang_berubah_sesudah_dibuka_tidak_disetujui_diam_diam(
        self, p: pabrik.Pemda, tahun: Periode
    ) -> None:
        skp = pabrik.skp(p, p.ratna, tahun, status="diajukan")
        SKP.objects.filter(pk=skp.pk).update(versi=5)
        halaman = isi(
            masuk(p.kabid).post(alamat("periksa_skp_rinci", skp.pk), {"aksi": "setujui", "versi": skp.versi})
        )
        assert "sudah diubah" in halaman and 'name="versi" value="5"' in halaman
        assert SKP.objects.get(pk=skp.pk).status == "diajukan"

    def test_beberapa_sekaligus_dengan_pratinjau(self, p: pabrik.Pemda, tahun: Periode) -> None:
        dua = [pabrik.skp(p, orang, tahun, status="diajukan") for orang in (p.ratna, p.budi)]
        klien = masuk(p.kabid)
        pratinjau = isi(klien.get(alamat("periksa_skp_banyak"), {"pilih": [s.pk for s in dua]}))
        assert "2 SKP akan disetujui" in pratinjau and "Akta terbit tepat waktu" in pratinjau
        kirim = {"pilih": [s.pk for s in dua], **{f"versi_{s.pk}": s.versi for s in dua}}
        jawaban = klien.post(alamat("periksa_skp_banyak"), kirim, follow=True)
        assert "2 SKP disetujui." in isi(jawaban)
        assert "sudah diputus" in isi(klien.post(alamat("periksa_skp_banyak"), kirim, follow=True))
        assert Pemberitahuan.objects.filter(judul__contains="disetujui").count() == 2

    def test_bukan_bawahan_diselipkan_membatalkan_semuanya(self, p: pabrik.Pemda, tahun: Periode) -> None:
        milik = pabrik.skp(p, p.ratna, tahun, status="diajukan")
        lain = pabrik.skp(p, p.perawat, tahun, status="diajukan")
        klien = masuk(p.kabid)
        halaman = isi(klien.get(alamat("periksa_skp_banyak"), {"pilih": [milik.pk, lain.pk]}))
        assert "Putu Perawat" not in halaman
        kirim = {"pilih": [milik.pk, lain.pk], f"versi_{milik.pk}": 1, f"versi_{lain.pk}": 1}
        assert klien.post(alamat("periksa_skp_banyak"), kirim).status_code == 404
        assert not SKP.objects.filter(status="disetujui").exists()

    def test_tanpa_centang_diberi_tahu(self, p: pabrik.Pemda, tahun: Periode) -> None:
        assert "Centang SKP" in isi(masuk(p.kabid).get(alamat("periksa_skp_banyak"), follow=True))

    def test_orang_tanpa_bawahan_melihat_keterangan(self, p: pabrik.Pemda, tahun: Periode) -> None:
        assert "Belum ada orang yang Anda nilai" in isi(masuk(p.ratna).get(alamat("periksa_skp")))

    def test_jumlah_kueri_tetap_pada_10_dan_200_bawahan(self, p: pabrik.Pemda, tahun: Periode) -> None:
        klien = masuk(p.kabid)
        semua = alamat("periksa_skp") + "?tampil=semua"
        skp = [pabrik.skp(p, orang, tahun, status="diajukan") for orang in bawahan(p, 10)]
        sedikit = (
            kueri(klien, semua),
            kueri(klien, alamat("periksa_skp_banyak") + "?" + "&".join(f"pilih={s.pk}" for s in skp[:2])),
        )
        skp += [pabrik.skp(p, orang, tahun, status="diajukan") for orang in bawahan(p, 190)]
        banyak = (
            kueri(klien, semua),
            kueri(klien, alamat("periksa_skp_banyak") + "?" + "&".join(f"pilih={s.pk}" for s in skp)),
        )
        assert banyak == sedikit
        assert max(sedikit) <= 16


class TestCapaian:
    @pytest.fixture
    def ik(self, p: pabrik.Pemda, tahun: Periode) -> IndikatorKinerja:
        return pabrik.skp(p, p.ratna, tahun, status="disetujui").indikator.get()

    def test_daftar_orang_lalu_bukti_di_sebelah_tiap_indikator(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        r = lapor(p, tw, ik, keterangan="Dua pekan terhambat jaringan.")
        klien = masuk(p.kabid)
        tujuan = alamat("periksa_capaian_orang", tw.pk, p.ratna.pk)
        daftar = isi(klien.get(alamat("periksa_capaian")))
        assert "1 laporan menunggu Anda" in daftar and tujuan in daftar
        halaman = isi(klien.get(tujuan))
        for bagian in (
            "90,25 %",
            "95,00",
            "Dua pekan",
            "https://contoh.go.id/rekap",
            r.nomor,
            "noopener noreferrer",
        ):
            assert bagian in halaman, bagian

    def test_isi_draf_tidak_ditunjukkan_kepada_penilai(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        lapor(p, tw, ik, ajukan=False, keterangan="Belum selesai ditulis")
        halaman = isi(masuk(p.kabid).get(alamat("periksa_capaian_orang", tw.pk, p.ratna.pk)))
        assert "Belum selesai ditulis" not in halaman and "90,25" not in halaman
        assert "https://contoh.go.id/rekap" not in halaman and "Belum diserahkan" in halaman

    def test_menyetujui_yang_dicentang_saja(self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja) -> None:
        dua = IndikatorKinerja.objects.create(
            skp=ik.skp, rhk=ik.rhk, kode="IK2", nama="Kedua", satuan="%", polaritas="maksimal", aspek="waktu",
            bobot=1, target=1,
        )  # fmt: skip
        a, b = lapor(p, tw, ik), lapor(p, tw, dua)
        tujuan = alamat("periksa_capaian_orang", tw.pk, p.ratna.pk)
        klien = masuk(p.kabid)
        kirim = {"pilih": [a.pk], f"versi_{a.pk}": a.versi}
        assert klien.post(tujuan, kirim)["Location"] == tujuan
        klien.post(tujuan, kirim)
        assert [r.status for r in Realisasi.objects.order_by("pk")] == ["disetujui", "diajukan"]
        kirim = {"pilih": [b.pk], f"versi_{b.pk}": b.versi}
        assert klien.post(tujuan, kirim)["Location"] == alamat("periksa_capaian")

    def test_laporan_yang_berubah_sesudah_dibuka_tidak_ikut_disetujui(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        r = lapor(p, tw, ik)
        Realisasi.objects.filter(pk=r.pk).update(versi=7)
        halaman = masuk(p.kabid).post(
            alamat("periksa_capaian_orang", tw.pk, p.ratna.pk),
            {"pilih": [r.pk], f"versi_{r.pk}": r.versi},
            follow=True,
        )
        assert "berubah sejak halaman ini dibuka" in isi(halaman)
        assert Realisasi.objects.get().status == "diajukan"

    def test_laporan_orang_lain_yang_diselipkan_diabaikan(
        self, p: pabrik.Pemda, tahun: Periode, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        lain = lapor(p, tw, pabrik.skp(p, p.perawat, tahun, status="disetujui").indikator.get())
        tujuan = alamat("periksa_capaian_orang", tw.pk, p.ratna.pk)
        halaman = masuk(p.kabid).post(
            tujuan, {"pilih": [lain.pk], f"versi_{lain.pk}": lain.versi}, follow=True
        )
        assert "Centang laporan" in isi(halaman)
        lain.refresh_from_db()
        assert lain.status == "diajukan"

    def test_tautan_yang_tidak_terbuka_dikembalikan_dengan_catatan_siap_kirim(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        r = lapor(p, tw, ik)
        klien, nomor = masuk(p.kabid), r.bukti.get().pk
        putus = alamat("periksa_capaian_putus", tw.pk, p.ratna.pk, ik.pk)
        assert f'href="{putus}?tautan={nomor}"' in isi(
            klien.get(alamat("periksa_capaian_orang", tw.pk, p.ratna.pk))
        )
        assert "Tautan “Rekap” tidak dapat saya buka." in isi(klien.get(f"{putus}?tautan={nomor}"))
        assert "tidak dapat saya buka" not in isi(klien.get(f"{putus}?tautan=999"))

    def test_mengembalikan_satu_dengan_catatan(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        r = lapor(p, tw, ik)
        klien, tujuan = masuk(p.kabid), alamat("periksa_capaian_putus", tw.pk, p.ratna.pk, ik.pk)
        assert "Galat:" in isi(klien.post(tujuan, {"aksi": "kembalikan", "catatan": "", "versi": r.versi}))
        klien.post(
            tujuan, {"aksi": "kembalikan", "catatan": "Lampirkan halaman bertanda tangan", "versi": r.versi}
        )
        r.refresh_from_db()
        assert (r.status, r.catatan) == ("perlu_perbaikan", "Lampirkan halaman bertanda tangan")
        halaman = isi(masuk(p.ratna).get(alamat("capaian_lapor", tw.pk, ik.pk)))
        assert "Lampirkan halaman bertanda tangan" in halaman and "Periksa dan ajukan lagi" in halaman

    @pytest.mark.parametrize("perlakuan", ["dikecualikan", "tidak_dilaporkan"])
    def test_memperlakukan_indikator_tanpa_laporan_lalu_mencabutnya(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja, perlakuan: str
    ) -> None:
        klien, tujuan = masuk(p.kabid), alamat("periksa_capaian_putus", tw.pk, p.ratna.pk, ik.pk)
        assert "Tulis alasannya" in isi(klien.post(tujuan, {"aksi": "perlakukan", "perlakuan": perlakuan}))
        klien.post(tujuan, {"aksi": "perlakukan", "perlakuan": perlakuan, "alasan": "Aplikasi pusat mati"})
        assert Realisasi.objects.get().perlakuan == perlakuan
        assert "Aplikasi pusat mati" in isi(masuk(p.ratna).get(alamat("capaian")))
        klien.post(tujuan, {"aksi": "perlakukan", "perlakuan": "", "alasan": ""})
        assert Realisasi.objects.get().perlakuan == ""

    def test_yang_sudah_diajukan_tidak_ditawari_tidak_dilaporkan(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        lapor(p, tw, ik)
        tujuan = alamat("periksa_capaian_putus", tw.pk, p.ratna.pk, ik.pk)
        klien = masuk(p.kabid)
        assert 'value="tidak_dilaporkan"' not in isi(klien.get(tujuan))
        kirim = {"aksi": "perlakukan", "perlakuan": "tidak_dilaporkan", "alasan": "x"}
        assert klien.post(tujuan, kirim).status_code == 200
        assert Realisasi.objects.get().perlakuan == ""

    @pytest.mark.parametrize("siapa", ["ratna", "budi", "kadis", "kapus", "admin", "auditor"])
    def test_selain_penilai_hari_itu_tidak_menemukan_halamannya(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja, siapa: str
    ) -> None:
        lapor(p, tw, ik)
        klien = masuk(getattr(p, siapa))
        for tujuan in (
            alamat("periksa_capaian_orang", tw.pk, p.ratna.pk),
            alamat("periksa_capaian_putus", tw.pk, p.ratna.pk, ik.pk),
        ):
            assert klien.get(tujuan).status_code == 404
            assert klien.post(tujuan, {}).status_code == 404

    def test_penilai_khusus_menggantikan_kepala_unit(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        lapor(p, tw, ik)
        PejabatPenilai.objects.create(
            pegawai=p.ratna, penilai=p.kadis, sejak=p.sekarang.date(), alasan="Cuti"
        )
        tujuan = alamat("periksa_capaian_orang", tw.pk, p.ratna.pk)
        assert masuk(p.kadis).get(tujuan).status_code == 200
        assert masuk(p.kabid).get(tujuan).status_code == 404

    def test_jumlah_kueri_tetap_pada_10_dan_200(
        self, p: pabrik.Pemda, tahun: Periode, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        klien, orang = masuk(p.kabid), alamat("periksa_capaian_orang", tw.pk, p.ratna.pk)
        lapor(p, tw, ik)

        def tambah(orang_baru: int, indikator_baru: int) -> None:
            for satu in bawahan(p, orang_baru):
                pabrik.skp(p, satu, tahun, status="disetujui")
            mulai = ik.skp.indikator.count() + 1
            for nomor in range(mulai, mulai + indikator_baru):
                baru = IndikatorKinerja.objects.create(
                    skp=ik.skp, rhk=ik.rhk, kode=f"IK{nomor}", nama=f"Ke-{nomor}", satuan="%",
                    polaritas="maksimal", aspek="waktu", bobot=1, target=1,
                )  # fmt: skip
                lapor(p, tw, baru)

        tambah(10, 10)
        sedikit = (kueri(klien, alamat("periksa_capaian")), kueri(klien, orang))
        tambah(190, 40)
        assert (kueri(klien, alamat("periksa_capaian")), kueri(klien, orang)) == sedikit
        assert max(sedikit) <= 18


def test_persetujuan_lewat_halaman_dan_layanan_memberi_hasil_yang_sama(
    p: pabrik.Pemda, tahun: Periode
) -> None:
    satu, dua = (pabrik.skp(p, o, tahun, status="diajukan") for o in (p.ratna, p.budi))
    masuk(p.kabid).post(alamat("periksa_skp_rinci", satu.pk), {"aksi": "setujui", "versi": satu.versi})
    layanan_skp.setujui(skp=dua, oleh=p.kabid, sekarang=p.sekarang)
    kolom = ("status", "catatan", "versi", "diputus_pada", "diputus_oleh")
    a, b = (SKP.objects.values(*kolom).get(pk=s.pk) for s in (satu, dua))
    assert a == b
