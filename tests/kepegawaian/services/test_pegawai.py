"""Mendaftarkan pegawai."""

from datetime import date, datetime

import pytest

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak
from kepegawaian.models import Pegawai
from kepegawaian.services import pegawai
from kepegawaian.services.pegawai import MasukanPegawai
from tests.kepegawaian.conftest import Kota

BENAR = {
    "nip": "19900520 201503 2 001",
    "nama": "Putu Ayu",
    "status": "PNS",
    "kelamin": "P",
    "tanggal_lahir": date(1990, 5, 20),
}


def tambah(kota: Kota, sekarang: datetime, oleh: Pegawai | None = None, **beda: object) -> Pegawai:
    return pegawai.tambah(instansi=kota.instansi, oleh=oleh, sekarang=sekarang, **(BENAR | beda))  # type: ignore[arg-type]


def test_nip_disimpan_rapat_dan_tanpa_sandi_belum_dapat_masuk(kota: Kota, sekarang: datetime) -> None:
    baru = tambah(kota, sekarang, oleh=kota.admin_dinas)
    assert baru.nip == "199005202015032001"
    assert not baru.has_usable_password()
    jejak = Jejak.objects.get(aksi="pegawai.ditambah")
    assert (jejak.objek_id, jejak.pelaku_id) == (baru.pk, kota.admin_dinas.pk)
    assert "sandi" not in jejak.isi


@pytest.mark.parametrize(
    ("beda", "bidang"),
    [
        ({"tanggal_lahir": date(1990, 5, 21)}, "tanggal_lahir"),
        ({"kelamin": "L"}, "kelamin"),
        ({"status": "HONORER"}, "status"),
        ({"nip": "19900520201503200"}, "nip"),
        ({"nip": "1,99005E+17"}, "nip"),
        ({"nip": "199005202015032000"}, "nip"),
        ({"nama": "  "}, "nama"),
    ],
)
def test_yang_berbeda_dengan_nip_ditolak_dan_disebut_bidangnya(
    kota: Kota, sekarang: datetime, beda: dict[str, object], bidang: str
) -> None:
    with pytest.raises(GalatAturan) as galat:
        tambah(kota, sekarang, **beda)
    assert galat.value.bidang == bidang


def test_pppk_dengan_hitungan_kontrak_bukan_bulan_diterima(kota: Kota, sekarang: datetime) -> None:
    pppk = tambah(kota, sekarang, nip="199005202024212001", status="PPPK")
    assert pppk.status == "PPPK"


def test_nip_yang_sudah_ada_ditolak_tanpa_menyebut_pemiliknya(
    kota: Kota, seberang: Kota, sekarang: datetime
) -> None:
    with pytest.raises(GalatAturan, match="sudah terdaftar") as galat:
        tambah(kota, sekarang, nip=seberang.staf.nip, kelamin="L", tanggal_lahir=seberang.staf.tanggal_lahir)
    assert seberang.staf.nama not in galat.value.pesan
    assert galat.value.bidang == "nip"


def test_satu_baris_yang_ditolak_menolak_semuanya(kota: Kota, sekarang: datetime) -> None:
    sebelum = Pegawai.objects.count()
    masukan = [
        MasukanPegawai(**BENAR),  # type: ignore[arg-type]
        MasukanPegawai(**(BENAR | {"nip": "199005202015032002", "kelamin": "L"})),  # type: ignore[arg-type]
    ]
    with pytest.raises(GalatAturan):
        pegawai.tambah_banyak(instansi=kota.instansi, masukan=masukan, oleh=None, sekarang=sekarang)
    assert Pegawai.objects.count() == sebelum


def test_banyak_orang_dengan_kueri_yang_sama(
    kota: Kota, sekarang: datetime, django_assert_num_queries: object
) -> None:
    def masukan(mulai: int, banyak: int) -> list[MasukanPegawai]:
        return [
            MasukanPegawai(**(BENAR | {"nip": f"19900520201503{2}{n:03d}"}))  # type: ignore[arg-type]
            for n in range(mulai, mulai + banyak)
        ]

    for mulai, banyak in ((100, 10), (200, 200)):
        with django_assert_num_queries(6):  # type: ignore[operator]
            pegawai.tambah_banyak(
                instansi=kota.instansi, masukan=masukan(mulai, banyak), oleh=None, sekarang=sekarang
            )


def test_yang_bukan_pengelola_tidak_dapat_mendaftarkan(
    kota: Kota, seberang: Kota, sekarang: datetime
) -> None:
    for oleh in (kota.staf, kota.kadis, kota.auditor, seberang.admin_bkd):
        with pytest.raises(TidakBerhak):
            tambah(kota, sekarang, oleh=oleh)
