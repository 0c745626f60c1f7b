"""Halaman saran warga: penyaring, petugas, atasan, pegawai yang dipuji, warga pemegang kode, dan umum."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kepegawaian.models import Peran
from tests.klien import masuk
from tests.umpan_balik.conftest import SEKARANG, Kota
from umpan_balik import tanda
from umpan_balik.models import Aspirasi, HariLibur, KebijakanAspirasi
from umpan_balik.persetujuan import VERSI_KINI
from umpan_balik.queries.beranda import tugas_untuk
from umpan_balik.services import aspirasi, warga

pytestmark = pytest.mark.django_db


def kirim(kota: Kota, teks: str = "Kipas mati.") -> Aspirasi:
    kunci = uuid.uuid4()
    warga.kirim_survei(
        titik=kota.titik,
        nilai={},
        saran=teks,
        setuju_versi=VERSI_KINI,
        kunci=kunci,
        kode=None,
        sidik=uuid.uuid4().hex * 2,
        sekarang=SEKARANG,
    )
    return Aspirasi.objects.get(survei__kunci=kunci)


def terusan(kota: Kota, teks: str = "Kipas mati.", jenis: str = "keluhan") -> Aspirasi:
    satu = kirim(kota, teks)
    return aspirasi.teruskan(
        aspirasi=satu,
        jenis=jenis,
        unit=satu.unit,
        kata=[],
        tentang=None,
        oleh=kota.admin,
        sekarang=SEKARANG,
    )


def jawaban(kota: Kota, teks: str = "Kipas mati.", jenis: str = "keluhan") -> Aspirasi:
    return aspirasi.jawab(
        aspirasi=terusan(kota, teks, jenis),
        jawaban="Kipas diganti hari Rabu.",
        tampil=True,
        oleh=kota.petugas,
        sekarang=SEKARANG,
    )


def url(nama: str, *isi: object) -> str:
    return reverse(f"umpan_balik:{nama}", args=isi)


def utama(jawab: object) -> str:
    return jawab.content.decode().split("<main", 1)[1]  # type: ignore[attr-defined]


def test_dari_antrean_penyaring_sampai_jawaban_petugas(kota: Kota) -> None:
    satu = kirim(kota, "Kipas mati di Gang Melati 3.")
    admin, petugas = masuk(kota.admin), masuk(kota.petugas)
    assert "Kipas mati" in utama(admin.get(url("aspirasi_saring")))
    assert "Kipas mati" not in utama(petugas.get(url("aspirasi")))
    isian = {"aksi": "terus", "jenis": "keluhan", "unit": satu.unit_id, "kata": "Gang Mawar"}
    salah = admin.post(url("aspirasi_saring_rinci", satu.pk), isian)
    assert salah.status_code == 200 and "tidak ada di dalam saran" in utama(salah)
    benar = admin.post(url("aspirasi_saring_rinci", satu.pk), isian | {"kata": "Gang Melati 3"})
    assert benar["Location"] == url("aspirasi_saring")
    rinci = url("aspirasi_rinci", satu.pk)
    assert "Kipas mati di [disamarkan]" in utama(petugas.get(url("aspirasi")))
    petugas.post(f"{rinci}proses/")
    petugas.post(rinci, {"aksi": "rencana", "rencana": "Kipas dibeli pekan ini."})
    petugas.post(rinci, {"aksi": "draf", "jawaban": "Kipas…"})
    pendek = petugas.post(rinci, {"aksi": "jawab", "jawaban": "Siap."})
    assert pendek.status_code == 200 and "10 sampai" in utama(pendek)
    petugas.post(rinci, {"aksi": "jawab", "jawaban": "Kipas diganti hari Rabu.", "tampil": "on"})
    satu.refresh_from_db()
    assert (satu.status, satu.tampil, satu.rencana) == ("ditutup", True, "Kipas dibeli pekan ini.")
    assert "Kipas mati" not in utama(petugas.get(url("aspirasi")))
    assert "Kipas mati" in utama(petugas.get(url("aspirasi") + "?status=semua"))
    teks = utama(petugas.get(rinci))
    assert "rencana disampaikan" in teks and "dijawab" in teks


def test_menolak_dengan_alasan_terlihat_di_daftar_yang_ditolak(kota: Kota) -> None:
    satu, admin = kirim(kota), masuk(kota.admin)
    rinci = url("aspirasi_saring_rinci", satu.pk)
    kosong = admin.post(rinci, {"aksi": "tolak", "tolak-alasan": "", "tolak-kata": ""})
    assert kosong.status_code == 200 and "Tulis alasannya" in utama(kosong)
    admin.post(rinci, {"aksi": "tolak", "tolak-alasan": "Hanya makian tanpa masalah.", "tolak-kata": ""})
    assert "Kipas" not in utama(admin.get(url("aspirasi_saring")))
    assert "Hanya makian" in utama(admin.get(url("aspirasi_saring") + "?keadaan=ditolak"))


def test_hak_tiap_halaman(kota: Kota, kota_lain: Kota) -> None:
    saring, tangani = kirim(kota), terusan(kota)
    Peran.objects.create(
        pegawai=kota.anggota[1], jenis="admin_dinas", unit=kota.dinas, sejak=date(2026, 1, 1)
    )
    for orang, nama, isi, kode in (
        (kota.admin, "aspirasi_saring_rinci", [saring.pk], 200),
        (kota.anggota[1], "aspirasi_saring_rinci", [saring.pk], 200),
        (kota.petugas, "aspirasi_saring_rinci", [saring.pk], 403),
        (kota_lain.admin, "aspirasi_saring_rinci", [saring.pk], 404),
        (kota.petugas, "aspirasi_rinci", [tangani.pk], 200),
        (kota.admin, "aspirasi_rinci", [tangani.pk], 404),
        (kota.anggota[1], "aspirasi_rinci", [tangani.pk], 403),
        (kota.kabid, "aspirasi_rinci", [tangani.pk], 403),
        (kota_lain.petugas, "aspirasi_rinci", [tangani.pk], 404),
        (kota.petugas, "aspirasi_rinci", [saring.pk], 404),
        (kota.admin, "aspirasi_aturan", [], 200),
        (kota.anggota[1], "aspirasi_aturan", [], 403),
        (kota.anggota[3], "aspirasi_nama_saya", [], 200),
        (kota.anggota[3], "aspirasi", [], 403),
    ):
        assert masuk(orang).get(url(nama, *isi)).status_code == kode, (orang.nama, nama)
    assert Client().get(url("aspirasi_saring")).status_code == 302
    for nama in ("aspirasi_proses", "aspirasi_alihkan"):
        assert masuk(kota_lain.petugas).post(url(nama, tangani.pk)).status_code == 404


def test_keluhan_tentang_orang_dijawab_atasannya_tanpa_pilihan_tampil(kota: Kota) -> None:
    satu = terusan(kota, "Bu Anggota2 membentak.", "tentang_orang")
    klien = masuk(kota.kabid)
    teks = utama(klien.get(url("aspirasi_rinci", satu.pk)))
    assert f"Bu {kota.anggota[2].nama} membentak." in teks and 'name="tampil"' not in teks
    klien.post(
        url("aspirasi_rinci", satu.pk), {"aksi": "jawab", "jawaban": "Sudah kami bina.", "tampil": "on"}
    )
    satu.refresh_from_db()
    assert (satu.status, satu.tampil) == ("ditutup", False)
    assert masuk(kota.petugas).get(url("aspirasi_rinci", satu.pk)).status_code == 404
    assert "membentak" not in utama(Client().get(url("aspirasi_umum", kota.instansi.slug)))


def test_mengalihkan_memberi_kabar_dan_menjelaskan_yang_kurang(kota: Kota) -> None:
    satu, klien = terusan(kota), masuk(kota.petugas)
    alamat = url("aspirasi_alihkan", satu.pk)
    kurang = klien.post(alamat, {"unit": kota.pemda.pk, "alasan": "x"}, follow=True)
    isi = kurang.content.decode()
    assert "10 sampai 500 huruf" in isi and "<title>Galat: " in isi and 'href="#id_alasan"' in isi
    assert f'value="{kota.pemda.pk}" selected' in isi, "pilihan dan alasannya tetap di layar"
    klien.post(alamat, {"unit": kota.pemda.pk, "alasan": "Gedung dikelola bagian umum."})
    satu.refresh_from_db()
    assert satu.unit == kota.pemda


def test_aturan_dan_libur_ditetapkan_lewat_halaman(kota: Kota) -> None:
    klien, alamat = masuk(kota.admin), url("aspirasi_aturan")
    isian = {"aksi": "jam", "sejak": "2026-11-17", "baca": 2, "rencana": 4, "jawab": 8, "dasar": "Perbup 1"}
    assert "menaik" in utama(klien.post(alamat, isian | {"baca": 9}))
    klien.post(alamat, isian)
    assert KebijakanAspirasi.objects.get().hari_jawab == 8
    salah = klien.post(alamat, {"aksi": "libur", "butir": "besok libur"})
    assert "Baris 1" in utama(salah) and "besok libur" in utama(salah)
    klien.post(alamat, {"aksi": "libur", "butir": "25-12-2026 Hari Raya Natal\n\n2026-12-24 Cuti bersama"})
    assert HariLibur.objects.count() == 2 and "Hari Raya Natal" in utama(klien.get(alamat))
    klien.post(url("aspirasi_libur_hapus"), {"tanggal": "2026-12-24"})
    klien.post(url("aspirasi_libur_hapus"), {"tanggal": "entah"})
    assert HariLibur.objects.get().nama == "Hari Raya Natal"


def test_daftar_umum_dicari_disaring_dan_menyebut_nama_dengan_izin(kota: Kota) -> None:
    jawaban(kota, "Kursi rusak di ruang tunggu.")
    jawaban(kota, "Bu Anggota2 sangat sabar.", "pujian")
    terusan(kota, "Yang belum dijawab.")
    umum = url("aspirasi_umum", kota.instansi.slug)
    teks = utama(Client().get(umum))
    assert "Kursi rusak" in teks and "Bu [petugas 1] sangat sabar" in teks and "belum dijawab." not in teks
    assert kota.dinas.nama in teks and "belum cukup" in teks
    masuk(kota.anggota[2]).post(url("aspirasi_nama_saya"), {"boleh": "1"})
    assert f"Bu {kota.anggota[2].nama} sangat sabar" in utama(Client().get(umum))
    for saring, ada in (
        ("q=kursi", True),
        ("q=pesawat", False),
        ("jenis=pujian", False),
        (f"dinas={kota.dinas.pk}&layanan={kota.titik.layanan_id}", True),
        ("dinas=999999", True),
        ("jenis=tentang_orang", True),
    ):
        assert ("Kursi rusak" in utama(Client().get(f"{umum}?{saring}"))) is ada, saring
    assert Client().get(url("aspirasi_umum", "tidak-ada")).status_code == 404


@pytest.mark.parametrize("nama", ["aspirasi", "aspirasi_saring", "aspirasi_umum"])
def test_jumlah_kueri_daftar_tetap(nama: str, kota: Kota) -> None:
    klien = masuk(kota.petugas if nama == "aspirasi" else kota.admin)
    alamat = url(nama, *([kota.instansi.slug] if nama == "aspirasi_umum" else []))
    buat = {"aspirasi": terusan, "aspirasi_saring": kirim, "aspirasi_umum": jawaban}[nama]

    def kueri() -> int:
        with CaptureQueriesContext(connection) as rekam:
            klien.get(alamat)
        return len(rekam)

    buat(kota)
    kueri()
    sedikit = kueri()
    for _ in range(3):
        buat(kota)
    assert kueri() == sedikit <= 16


def test_warga_menilai_jawaban_dan_perkaranya_terbuka_lagi_sekali(kota: Kota) -> None:
    satu, klien = jawaban(kota), Client()
    tanda_lacak = tanda.buat("lacak", satu.survei.pelacak)
    lacak, nilai = url("lacak_rinci", tanda_lacak), url("lacak_nilai", tanda_lacak)
    assert "Apakah jawaban ini membantu?" in klien.get(lacak).content.decode()
    klien.post(nilai, {"tanggapan": "entah"})
    klien.post(nilai, {"tanggapan": "belum", "alasan": "Masih mati."})
    teks = klien.get(lacak).content.decode()
    assert "Saran Anda dibuka lagi." in teks and "30 November 2026" in teks
    satu.refresh_from_db()
    assert (satu.status, satu.alasan_belum) == ("diproses", "Masih mati.")
    assert klien.post(url("lacak_nilai", "karangan"), {"tanggapan": "membantu"}).status_code == 302


def test_tugas_di_beranda_petugas_penyaring_dan_atasan(kota: Kota) -> None:
    kirim(kota)
    assert tugas_untuk(pegawai=kota.petugas, sekarang=SEKARANG) == []
    terusan(kota)
    with CaptureQueriesContext(connection) as rekam:
        (tugas,) = tugas_untuk(pegawai=kota.petugas, sekarang=SEKARANG)
    assert len(rekam) <= 5
    assert tugas.jumlah == 1 and tugas.tenggat.date() == date(2026, 11, 23)
    assert tugas_untuk(pegawai=kota.anggota[3], sekarang=SEKARANG) == []
    terusan(kota, "Bu Anggota2 membentak.", "tentang_orang")
    (saring,) = tugas_untuk(pegawai=kota.admin, sekarang=SEKARANG + timedelta(days=9))
    assert (saring.judul, saring.status) == ("Saring 1 saran warga", "terlambat")
    (keluhan,) = tugas_untuk(pegawai=kota.kabid, sekarang=SEKARANG)
    assert keluhan.jumlah == 1 and masuk(kota.kabid).get(keluhan.url).status_code == 200


def test_yang_lewat_batas_di_atas_dan_dapat_disaring(kota: Kota) -> None:
    for teks, hari in (("Saran baru", 5), ("Saran lewat", -3), ("Saran selesai", None)):
        satu = terusan(kota, teks)
        tenggat = None if hari is None else date(2026, 11, 16) + timedelta(days=hari)
        keadaan = "ditutup" if hari is None else "diproses"
        Aspirasi.objects.filter(pk=satu.pk).update(tenggat=tenggat, status=keadaan)
    klien = masuk(kota.petugas)
    semua = utama(klien.get(url("aspirasi") + "?status=semua"))
    assert semua.index("Saran lewat") < semua.index("Saran baru") < semua.index("Saran selesai")
    lewat = utama(klien.get(url("aspirasi") + "?status=lewat"))
    assert "Saran lewat" in lewat and "Saran baru" not in lewat
