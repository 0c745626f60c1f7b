"""Peran basis data web dan pekerja tidak dapat mengubah catatan jejak atau mematikan penjaganya."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from inti.basisdata.peran import berlebih, perintah_hak, siapkan
from inti.models import Jejak
from inti.services.jejak import catat as catat_jejak
from mutu.catat import catat

pytestmark = pytest.mark.django_db
PERAN = "asn_uji_peran_web"
SERANGAN = {
    "UPDATE": "UPDATE inti_jejak SET aksi = 'palsu'",
    "DELETE": "DELETE FROM inti_jejak",
    "TRUNCATE": "TRUNCATE inti_jejak",
    "DROP": "DROP TABLE inti_jejak",
    "DISABLE TRIGGER": "ALTER TABLE inti_jejak DISABLE TRIGGER ALL",
}


@pytest.fixture
def peran() -> str:
    """Peran baru; hilang bersama gulungan balik transaksi uji."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
        if not kursor.fetchone()[0]:
            pytest.skip("pengguna basis data uji tidak boleh membuat peran")
        kursor.execute(f"CREATE ROLE {PERAN} NOLOGIN")
    siapkan(PERAN)
    return PERAN


@contextmanager
def sebagai(peran: str) -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as kursor:
        kursor.execute(f"SET LOCAL ROLE {peran}")
        yield
        kursor.execute("RESET ROLE")


def ditolak(perintah: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as kursor:
            kursor.execute(perintah)
            transaction.set_rollback(True)
    except DatabaseError as galat:
        return "permission denied" in str(galat) or "must be owner" in str(galat)
    return False


def jejak() -> None:
    catat_jejak(
        aksi="peran.diberikan",
        objek_jenis="pegawai",
        objek_id=1,
        oleh=None,
        sekarang=timezone.now(),
        instansi_id=None,
    )


def test_lima_serangan_atas_jejak_ditolak_hak_perannya(peran: str) -> None:
    jejak()
    with sebagai(peran):
        hasil = {nama: ditolak(perintah) for nama, perintah in SERANGAN.items()}
    catat(
        "V16.4.2",
        f"{sum(hasil.values())} dari {len(hasil)} ditolak sebagai peran web ({', '.join(hasil)})",
        lulus=all(hasil.values()),
    )
    assert all(hasil.values())
    assert not berlebih(peran)


def test_pembandingnya_pemilik_tabel_dapat_mematikan_pemicunya() -> None:
    assert not ditolak(SERANGAN["DISABLE TRIGGER"])
    with connection.cursor() as kursor:
        kursor.execute("SELECT current_user")
        assert berlebih(kursor.fetchone()[0])


def test_peran_itu_tetap_menulis_jejak_dan_data(peran: str) -> None:
    with sebagai(peran):
        jejak()
        assert Jejak.objects.count() == 1
        with connection.cursor() as kursor:
            kursor.execute("UPDATE kepegawaian_instansi SET kontak = kontak")
            kursor.execute("CREATE TEMP TABLE sementara (a int)")


def test_tabel_migrasi_berikutnya_ikut_terbaca_tetapi_bukan_miliknya(peran: str) -> None:
    with connection.cursor() as kursor:
        kursor.execute("CREATE TABLE tabel_baru (a int)")
    with sebagai(peran), connection.cursor() as kursor:
        kursor.execute("INSERT INTO tabel_baru VALUES (1)")
        assert ditolak("DROP TABLE tabel_baru")


def test_peran_yang_belum_dibuat_dijelaskan() -> None:
    with pytest.raises(CommandError, match="CREATE ROLE"), transaction.atomic():
        call_command("siapkan_peran", "peran_yang_tidak_ada")


def test_perintahnya_menolak_peran_yang_memiliki_tabel() -> None:
    with connection.cursor() as kursor:
        kursor.execute("SELECT current_user")
        pemilik = kursor.fetchone()[0]
    with pytest.raises(CommandError, match="masih dapat mematikan penjaga jejak"), transaction.atomic():
        call_command("siapkan_peran", pemilik)


def test_hak_memelihara_hanya_diminta_sejak_postgresql_17() -> None:
    assert not any("MAINTAIN" in satu for satu in perintah_hak("a", "b", versi=160004))
    assert any("MAINTAIN" in satu for satu in perintah_hak("a", "b", versi=170010))
