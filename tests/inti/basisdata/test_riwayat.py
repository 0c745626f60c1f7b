"""Setiap perubahan baris tercatat, dari jalan mana pun datangnya, beserta dari apa menjadi apa."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from inti.basisdata.riwayat import DISAMARKAN
from inti.models import Jejak, Riwayat
from inti.services import jejak
from kepegawaian.models import Instansi, Jabatan, Pegawai, Penempatan
from tests.kepegawaian import pabrik

pytestmark = pytest.mark.django_db


@pytest.fixture
def kota() -> Instansi:
    return pabrik.instansi()


@pytest.fixture
def analis(kota: Instansi) -> Jabatan:
    return pabrik.jabatan(kota, "Analis")


def terakhir(tabel: str) -> Riwayat:
    return Riwayat.objects.filter(tabel=tabel).latest("id")


def sql(perintah: str, *isi: object) -> None:
    with connection.cursor() as kursor:
        kursor.execute(perintah, isi)


def lewat_simpan(satu: Jabatan) -> None:
    satu.nama = "Pranata Komputer"
    satu.save()


def lewat_update(satu: Jabatan) -> None:
    Jabatan.objects.filter(pk=satu.pk).update(nama="Pranata Komputer")


def lewat_bulk_update(satu: Jabatan) -> None:
    satu.nama = "Pranata Komputer"
    Jabatan.objects.bulk_update([satu], ["nama"])


def lewat_upsert(satu: Jabatan) -> None:
    satu.nama = "Pranata Komputer"
    Jabatan.objects.bulk_create([satu], update_conflicts=True, unique_fields=["id"], update_fields=["nama"])


def lewat_sql(satu: Jabatan) -> None:
    sql("UPDATE kepegawaian_jabatan SET nama = 'Pranata Komputer' WHERE id = %s", satu.pk)


@pytest.mark.parametrize(
    "ubah", [lewat_simpan, lewat_update, lewat_bulk_update, lewat_upsert, lewat_sql], ids=lambda f: f.__name__
)
def test_perubahan_tercatat_dari_jalan_mana_pun(analis: Jabatan, ubah: Callable[[Jabatan], None]) -> None:
    ubah(analis)
    baris = terakhir("kepegawaian_jabatan")
    assert (baris.aksi, baris.objek_id, baris.instansi_id) == ("U", analis.pk, analis.instansi_id)
    assert (baris.sebelum, baris.sesudah) == ({"nama": "Analis"}, {"nama": "Pranata Komputer"})


def test_baris_baru_tercatat_seutuhnya(analis: Jabatan) -> None:
    baris = terakhir("kepegawaian_jabatan")
    assert baris.aksi == "I"
    assert baris.sebelum is None
    assert baris.sesudah == {
        "id": analis.pk,
        "nama": "Analis",
        "jenis": "fungsional",
        "jenjang": "",
        "kelas": None,
        "sumber": "",
        "instansi_id": analis.instansi_id,
    }


@pytest.mark.parametrize("jalan", ["orm", "sql"])
def test_baris_yang_dihapus_tercatat_seutuhnya(analis: Jabatan, jalan: str) -> None:
    nomor = analis.pk
    if jalan == "orm":
        analis.delete()
    else:
        sql("DELETE FROM kepegawaian_jabatan WHERE id = %s", nomor)
    baris = terakhir("kepegawaian_jabatan")
    assert (baris.aksi, baris.objek_id, baris.sesudah) == ("D", nomor, None)
    assert baris.sebelum is not None
    assert baris.sebelum["nama"] == "Analis"


def test_seribu_baris_sekaligus_masing_masing_mendapat_riwayatnya(kota: Instansi) -> None:
    Jabatan.objects.bulk_create(Jabatan(instansi=kota, nama=f"J{n}", jenis="pelaksana") for n in range(1000))
    with connection.cursor() as kursor:
        kursor.execute("UPDATE kepegawaian_jabatan SET kelas = id %% 17 WHERE nama LIKE %s", ["J%"])
    Jabatan.objects.filter(nama__startswith="J").delete()
    tabel = Riwayat.objects.filter(tabel="kepegawaian_jabatan")
    for aksi in "IUD":
        assert tabel.filter(aksi=aksi).values("objek_id").distinct().count() == 1000
    salah = [r for r in tabel.filter(aksi="U") if r.sesudah != {"kelas": r.objek_id % 17}]
    assert not salah


@pytest.mark.parametrize("jalan", ["simpan", "sql", "tanpa_baris"])
def test_perubahan_yang_tidak_mengubah_apa_pun_tidak_tercatat(analis: Jabatan, jalan: str) -> None:
    sebelum = Riwayat.objects.count()
    if jalan == "simpan":
        analis.save()
    elif jalan == "sql":
        sql("UPDATE kepegawaian_jabatan SET nama = nama, kelas = NULL")
    else:
        sql("UPDATE kepegawaian_jabatan SET nama = 'x' WHERE id = -1")
    assert Riwayat.objects.count() == sebelum


def test_nomor_baris_yang_diganti_tampak_sebagai_hilang_dan_baru(analis: Jabatan) -> None:
    sql("UPDATE kepegawaian_jabatan SET id = 9000001 WHERE id = %s", analis.pk)
    dua = list(Riwayat.objects.order_by("-id").values_list("aksi", "objek_id")[:2])
    assert sorted(dua) == [("D", analis.pk), ("I", 9000001)]


def test_tabel_sementara_bernama_sama_tidak_dapat_menampung_riwayat(analis: Jabatan) -> None:
    sql("CREATE TEMP TABLE inti_riwayat (LIKE public.inti_riwayat INCLUDING DEFAULTS) ON COMMIT DROP")
    sql("UPDATE kepegawaian_jabatan SET nama = 'Diam-diam' WHERE id = %s", analis.pk)
    with connection.cursor() as kursor:
        kursor.execute("SELECT count(*) FROM pg_temp.inti_riwayat")
        assert kursor.fetchone() == (0,)
        kursor.execute("SELECT sesudah FROM public.inti_riwayat ORDER BY id DESC LIMIT 1")
        assert "Diam-diam" in str(kursor.fetchone())
        kursor.execute("DROP TABLE pg_temp.inti_riwayat")


def test_kolom_yang_ditambah_kemudian_ikut_tercatat(analis: Jabatan) -> None:
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql("ALTER TABLE kepegawaian_jabatan ADD COLUMN rumpun text NOT NULL DEFAULT ''")
    sql("UPDATE kepegawaian_jabatan SET rumpun = 'Kesehatan' WHERE id = %s", analis.pk)
    baris = terakhir("kepegawaian_jabatan")
    assert (baris.sebelum, baris.sesudah) == ({"rumpun": ""}, {"rumpun": "Kesehatan"})


class TestRahasia:
    """Kata sandi tidak pernah disalin; yang tercatat hanya bahwa ia diganti."""

    @pytest.fixture
    def siti(self, kota: Instansi) -> Pegawai:
        return pabrik.pegawai(kota, "Siti Aminah", sandi="rahasia-warung-kopi")

    def test_sandi_baru_tercatat_sebagai_diganti(self, siti: Pegawai) -> None:
        siti.set_password("sandi-lain-yang-panjang")
        siti.save()
        baris = terakhir("kepegawaian_pegawai")
        assert baris.sebelum == baris.sesudah == {"password": DISAMARKAN}

    def test_baris_baru_dan_hapus_tidak_memuat_sandi(self, siti: Pegawai) -> None:
        sql("DELETE FROM kepegawaian_pegawai WHERE id = %s", siti.pk)
        for baris in Riwayat.objects.filter(tabel="kepegawaian_pegawai"):
            isi = {**(baris.sebelum or {}), **(baris.sesudah or {})}
            assert "password" not in isi
            assert isi["nama"] == "Siti Aminah"

    def test_masuk_saja_bukan_perubahan(self, siti: Pegawai) -> None:
        sebelum = Riwayat.objects.count()
        siti.last_login = timezone.now()
        siti.save(update_fields=["last_login"])
        assert Riwayat.objects.count() == sebelum

    def test_masuk_yang_disertai_perubahan_mencatat_perubahannya_saja(self, siti: Pegawai) -> None:
        siti.last_login = timezone.now()
        siti.telepon = "0370-621"
        siti.save()
        assert terakhir("kepegawaian_pegawai").sesudah == {"telepon": "0370-621"}

    def test_tidak_ada_sidik_sandi_di_riwayat_mana_pun(self, siti: Pegawai) -> None:
        siti.set_password("sandi-lain-yang-panjang")
        siti.save()
        with connection.cursor() as kursor:
            kursor.execute(
                "SELECT count(*) FROM inti_riwayat WHERE concat(sebelum, sesudah) LIKE '%%' || %s || '%%'",
                [siti.password.rsplit("$", 1)[-1]],
            )
            assert kursor.fetchone() == (0,)


class Ratna:
    pk, nama, instansi_id = 7, "Ratna Wulandari", 3


def catat(**lain: Any) -> Jejak:
    isi = {"aksi": "jabatan.ditambah", "objek_jenis": "jabatan", "objek_id": 9, "oleh": Ratna()}
    return jejak.catat(**(isi | {"sekarang": timezone.now()} | lain))


@pytest.mark.django_db(transaction=True)
def test_riwayat_bertemu_peristiwanya_lewat_nomor_transaksi() -> None:
    with transaction.atomic():
        kota = pabrik.instansi()
    with transaction.atomic():
        analis = pabrik.jabatan(kota, "Analis")
        peristiwa = catat(objek_id=analis.pk, alasan="Sesuai Perbup 12.")
    with transaction.atomic():
        lewat_sql(analis)
    tambah, ubah = Riwayat.objects.filter(tabel="kepegawaian_jabatan").order_by("id")
    assert (tambah.sistem, tambah.transaksi) == (peristiwa.sistem, peristiwa.transaksi)
    assert ubah.transaksi != tambah.transaksi
    assert not Jejak.objects.filter(sistem=ubah.sistem, transaksi=ubah.transaksi).exists(), "lewat SQL saja"


def test_titik_simpan_tidak_mengganti_nomor_transaksi(kota: Instansi) -> None:
    with transaction.atomic():
        pabrik.jabatan(kota, "Di dalam")
    satu = catat()
    assert set(Riwayat.objects.values_list("transaksi", flat=True)) == {satu.transaksi}


def test_baris_anak_menyebut_induknya(kota: Instansi) -> None:
    dinas = pabrik.unit(kota, "Dinas Kesehatan", None, "dinas")
    siti = pabrik.pegawai(kota, "Siti Aminah")
    tempat = pabrik.tempatkan(siti, dinas)
    Penempatan.objects.filter(pk=tempat.pk).update(sampai=date(2026, 6, 30))
    baris = terakhir("kepegawaian_penempatan")
    assert (baris.induk_id, baris.objek_id) == (siti.pk, tempat.pk)
    assert (baris.sebelum, baris.sesudah) == ({"sampai": None}, {"sampai": "2026-06-30"})


@pytest.mark.parametrize("tabel", ["inti_riwayat", "inti_segel"])
@pytest.mark.parametrize("perintah", ["UPDATE {} SET waktu = waktu", "DELETE FROM {}", "TRUNCATE {}"])
def test_riwayat_dan_segel_hanya_dapat_ditambah(
    tabel: str, perintah: str, pemicu_kosongkan: None, analis: Jabatan
) -> None:
    sql(
        "INSERT INTO inti_segel VALUES (1, now(), 1, 1, 1, 1, 0, '', repeat('0', 64), repeat('a', 64))"
        if tabel == "inti_segel"
        else "SELECT 1"
    )
    with pytest.raises(DatabaseError, match="hanya dapat ditambah"), transaction.atomic():
        sql(perintah.format(tabel))


def test_tabel_berriwayat_tidak_dapat_dikosongkan_sekaligus(pemicu_kosongkan: None, analis: Jabatan) -> None:
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="TRUNCATE ditolak"), transaction.atomic():
        sql("TRUNCATE kepegawaian_jabatan CASCADE")
    assert Jabatan.objects.filter(pk=analis.pk).exists()
