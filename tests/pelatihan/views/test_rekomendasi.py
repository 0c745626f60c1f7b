"""Halaman pelatihan: membaca alasan, memilih, menolak; dua klik satu akibat; milik orang lain tidak ada."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inti.models import Jejak
from kepegawaian.models import Pegawai
from pelatihan.models import Pelatihan, Rekomendasi
from pelatihan.services import rekomendasi, saran
from tests.klien import masuk
from tests.pelatihan import pabrik
from tests.pelatihan.pabrik import SESUDAH, Tertutup

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _jam() -> Any:
    with time_machine.travel(SESUDAH, tick=False):
        yield


@pytest.fixture
def t() -> Tertutup:
    tertutup = pabrik.tutup()
    pabrik.isi_katalog(tertutup.d)
    saran.buat_untuk_periode(periode_id=tertutup.periode_id, sekarang=SESUDAH)
    return tertutup


def isi(jawaban: Any) -> str:
    assert jawaban.status_code == 200
    return str(jawaban.content.decode())


class TestDaftar:
    def test_saran_tampil_dengan_alasan_dan_sisa_jp(self, t: Tertutup) -> None:
        halaman = isi(masuk(t.ratna).get("/pelatihan/"))
        assert "Komunikasi Publik untuk Pelayanan" in halaman
        assert "<b>Alasan:</b> Karena Berorientasi Pelayanan" in halaman
        assert "dari 20 JP tahun 2026" in halaman
        assert "Triwulan III 2026" in halaman

    def test_tanpa_saran_mengatakan_keadaan_dan_langkah_berikutnya(self, t: Tertutup) -> None:
        halaman = isi(masuk(t.budi).get("/pelatihan/"))
        assert "Belum ada saran pelatihan" in halaman
        assert 'href="/pelatihan/katalog/"' in halaman

    def test_pppk_membaca_dasar_yang_berlaku_baginya(self, t: Tertutup) -> None:
        Pegawai.objects.filter(pk=t.ratna.pk).update(status="PPPK")
        halaman = isi(masuk(t.ratna).get("/pelatihan/"))
        assert "PP 11/2017" not in halaman and "24 JP" in halaman

    def test_yang_disarankan_lagi_hanya_ditanggapi_pada_hasil_yang_baru(self, t: Tertutup) -> None:
        lama = pabrik.saran(t.ratna)[0]
        baru = Rekomendasi.objects.get(pk=lama.pk)
        baru.pk, periode, hasil = None, baru.periode, baru.hasil
        for benda in (periode, hasil):
            benda.pk = None
        periode.nama, periode.mulai, periode.selesai = "Triwulan I 2027", date(2027, 1, 1), date(2027, 3, 31)
        periode.save(force_insert=True)
        hasil.periode = periode
        hasil.save(force_insert=True)
        baru.periode, baru.hasil = periode, hasil
        baru.save(force_insert=True)
        klien = masuk(t.ratna)
        for alamat in ("/pelatihan/", f"/hasil/{lama.hasil_id}/"):
            halaman = isi(klien.get(alamat))
            assert "Disarankan lagi dari hasil yang lebih baru; tanggapi di sana." in halaman
            assert f"/pelatihan/{lama.pk}/terima/" not in halaman
        assert f"/pelatihan/{baru.pk}/terima/" in isi(klien.get("/pelatihan/"))

    def test_banyaknya_kueri_sama_untuk_dua_dan_empat_puluh_dua_saran(self, t: Tertutup) -> None:
        client = masuk(t.ratna)
        sedikit = hitung(client, "/pelatihan/")
        contoh = pabrik.saran(t.ratna)[0]
        for nomor in range(40):
            latih = Pelatihan.objects.create(instansi=t.d.instansi, judul=f"L{nomor}", bentuk="KURSUS", jp=1)
            Rekomendasi.objects.create(
                instansi=t.d.instansi,
                periode=contoh.periode,
                pegawai=t.ratna,
                hasil=contoh.hasil,
                pelatihan=latih,
                urutan=nomor + 5,
                alasan="Karena uji.",
            )
        assert hitung(client, "/pelatihan/") == sedikit
        halaman = isi(client.get("/pelatihan/"))
        assert "1–25 dari 42 saran" in halaman


def hitung(client: Client, alamat: str) -> int:
    with CaptureQueriesContext(connection) as kueri:
        client.get(alamat)
    return len(kueri)


class TestMemilih:
    def test_memilih_lalu_kembali_ke_daftar_dengan_kabar(self, t: Tertutup) -> None:
        satu = pabrik.saran(t.ratna)[0]
        client = masuk(t.ratna)
        halaman = isi(client.post(f"/pelatihan/{satu.pk}/terima/", follow=True))
        assert f"Pelatihan dipilih: {satu.judul}." in halaman
        assert "Dipilih 11 Oktober 2026" in halaman
        assert "14</p>" in halaman

    def test_dua_klik_dijawab_sama_dan_satu_akibat(self, t: Tertutup) -> None:
        satu = pabrik.saran(t.ratna)[0]
        client = masuk(t.ratna)
        jawaban = [client.post(f"/pelatihan/{satu.pk}/terima/") for _ in range(3)]
        assert {(j.status_code, j.headers["Location"]) for j in jawaban} == {(302, "/pelatihan/")}
        assert Jejak.objects.filter(aksi="rekomendasi.disetujui").count() == 1

    def test_membuka_alamatnya_tanpa_mengirim_tidak_memilih(self, t: Tertutup) -> None:
        satu = pabrik.saran(t.ratna)[0]
        assert masuk(t.ratna).get(f"/pelatihan/{satu.pk}/terima/").status_code == 405
        satu.refresh_from_db()
        assert satu.status == "diajukan"

    def test_sudah_ditolak_lalu_memilih_menjadi_pesan_bukan_galat(self, t: Tertutup) -> None:
        satu = pabrik.saran(t.ratna)[0]
        rekomendasi.tolak(rekomendasi=satu, alasan="Sudah pernah.", oleh=t.ratna, sekarang=SESUDAH)
        halaman = isi(masuk(t.ratna).post(f"/pelatihan/{satu.pk}/terima/", follow=True))
        assert "Saran ini sudah Anda tanggapi" in halaman

    @pytest.mark.parametrize("tindakan", ["terima", "tolak"])
    def test_milik_orang_lain_tidak_ada(self, tindakan: str, t: Tertutup) -> None:
        satu = pabrik.saran(t.ratna)[0]
        for siapa in (t.budi, t.d.kepala):
            assert masuk(siapa).post(f"/pelatihan/{satu.pk}/{tindakan}/").status_code == 404

    def test_tamu_diminta_masuk(self, t: Tertutup) -> None:
        satu = pabrik.saran(t.ratna)[0]
        for alamat in ("/pelatihan/", "/pelatihan/katalog/", f"/pelatihan/{satu.pk}/tolak/"):
            assert Client().get(alamat).headers["Location"].startswith("/masuk/?")


class TestMenolak:
    def test_tanpa_alasan_halaman_kembali_dengan_ringkasan_dan_kalimat_di_bidangnya(
        self, t: Tertutup
    ) -> None:
        satu = pabrik.saran(t.ratna)[0]
        halaman = isi(masuk(t.ratna).post(f"/pelatihan/{satu.pk}/tolak/", {"alasan": ""}))
        assert "<title>Galat: Tidak mengambil pelatihan" in halaman
        assert halaman.count("Tulis alasannya, supaya saran berikutnya lebih tepat.") == 2

    def test_alasan_terlalu_pendek_tetap_tertulis_di_bidangnya(self, t: Tertutup) -> None:
        satu = pabrik.saran(t.ratna)[0]
        halaman = isi(masuk(t.ratna).post(f"/pelatihan/{satu.pk}/tolak/", {"alasan": "ya"}))
        assert "sedikitnya lima huruf" in halaman and ">\nya</textarea>" in halaman

    def test_beralasan_tercatat_dan_tampil_di_daftar(self, t: Tertutup) -> None:
        satu = pabrik.saran(t.ratna)[0]
        halaman = isi(
            masuk(t.ratna).post(f"/pelatihan/{satu.pk}/tolak/", {"alasan": "Sudah ikut 2025."}, follow=True)
        )
        assert "tidak disarankan lagi selama dua tahun" in halaman
        assert "Tidak diambil: Sudah ikut 2025." in halaman

    def test_dua_kali_mengirim_dijawab_sama(self, t: Tertutup) -> None:
        satu = pabrik.saran(t.ratna)[0]
        client = masuk(t.ratna)
        for _ in range(2):
            jawaban = client.post(f"/pelatihan/{satu.pk}/tolak/", {"alasan": "Sudah ikut 2025."})
            assert (jawaban.status_code, jawaban.headers["Location"]) == (302, "/pelatihan/")

    def test_yang_sudah_dipilih_dijawab_dengan_pesan(self, t: Tertutup) -> None:
        satu = pabrik.saran(t.ratna)[0]
        rekomendasi.terima(rekomendasi=satu, oleh=t.ratna, sekarang=SESUDAH)
        client = masuk(t.ratna)
        assert "sudah Anda tanggapi" in isi(client.get(f"/pelatihan/{satu.pk}/tolak/", follow=True))
        halaman = isi(
            client.post(f"/pelatihan/{satu.pk}/tolak/", {"alasan": "Berubah pikiran."}, follow=True)
        )
        assert "sudah Anda tanggapi" in halaman
        satu.refresh_from_db()
        assert satu.status == "disetujui"


class TestKatalog:
    def test_mencari_dan_tidak_menemukan(self, t: Tertutup) -> None:
        client = masuk(t.ratna)
        assert "Mentoring Pelayanan Prima" in isi(client.get("/pelatihan/katalog/?q=prima"))
        kosong = isi(client.get("/pelatihan/katalog/?q=zzz"))
        assert "Tidak ada yang cocok" in kosong and 'href="/pelatihan/katalog/"' in kosong

    def test_katalog_kosong_mengatakan_siapa_yang_mengisinya(self) -> None:
        sepi = pabrik.tutup(nama="Kota Sepi")
        assert "Admin BKD belum mengisi pelatihan." in isi(masuk(sepi.ratna).get("/pelatihan/katalog/"))

    def test_yang_dicari_tampil_kembali_tanpa_menjadi_kode(self, t: Tertutup) -> None:
        halaman = isi(masuk(t.ratna).get("/pelatihan/katalog/", {"q": '"><script>'}))
        assert "<script>" not in halaman.split("<main")[1].split("</main>")[0]

    def test_halaman_berikutnya_membawa_pencarian(self, t: Tertutup) -> None:
        for nomor in range(30):
            Pelatihan.objects.create(instansi=t.d.instansi, judul=f"Kelas {nomor:02}", bentuk="KURSUS", jp=1)
        halaman = isi(masuk(t.ratna).get("/pelatihan/katalog/?q=kelas"))
        assert "1–25 dari 30 pelatihan" in halaman
        assert "?q=kelas&amp;halaman=2" in halaman
        assert "Kelas 29" in isi(masuk(t.ratna).get("/pelatihan/katalog/?q=kelas&halaman=2"))
