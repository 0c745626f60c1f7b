"""Nama jabatan: tambah dan ubah."""

from typing import Any

import pytest

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak
from kepegawaian.models import Jabatan
from kepegawaian.services import organisasi
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.pabrik import SEKARANG


def ubah(kota: Kota, jabatan: Jabatan, **lain: Any) -> Jabatan:
    isi = {"nama": jabatan.nama, "jenis": jabatan.jenis, "jenjang": jabatan.jenjang, "kelas": jabatan.kelas}
    return organisasi.ubah_jabatan(
        jabatan=jabatan, **(isi | {"oleh": kota.admin_bkd} | lain), sekarang=SEKARANG
    )


@pytest.fixture
def dipakai(kota: Kota) -> Jabatan:
    return Jabatan.objects.get(instansi=kota.instansi, nama="Pengelola Layanan")


def test_nama_baru_tercatat_beserta_nama_lamanya(kota: Kota, dipakai: Jabatan) -> None:
    ubah(kota, dipakai, nama="Pengelola  Layanan Publik", kelas=7)
    jejak = Jejak.objects.get(aksi="jabatan.diubah")
    assert jejak.isi["nama"] == {"dulu": "Pengelola Layanan", "kini": "Pengelola Layanan Publik"}
    assert jejak.isi["dipakai"] == 2
    ubah(kota, Jabatan.objects.get(pk=dipakai.pk))
    assert Jejak.objects.filter(aksi="jabatan.diubah").count() == 1


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        ({"nama": "auditor"}, "sudah ada"),
        ({"nama": " "}, "Isi nama"),
        ({"jenis": "pelaksana"}, "sudah dipakai 2 penempatan"),
        ({"kelas": 18}, "1 sampai 17"),
    ],
)
def test_yang_mengaburkan_arti_jabatan_ditolak(
    kota: Kota, dipakai: Jabatan, isi: dict[str, Any], pesan: str
) -> None:
    with pytest.raises(GalatAturan, match=pesan):
        ubah(kota, dipakai, **isi)


def test_jabatan_bersama_hanya_diubah_admin_bkd(kota: Kota, dipakai: Jabatan) -> None:
    with pytest.raises(TidakBerhak):
        ubah(kota, dipakai, nama="Lain", oleh=kota.admin_dinas)


def test_nama_yang_hanya_beda_huruf_besar_tidak_ditambah(kota: Kota) -> None:
    with pytest.raises(GalatAturan, match="sudah ada"):
        organisasi.tambah_jabatan(
            instansi=kota.instansi,
            nama="PENGELOLA layanan",
            jenis="pelaksana",
            oleh=kota.admin_dinas,
            sekarang=SEKARANG,
        )
