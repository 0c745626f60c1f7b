"""Titik layanan hanya disiapkan oleh yang berwenang atas unitnya."""

from datetime import date, datetime, timedelta

import pytest

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak
from kepegawaian.models import Peran
from tests.umpan_balik.conftest import Kota
from umpan_balik.models import JagaTitik, KodeKunjungan, Layanan, TitikLayanan
from umpan_balik.services import warga

pytestmark = pytest.mark.django_db
HARI = date(2026, 11, 16)


def test_layanan_dan_titik_baru_bertoken_acak_dan_berjejak(kota: Kota, sekarang: datetime) -> None:
    layanan = warga.layanan_baru(
        unit=kota.bidang, nama=" Akta  kelahiran ", gratis=True, oleh=kota.admin, sekarang=sekarang
    )
    titik = warga.titik_baru(layanan=layanan, nama="Loket 1", oleh=kota.admin, sekarang=sekarang)
    assert layanan.nama == "Akta kelahiran"
    assert len(titik.token) == 12 and titik.token != kota.titik.token
    assert list(Jejak.objects.values_list("aksi", flat=True)) == ["layanan.ditambah", "titik.ditambah"]


def test_klik_ganda_tidak_menggandakan(kota: Kota, sekarang: datetime) -> None:
    for _ in range(2):
        layanan = warga.layanan_baru(unit=kota.bidang, nama="Akta", gratis=True, oleh=None, sekarang=sekarang)
        warga.titik_baru(layanan=layanan, nama="Loket 1", oleh=None, sekarang=sekarang)
        warga.jaga(
            titik=kota.titik, pegawai=kota.anggota[2], sejak=HARI, sampai=None, oleh=None, sekarang=sekarang
        )
    assert Layanan.objects.filter(nama="Akta").count() == 1
    assert TitikLayanan.objects.filter(layanan=layanan).count() == 1
    assert JagaTitik.objects.filter(pegawai=kota.anggota[2]).count() == 1


def test_yang_tidak_berwenang_ditolak(kota: Kota, kota_lain: Kota, sekarang: datetime) -> None:
    for orang in (kota.petugas, kota.kabid, kota_lain.admin):
        with pytest.raises(TidakBerhak):
            warga.layanan_baru(unit=kota.bidang, nama="X", gratis=True, oleh=orang, sekarang=sekarang)
        with pytest.raises(TidakBerhak):
            warga.titik_baru(layanan=kota.titik.layanan, nama="X", oleh=orang, sekarang=sekarang)
        with pytest.raises(TidakBerhak):
            warga.terbitkan_kode(titik=kota.titik, jumlah=1, tanggal=HARI, oleh=orang, sekarang=sekarang)


def test_admin_dinas_berwenang_di_cabangnya_saja(kota: Kota, sekarang: datetime) -> None:
    Peran.objects.create(pegawai=kota.kabid, jenis="admin_dinas", unit=kota.dinas, sejak=date(2026, 1, 1))
    warga.layanan_baru(unit=kota.bidang, nama="X", gratis=True, oleh=kota.kabid, sekarang=sekarang)
    with pytest.raises(TidakBerhak):
        warga.layanan_baru(unit=kota.pemda, nama="X", gratis=True, oleh=kota.kabid, sekarang=sekarang)


def test_jaga_yang_bertindihan_dan_pegawai_luar_ditolak(
    kota: Kota, kota_lain: Kota, sekarang: datetime
) -> None:
    with pytest.raises(GalatAturan, match="sudah tercatat"):
        warga.jaga(
            titik=kota.titik, pegawai=kota.petugas, sejak=HARI, sampai=None, oleh=None, sekarang=sekarang
        )
    with pytest.raises(GalatAturan, match="instansi ini"):
        warga.jaga(
            titik=kota.titik, pegawai=kota_lain.petugas, sejak=HARI, sampai=None, oleh=None, sekarang=sekarang
        )


def test_jaga_diakhiri_lalu_boleh_dimulai_lagi(kota: Kota, sekarang: datetime) -> None:
    warga.akhiri_jaga(baris=JagaTitik.objects.get(), sampai=HARI, oleh=kota.admin, sekarang=sekarang)
    warga.jaga(
        titik=kota.titik,
        pegawai=kota.petugas,
        sejak=HARI + timedelta(days=1),
        sampai=None,
        oleh=kota.admin,
        sekarang=sekarang,
    )
    assert JagaTitik.objects.count() == 2


@pytest.mark.parametrize(("jumlah", "geser"), [(0, 0), (501, 0), (1, -1), (1, 61)])
def test_kode_di_luar_batas_ditolak(kota: Kota, sekarang: datetime, jumlah: int, geser: int) -> None:
    with pytest.raises(GalatAturan):
        warga.terbitkan_kode(
            titik=kota.titik,
            jumlah=jumlah,
            tanggal=HARI + timedelta(days=geser),
            oleh=kota.admin,
            sekarang=sekarang,
        )
    assert not KodeKunjungan.objects.exists()


def test_kode_berbeda_semua_dan_mudah_disalin(kota: Kota, sekarang: datetime) -> None:
    kode = warga.terbitkan_kode(
        titik=kota.titik, jumlah=200, tanggal=HARI, oleh=kota.admin, sekarang=sekarang
    )
    assert len(set(kode)) == 200
    assert all(len(satu) == 34 and not set(satu) & set("ILOU") for satu in kode)
