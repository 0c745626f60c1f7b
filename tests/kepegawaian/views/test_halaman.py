"""Profil, akses, organisasi, pegawai, dan laporan atasan di layar."""

import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inti.models import Jejak
from kepegawaian.models import KodeMasuk, LaporanAtasan, Pegawai, Peran
from kepegawaian.queries.penilai import penilai_pada
from kepegawaian.services import laporan as layanan_laporan
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import KENARI, Kota
from tests.kepegawaian.pabrik import HARI, SEKARANG
from tests.klien import masuk

UNTUK_SEMUA = [
    "/profil/",
    "/akses-saya/",
    "/organisasi/",
    "/organisasi/?q=a",
    "/bukan-atasan-saya/",
    "/kata-sandi/",
]
UNTUK_PENGELOLA = [
    "/pegawai/",
    "/pegawai/?keadaan=tanpa_penilai",
    "/laporan-atasan/",
    "/laporan-atasan/?status=semua",
]


@pytest.fixture(autouse=True)
def _jam() -> object:
    with time_machine.travel(SEKARANG, tick=False):
        yield


def teks(siapa: Pegawai, jalur: str) -> str:
    jawaban = masuk(siapa).get(jalur)
    assert jawaban.status_code == 200, jalur
    return str(jawaban.content.decode())


def lapor(kota: Kota) -> LaporanAtasan:
    return layanan_laporan.laporkan(
        pegawai=kota.staf, usulan=kota.kadis, alasan="Pindah", oleh=kota.staf, sekarang=SEKARANG
    )


def rinci(kota: Kota) -> list[str]:
    satu = lapor(kota)
    return [
        f"/organisasi/{kota.bidang.pk}/",
        f"/pegawai/{kota.staf.pk}/",
        f"/laporan-atasan/{satu.pk}/",
    ]


@pytest.mark.parametrize("jalur", [*UNTUK_SEMUA, *UNTUK_PENGELOLA])
def test_tamu_diminta_masuk(client: Client, db: None, jalur: str) -> None:
    jawaban = client.get(jalur)
    assert (jawaban.status_code, jawaban.headers["Location"].split("?")[0]) == (302, "/masuk/")


@pytest.mark.parametrize("jalur", UNTUK_PENGELOLA)
def test_halaman_pengelola_tertutup_bagi_yang_tidak_berizin(kota: Kota, jalur: str) -> None:
    for siapa in (kota.staf, kota.kadis, kota.auditor):
        assert masuk(siapa).get(jalur).status_code == 403
    for siapa in (kota.admin_dinas, kota.admin_bkd):
        assert masuk(siapa).get(jalur).status_code == 200


def test_benda_di_luar_wilayah_pengelola_tidak_ada_baginya(kota: Kota) -> None:
    pabrik.peran(kota.kadis_lain, "admin_dinas", kota.dinas_lain)
    satu = lapor(kota)
    luar = masuk(kota.kadis_lain)
    for jalur in (f"/pegawai/{kota.staf.pk}/", f"/laporan-atasan/{satu.pk}/"):
        assert luar.get(jalur).status_code == 404
        assert masuk(kota.admin_dinas).get(jalur).status_code == 200
    for jalur in (f"/pegawai/{kota.staf.pk}/kode/", f"/laporan-atasan/{satu.pk}/proses/"):
        assert luar.post(jalur).status_code == 404
    assert kota.staf.nama not in teks(kota.kadis_lain, "/pegawai/")
    assert kota.staf.nama not in teks(kota.kadis_lain, "/laporan-atasan/")


def test_pemda_lain_tidak_ada_di_halaman_mana_pun(kota: Kota, seberang: Kota) -> None:
    jalur_seberang = rinci(seberang)
    for siapa in (kota.staf, kota.kabid, kota.admin_dinas, kota.admin_bkd, kota.auditor):
        client = masuk(siapa)
        for jalur in jalur_seberang:
            assert client.get(jalur).status_code in {403, 404}, jalur
        cari = [
            "/organisasi/?q=Hendra",
            "/organisasi/?q=Dinas",
            "/bukan-atasan-saya/?q=Hendra",
            "/pegawai/?q=Hendra",
        ]
        for jalur in [*UNTUK_SEMUA, *UNTUK_PENGELOLA, *cari, f"/pegawai/?q={seberang.staf.nip}"]:
            assert KENARI not in client.get(jalur).content.decode(), jalur


def test_kenari_terlihat_oleh_pemdanya_sendiri(seberang: Kota) -> None:
    """Tanpa ini uji di atas dapat lulus hanya karena halamannya kosong."""
    for jalur in ["/profil/", "/organisasi/", "/bukan-atasan-saya/"]:
        assert KENARI in teks(seberang.staf, jalur)
    assert KENARI in teks(seberang.admin_bkd, "/pegawai/")


def test_profil_menyebut_penilai_sebab_dan_siapa_yang_membetulkan(kota: Kota) -> None:
    isi = teks(kota.staf, "/profil/")
    assert (
        "Baiq Kabid" in isi and "Kepala Bidang Pelayanan sejak 1 Januari 2025, menurut SK 821/14/2024." in isi
    )
    assert kota.admin_dinas.nama in isi and "BKPSDM, telepon 0370-123" in isi
    assert "strip--hari" in isi and 'href="/bukan-atasan-saya/"' in isi


