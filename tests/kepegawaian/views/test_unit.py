"""Halaman pohon, unit, jabatan, dan celah; mengelola unit di peramban tanpa skrip."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kepegawaian.models import Jabatan, LetakUnit, Pegawai, Penempatan, UnitKerja
from kepegawaian.services import organisasi
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import KENARI, Kota
from tests.kepegawaian.pabrik import SEKARANG

SEJAK = date(2026, 1, 1)
KELOLA = ["unit_ubah", "unit_pindah", "unit_gabung", "unit_tutup"]


@pytest.fixture(autouse=True)
def jam(time_machine: Any) -> None:
    time_machine.move_to(SEKARANG)


@pytest.fixture
def admin(kota: Kota, client: Client) -> Client:
    client.force_login(kota.admin_bkd)
    return client


def alamat(nama: str, *argumen: Any) -> str:
    return reverse(f"kepegawaian:{nama}", args=argumen)


def teks(jawaban: Any) -> str:
    return " ".join(jawaban.content.decode().split())


def test_pohon_tahun_lalu_bernama_dan_bersusunan_tahun_lalu(kota: Kota, admin: Client) -> None:
    organisasi.ubah_unit(
        unit=kota.dinas,
        nama="Dinas Kesehatan dan KB",
        singkatan="",
        jenis="dinas",
        urutan=0,
        sejak=SEJAK,
        dasar="Perda 2",
        oleh=None,
        sekarang=SEKARANG,
    )
    kini = teks(admin.get(alamat("organisasi")))
    lalu = teks(admin.get(alamat("organisasi") + "?pada=2025-06-01"))
    assert "Dinas Kesehatan dan KB" in kini and "Dinas Kesehatan dan KB" not in lalu
    assert "Susunan pada 1 Juni 2025" in lalu
    assert f"{alamat('unit', kota.dinas.pk)}?pada=2025-06-01" in lalu, "tautannya membawa harinya"
    halaman = teks(admin.get(alamat("unit", kota.dinas.pk)))
    assert "Nama Dinas Kesehatan menjadi Dinas Kesehatan dan KB. Dasar: Perda 2." in halaman


def test_pindah_diperiksa_dahulu_lalu_disimpan_sekali(kota: Kota, admin: Client) -> None:
    tujuan = alamat("unit_pindah", kota.bidang.pk)
    isi = {"induk": kota.dinas_lain.pk, "sejak": "2026-03-02", "dasar": "Perwali 5/2026"}
    periksa = teks(admin.post(tujuan, isi | {"tahap": "periksa"}))
    assert "Periksa akibatnya" in periksa and "1 orang berganti penilai" in periksa
    assert kota.kabid.nama in periksa and kota.kadis.nama in periksa and kota.kadis_lain.nama in periksa
    assert LetakUnit.objects.filter(unit=kota.bidang).count() == 1, "memeriksa tidak menyimpan"
    for _ in range(2):
        jawaban = admin.post(tujuan, isi | {"tahap": "simpan"})
        assert jawaban.status_code == 302 and jawaban["Location"] == alamat("unit", kota.bidang.pk)
    assert LetakUnit.objects.filter(unit=kota.bidang).count() == 2
    assert "Pindah ke bawah Dinas Perhubungan." in teks(admin.get(alamat("unit", kota.bidang.pk)))


def test_tujuan_dicari_tanpa_kehilangan_isian(kota: Kota, admin: Client) -> None:
    isi = {"cari_unit": "hubung", "sejak": "2026-04-01", "dasar": "Perwali 5", "tahap": "cari"}
    halaman = teks(admin.post(alamat("unit_pindah", kota.bidang.pk), isi))
    assert "Dinas Perhubungan" in halaman and 'value="Perwali 5"' in halaman
    assert "galat" not in halaman.casefold().split("<main", 1)[1].split("isian", 1)[0]


def test_penolakan_tampil_di_formulir_dengan_isian_tetap(kota: Kota, admin: Client) -> None:
    isi = {"induk": kota.seksi.pk, "sejak": "2026-03-02", "dasar": "Perwali 5/2026", "tahap": "periksa"}
    halaman = teks(admin.post(alamat("unit_pindah", kota.bidang.pk), isi))
    assert "berada di bawah unit yang dipindah" in halaman and 'value="Perwali 5/2026"' in halaman


def test_yang_belum_mulai_dapat_dibatalkan_dari_riwayat(kota: Kota, admin: Client) -> None:
    organisasi.pindahkan_unit(
        unit=kota.bidang,
        induk=kota.dinas_lain,
        sejak=date(2026, 6, 1),
        dasar="Perwali 5",
        oleh=None,
        sekarang=SEKARANG,
    )
    nanti = LetakUnit.objects.get(unit=kota.bidang, sejak=date(2026, 6, 1))
    batal = alamat("unit_batalkan", kota.bidang.pk, nanti.pk)
    assert batal in teks(admin.get(alamat("unit", kota.bidang.pk)))
    assert admin.post(batal, {"alasan": "Dicabut", "tahap": "simpan"}).status_code == 302
    assert admin.post(batal, {"alasan": "Dicabut", "tahap": "simpan"}).status_code == 302
    assert LetakUnit.objects.filter(unit=kota.bidang).count() == 1


def test_gabung_dari_halaman_sampai_selesai(kota: Kota, admin: Client) -> None:
    saudara = pabrik.unit(kota.instansi, "Bidang Mutu", kota.dinas, "bidang")
    isi = {"ke": kota.dinas.pk, "juga": [saudara.pk], "sejak": "2026-03-02", "dasar": "Perwali 8"}
    periksa = teks(admin.post(alamat("unit_gabung", kota.bidang.pk), isi | {"tahap": "periksa"}))
    assert "Bidang Mutu" in periksa and "3 orang berganti penilai" not in periksa
    assert "2 orang berganti penilai" in periksa, "dua staf; kepala bidang tetap dinilai kepala dinas"
    assert admin.post(alamat("unit_gabung", kota.bidang.pk), isi | {"tahap": "simpan"}).status_code == 302
    assert UnitKerja.objects.filter(penerus=kota.dinas).count() == 2
    halaman = teks(admin.get(alamat("unit", kota.bidang.pk)))
    assert "melebur ke" in halaman and kota.staf.nama in halaman, "orang pada hari terakhirnya tetap terbaca"


def test_unit_berpenghuni_menyebut_penghalangnya_dengan_tautan(kota: Kota, admin: Client) -> None:
    halaman = teks(admin.get(alamat("unit_tutup", kota.bidang.pk)))
    assert "3 penempatan" in halaman and alamat("pegawai_rinci", kota.staf.pk) in halaman
    assert alamat("unit", kota.seksi.pk) in halaman and alamat("unit_gabung", kota.bidang.pk) in halaman
    ditolak = admin.post(
        alamat("unit_tutup", kota.bidang.pk), {"sampai": "2026-03-02", "dasar": "Perwali", "tahap": "simpan"}
    )
    assert "belum dapat ditutup" in teks(ditolak)
    isi = {"sampai": "2026-03-02", "dasar": "Perwali", "tahap": "simpan"}
    assert admin.post(alamat("unit_tutup", kota.seksi.pk), isi).status_code == 302


def test_unit_baru_di_bawah_induk_terpilih(kota: Kota, admin: Client) -> None:
    halaman = teks(admin.get(f"{alamat('unit_baru')}?induk={kota.bidang.pk}"))
    assert f'value="{kota.bidang.pk}" selected' in halaman
    isi = {
        "induk": kota.bidang.pk,
        "nama": "Seksi Gizi",
        "jenis": "seksi",
        "sejak": "2026-03-02",
        "tahap": "simpan",
    }
    assert admin.post(alamat("unit_baru"), isi).status_code == 302
    assert UnitKerja.objects.get(nama="Seksi Gizi").dinas_id == kota.dinas.pk


@pytest.mark.parametrize("nama", KELOLA)
def test_di_luar_wilayah_ditolak_dan_pemda_lain_tidak_ada(
    nama: str, kota: Kota, seberang: Kota, client: Client
) -> None:
    client.force_login(kota.admin_dinas)
    assert client.get(alamat(nama, kota.bidang.pk)).status_code == 200
    assert client.get(alamat(nama, kota.dinas_lain.pk)).status_code == 403
    assert client.get(alamat(nama, seberang.dinas.pk)).status_code == 404
    client.force_login(kota.staf)
    assert client.get(alamat(nama, kota.bidang.pk)).status_code == 403


def test_pohon_unit_dan_jabatan_pemda_lain_tidak_bocor(kota: Kota, seberang: Kota, admin: Client) -> None:
    for jalur in ("organisasi", "unit_baru", "jabatan", "celah"):
        assert KENARI not in teks(admin.get(alamat(jalur)))
    assert admin.get(alamat("unit", seberang.dinas.pk)).status_code == 404
    asing = Jabatan.objects.filter(instansi=seberang.instansi).first()
    assert asing is not None and admin.get(alamat("jabatan_ubah", asing.pk)).status_code == 404


def test_jabatan_dicari_ditambah_dan_diubah(kota: Kota, admin: Client) -> None:
    halaman = teks(admin.get(alamat("jabatan") + "?q=layanan&pakai=ya"))
    assert "Pengelola Layanan" in halaman and "Analis SDM" not in halaman
    assert (
        admin.post(
            alamat("jabatan_baru"), {"nama": "Pranata Laboratorium", "jenis": "fungsional"}
        ).status_code
        == 302
    )
    ganda = admin.post(alamat("jabatan_baru"), {"nama": "pranata laboratorium", "jenis": "fungsional"})
    assert "sudah ada" in teks(ganda)
    satu = Jabatan.objects.get(nama="Pranata Laboratorium")
    isi = {"nama": "Pranata Laboratorium Kesehatan", "jenis": "fungsional", "kelas": 8}
    assert admin.post(alamat("jabatan_ubah", satu.pk), isi).status_code == 302
    satu.refresh_from_db()
    assert (satu.nama, satu.kelas) == ("Pranata Laboratorium Kesehatan", 8)


def test_celah_menyebut_sebab_dan_jalan_keluarnya(kota: Kota, admin: Client) -> None:
    Penempatan.objects.filter(pegawai__in=[kota.kabid, kota.kadis, kota.sekda]).update(
        sampai=date(2026, 3, 1)
    )
    halaman = teks(admin.get(alamat("celah") + "?sebab=kepala_kosong&q=ratna"))
    assert "Kepala Bidang Pelayanan, Dinas Kesehatan, Pemerintah Kota kosong" in halaman
    assert f"{alamat('penempatan_baru')}?unit={kota.bidang.pk}" in halaman
    assert f"{alamat('penilai_khusus')}?pegawai={kota.staf.pk}" in halaman
    assert admin.get(f"{alamat('penempatan_baru')}?unit={kota.bidang.pk}").status_code == 200
    assert admin.get(f"{alamat('penilai_khusus')}?pegawai={kota.staf.pk}").status_code == 200
    assert "Tidak ada yang cocok" in teks(admin.get(alamat("celah") + "?q=zzz"))


def banyak_unit(kota: Kota, jumlah: int) -> None:
    """Cabang bertingkat: tiap dinas berisi 19 unit."""
    ada = UnitKerja.objects.filter(instansi=kota.instansi).count()
    dinas = None
    for n in range(ada, jumlah):
        induk = kota.akar if dinas is None or n % 20 == 0 else dinas
        baru = UnitKerja(
            instansi=kota.instansi, induk=induk, nama=f"Unit {n:04}", jenis="bidang", sejak=pabrik.AWAL
        )
        if induk is kota.akar:
            baru.save()
            baru.dinas = baru
            baru.save()
            dinas = baru
        else:
            baru.dinas = dinas
            baru.save()


@pytest.mark.parametrize("jalur", ["organisasi", "organisasi?buka=semua", "unit", "celah", "jabatan"])
def test_banyaknya_kueri_sama_pada_20_dan_2000_unit(jalur: str, kota: Kota, admin: Client) -> None:
    nama, _, saring = jalur.partition("?")
    tujuan = alamat(nama, *([kota.dinas.pk] if nama.startswith("unit") else [])) + (
        f"?{saring}" if saring else ""
    )
    banyak = []
    for jumlah in (20, 2000):
        banyak_unit(kota, jumlah)
        with CaptureQueriesContext(connection) as kueri:
            jawaban = admin.get(tujuan)
        assert jawaban.status_code == 200
        banyak.append(len(kueri))
    assert banyak[0] == banyak[1] <= 22, banyak


def test_cabang_besar_dibuka_di_tempat_dari_halaman_unitnya(kota: Kota, admin: Client) -> None:
    banyak_unit(kota, 500)
    dinas = UnitKerja.objects.filter(instansi=kota.instansi, nama__startswith="Unit", induk=kota.akar).first()
    assert dinas is not None
    pohon = teks(admin.get(alamat("organisasi")))
    tautan = alamat("unit", dinas.pk)
    assert f'href="{tautan}" hx-get="{tautan}" hx-select="#pohon-cabang > ul > li"' in pohon
    anak = UnitKerja.objects.filter(induk=dinas).first()
    assert anak is not None and anak.nama not in pohon
    assert '<div id="pohon-cabang"> <ul class="list-unstyled mb-0"><li' in teks(admin.get(tautan))
    semua = teks(admin.get(alamat("organisasi") + "?buka=semua"))
    assert semua.count("<details open>") > 20 and "<details>" not in semua and anak.nama in semua


def test_orang_keluar_dan_masuk_tampil_menurut_harinya(kota: Kota, admin: Client) -> None:
    akhir = SEKARANG.date() - timedelta(days=1)
    Penempatan.objects.filter(pegawai=kota.staf).update(sampai=akhir)
    assert kota.staf.nama not in teks(admin.get(alamat("unit", kota.bidang.pk)))
    assert kota.staf.nama in teks(admin.get(f"{alamat('unit', kota.bidang.pk)}?pada={akhir:%Y-%m-%d}"))
    assert Pegawai.objects.get(pk=kota.staf.pk).is_active
