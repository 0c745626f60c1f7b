"""Melaporkan capaian di halaman: isian, berkas, tanda terima, dan yang ditolak tanpa kehilangan apa pun."""

import io
import re
from decimal import Decimal

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from indikator.models import Bukti, IndikatorKinerja, Periode, Realisasi
from indikator.services import realisasi as layanan
from indikator.services.realisasi import MasukanRealisasi
from inti.models import Berkas
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 isi rekap"
TAUTAN = "https://data.contoh.go.id/rekap Rekap triwulan"


@pytest.fixture
def ik(p: pabrik.Pemda, tahun: Periode) -> IndikatorKinerja:
    """Indikator Ratna: maksimal, target 95 %, bobot 100, SKP disetujui."""
    return pabrik.skp(p, p.ratna, tahun, status="disetujui").indikator.get()


def lapor(tw: Periode, ik: IndikatorKinerja) -> str:
    return reverse("indikator:capaian_lapor", args=[tw.pk, ik.pk])


def isi(jawaban: object) -> str:
    return jawaban.content.decode()  # type: ignore[attr-defined]


def berkas(nama: str = "rekap.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, data)


def foto(lokasi: bool = True) -> bytes:
    """JPG kecil dengan koordinat di metadatanya."""
    keluar, exif = io.BytesIO(), Image.Exif()
    if lokasi:
        exif[0x010F] = "Kamera Uji"
        exif.get_ifd(0x8825)[1] = "S"
    Image.new("RGB", (20, 10), "red").save(keluar, "JPEG", exif=exif)
    return keluar.getvalue()


def tambah(ik: IndikatorKinerja, nomor: int, bobot: str) -> IndikatorKinerja:
    return IndikatorKinerja.objects.create(
        skp=ik.skp,
        rhk=ik.rhk,
        kode=f"IK{nomor}",
        urutan=nomor,
        nama=f"Indikator ke-{nomor}",
        satuan="%",
        polaritas="maksimal",
        aspek="waktu",
        bobot=Decimal(bobot),
        target=50,
    )


class TestDaftar:
    def test_menyebut_tenggat_target_dan_yang_belum_dilaporkan(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        halaman = isi(masuk(p.ratna).get(reverse("indikator:capaian")))
        assert "7 Januari 2027" in halaman and "WITA" in halaman and "hari lagi" in halaman
        assert "95 %" in halaman and "Belum mulai" in halaman and lapor(tw, ik) in halaman

    def test_tanpa_skp_yang_disetujui_menunjukkan_jalan(self, p: pabrik.Pemda, tw: Periode) -> None:
        assert "Buka SKP saya" in isi(masuk(p.ratna).get(reverse("indikator:capaian")))

    def test_tanpa_periode_berjalan_bukan_galat(self, p: pabrik.Pemda) -> None:
        assert "Belum ada periode yang dibuka" in isi(masuk(p.ratna).get(reverse("indikator:capaian")))

    def test_sesudah_tenggat_tertulis_terlambat(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        with time_machine.travel(p.saat(2027, 1, 9), tick=False):
            assert "Terlambat" in isi(masuk(p.ratna).get(reverse("indikator:capaian")))

    def test_jumlah_kueri_tetap_pada_10_dan_200_indikator(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        klien = masuk(p.ratna)
        for nomor in range(2, 11):
            tambah(ik, nomor, "1")
        alamat = reverse("indikator:capaian")

        def kueri() -> int:
            klien.get(alamat)
            with CaptureQueriesContext(connection) as tangkap:
                assert klien.get(alamat).status_code == 200
            return len(tangkap)

        sedikit = kueri()
        for nomor in range(11, 201):
            tambah(ik, nomor, "1")
        assert kueri() == sedikit <= 16


class TestLapor:
    def test_mengajukan_dengan_berkas_dan_tautan_sampai_tanda_terima(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        ik.bobot = 60
        ik.save()
        tambah(ik, 2, "40")
        klien = masuk(p.ratna)
        kirim = {
            "nilai": "90,25",
            "keterangan": "Menindaklanjuti 182 aduan.",
            "tautan": TAUTAN,
            "berkas": [berkas(), berkas("foto.jpg", foto())],
            "versi": 0,
            "aksi": "ajukan",
        }
        jawaban = klien.post(lapor(tw, ik), kirim)
        r = Realisasi.objects.get()
        assert jawaban["Location"] == reverse("indikator:capaian_terima", args=[r.nomor])
        assert (r.nilai, r.status, r.bukti.count()) == (Decimal("90.25"), "diajukan", 3)
        assert r.bukti.get(berkas=None).judul == "Rekap triwulan"
        halaman = isi(klien.get(jawaban["Location"]))
        for bagian in (
            r.nomor,
            "09.00 WITA",
            "2 November 2026",
            "Kurnia Kabid",
            "90,25 : 95,00 × 100 = 95,00",
            'rel="noopener noreferrer"',
            "dari bobot 60",
            "Bobot 40 belum dilaporkan",
            "antara 57,00 dan 105,00",
            "Lanjut: Indikator ke-2",
        ):
            assert bagian in halaman, bagian

    def test_draf_tersimpan_tanpa_nilai_dan_kembali_ke_formulir(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        klien = masuk(p.ratna)
        jawaban = klien.post(
            lapor(tw, ik), {"keterangan": "Masih dihitung", "versi": 0, "aksi": "simpan"}, follow=True
        )
        halaman = isi(jawaban)
        assert "Draf tersimpan 09.00 WITA." in halaman and "Masih dihitung</textarea>" in halaman
        assert Realisasi.objects.get().nomor is None

    def test_nilai_yang_bukan_angka_ditolak_dan_semua_ketikan_serta_berkas_tetap(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        klien = masuk(p.ratna)
        kirim = {
            "nilai": "sembilan",
            "keterangan": "Cerita",
            "tautan": TAUTAN,
            "berkas": berkas(),
            "versi": 0,
        }
        halaman = isi(klien.post(lapor(tw, ik), {**kirim, "aksi": "ajukan"}))
        assert "<title>Galat: Lapor capaian Triwulan IV 2026" in halaman
        assert 'value="sembilan"' in halaman and "Cerita</textarea>" in halaman and TAUTAN in halaman
        nomor = Berkas.objects.get().pk
        assert f'name="berkas_ids" value="{nomor}"' in halaman
        klien.post(
            lapor(tw, ik),
            {"nilai": "90", "berkas_ids": [nomor], "versi": 0, "aksi": "ajukan", "keterangan": "Cerita"},
        )
        assert Bukti.objects.get().berkas_id == nomor
        assert Berkas.objects.count() == 1, "berkas tidak perlu dikirim dua kali"

    def test_angka_yang_tampaknya_salah_koma_ditanyakan_lalu_diterima_bila_yakin(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        klien = masuk(p.ratna)
        kirim = {"nilai": "910", "tautan": TAUTAN, "aksi": "ajukan", "keterangan": ""}
        halaman = isi(klien.post(lapor(tw, ik), {**kirim, "versi": 0}))
        assert "Anda mengetik 910 %" in halaman and "Mungkin maksud Anda 91 %" in halaman
        tersimpan = Realisasi.objects.get()
        assert (tersimpan.status, tersimpan.nilai) == ("draf", 910)
        klien.post(lapor(tw, ik), {**kirim, "versi": tersimpan.versi, "yakin": "on"})
        assert Realisasi.objects.get().status == "diajukan"

    def test_tautan_penyimpan_berkas_ditanyakan_sekali_apakah_terbuka_bagi_penilai(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        klien = masuk(p.ratna)
        kirim = {"nilai": "90", "tautan": "https://drive.google.com/file/d/1/view Rekap", "aksi": "ajukan"}
        halaman = isi(klien.post(lapor(tw, ik), {**kirim, "versi": 0}))
        assert "Tautan Google Drive sering hanya terbuka bagi pemiliknya" in halaman
        assert 'name="terbuka"' in halaman
        tersimpan = Realisasi.objects.get()
        assert (tersimpan.status, Bukti.objects.get().judul) == ("draf", "Rekap"), "tautannya tetap tersimpan"
        klien.post(lapor(tw, ik), {**kirim, "versi": tersimpan.versi, "terbuka": "on"})
        assert Realisasi.objects.get().status == "diajukan"

    def test_tanpa_bukti_ditolak_tetapi_tersimpan_sebagai_draf(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        halaman = isi(masuk(p.ratna).post(lapor(tw, ik), {"nilai": "90", "versi": 0, "aksi": "ajukan"}))
        assert "Belum ada bukti" in halaman and 'name="versi" value="1"' in halaman
        assert Realisasi.objects.get().nilai == 90

    def test_klik_ganda_berakhir_di_tanda_terima_yang_sama(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        klien = masuk(p.ratna)
        tujuan = {
            klien.post(
                lapor(tw, ik), {"nilai": "90", "berkas": berkas(), "versi": 0, "aksi": "ajukan"}
            ).headers["Location"]
            for _ in range(3)
        }
        assert len(tujuan) == 1 and Realisasi.objects.count() == 1 and Bukti.objects.count() == 1

    def test_tab_yang_tertinggal_melihat_keduanya(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        klien = masuk(p.ratna)
        klien.post(lapor(tw, ik), {"keterangan": "dari tab pertama", "versi": 0, "aksi": "simpan"})
        halaman = isi(
            klien.post(lapor(tw, ik), {"keterangan": "dari tab kedua", "versi": 0, "aksi": "ajukan"})
        )
        assert "dari tab pertama" in halaman and "dari tab kedua</textarea>" in halaman
        assert 'name="versi" value="1"' in halaman
        assert Realisasi.objects.get().keterangan == "dari tab pertama"

    def test_sama_seperti_laporan_lalu_mengisi_yang_kosong_saja(
        self, p: pabrik.Pemda, tahun: Periode, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        lalu = pabrik.triwulan(p, tahun, ke=3, buka=False)
        Realisasi.objects.create(
            instansi=p.instansi, periode=lalu, pegawai=p.ratna, indikator=ik, status="disetujui",
            nilai=Decimal("88.5"), keterangan="Cerita lalu",
        )  # fmt: skip
        klien = masuk(p.ratna)
        halaman = isi(klien.post(lapor(tw, ik), {"keterangan": "Cerita baru", "versi": 0, "aksi": "sama"}))
        assert 'value="88,5"' in halaman and "Cerita baru</textarea>" in halaman
        assert Realisasi.objects.filter(periode=tw).count() == 0

    def test_ya_tidak_dan_tanggal_memakai_kendali_yang_cocok(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        klien = masuk(p.ratna)
        IndikatorKinerja.objects.filter(pk=ik.pk).update(polaritas="ya_tidak", satuan="ya/tidak", target=None)
        assert 'type="radio" name="nilai" value="1"' in isi(klien.get(lapor(tw, ik)))
        klien.post(lapor(tw, ik), {"nilai": "0", "tautan": TAUTAN, "versi": 0, "aksi": "simpan"})
        assert re.search(r'<input[^>]*value="0"[^>]*checked', isi(klien.get(lapor(tw, ik))))
        IndikatorKinerja.objects.filter(pk=ik.pk).update(
            polaritas="tanggal", mulai="2026-10-01", tenggat="2026-12-01"
        )
        assert 'type="date" name="tanggal"' in isi(klien.get(lapor(tw, ik)))


class TestBerkas:
    @pytest.mark.parametrize(
        ("nama", "data", "kata"),
        [
            ("rekap.exe", b"MZ jahat", "bukan PDF, JPG, PNG, DOCX, atau XLSX"),
            ("rekap.pdf", b"<html>bukan pdf</html>", "bukan PDF, JPG, PNG, DOCX, atau XLSX"),
            ("kosong.pdf", b"", "kosong"),
        ],
    )
    def test_berkas_yang_ditolak_disebut_sebabnya_dan_yang_lain_tetap_masuk(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja, nama: str, data: bytes, kata: str
    ) -> None:
        halaman = isi(
            masuk(p.ratna).post(
                lapor(tw, ik),
                {
                    "nilai": "90",
                    "berkas": [berkas("baik.pdf"), berkas(nama, data)],
                    "versi": 0,
                    "aksi": "ajukan",
                },
            )
        )
        assert kata in halaman and "baik.pdf" in halaman
        assert [b.nama for b in Berkas.objects.all()] == ["baik.pdf"]
        r = Realisasi.objects.get()
        assert (r.status, r.nilai, r.bukti.get().judul) == ("draf", 90, "baik.pdf")

    def test_terlalu_besar_menyebut_besarnya_dan_batasnya(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        besar = berkas("besar.pdf", b"%PDF-1.4" + b"0" * (12 * 1024 * 1024))
        halaman = isi(masuk(p.ratna).post(lapor(tw, ik), {"berkas": besar, "versi": 0, "aksi": "simpan"}))
        assert "“besar.pdf” 12" in halaman and "batasnya 10 MB" in halaman
        assert not Berkas.objects.exists()

    def test_metadata_foto_termasuk_lokasi_dibuang(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        asli = foto()
        assert dict(Image.open(io.BytesIO(asli)).getexif())
        masuk(p.ratna).post(lapor(tw, ik), {"berkas": berkas("foto.jpg", asli), "versi": 0, "aksi": "simpan"})
        with Berkas.objects.get().isi.open("rb") as tersimpan:
            assert not dict(Image.open(tersimpan).getexif())

    def test_tombol_hapus_melepas_satu_berkas_saja(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        klien = masuk(p.ratna)
        klien.post(
            lapor(tw, ik),
            {"berkas": [berkas("a.pdf"), berkas("b.pdf", PDF + b"2")], "versi": 0, "aksi": "simpan"},
        )
        a, b = Berkas.objects.order_by("pk")
        klien.post(
            lapor(tw, ik),
            {"berkas_ids": [a.pk, b.pk], "versi": 1, "aksi": f"hapus:{a.pk}", "keterangan": "tetap"},
        )
        r = Realisasi.objects.get()
        assert (r.bukti.get().berkas, r.keterangan) == (b, "tetap")

    def test_berkas_yang_terkirim_dua_kali_cukup_satu(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        klien = masuk(p.ratna)
        klien.post(lapor(tw, ik), {"berkas": berkas(), "versi": 0, "aksi": "simpan"})
        satu = Berkas.objects.get().pk
        klien.post(lapor(tw, ik), {"berkas": berkas(), "berkas_ids": [satu], "versi": 1, "aksi": "simpan"})
        assert Bukti.objects.get().berkas_id == satu

    def test_berkas_lama_dapat_dipakai_lagi_dan_milik_orang_lain_tidak(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        klien = masuk(p.ratna)
        dua = tambah(ik, 2, "1")
        klien.post(lapor(tw, ik), {"berkas": berkas("lama.pdf"), "versi": 0, "aksi": "simpan"})
        lama = Berkas.objects.get()
        assert f'value="{lama.pk}" id="lama-{lama.pk}"' in isi(klien.get(lapor(tw, dua)))
        klien.post(lapor(tw, dua), {"berkas_ids": [lama.pk], "versi": 0, "aksi": "simpan"})
        assert Bukti.objects.filter(berkas=lama).count() == 2
        Berkas.objects.filter(pk=lama.pk).update(pemilik_id=p.budi.pk)
        klien.post(lapor(tw, dua), {"berkas_ids": [lama.pk], "versi": 1, "aksi": "simpan"})
        assert not Realisasi.objects.get(indikator=dua).bukti.exists()


class TestAkses:
    @pytest.mark.parametrize("siapa", ["kabid", "budi", "kadis", "admin", "auditor"])
    def test_formulir_dan_tanda_terima_hanya_bagi_pemiliknya(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja, siapa: str
    ) -> None:
        r = serahkan(p, tw, ik)
        klien = masuk(getattr(p, siapa))
        assert klien.get(lapor(tw, ik)).status_code == 404
        assert klien.post(lapor(tw, ik), {"nilai": "1", "versi": 1}).status_code == 404
        assert klien.get(reverse("indikator:capaian_terima", args=[r.nomor])).status_code == 404
        assert klien.post(reverse("indikator:capaian_tarik", args=[tw.pk, ik.pk])).status_code == 404

    def test_pemda_lain_tidak_menemukan_apa_pun(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        klien = masuk(pabrik.pemda("Kota Lain").ratna)
        assert klien.get(lapor(tw, ik)).status_code == 404

    def test_yang_sudah_diserahkan_mengantar_ke_tanda_terima_dan_dapat_ditarik(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        r = serahkan(p, tw, ik)
        klien = masuk(p.ratna)
        assert klien.get(lapor(tw, ik))["Location"] == reverse("indikator:capaian_terima", args=[r.nomor])
        klien.post(reverse("indikator:capaian_tarik", args=[tw.pk, ik.pk]))
        assert klien.get(lapor(tw, ik)).status_code == 200

    def test_sesudah_ditutup_menjadi_penolakan_yang_menjelaskan(
        self, p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
    ) -> None:
        Periode.objects.filter(pk=tw.pk).update(penutupan_dimulai=p.sekarang)
        kirim = {"nilai": "90", "tautan": TAUTAN, "versi": 0, "aksi": "ajukan"}
        halaman = isi(masuk(p.ratna).post(lapor(tw, ik), kirim))
        assert "sudah ditutup" in halaman and 'value="90"' in halaman
        assert not Realisasi.objects.exists()
        assert "tidak dapat dilaporkan lagi" in isi(masuk(p.ratna).get(lapor(tw, ik), follow=True))


def serahkan(p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja) -> Realisasi:
    masukan = MasukanRealisasi(indikator_id=ik.pk, nilai=Decimal(90), tautan=[("", "https://contoh.go.id/")])
    [r] = layanan.laporkan(
        periode_id=tw.pk, masukan=[masukan], ajukan=True, oleh=ik.skp.pegawai, sekarang=p.sekarang
    )
    return r