def test_akses_saya_menyebut_peran_yang_mengikuti_organisasi_dan_yang_diberikan(kota: Kota) -> None:
    kadis = teks(kota.kadis, "/akses-saya/")
    assert "Menilai 2 pegawai" in kadis and "Kepala Dinas Kesehatan, Dinas Kesehatan" in kadis
    assert "Atasan pejabat penilai" in kadis
    staf = teks(kota.staf, "/akses-saya/")
    assert "Pejabat penilai" not in staf and "Menyusun SKP" in staf
    admin = teks(kota.admin_dinas, "/akses-saya/")
    assert Peran.KETERANGAN[Peran.Jenis.ADMIN_DINAS] in admin
    assert "Untuk Dinas Kesehatan dan unit di bawahnya" in admin


def test_peran_yang_dicabut_menutup_halaman_pada_permintaan_berikutnya(kota: Kota) -> None:
    client = masuk(kota.admin_dinas)
    assert client.get("/pegawai/").status_code == 200
    Peran.objects.filter(pegawai=kota.admin_dinas).delete()
    assert client.get("/pegawai/").status_code == 403


def test_pohon_organisasi_seimbang_dan_menyebut_kepala(kota: Kota) -> None:
    isi = teks(kota.staf, "/organisasi/?buka=semua")
    inti = isi[isi.index('id="h-pohon"') : isi.index("</main>")]
    for tag in ("ul", "li", "details"):
        assert len(re.findall(rf"<{tag}[ >]", inti)) == inti.count(f"</{tag}>"), tag
    assert "Baiq Kabid, Kepala Bidang Pelayanan." in inti and "Belum berpejabat" in inti
    assert inti.count("<details open>") == 3


def test_susunan_tahun_lalu_tetap_dapat_dilihat(kota: Kota) -> None:
    kota.seksi.sampai = HARI.replace(month=1)
    kota.seksi.save()
    assert "Seksi Rujukan" not in teks(kota.staf, "/organisasi/")
    assert "Seksi Rujukan" in teks(kota.staf, "/organisasi/?pada=2026-01-02")


def test_tanggal_susunan_yang_keliru_disebut_dan_pencarian_tetap_jalan(kota: Kota) -> None:
    isi = teks(kota.staf, "/organisasi/?q=Rujukan&pada=31-02-2026")
    assert "Seksi Rujukan" in isi and "ada di kalender" in isi


def test_pencarian_penilai_tanpa_hasil_dikatakan(kota: Kota) -> None:
    jalur = f"/laporan-atasan/{lapor(kota).pk}/"
    assert "Tidak ada nama yang memuat “zzz”" in teks(kota.admin_bkd, f"{jalur}?q=zzz")
    assert "Tidak ada nama yang memuat" not in teks(kota.admin_bkd, jalur)


def test_kode_tampil_sekali_lalu_tidak_lagi(kota: Kota) -> None:
    client = masuk(kota.admin_dinas)
    jalur = f"/pegawai/{kota.staf.pk}/"
    assert client.post(f"{jalur}kode/").headers["Location"] == jalur
    pola = re.compile(r"<code>[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}</code>")
    assert pola.search(client.get(jalur).content.decode())
    assert not pola.search(client.get(jalur).content.decode())
    assert client.get(f"{jalur}kode/").status_code == 405
    assert KodeMasuk.objects.filter(pegawai=kota.staf, penerbit=kota.admin_dinas).count() == 1


def test_kode_untuk_pemegang_peran_pusat_ditolak_403(kota: Kota) -> None:
    pabrik.peran(kota.rekan, "auditor")
    assert masuk(kota.admin_dinas).post(f"/pegawai/{kota.rekan.pk}/kode/").status_code == 403


def test_lapor_dari_beranda_cukup_dua_klik_dan_kiriman_ganda_satu_laporan(kota: Kota) -> None:
    client = masuk(kota.staf)
    assert 'href="/bukan-atasan-saya/"' in teks(kota.staf, "/")
    halaman = client.get("/bukan-atasan-saya/").content.decode()
    assert f'value="{kota.kadis.pk}"' in halaman and f'value="{kota.kabid.pk}"' not in halaman
    isi = {"usulan": str(kota.kadis.pk), "alasan": "Pindah seksi", "q": ""}
    for _ in range(2):
        assert client.post("/bukan-atasan-saya/", isi).headers["Location"] == "/bukan-atasan-saya/"
    assert LaporanAtasan.objects.count() == 1
    sesudah = client.get("/bukan-atasan-saya/").content.decode()
    assert "9 Maret 2026 pukul 23.59 WIB" in sesudah and "Pindah seksi" in sesudah
    assert "lencana--diajukan" in sesudah and "<textarea" not in sesudah


