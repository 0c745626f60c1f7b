"""Meleburkan unit: orang, anak, peran, dan riwayatnya."""

from datetime import date, timedelta
from typing import Any

import pytest

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak
from kepegawaian.models import LetakUnit, Penempatan, Peran, UnitKerja
from kepegawaian.permissions import Izin, akses
from kepegawaian.queries.penilai import penilai_pada
from kepegawaian.queries.susunan import riwayat_unit
from kepegawaian.services import organisasi
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.pabrik import HARI, SEKARANG

LEBUR = date(2026, 4, 1)
SEBELUM = LEBUR - timedelta(days=1)


@pytest.fixture
def bidang_baru(kota: Kota) -> UnitKerja:
    baru = pabrik.unit(kota.instansi, "Bidang Layanan dan Mutu", kota.dinas, "bidang")
    kepala = pabrik.pegawai(kota.instansi, "Nyoman Kabid Baru")
    pabrik.tempatkan(kepala, baru, post="Kepala Bidang Layanan dan Mutu", kepala=True)
    return baru


def gabung(kota: Kota, ke: UnitKerja, *dari: UnitKerja, **lain: Any) -> list[UnitKerja]:
    isi = {"sejak": LEBUR, "dasar": "Perwali 8/2026", "oleh": kota.admin_dinas, "sekarang": SEKARANG} | lain
    return organisasi.gabungkan_unit(dari=dari, ke=ke, **isi)


def test_orang_dan_anak_pindah_ke_penerus_mulai_harinya(kota: Kota, bidang_baru: UnitKerja) -> None:
    for _ in range(2):
        gabung(kota, bidang_baru, kota.bidang)
    lama = UnitKerja.objects.get(pk=kota.bidang.pk)
    assert (lama.sampai, lama.penerus_id) == (SEBELUM, bidang_baru.pk)
    assert LetakUnit.objects.get(unit=kota.seksi, sejak=LEBUR).induk_id == bidang_baru.pk
    penempatan = Penempatan.objects.filter(pegawai=kota.staf).order_by("sejak")
    assert [(p.unit_id, p.sampai, p.kepala, p.dasar) for p in penempatan] == [
        (kota.bidang.pk, SEBELUM, False, "SK 821/14/2024"),
        (bidang_baru.pk, None, False, "Perwali 8/2026"),
    ]
    assert Jejak.objects.filter(aksi="unit.digabung").count() == 1


def test_kepala_lama_tidak_memimpin_lagi_tetapi_tetap_punya_penilai(
    kota: Kota, bidang_baru: UnitKerja
) -> None:
    plt = pabrik.tempatkan(kota.rekan, kota.bidang, jenis="plt", kepala=True, sejak=date(2026, 1, 5))
    gabung(kota, bidang_baru, kota.bidang)
    plt.refresh_from_db()
    assert plt.sampai == SEBELUM
    assert not Penempatan.objects.filter(
        unit=bidang_baru, kepala=True, pegawai__in=[kota.kabid, kota.rekan]
    ).exists()
    kepala_baru = Penempatan.objects.get(unit=bidang_baru, kepala=True).pegawai_id
    jawaban = penilai_pada(pada=LEBUR, pegawai_ids=[kota.kabid.pk, kota.staf.pk])
    assert {p.penilai_id for p in jawaban.values()} == {kepala_baru}
    assert penilai_pada(pada=SEBELUM, pegawai_ids=[kota.staf.pk])[kota.staf.pk].penilai_id == kota.rekan.pk


def test_peran_diteruskan_dan_unit_lama_tetap_terbaca(kota: Kota, bidang_baru: UnitKerja) -> None:
    pabrik.peran(kota.rekan, "petugas_layanan", kota.bidang)
    gabung(kota, bidang_baru, kota.bidang, sejak=HARI)
    assert set(Peran.objects.filter(pegawai=kota.rekan).values_list("unit_id", "sampai")) == {
        (kota.bidang.pk, None),
        (bidang_baru.pk, None),
    }
    besok = HARI + timedelta(days=1)
    assert akses(kota.rekan, pada=besok).unit(Izin.JAWAB_ASPIRASI) >= {kota.bidang.pk, bidang_baru.pk}
    assert kota.bidang.pk in (akses(kota.admin_dinas, pada=besok).unit(Izin.KELOLA_TITIK) or set())


def test_riwayat_kedua_unit_menyebut_leburan(kota: Kota, bidang_baru: UnitKerja) -> None:
    gabung(kota, bidang_baru, kota.bidang)
    lama = UnitKerja.objects.select_related("penerus").get(pk=kota.bidang.pk)
    assert riwayat_unit(lama, hari_ini=HARI)[0].teks == (
        "Melebur ke Bidang Layanan dan Mutu. Hari terakhirnya 31 Maret 2026."
    )
    assert riwayat_unit(bidang_baru, hari_ini=HARI)[0].teks == "Bidang Pelayanan melebur ke unit ini."


def test_yang_tidak_dapat_melebur_disebut_sebabnya(kota: Kota, bidang_baru: UnitKerja) -> None:
    with pytest.raises(GalatAturan, match="berada di bawah unit yang melebur"):
        gabung(kota, kota.seksi, kota.bidang)
    with pytest.raises(GalatAturan, match="dirinya sendiri"):
        gabung(kota, kota.bidang, kota.bidang)
    with pytest.raises(GalatAturan, match="puncak organisasi"):
        gabung(kota, kota.dinas, kota.akar, oleh=None)
    with pytest.raises(TidakBerhak):
        gabung(kota, kota.dinas_lain, kota.bidang)
    pabrik.tempatkan(kota.kadis_lain, kota.bidang, jenis="tugas_tambahan", sejak=date(2026, 5, 1))
    with pytest.raises(GalatAturan, match="1 penempatan di unit itu baru mulai 1 April 2026 atau sesudahnya"):
        gabung(kota, bidang_baru, kota.bidang)
    assert not UnitKerja.objects.filter(penerus__isnull=False).exists()
