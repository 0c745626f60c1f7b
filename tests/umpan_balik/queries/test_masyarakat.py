"""Nilai petugas: SQL sama dengan aturan Python, dan hanya suara berkode pada hari jaganya."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from indikator.rules.angka import bulatkan
from tests.umpan_balik.conftest import MULAI, SEKARANG, SELESAI, Kota, buat_kota
from umpan_balik.models import JagaTitik, Survei
from umpan_balik.queries.masyarakat import NilaiPetugas, nilai_petugas
from umpan_balik.rules.ikm import nilai_petugas as menurut_aturan
from umpan_balik.rules.tabulasi import Tanggapan

HARI = date(2026, 10, 20)


def suara(kota: Kota, kompetensi: int | None, perilaku: int | None, **lain: object) -> Survei:
    acak = uuid.uuid4()
    isi = {
        "tanggal": HARI,
        "sumber": "berkode",
        "status": "dihitung",
        "sidik": acak.hex,
        "pelacak": acak.hex,
    } | lain
    return Survei(
        instansi=kota.instansi,
        unit=kota.titik.layanan.unit,
        layanan=kota.titik.layanan,
        titik=kota.titik,
        kompetensi=kompetensi,
        perilaku=perilaku,
        kunci=acak,
        setuju_versi=1,
        setuju_waktu=SEKARANG,
        **isi,
    )


def hitung(kota: Kota) -> dict[int, NilaiPetugas]:
    return nilai_petugas(instansi_id=kota.instansi.pk, mulai=MULAI, selesai=SELESAI)


def acuan(jawaban: Iterable[tuple[int | None, int | None]]) -> NilaiPetugas | None:
    daftar = [(k, p) for k, p in jawaban if k is not None or p is not None]
    if not daftar:
        return None
    tanggapan = []
    for letak in (0, 1):
        isi = [satu[letak] for satu in daftar if satu[letak] is not None]
        tanggapan.append(Tanggapan(total=sum(isi), n=len(isi)))
    nilai = menurut_aturan(tanggapan)
    return NilaiPetugas(None if nilai is None else bulatkan(nilai), len(daftar))


class SqlSamaDenganAturan(TestCase):
    def setUp(self) -> None:
        self.kota = buat_kota("Serang")

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.tuples(*[st.one_of(st.none(), st.integers(1, 4))] * 2), max_size=40))
    def test_sampai_desimal_terakhir(self, jawaban: list[tuple[int | None, int | None]]) -> None:
        Survei.objects.bulk_create(suara(self.kota, k, p) for k, p in jawaban)
        assert hitung(self.kota).get(self.kota.petugas.pk) == acuan(jawaban)


@pytest.mark.django_db
def test_contoh_yang_dihitung_tangan(kota: Kota) -> None:
    Survei.objects.bulk_create([suara(kota, 4, 3), suara(kota, 3, 3), suara(kota, 3, None)])
    # (10/3 + 6/2) : 2 × 25 = 79,1666…
    assert hitung(kota) == {kota.petugas.pk: NilaiPetugas(Decimal("79.17"), 3)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "lain",
    [
        {"sumber": "terbuka"},
        {"sumber": "kertas"},
        {"status": "ditahan"},
        {"tanggal": MULAI - timedelta(days=1)},
        {"tanggal": SELESAI + timedelta(days=1)},
    ],
)
def test_suara_lain_tidak_pernah_masuk_nilai_seseorang(kota: Kota, lain: dict[str, object]) -> None:
    Survei.objects.bulk_create([suara(kota, 4, 4, **lain), suara(kota, 1, 1)])
    assert hitung(kota) == {kota.petugas.pk: NilaiPetugas(Decimal("25.00"), 1)}


@pytest.mark.django_db
def test_hanya_petugas_yang_berjaga_hari_itu(kota: Kota, sekarang: datetime) -> None:
    JagaTitik.objects.all().delete()
    lama, baru = kota.anggota[0], kota.anggota[1]
    JagaTitik.objects.create(titik=kota.titik, pegawai=lama, sejak=MULAI, sampai=HARI)
    JagaTitik.objects.create(titik=kota.titik, pegawai=baru, sejak=HARI + timedelta(days=1))
    Survei.objects.bulk_create([suara(kota, 4, 4), suara(kota, 2, 2, tanggal=HARI + timedelta(days=1))])
    assert hitung(kota) == {
        lama.pk: NilaiPetugas(Decimal("100.00"), 1),
        baru.pk: NilaiPetugas(Decimal("50.00"), 1),
    }


@pytest.mark.django_db
def test_jaga_yang_bertindihan_tidak_menggandakan_suara(kota: Kota) -> None:
    JagaTitik.objects.create(titik=kota.titik, pegawai=kota.petugas, sejak=MULAI, sampai=SELESAI)
    Survei.objects.bulk_create([suara(kota, 4, 4), suara(kota, 1, 1)])
    assert hitung(kota)[kota.petugas.pk].n == 2


@pytest.mark.django_db
def test_satu_unsur_yang_tak_terjawab_membuat_nilainya_kosong(kota: Kota) -> None:
    Survei.objects.bulk_create([suara(kota, 4, None)] * 1 + [suara(kota, None, None)])
    assert hitung(kota) == {kota.petugas.pk: NilaiPetugas(None, 1)}
