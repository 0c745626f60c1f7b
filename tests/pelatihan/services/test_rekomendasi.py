"""Saran pelatihan: dari celah hasil, dengan alasan; dibuat sekali, ditanggapi pemiliknya."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak, KotakKeluar, Pemberitahuan
from pelatihan import tasks
from pelatihan.models import Rekomendasi
from pelatihan.queries.saran import riwayat_banyak
from pelatihan.services import rekomendasi, saran
from pelatihan.services.usulan import umum
from penilaian.models import Hasil
from tests.pelatihan import pabrik
from tests.pelatihan.pabrik import SESUDAH, Tertutup
from tests.penilaian import pabrik as dunia

pytestmark = pytest.mark.django_db


@pytest.fixture
def t() -> Tertutup:
    tertutup = pabrik.tutup()
    pabrik.isi_katalog(tertutup.d)
    return tertutup


def buat(t: Tertutup) -> int:
    return saran.buat_untuk_periode(periode_id=t.periode_id, sekarang=SESUDAH)


class TestMembuat:
    def test_yang_kurang_mendapat_saran_dengan_alasan_berangka_dan_dasarnya(self, t: Tertutup) -> None:
        assert buat(t) > 0
        pertama = pabrik.saran(t.ratna)[0]
        assert pertama.judul == "Komunikasi Publik untuk Pelayanan"
        assert pertama.alasan.startswith("Karena Berorientasi Pelayanan: atasan 2,00 dari 5, harapan 4,00")
        assert "dari sisa 20 JP Anda" in pertama.alasan
        assert pertama.dasar["kebutuhan"][0]["kode"] == "nilai:berorientasi_pelayanan"
        assert (pertama.status, pertama.urutan, pertama.hasil.pegawai) == ("diajukan", 1, t.ratna)

    def test_jumlah_jp_saran_tidak_melampaui_hak_setahun(self, t: Tertutup) -> None:
        buat(t)
        semua = pabrik.saran(t.ratna)
        assert len(semua) == 2
        assert sum(s.pelatihan.jp for s in semua if s.pelatihan) <= 20

    def test_yang_tanpa_celah_tidak_diberi_saran(self, t: Tertutup) -> None:
        buat(t)
        assert pabrik.saran(t.budi) == []

    def test_diulang_tidak_menambah_apa_pun(self, t: Tertutup) -> None:
        buat(t)
        semula = list(Rekomendasi.objects.values_list("pk", flat=True))
        assert buat(t) == 0
        assert list(Rekomendasi.objects.values_list("pk", flat=True)) == semula

    def test_diulang_sesudah_katalog_bertambah_pun_tidak_mengubah_saran_yang_ada(self, t: Tertutup) -> None:
        buat(t)
        semula = {s.pelatihan_id for s in pabrik.saran(t.ratna)}
        pabrik.katalog.tambah(
            instansi=t.d.instansi,
            judul="Pelayanan Hebat",
            bentuk="KURSUS",
            jp=2,
            oleh=None,
            sekarang=SESUDAH,
        )
        buat(t)
        assert {s.pelatihan_id for s in pabrik.saran(t.ratna)} == semula

    def test_mati_di_tengah_dilanjutkan_tanpa_ganda(
        self, t: Tertutup, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(saran, "SEKALI", 1)
        asli, hitung = saran._untuk, iter(range(100))

        def patah(*isi: Any, **lain: Any) -> Any:
            if next(hitung) == 2:
                raise RuntimeError("pekerja mati")
            return asli(*isi, **lain)

        monkeypatch.setattr(saran, "_untuk", patah)
        with pytest.raises(RuntimeError):
            buat(t)
        monkeypatch.setattr(saran, "_untuk", asli)
        buat(t)
        assert [s.urutan for s in pabrik.saran(t.ratna)] == [1, 2]

    def test_periode_yang_belum_ditutup_ditolak(self) -> None:
        d = dunia.dunia()
        with pytest.raises(GalatAturan, match="belum ditutup"):
            saran.buat_untuk_periode(periode_id=d.triwulan.pk, sekarang=SESUDAH)

    def test_penutupan_memintanya_lewat_kotak_keluar_dan_tugasnya_menjalankannya(self, t: Tertutup) -> None:
        muatan = KotakKeluar.objects.get(jenis="tugas", kunci__startswith="rekomendasi:").muatan
        assert muatan == {
            "nama": tasks.buat_rekomendasi.name,
            "argumen": {"periode_id": t.periode_id},
        }
        assert tasks.buat_rekomendasi(**muatan["argumen"]) == len(pabrik.saran(t.ratna))

    def test_pembuatan_tercatat_dalam_jejak(self, t: Tertutup) -> None:
        jumlah = buat(t)
        baris = Jejak.objects.get(aksi="rekomendasi.dibuat")
        assert (baris.pelaku_nama, baris.objek_id, baris.isi["saran"]) == ("Sistem", t.periode_id, jumlah)

    def test_kueri_tidak_bertambah_bersama_banyaknya_orang(self, django_assert_max_num_queries: Any) -> None:
        def ramai(d: dunia.Dunia) -> None:
            for nomor in range(30):
                siapa = dunia.tambah_staf(d, f"Orang {nomor}")
                s = dunia.skp(d, siapa, {"aspek": "kualitas"})
                dunia.lapor(d, s.indikator.get(), 50)
                dunia.nilai(d, siapa)

        t = pabrik.tutup(sebelum=ramai)
        pabrik.isi_katalog(t.d)
        with django_assert_max_num_queries(26):
            assert buat(t) > 30

    def test_instansi_lain_tidak_ikut_dan_katalognya_tidak_dipakai(self, t: Tertutup) -> None:
        lain = pabrik.tutup(nama="Kota Lain")
        assert saran.buat_untuk_periode(periode_id=lain.periode_id, sekarang=SESUDAH) == 0
        assert not pabrik.saran(t.ratna)


class TestKebutuhan:
    def test_tidak_melapor_bukan_alasan_menyarankan_pelatihan(self) -> None:
        def tanpa_laporan(d: dunia.Dunia) -> None:
            siapa = d.staf[2]
            s = dunia.skp(d, siapa, {"aspek": "kualitas", "nama": "Tidak dilaporkan"})
            dunia.lapor(
                d,
                s.indikator.get(),
                None,
                perlakuan="tidak_dilaporkan",
                alasan_perlakuan="Tidak ada laporan.",
            )
            dunia.nilai(d, siapa)

        t = pabrik.tutup(sebelum=tanpa_laporan)
        pabrik.isi_katalog(t.d)
        buat(t)
        siapa = t.d.staf[2]
        assert Hasil.objects.get(pegawai=siapa).rincian["indikator"][0]["tidak_dilaporkan"] is True
        assert pabrik.saran(siapa) == []

    def test_kelompok_di_bawah_jumlah_minimum_tidak_pernah_disebut(self) -> None:
        """Dua rekan memberi 1; minimum tiga. Kebijakan lama yang tidak menulis min_n tetap memakai bawaan."""

        def dua_rekan(d: dunia.Dunia) -> None:
            for nomor in range(2):
                dunia.jawab(d, d.staf[1], dunia.tambah_staf(d, f"Rekan {nomor}"), "rekan", 1)

        t = pabrik.tutup(sebelum=dua_rekan)
        pabrik.isi_katalog(t.d)
        buat(t)
        assert pabrik.saran(t.budi) == []

    def test_kelompok_yang_cukup_disebut_banyaknya_bukan_orangnya(self) -> None:
        def tiga_rekan(d: dunia.Dunia) -> None:
            for nomor in range(3):
                dunia.jawab(
                    d, d.staf[1], dunia.tambah_staf(d, f"Rekan {nomor}"), "rekan", *[1] * 3, *[5] * 18
                )

        t = pabrik.tutup(sebelum=tiga_rekan)
        pabrik.isi_katalog(t.d)
        buat(t)
        alasan = pabrik.saran(t.budi)[0].alasan
        assert "3 rekan menjawab di bawah harapan" in alasan and "1,00" not in alasan, (
            "seragam: hanya pitanya"
        )
        assert "Rekan 0" not in alasan

    def test_predikat_sangat_baik_ditawari_studi_hanya_bila_kebijakannya_begitu(self) -> None:
        tanpa, dengan = pabrik.tutup(nama="Kota A"), pabrik.tutup(nama="Kota B", studi=True)
        for t in (tanpa, dengan):
            buat(t)
        assert not pabrik.saran(tanpa.budi)
        (tawaran,) = pabrik.saran(dengan.budi)
        assert (tawaran.jenis, tawaran.pelatihan, tawaran.judul) == (
            "studi",
            None,
            "Studi lanjut atau seminar",
        )
        assert "Predikat Anda Sangat Baik" in tawaran.alasan


class TestMenanggapi:
    @pytest.fixture
    def satu(self, t: Tertutup) -> Rekomendasi:
        buat(t)
        return pabrik.saran(t.ratna)[0]

    def test_memilih_mengubah_keadaan_mencatat_dan_mengabari_penilai(
        self, t: Tertutup, satu: Rekomendasi
    ) -> None:
        rekomendasi.terima(rekomendasi=satu, oleh=t.ratna, sekarang=SESUDAH)
        satu.refresh_from_db()
        assert (satu.status, satu.ditanggapi_oleh, satu.ditanggapi_pada) == ("disetujui", t.ratna, SESUDAH)
        assert Jejak.objects.get(aksi="rekomendasi.disetujui").isi == {"judul": satu.judul}
        usulan = satu.usulan
        assert (usulan.status, usulan.alasan, usulan.pegawai) == ("diajukan", satu.alasan, t.ratna)
        kabar = Pemberitahuan.objects.get(kunci__startswith=f"usulan:{usulan.pk}:")
        assert kabar.penerima_id == t.d.kepala.pk
        assert kabar.tautan == f"/pelatihan/usulan/{usulan.pk}/"

    def test_dua_klik_memilih_satu_akibat(self, t: Tertutup, satu: Rekomendasi) -> None:
        for menit in range(2):
            rekomendasi.terima(rekomendasi=satu, oleh=t.ratna, sekarang=SESUDAH + timedelta(minutes=menit))
        satu.refresh_from_db()
        assert satu.ditanggapi_pada == SESUDAH
        assert Jejak.objects.filter(aksi="rekomendasi.disetujui").count() == 1
        assert satu.usulan.pegawai == t.ratna

    def test_menolak_beralasan_dan_tidak_mengabari_siapa_pun(self, t: Tertutup, satu: Rekomendasi) -> None:
        rekomendasi.tolak(rekomendasi=satu, alasan="  Sudah ikut 2025. ", oleh=t.ratna, sekarang=SESUDAH)
        satu.refresh_from_db()
        assert (satu.status, satu.alasan_tolak) == ("ditutup", "Sudah ikut 2025.")
        assert not Pemberitahuan.objects.filter(tautan__startswith="/pelatihan/usulan/").exists()

    @pytest.mark.parametrize("alasan", ["", "   ", "abcd"])
    def test_menolak_tanpa_alasan_ditolak_di_bidangnya(
        self, alasan: str, t: Tertutup, satu: Rekomendasi
    ) -> None:
        with pytest.raises(GalatAturan) as galat:
            rekomendasi.tolak(rekomendasi=satu, alasan=alasan, oleh=t.ratna, sekarang=SESUDAH)
        assert galat.value.bidang == "alasan"

    def test_yang_sudah_dipilih_tidak_dapat_ditolak_dan_sebaliknya(
        self, t: Tertutup, satu: Rekomendasi
    ) -> None:
        rekomendasi.terima(rekomendasi=satu, oleh=t.ratna, sekarang=SESUDAH)
        with pytest.raises(GalatAturan, match="sudah Anda tanggapi"):
            rekomendasi.tolak(rekomendasi=satu, alasan="Berubah pikiran.", oleh=t.ratna, sekarang=SESUDAH)
        satu.refresh_from_db()
        assert satu.status == "disetujui"

    def test_orang_lain_ditolak_juga_penilainya(self, t: Tertutup, satu: Rekomendasi) -> None:
        for siapa in (t.budi, t.d.kepala):
            with pytest.raises(TidakBerhak):
                rekomendasi.terima(rekomendasi=satu, oleh=siapa, sekarang=SESUDAH)
        satu.refresh_from_db()
        assert satu.status == "diajukan"

    def test_galat_di_tengah_membatalkan_seluruhnya(
        self, t: Tertutup, satu: Rekomendasi, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def patah(**_: Any) -> None:
            raise RuntimeError

        monkeypatch.setattr(umum, "beri_tahu", patah)
        with pytest.raises(RuntimeError):
            rekomendasi.terima(rekomendasi=satu, oleh=t.ratna, sekarang=SESUDAH)
        satu.refresh_from_db()
        assert satu.status == "diajukan"
        assert not Jejak.objects.filter(aksi="rekomendasi.disetujui").exists()

    def test_yang_dipilih_mengurangi_sisa_jp_dan_yang_ditolak_tidak_kembali(self, t: Tertutup) -> None:
        """Hasil yang sama dihitung ulang seolah periode berikutnya: riwayat dua tahun menentukan."""
        buat(t)
        satu, dua = pabrik.saran(t.ratna)
        rekomendasi.terima(rekomendasi=satu, oleh=t.ratna, sekarang=SESUDAH)
        rekomendasi.tolak(rekomendasi=dua, alasan="Bukan bidang saya.", oleh=t.ratna, sekarang=SESUDAH)
        riwayat = riwayat_banyak([t.ratna.pk], tahun=2026, sekarang=SESUDAH + timedelta(days=90))[t.ratna.pk]
        assert (riwayat.diambil, riwayat.ditolak) == ({satu.pelatihan_id}, {dua.pelatihan_id})
        lewat = riwayat_banyak([t.ratna.pk], tahun=2029, sekarang=SESUDAH + timedelta(days=800))
        assert lewat[t.ratna.pk].ditolak == set()


@pytest.mark.lambat
@pytest.mark.django_db(transaction=True)
def test_dua_pekerja_bersama_tidak_menggandakan_saran() -> None:
    t = pabrik.tutup()
    pabrik.isi_katalog(t.d)
    bersama, jumlah = threading.Barrier(2), []

    def bekerja() -> None:
        try:
            bersama.wait(timeout=20)
            jumlah.append(buat(t))
        finally:
            connection.close()

    utas = [threading.Thread(target=bekerja) for _ in range(2)]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join(timeout=60)
    assert sorted(jumlah) == [0, 2]
    assert Rekomendasi.objects.count() == 2
