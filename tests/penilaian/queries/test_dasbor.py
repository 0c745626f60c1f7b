"""Angka dasbor sama dengan hitungan tangan, dan sama dengan daftar orang di baliknya."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indikator.models import SKP, Indikator, Tinjauan
from indikator.queries.dasbor import angka_indikator
from penilaian.models import Keberatan
from penilaian.queries.dasbor import (
    Langkah,
    angka_keberatan,
    hasil_dinas,
    hasil_unit,
    jumlahkan,
    kelengkapan,
    riwayat,
    sebaran_tertutup,
    tertinggal,
)
from penilaian.queries.penutupan import kesiapan
from tests.asn_kinerja import dunia_dasbor
from tests.penilaian import pabrik
from tests.penilaian.pabrik import SEKARANG, SESUDAH

pytestmark = pytest.mark.django_db


def test_kelengkapan_seperti_hitungan_tangan_dan_daftar_orangnya_sama_banyak() -> None:
    kota = dunia_dasbor.berjalan()
    d = kota.d
    with CaptureQueriesContext(connection) as kueri:
        baris = kelengkapan(d.triwulan, unit=None, sekarang=SEKARANG)
    assert len(kueri) <= 2  # satu kueri, dan tahunnya bila belum dimuat
    assert [(b.nama, b.orang, b.skp, b.lapor, b.nilai, b.keadaan) for b in baris] == [
        ("Pemerintah Kota Uji", 1, 0, 0, 0, "terlambat"),
        ("Dinas Satu", 5, 2, 1, 1, "terlambat"),
        ("Dinas Dua", 1, 1, 1, 1, "disetujui"),
    ]
    assert baris[1].terlambat == [Langkah.SKP, Langkah.LAPOR], "tenggat menilai belum lewat"
    assert baris[1].kata_terlambat == "SKP disetujui, laporan lengkap"
    jumlah = jumlahkan(baris, nama="Semua")
    for langkah in Langkah:
        belum = tertinggal(d.triwulan, langkah, unit=None)
        assert len(belum) == jumlah.orang - jumlah.selesai(langkah)
        for b in baris:
            satu = tertinggal(d.triwulan, langkah, unit=None, kelompok_id=b.id)
            assert len(satu) == b.orang - b.selesai(langkah)
    nama = {p.pk: p.nama for p in d.instansi.pegawai.all()}
    satu = tertinggal(d.triwulan, Langkah.SKP, unit=None, kelompok_id=d.dinas.pk)
    assert [nama[pk] for pk in satu] == ["Kepala Dinas Satu", "Staf 3", "Staf 4"]
    # Halaman penutupan memakai hitungan yang sama.
    siap = kesiapan(d.triwulan)
    assert (siap.orang, siap.orang - siap.tanpa_skp, siap.orang - siap.tanpa_rating) == (
        jumlah.orang,
        jumlah.skp,
        jumlah.nilai,
    )


def test_cakupan_dan_satu_dinas_membatasi_barisnya() -> None:
    kota = dunia_dasbor.berjalan()
    d = kota.d
    bidang = dunia_dasbor.tutup_lebar(kota)
    pabrik.tambah_staf(d, "Staf Bidang", unit=bidang)
    wilayah = {d.dinas.pk, bidang.pk}
    (satu,) = kelengkapan(d.triwulan, unit=wilayah, sekarang=SEKARANG)
    assert (satu.id, satu.orang) == (d.dinas.pk, 6)
    tiap = kelengkapan(d.triwulan, unit=wilayah, dinas_id=d.dinas.pk, sekarang=SEKARANG)
    assert {(b.nama, b.orang) for b in tiap} == {("Dinas Satu", 5), ("Bidang Satu", 1)}
    assert kelengkapan(d.triwulan, unit=wilayah, dinas_id=kota.lain.pk, sekarang=SEKARANG) == []
    assert tertinggal(d.triwulan, Langkah.SKP, unit=[bidang.pk], kelompok_id=kota.lain.pk) == []
    assert len(tertinggal(d.triwulan, Langkah.NILAI, unit=[bidang.pk])) == 1


def test_sebelum_tenggat_tidak_ada_yang_terlambat() -> None:
    d = dunia_dasbor.berjalan().d
    sebelum = d.tahun.tenggat_skp - timedelta(hours=1)
    baris = kelengkapan(d.triwulan, unit=None, sekarang=sebelum)
    assert [b.terlambat for b in baris] == [[], [], []]
    assert {b.nama: b.keadaan for b in baris} == {
        "Pemerintah Kota Uji": "belum_mulai",
        "Dinas Satu": "diproses",
        "Dinas Dua": "disetujui",
    }


def test_aspek_indikator_dan_yang_ditandai() -> None:
    kota = dunia_dasbor.berjalan()
    d = kota.d
    indikator = pabrik_katalog(kota)
    for jenis, siapa in (("sulit_dicapai", 0), ("sulit_dicapai", 1), ("tidak_relevan", 2), ("pertanyaan", 3)):
        Tinjauan.objects.create(
            indikator=indikator,
            periode=d.tahun,
            jenis=jenis,
            catatan="Terlalu tinggi.",
            ditulis_pada=SEKARANG,
            ditulis_oleh=d.staf[siapa],
        )
    angka = angka_indikator(d.tahun, unit=None)
    # Yang SKP-nya disetujui: Staf 1 satu, Staf 2 dua, kepala Dinas Dua dua; SKP Staf 3 baru diajukan.
    assert angka.aspek == [("Kuantitas", 3), ("Kualitas", 1), ("Waktu", 1), ("Biaya", 0)]
    assert (angka.sulit, angka.tidak_relevan, angka.menunggu) == (2, 1, 3)
    assert [(t.nama, t.sulit, t.tidak_relevan, t.menunggu) for t in angka.ditandai] == [
        ("Waktu layanan", 2, 1, 3)
    ]
    satu = angka_indikator(d.tahun, unit=None, dinas_id=kota.lain.pk)
    assert (satu.jumlah, satu.sulit, satu.ditandai) == (2, 0, [])
    assert angka_indikator(d.tahun, unit=[kota.lain.pk]).jumlah == 2
    SKP.objects.filter(pegawai=d.staf[1]).update(status="draf")
    assert angka_indikator(d.tahun, unit=None).jumlah == 3


def pabrik_katalog(kota: dunia_dasbor.DuaDinas) -> Indikator:
    return Indikator.objects.create(
        instansi=kota.d.instansi,
        unit=kota.d.dinas,
        kode="WL",
        nama="Waktu layanan",
        satuan="hari",
        polaritas="minimal",
        aspek="waktu",
        dibuat_pada=SEKARANG,
    )


def test_hasil_sebaran_keberatan_dan_tren_periode_tertutup() -> None:
    kota = dunia_dasbor.ditutup()
    d = kota.d
    baris = {b.nama: b for b in hasil_dinas(d.triwulan, unit=None)}
    satu = baris["Dinas Satu"]
    assert (satu.jumlah, satu.baik, satu.persen_baik) == (13, 11, 85)
    assert satu.sebaran == [
        ("Sangat Kurang", 0),
        ("Kurang", 0),
        ("Butuh Perbaikan", 1),
        ("Baik", 6),
        ("Sangat Baik", 5),
        ("Tanpa predikat", 1),
    ]
    assert satu.kata_sebaran == "Sangat Baik 5, Baik 6, Butuh Perbaikan 1, Tanpa predikat 1"
    assert str(satu.rata_hasil) == "95.00"  # (90 + 100) : 2
    assert [b.nama for b in hasil_dinas(d.triwulan, unit=[kota.lain.pk])] == ["Dinas Dua"]
    assert [b.jumlah for b in hasil_unit(d.triwulan, unit=[d.dinas.pk], dinas_id=d.dinas.pk)] == [13]
    # Tanpa hak membaca hasil orang: 1 + 1 tersimpan, lalu 5 ikut supaya sisanya bukan dua orang.
    assert sebaran_tertutup(d.triwulan, dinas_id=d.dinas.pk) == (
        13,
        {
            "Sangat Kurang": 0,
            "Kurang": 0,
            "Butuh Perbaikan": None,
            "Baik": 6,
            "Sangat Baik": None,
            "Tanpa predikat": None,
        },
    )
    assert sebaran_tertutup(d.triwulan, dinas_id=kota.lain.pk) == (1, {})
    (titik,) = riwayat([d.triwulan], dinas=None)[0]
    assert titik.baris is not None and (titik.baris.jumlah, titik.baris.baik) == (15, 12)
    assert riwayat([d.triwulan], dinas=[kota.lain.pk])[kota.lain.pk][0].baris == baris["Dinas Dua"]

    def ajukan(siapa: int, **lain: object) -> None:
        hasil = d.triwulan.hasil.get(pegawai=d.staf[siapa])
        isi = {"instansi": d.instansi, "hasil": hasil, "alasan": "-", "diajukan_pada": SESUDAH}
        Keberatan.objects.create(**isi, diajukan_oleh=d.staf[siapa], **lain)

    besok = SESUDAH + timedelta(days=1)
    ajukan(0, putusan_sampai=besok)
    ajukan(1, putusan_sampai=SESUDAH - timedelta(minutes=1))
    ajukan(2, status="ditutup", ditarik_pada=SESUDAH, ditarik_oleh=d.staf[2])
    ajukan(
        3,
        status="ditetapkan",
        putusan="tetap",
        alasan_putusan="-",
        diputus_pada=SESUDAH,
        diputus_oleh=d.kepala,
    )
    isi: dict[str, Any] = {"instansi_id": d.instansi.pk, "sekarang": SESUDAH}
    k = angka_keberatan(periode_id=d.triwulan.pk, unit=None, **isi)
    assert (k.jumlah, k.terbuka, k.lewat, k.diubah, k.tetap, k.ditarik, k.lain) == (4, 2, 1, 0, 1, 1, 0)
    assert angka_keberatan(periode_id=d.tahun.pk, unit=None, **isi).lain == 2
    assert angka_keberatan(periode_id=d.triwulan.pk, unit=[kota.lain.pk], **isi).jumlah == 0
