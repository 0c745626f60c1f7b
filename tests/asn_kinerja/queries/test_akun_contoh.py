"""Akun contoh di halaman masuk: hanya orang rekaan, hanya dalam mode contoh."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from asn_kinerja.demo import SANDI_CONTOH
from asn_kinerja.queries.akun_contoh import akun_contoh
from tests.kepegawaian import pabrik

pytestmark = pytest.mark.django_db


@pytest.fixture
def contoh() -> dict[str, Any]:
    kota = pabrik.instansi("Kota Contoh", data_contoh=True)
    dinas = pabrik.unit(kota, "Dinas Kesehatan", pabrik.unit(kota, "Pemerintah", jenis="pemda"), "dinas")
    orang = {n: pabrik.pegawai(kota, n, sandi=pabrik.SANDI) for n in ("Kepala", "Admin", "Pindah", "Lama")}
    pabrik.tempatkan(orang["Kepala"], dinas, kepala=True, post="Kepala Dinas")
    pabrik.tempatkan(orang["Pindah"], dinas, sejak=pabrik.HARI - timedelta(days=30))
    pabrik.tempatkan(orang["Lama"], dinas)
    pabrik.peran(orang["Admin"], "admin_bkd")
    pabrik.peran(orang["Lama"], "auditor", sampai=pabrik.HARI - timedelta(days=1))
    pabrik.pegawai(kota, "Tanpa sandi")
    pabrik.pegawai(kota, "Nonaktif", sandi=pabrik.SANDI, is_active=False)
    pabrik.pegawai(pabrik.instansi("Kota Sungguhan"), "Orang sungguhan", sandi=pabrik.SANDI)
    return orang


def test_sebutan_dari_peran_yang_berlaku_lalu_jabatan(
    contoh: dict[str, Any], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(3):
        akun = akun_contoh(pada=pabrik.HARI)
    assert {a.nama: a.peran for a in akun} == {
        "Kepala": "Pejabat penilai",
        "Admin": "Admin BKD",
        "Pindah": "Pegawai baru pindah",
        "Lama": "Pegawai",
    }
    assert {a.nama: a.jabatan for a in akun}["Admin"] == "belum ditempatkan"


@pytest.mark.parametrize("mode", [True, False])
def test_tampil_di_halaman_masuk_hanya_dalam_mode_contoh(
    mode: bool, contoh: dict[str, Any], settings: Any
) -> None:
    settings.MODE_CONTOH = mode
    halaman = Client().get("/masuk/").content.decode()
    assert (SANDI_CONTOH in halaman) is mode
    assert (contoh["Admin"].nip in halaman) is mode
    assert "Orang sungguhan" not in halaman
