"""Halaman musyawarah: warga tanpa akun, kuki, dan skrip; pengelola menurut unitnya."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kepegawaian.models import Peran
from tests.klien import masuk
from tests.umpan_balik.conftest import SEKARANG, Kota
from umpan_balik.models import Dukungan, Musyawarah, Usul
from umpan_balik.rules.musyawarah import VERSI_KINI

pytestmark = pytest.mark.django_db
ISIAN = {
    "judul": "Apa yang perlu dibenahi di loket?",
    "uraian": "Ruang tunggu diperluas tahun depan; urutannya terserah Anda.",
    "mulai": "2026-11-16",
    "selesai": "2026-11-30",
}


def url(nama: str, *isi: object) -> str:
    return reverse(f"umpan_balik:musyawarah{nama}", args=isi)


def utama(jawab: object) -> str:
    return jawab.content.decode().split("<main", 1)[1]  # type: ignore[attr-defined]


@pytest.fixture
def topik(kota: Kota) -> Musyawarah:
    klien = masuk(kota.admin)
    klien.post(url("_baru"), ISIAN | {"unit": kota.dinas.pk})
    satu = Musyawarah.objects.get()
    klien.post(url("_buka", satu.pk))
    return satu


def kirim(klien: Client, topik: Musyawarah, teks: str, **lain: str) -> object:
    halaman = klien.get(url("", topik.instansi.slug, topik.pk))
    isian = {"tanda": halaman.context["tanda"], "teks": teks, "setuju": str(VERSI_KINI), "situs": ""}
    return klien.post(url("_usulkan", topik.instansi.slug, topik.pk), isian | lain)


def tampilkan(admin: Client, satu: Usul) -> None:
    admin.post(url("_usul", satu.pk), {"aksi": "saring", "tampil": "ya", "alasan": "", "kata": ""})


def test_dari_usul_sampai_putusan_diumumkan(kota: Kota, topik: Musyawarah) -> None:
    warga, admin = Client(), masuk(kota.admin)
    halaman = url("", kota.instansi.slug, topik.pk)
    terima = kirim(warga, topik, "Tambah kursi di ruang tunggu.")["Location"]  # type: ignore[index]
    assert "Menunggu disaring" in utama(warga.get(terima)) and not warga.cookies
    assert "Tambah kursi" not in utama(warga.get(halaman))
    satu = Usul.objects.get()
    tampilkan(admin, satu)
    isi = warga.get(halaman)
    assert "Tambah kursi" in utama(isi) and "<script" not in isi.content.decode()
    dukung = url("_dukung", kota.instansi.slug, topik.pk, satu.pk)
    for _ in range(2):
        tanda = {"tanda": isi.context["tanda"]}
        assert "Dihitung." in utama(warga.get(warga.post(dukung, tanda)["Location"]))
    assert Dukungan.objects.count() == 1
    lagi = warga.post(dukung, {"tanda": warga.get(halaman).context["tanda"]})["Location"]
    assert "Alat yang sama" in utama(warga.get(lagi))
    teks = utama(warga.get(halaman))
    assert "1 dukungan" in teks and "1 ditahan" in teks
    admin.post(url("_tutup", topik.pk))
    assert "Kirim usul" not in utama(warga.get(halaman))
    rinci = url("_kelola_rinci", topik.pk)
    assert "1 belum diputuskan" in utama(admin.post(rinci, {"ringkasan": "Kursi ditambah tahun depan."}))
    putus = {"aksi": "putus", "putus-keputusan": "dikerjakan", "putus-alasan": "Dua puluh kursi, Maret 2027."}
    admin.post(url("_usul", satu.pk), putus)
    assert "Dua puluh kursi" not in utama(warga.get(halaman)), "putusan tampil sesudah diumumkan"
    admin.post(rinci, {"ringkasan": "Kursi ditambah tahun depan."})
    akhir = utama(warga.get(halaman))
    assert "Dua puluh kursi" in akhir and "Kursi ditambah tahun depan." in akhir and "catatan" in akhir
    assert "Dikerjakan." in utama(warga.get(terima))


def test_galat_mempertahankan_tulisan_dan_tanda_palsu_meminta_ulang(topik: Musyawarah) -> None:
    klien = Client()
    kosong = kirim(klien, topik, "Tambah kursi <b> di ruang tunggu.", setuju="")
    assert "Tambah kursi &lt;b&gt;" in utama(kosong) and "Centang persetujuan" in utama(kosong)
    palsu = kirim(klien, topik, "Tambah kursi di ruang tunggu.", tanda="karangan")
    assert "tekan Kirim sekali lagi" in utama(palsu) and not Usul.objects.exists()
    assert kirim(klien, topik, "").status_code == 200  # type: ignore[attr-defined]


def test_banjir_usul_satu_alat_diminta_menunggu_dan_alat_lain_tidak_terhalang(topik: Musyawarah) -> None:
    for nomor in range(10):
        assert kirim(Client(), topik, f"Tambah kursi tunggu {nomor}.").status_code == 302  # type: ignore[attr-defined]
    tertahan = kirim(Client(), topik, "Tambah satu kipas angin.")
    assert tertahan.status_code == 429 and "Tambah satu kipas angin." in utama(tertahan)  # type: ignore[attr-defined]
    assert "menit lagi" in utama(tertahan) and Usul.objects.count() == 10
    lain = Client(headers={"user-agent": "Ponsel tetangga"})
    assert kirim(lain, topik, "Tambah satu kipas angin.").status_code == 302  # type: ignore[attr-defined]
    with time_machine.travel(SEKARANG + timedelta(minutes=21), tick=False):
        assert kirim(Client(), topik, "Tambah satu kipas angin.").status_code == 302  # type: ignore[attr-defined]
    assert Usul.objects.count() == 12


def test_jebakan_dan_situs_lain_ditandai_bukan_dibuang(kota: Kota, topik: Musyawarah) -> None:
    kirim(Client(), topik, "Tambah kursi di ruang tunggu.", situs="http://x")
    assert Usul.objects.get().curiga == "Kolom jebakan terisi"
    tampilkan(masuk(kota.admin), Usul.objects.get())
    klien = Client(headers={"Sec-Fetch-Site": "cross-site"})
    tanda = {"tanda": klien.get(url("", kota.instansi.slug, topik.pk)).context["tanda"]}
    klien.post(url("_dukung", kota.instansi.slug, topik.pk, Usul.objects.get().pk), tanda)
    assert Dukungan.objects.get().alasan_ditahan == "Dikirim dari situs lain"


def test_hak_pengelola_menurut_unit_dan_instansi(kota: Kota, kota_lain: Kota, topik: Musyawarah) -> None:
    kirim(Client(), topik, "Tambah kursi di ruang tunggu.")
    satu = Usul.objects.get()
    for orang, unit in ((kota.anggota[1], kota.dinas), (kota.anggota[2], kota.bidang)):
        Peran.objects.create(pegawai=orang, jenis="admin_dinas", unit=unit, sejak=date(2026, 1, 1))
    for orang, kode in (
        (kota.admin, 200),
        (kota.anggota[1], 200),
        (kota.anggota[2], 404),
        (kota.petugas, 403),
        (kota_lain.admin, 404),
    ):
        for alamat in (url("_kelola_rinci", topik.pk), url("_usul", satu.pk)):
            assert masuk(orang).get(alamat).status_code == kode, (orang.nama, alamat)
    assert Client().get(url("_kelola")).status_code == 302
    assert topik.judul in utama(masuk(kota.admin).get(url("_kelola")))
    assert topik.judul not in utama(masuk(kota.anggota[2]).get(url("_kelola")))
    assert masuk(kota.anggota[2]).get(url("_baru")).status_code == 200
    assert masuk(kota.admin).get(url("_ubah", topik.pk))["Location"] == url("_kelola_rinci", topik.pk)
    assert masuk(kota_lain.admin).post(url("_tutup", topik.pk)).status_code == 404


def test_draf_tidak_ada_bagi_warga_dan_topik_pemda_lain_404(
    kota: Kota, kota_lain: Kota, topik: Musyawarah
) -> None:
    masuk(kota.admin).post(url("_baru"), ISIAN | {"unit": kota.dinas.pk, "judul": "Masih draf"})
    draf = Musyawarah.objects.get(judul="Masih draf")
    assert Client().get(url("", kota.instansi.slug, draf.pk)).status_code == 404
    assert Client().get(url("", kota_lain.instansi.slug, topik.pk)).status_code == 404
    daftar = utama(Client().get(url("_daftar", kota.instansi.slug)))
    assert topik.judul in daftar and "Masih draf" not in daftar
    assert Client().get(url("_terima", "karangan")).status_code == 404


def test_halaman_warga_ringan_dan_jumlah_kuerinya_tetap(kota: Kota, topik: Musyawarah) -> None:
    admin, halaman = masuk(kota.admin), url("", kota.instansi.slug, topik.pk)

    def kueri(klien: Client, alamat: str) -> int:
        with CaptureQueriesContext(connection) as rekam:
            isi = klien.get(alamat)
        assert len(isi.content) < 40_000
        return len(rekam)

    def tambah(banyak: int) -> None:
        for n in range(banyak):
            kirim(Client(), topik, f"Tambah kursi di ruang tunggu {n}.")
        for satu in Usul.objects.filter(moderasi="menunggu"):
            tampilkan(admin, satu)

    tambah(1)
    kelola = url("_kelola_rinci", topik.pk)
    kueri(admin, kelola)
    sedikit = kueri(Client(), halaman), kueri(admin, kelola)
    tambah(6)
    kueri(admin, kelola)  # pesan yang menunggu dibaca dahulu
    assert (kueri(Client(), halaman), kueri(admin, kelola)) == sedikit
    assert sedikit[0] <= 7


def test_hari_sesudah_berakhir_tidak_menerima_walau_belum_ditutup_jadwal(
    kota: Kota, topik: Musyawarah
) -> None:
    with time_machine.travel(SEKARANG + timedelta(days=15), tick=False):
        assert "Kirim usul" not in utama(Client().get(url("", kota.instansi.slug, topik.pk)))
        hasil = kirim(Client(), topik, "Tambah kursi di ruang tunggu.")
    assert "tidak sedang dibuka" in utama(hasil) and not Usul.objects.exists()
