"""Segel merantai jejak dan riwayat: yang diubah sesudah disegel selalu ketahuan, yang utuh selalu lolos."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from inti.models import Jejak, Riwayat, Segel
from inti.queries.segel import Batas, Kerusakan, ekor, periksa_segel, rincian_balok, tanpa_peristiwa
from inti.rules.segel import Sebab
from inti.services import jejak
from inti.services.segel import segel
from kepegawaian.models import Jabatan
from tests.kepegawaian import pabrik

pytestmark = pytest.mark.django_db(transaction=True)
SEKARANG = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


def catat(nomor: int, banyak: int = 1) -> None:
    """Satu transaksi berisi `banyak` peristiwa."""
    jejak.catat_banyak(
        aksi="skp.disetujui",
        objek_jenis="skp",
        butir=[(nomor * 1000 + n, {"nomor": n, "nama": f"Ratna {n}"}) for n in range(banyak)],
        oleh=None,
        sekarang=SEKARANG,
        instansi_id=1,
    )


def rusak() -> list[Kerusakan]:
    return [satu for satu in periksa_segel() if satu is not None]


@contextmanager
def sebagai_penguasa() -> Iterator[None]:
    """Pemilik basis data dapat mematikan pemicu; segel ada untuk hari itu."""
    with transaction.atomic(), connection.cursor() as kursor:
        kursor.execute("SET LOCAL session_replication_role = replica")
        yield


def sql(perintah: str, *isi: object) -> None:
    with connection.cursor() as kursor:
        kursor.execute(perintah, isi)


@pytest.fixture
def tersegel() -> list[Segel]:
    """Tiga segel: 20 peristiwa dan 1 instansi, 20 peristiwa, 20 peristiwa dan 5 jabatan."""
    hasil = []
    for nomor in range(3):
        catat(nomor, 20)
        if nomor == 0:
            pabrik.instansi()
        if nomor == 2:
            milik = pabrik.instansi("Kota Lain")
            Jabatan.objects.bulk_create(
                Jabatan(instansi=milik, nama=f"J{n}", jenis="pelaksana") for n in range(5)
            )
        hasil += segel(sekarang=SEKARANG + timedelta(minutes=nomor))
    assert [s.jumlah for s in hasil] == [21, 20, 26]
    return hasil


def test_yang_utuh_lolos(tersegel: list[Segel]) -> None:
    assert rusak() == []
    assert ekor().jumlah == 0
    with StringIO() as keluar:
        call_command("verifikasi_jejak", stdout=keluar)
        assert "3 segel diperiksa, 0 rusak." in keluar.getvalue()
        assert "Semua catatan sudah disegel." in keluar.getvalue()


def test_ekor_satu_pemda_tidak_menghitung_catatan_pemda_lain() -> None:
    pemda = {banyak: pabrik.instansi(f"Kota {banyak}") for banyak in (2, 5)}
    for banyak, milik in pemda.items():
        Jabatan.objects.bulk_create(
            Jabatan(instansi=milik, nama=f"J{n}", jenis="pelaksana") for n in range(banyak)
        )
    catat(0, 7)
    assert {banyak: ekor(instansi_id=milik.pk).jumlah for banyak, milik in pemda.items()} == {2: 3, 5: 6}
    assert ekor().jumlah == 16


def test_setiap_segel_menyambung_ke_sebelumnya(tersegel: list[Segel]) -> None:
    assert [s.sidik_sebelum for s in tersegel] == ["0" * 64, tersegel[0].sidik, tersegel[1].sidik]


def test_tanpa_catatan_baru_tidak_ada_segel_baru(tersegel: list[Segel]) -> None:
    assert segel(sekarang=SEKARANG) == []
    assert Segel.objects.count() == 3


PERUSAKAN = {
    "satu bita jejak": (
        "UPDATE inti_jejak SET pelaku_nama = pelaku_nama || '.' WHERE id = (SELECT min(id) + 25 FROM inti_jejak)",
        2,
        [("inti_jejak", Sebab.BERUBAH)],
    ),
    "waktu jejak mundur semikrodetik": (
        "UPDATE inti_jejak SET waktu = waktu - interval '1 microsecond' WHERE id = (SELECT min(id) FROM inti_jejak)",
        1,
        [("inti_jejak", Sebab.BERUBAH)],
    ),
    "isi sebelum pada riwayat": (
        "UPDATE inti_riwayat SET sesudah = jsonb_set(sesudah, '{nama}', '\"J9\"') WHERE sesudah ->> 'nama' = 'J3'",
        3,
        [("inti_riwayat", Sebab.BERUBAH)],
    ),
    "dihapus": (
        "DELETE FROM inti_jejak WHERE id = (SELECT min(id) + 30 FROM inti_jejak)",
        2,
        [("inti_jejak", Sebab.HILANG)],
    ),
    "bertukar isi": (
        "UPDATE inti_jejak a SET objek_id = b.objek_id, isi = b.isi, saat = b.saat FROM inti_jejak b "
        "WHERE (a.objek_id, b.objek_id) IN ((1003, 1004), (1004, 1003))",
        2,
        [("inti_jejak", Sebab.TERTUKAR), ("inti_jejak", Sebab.TERTUKAR)],
    ),
    "bertukar nomor": (
        "UPDATE inti_jejak SET id = -id WHERE objek_id IN (1003, 1004); "
        "UPDATE inti_jejak a SET id = -b.id FROM inti_jejak b WHERE a.id < 0 AND b.id < 0 AND a.id <> b.id",
        2,
        [("inti_jejak", Sebab.TERTUKAR), ("inti_jejak", Sebab.TERTUKAR)],
    ),
    "disisipkan di tengah": (
        "INSERT INTO inti_jejak (waktu, pelaku_nama, aksi, objek_jenis, isi, alasan, permintaan, transaksi) "
        "SELECT waktu, 'Hantu', aksi, objek_jenis, isi, alasan, permintaan, transaksi FROM inti_jejak "
        "ORDER BY id LIMIT 1",
        1,
        [("inti_jejak", Sebab.DISISIPKAN)],
    ),
    "disisipkan ke transaksi kosong di bawah batas": (
        "INSERT INTO inti_jejak (waktu, pelaku_nama, aksi, objek_jenis, isi, alasan, permintaan, transaksi) "
        "SELECT now(), 'Hantu', 'x', 'x', '{}', '', '', batas_transaksi - 1 FROM inti_segel WHERE nomor = 3",
        3,
        [("inti_jejak", Sebab.DISISIPKAN)],
    ),
    "rincian segel disesuaikan": (
        "UPDATE inti_segel SET rincian = '', jumlah = 0 WHERE nomor = 2",
        2,
        [],
    ),
    "segel tengah dihapus": ("DELETE FROM inti_segel WHERE nomor = 2", 3, []),
    "segel pertama dihapus": ("DELETE FROM inti_segel WHERE nomor = 1", 2, []),
    "waktu segel": ("UPDATE inti_segel SET waktu = waktu + interval '1 microsecond' WHERE nomor = 2", 2, []),
}


@pytest.mark.parametrize("cara", PERUSAKAN)
def test_perubahan_sesudah_disegel_ketahuan(cara: str, tersegel: list[Segel]) -> None:
    perintah, segel_rusak, beda = PERUSAKAN[cara]
    with sebagai_penguasa():
        sql(perintah)
    pertama = rusak()[0]
    assert pertama.nomor == segel_rusak
    assert [(b.tabel, b.sebab) for b in pertama.beda] == beda
    keluar = StringIO()
    with pytest.raises(SystemExit) as keluaran:
        call_command("verifikasi_jejak", stdout=keluar)
    assert keluaran.value.code == 1
    assert f"Pertama rusak: segel {segel_rusak}," in keluar.getvalue()


def test_satu_bita_di_antara_seratus_ribu_baris() -> None:
    """ASVS V16.4.2."""
    sql(
        "INSERT INTO inti_jejak (waktu, pelaku_nama, aksi, objek_jenis, objek_id, isi, alasan, permintaan) "
        "SELECT now(), 'Ratna', 'skp.disetujui', 'skp', n, jsonb_build_object('n', n), 'alasan ' || n, '' "
        "FROM generate_series(1, 100000) n"
    )
    assert len(segel(sekarang=SEKARANG)) == 10
    assert rusak() == []
    with sebagai_penguasa():
        sql("UPDATE inti_jejak SET alasan = 'alasan 73219.' WHERE objek_id = 73219")
    (satu,) = rusak()
    (beda,) = satu.beda
    assert (satu.nomor, beda.sebab) == (8, Sebab.BERUBAH)
    assert Jejak.objects.get(pk=beda.baris).objek_id == 73219


def test_baris_yang_terlambat_selesai_tidak_terlewat() -> None:
    """Nomor barisnya lebih kecil, tetapi transaksinya baru selesai sesudah penyegelan."""
    mulai, lanjut = threading.Event(), threading.Event()

    def lambat() -> None:
        try:
            with transaction.atomic():
                catat(1)
                mulai.set()
                assert lanjut.wait(10)
        finally:
            connection.close()

    utas = threading.Thread(target=lambat)
    utas.start()
    try:
        assert mulai.wait(10)
        catat(2)
        cepat = Jejak.objects.get()
        assert segel(sekarang=SEKARANG) == [], "yang cepat pun menunggu, supaya urutannya tetap"
    finally:
        lanjut.set()
        utas.join()
    (satu,) = segel(sekarang=SEKARANG)
    assert satu.jumlah == 2
    assert Jejak.objects.exclude(pk=cepat.pk).get().pk < cepat.pk
    assert rusak() == []


def test_transaksi_di_basis_data_lain_tidak_ditunggu() -> None:
    """Peladen yang sama boleh melayani basis data lain; transaksi panjang di sana tidak menahan segel di sini."""
    isi = connection.get_connection_params() | {"dbname": "postgres"}
    lain = connection.Database.connect(**isi)
    try:
        with lain.cursor() as kursor:
            kursor.execute("SELECT pg_current_xact_id()")
        catat(1)
        assert [s.jumlah for s in segel(sekarang=SEKARANG)] == [1]
    finally:
        lain.close()


def test_baris_transaksi_yang_memanggilnya_sendiri_belum_disegel() -> None:
    with transaction.atomic():
        catat(1)
        assert segel(sekarang=SEKARANG) == []
    assert [s.jumlah for s in segel(sekarang=SEKARANG)] == [1]


def test_sepuluh_penulis_dan_dua_penyegel_bersamaan_tidak_melewatkan_apa_pun() -> None:
    def tulis(nomor: int) -> None:
        try:
            for ulang in range(10):
                with transaction.atomic():
                    catat(nomor * 100 + ulang, 3)
        finally:
            connection.close()

    selesai = threading.Event()

    def meterai() -> None:
        try:
            while not selesai.is_set():
                segel(sekarang=SEKARANG, besar=7)
        finally:
            connection.close()

    penyegel = [threading.Thread(target=meterai) for _ in range(2)]
    penulis = [threading.Thread(target=tulis, args=(n,)) for n in range(10)]
    for utas in (*penyegel, *penulis):
        utas.start()
    for utas in penulis:
        utas.join()
    selesai.set()
    for utas in penyegel:
        utas.join()
    segel(sekarang=SEKARANG)
    assert sum(Segel.objects.values_list("jumlah", flat=True)) == Jejak.objects.count() == 300
    assert list(Segel.objects.order_by("nomor").values_list("nomor", flat=True)) == list(
        range(1, Segel.objects.count() + 1)
    )
    assert rusak() == []


def test_transaksi_besar_dipotong_menjadi_beberapa_segel() -> None:
    catat(1, 25)
    hasil = segel(sekarang=SEKARANG, besar=10)
    assert [s.jumlah for s in hasil] == [10, 10, 5]
    assert rusak() == []
    with sebagai_penguasa():
        sql("DELETE FROM inti_jejak WHERE objek_id = 1012")
    assert [(k.nomor, [b.sebab for b in k.beda]) for k in rusak()] == [(2, [Sebab.HILANG])]


def test_satu_putaran_terbatas_dan_sisanya_menyusul() -> None:
    catat(1, 25)
    assert [s.jumlah for s in segel(sekarang=SEKARANG, besar=5, balok=3)] == [5, 5, 5]
    assert ekor().jumlah == 10
    assert [s.jumlah for s in segel(sekarang=SEKARANG, besar=5, balok=3)] == [5, 5]
    assert ekor().jumlah == 0


def test_jejak_lama_tanpa_nomor_transaksi_dan_dari_peladen_lain_ikut_disegel() -> None:
    """Salinan yang dipulihkan di peladen lain menghitung transaksi dari awal; nomornya tidak boleh bercampur."""
    catat(1, 3)
    with sebagai_penguasa():
        sql("UPDATE inti_jejak SET sistem = 0, transaksi = 0")
    catat(2, 4)
    with sebagai_penguasa():
        sql("UPDATE inti_jejak SET sistem = 5 WHERE sistem <> 0")
    catat(3, 2)
    hasil = segel(sekarang=SEKARANG)
    assert sorted((s.sistem, s.jumlah) for s in hasil)[:2] == [(0, 3), (5, 4)]
    assert hasil[-1].jumlah == 2
    assert rusak() == []
    catat(4, 1)
    with sebagai_penguasa():
        sql("UPDATE inti_jejak SET sistem = 5 WHERE objek_id = 4000")
    assert [(s.sistem, s.jumlah) for s in segel(sekarang=SEKARANG)] == [(5, 1)]
    assert rusak() == []


def test_sidik_yang_dicatat_di_luar_membongkar_rantai_yang_ditulis_ulang(tersegel: list[Segel]) -> None:
    """Penguasa basis data dapat membuat ulang semuanya; catatan di luar basis data tetap menyebut yang asli."""
    asli = tersegel[1].sidik
    with sebagai_penguasa():
        sql("UPDATE inti_jejak SET pelaku_nama = 'Orang lain' WHERE objek_id = 1001")
        sql("DELETE FROM inti_segel")
    segel(sekarang=SEKARANG)
    assert rusak() == [], "rantai barunya memang utuh"
    keluar = StringIO()
    with pytest.raises(SystemExit):
        call_command("verifikasi_jejak", f"--tercatat=2:{asli[:12]}", stdout=keluar)
    assert "TIDAK cocok" in keluar.getvalue()


def test_perubahan_tanpa_peristiwa_dihitung_tiap_tabel() -> None:
    with transaction.atomic():
        milik = pabrik.instansi()
        catat(1)
    with transaction.atomic():
        pabrik.jabatan(milik, "Diam-diam")
        sql("UPDATE kepegawaian_jabatan SET kelas = 9")
    sql("UPDATE kepegawaian_instansi SET kontak = 'lewat psql'")
    assert tanpa_peristiwa() == [("kepegawaian_jabatan", 2, 1), ("kepegawaian_instansi", 1, 1)]
    keluar = StringIO()
    call_command("verifikasi_jejak", stdout=keluar)
    assert "Perubahan tanpa peristiwa: kepegawaian_jabatan, 2 baris dalam 1 transaksi" in keluar.getvalue()
    assert "catatan belum disegel, tertua" in keluar.getvalue()


def test_zona_sesi_tidak_mengubah_sidik_baris(tersegel: list[Segel]) -> None:
    satu = tersegel[0]
    ke = Batas(satu.batas_transaksi, satu.batas_sumber, satu.batas_baris)
    with transaction.atomic():
        sql("SET LOCAL TIME ZONE 'Asia/Jayapura'")
        assert rincian_balok(sistem=satu.sistem, dari=Batas(), ke=ke) == (21, bytes(satu.rincian))


def test_batas_berurut_seperti_barisnya() -> None:
    assert Batas(5, 2, 1) < Batas(6, 0, 0) < Batas(6, 1, 1)
    assert Riwayat.objects.count() == 0