def test_lapor_tanpa_tahu_orangnya_dan_isian_yang_salah_tetap_tersimpan(kota: Kota) -> None:
    client = masuk(kota.staf)
    kosong = client.post(
        "/bukan-atasan-saya/", {"alasan": "Alasan yang panjang", "q": "Hendra"}
    ).content.decode()
    assert "Alasan yang panjang" in kosong and "Hendra Kadis" in kosong and "Pilih orangnya" in kosong
    client.post("/bukan-atasan-saya/", {"usulan": "belum_tahu", "alasan": "Tidak tahu"})
    assert LaporanAtasan.objects.get().usulan is None


def test_usulan_di_luar_daftar_atau_dari_pemda_lain_ditolak(kota: Kota, seberang: Kota) -> None:
    client = masuk(kota.staf)
    for nilai in (str(seberang.kadis.pk), "999999", "x", str(kota.staf.pk)):
        jawaban = client.post("/bukan-atasan-saya/", {"usulan": nilai, "alasan": "x", "q": "Hendra"})
        assert jawaban.status_code == 200 and "tidak ada di daftar" in jawaban.content.decode()
    assert not LaporanAtasan.objects.exists()


def test_pengelola_melihat_sebelum_sesudah_lalu_mengubah(kota: Kota) -> None:
    satu = lapor(kota)
    client = masuk(kota.admin_dinas)
    jalur = f"/laporan-atasan/{satu.pk}/"
    isi = client.get(jalur).content.decode()
    assert "Sebelum dan sesudah" in isi
    baris = re.findall(
        r'<th scope="row">([^<]+)</th><td class="angka">(\d+)</td><td class="angka">(\d+)</td>', isi
    )
    assert baris == [("Baiq Kabid", "2", "1"), ("Hendra Kadis", "2", "3")]
    client.post(f"{jalur}proses/")
    kiriman = {
        "putusan": "ubah",
        "ubah-penilai": str(kota.kadis.pk),
        "ubah-sejak": "2026-03-02",
        "q": kota.kadis.nip,
    }
    kurang = client.post(jalur, kiriman)
    assert kurang.status_code == 200 and "Tulis dasar atau alasannya" in kurang.content.decode()
    assert client.post(jalur, kiriman | {"ubah-alasan": "SP 7"}).headers["Location"] == "/laporan-atasan/"
    assert penilai_pada(pada=HARI, pegawai_ids=[kota.staf.pk])[kota.staf.pk].penilai_id == kota.kadis.pk
    assert "Penilai diubah" in client.get(jalur).content.decode()
    lagi = client.post(jalur, kiriman | {"ubah-alasan": "SP 7"})
    assert lagi.status_code == 200 and "sudah diputus" in lagi.content.decode()
    assert Jejak.objects.filter(aksi="penilai.dikhususkan").count() == 1


def test_pengelola_menutup_tanpa_mengubah_dan_pelapor_membaca_alasannya(kota: Kota) -> None:
    satu = lapor(kota)
    client = masuk(kota.admin_bkd)
    client.post(f"/laporan-atasan/{satu.pk}/", {"putusan": "tetap", "tetap-alasan": "SK masih berlaku"})
    isi = teks(kota.staf, "/bukan-atasan-saya/")
    assert "Penilai tetap" in isi and "SK masih berlaku" in isi


def test_daftar_tanpa_penilai_memuat_celahnya_saja(kota: Kota) -> None:
    isi = teks(kota.admin_bkd, "/pegawai/?keadaan=tanpa_penilai")
    assert "Lalu Sekda" in isi and "Ratna Staf" not in isi


@pytest.mark.parametrize(
    "jalur",
    [
        "/organisasi/",
        "/organisasi/{dinas}/",
        "/organisasi/?q=Orang",
        "/pegawai/",
        "/laporan-atasan/",
        "/profil/",
    ],
)
def test_banyaknya_kueri_tetap_pada_10_dan_200_orang(kota: Kota, jalur: str) -> None:
    alamat = jalur.format(dinas=kota.dinas.pk)
    client = masuk(kota.admin_bkd)
    client.get(alamat)

    def tambah(banyak: int) -> None:
        for n in range(banyak):
            unit = pabrik.unit(kota.instansi, f"Unit Orang {n}", kota.dinas)
            siapa = pabrik.pegawai(kota.instansi, f"Orang {n}")
            pabrik.tempatkan(siapa, unit, kepala=True)
            LaporanAtasan.objects.create(
                pegawai=siapa, unit=unit, alasan="x", diajukan=SEKARANG, tenggat=SEKARANG, usulan=kota.kadis
            )

    banyak = []
    for jumlah in (10, 190):
        tambah(jumlah)
        with CaptureQueriesContext(connection) as kueri:
            assert client.get(alamat).status_code == 200
        banyak.append(len(kueri))
    assert banyak[0] == banyak[1] <= 20, banyak


def test_pengelola_menemukan_daftar_pegawai_dari_halaman_organisasi(kota: Kota) -> None:
    assert 'href="/pegawai/"' in teks(kota.admin_dinas, "/organisasi/")
    assert 'href="/pegawai/"' not in teks(kota.staf, "/organisasi/")
