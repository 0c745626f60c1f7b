"""Susunan yang berubah tidak menyentuh hasil yang sudah ditutup."""

import hashlib
from datetime import date
from typing import Any

import pytest
from django.db import connection

from indikator.models import Periode
from inti.galat import GalatAturan
from kepegawaian.models import UnitKerja
from kepegawaian.services import organisasi
from penilaian.models import Hasil
from tests.penilaian import pabrik


def sidik(tabel: str) -> str:
    """Semua kolom semua baris, sampai bita terakhir."""
    with connection.cursor() as kursor:
        kursor.execute(f"SELECT string_agg(t::text, '|' ORDER BY id) FROM {tabel} t")
        return hashlib.sha256(str(kursor.fetchone()[0]).encode()).hexdigest()


@pytest.fixture
def ditutup(db: None) -> pabrik.Dunia:
    d = pabrik.dunia()
    lalu = Periode.objects.create(
        instansi=d.instansi,
        induk=d.tahun,
        kebijakan=d.kebijakan,
        jenis="triwulan",
        nama="Triwulan II 2026",
        mulai=date(2026, 4, 1),
        selesai=date(2026, 6, 30),
        tenggat_skp=d.triwulan.tenggat_skp,
        tenggat_lapor=d.triwulan.tenggat_lapor,
        tenggat_umpan_balik=d.triwulan.tenggat_umpan_balik,
        tenggat_nilai=d.triwulan.tenggat_nilai,
        tutup_pada=d.triwulan.tutup_pada,
        status="ditutup",
        ditutup=pabrik.SEKARANG,
    )
    for siapa in d.staf:
        Hasil.objects.create(
            instansi=d.instansi,
            periode=lalu,
            pegawai=siapa,
            penempatan=siapa.penempatan.get(),
            unit=d.dinas,
            dinas=d.dinas,
            penilai=d.kepala,
            lengkap=False,
            rincian={"unit": d.dinas.nama},
            sidik="s",
        )
    return d


def test_pindah_dan_lebur_tidak_mengubah_satu_bita_pun(ditutup: pabrik.Dunia) -> None:
    d = ditutup
    lain = pabrik.dinas_baru(d.instansi, d.akar, "Dinas Dua")
    umum: dict[str, Any] = {
        "sejak": date(2026, 7, 1),
        "dasar": "Perda 3/2026",
        "oleh": None,
        "sekarang": pabrik.SEKARANG,
    }
    sebelum = [sidik("penilaian_hasil"), sidik("indikator_periode")]
    bidang = organisasi.tambah_unit(
        instansi=d.instansi,
        induk=d.dinas,
        nama="Bidang",
        jenis="bidang",
        sejak=pabrik.AWAL,
        oleh=None,
        sekarang=pabrik.SEKARANG,
    )
    organisasi.pindahkan_unit(unit=bidang, induk=lain, **umum)
    organisasi.gabungkan_unit(dari=[UnitKerja.objects.get(pk=d.dinas.pk)], ke=lain, **umum)
    assert [sidik("penilaian_hasil"), sidik("indikator_periode")] == sebelum


@pytest.mark.parametrize("hari", [date(2026, 4, 1), date(2026, 6, 30)])
def test_susunan_di_dalam_periode_yang_ditutup_tetap(ditutup: pabrik.Dunia, hari: date) -> None:
    lain = pabrik.dinas_baru(ditutup.instansi, ditutup.akar, "Dinas Dua")
    bidang = pabrik.dinas_baru(ditutup.instansi, ditutup.dinas, "Bidang")
    with pytest.raises(GalatAturan, match="Triwulan II 2026 sudah ditutup"):
        organisasi.pindahkan_unit(
            unit=bidang, induk=lain, sejak=hari, dasar="x", oleh=None, sekarang=pabrik.SEKARANG
        )
