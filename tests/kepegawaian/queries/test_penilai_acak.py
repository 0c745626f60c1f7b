"""Organisasi acak: SQL harus menjawab sama dengan pencarian lambat yang ditulis terpisah."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kepegawaian.models import Jabatan, Pegawai, PejabatPenilai, Penempatan, UnitKerja
from kepegawaian.queries.penilai import Sebab, bawahan_pada, penilai_pada
from tests.kepegawaian import pabrik

NOL = date(2026, 1, 1)
DIDAHULUKAN = ["plh", "plt", "definitif", "tugas_tambahan"]


@dataclass(frozen=True)
class Baris:
    """Satu penempatan (unit, jenis, kepala) atau pengecualian (penilai), dengan nomor urut orang dan unit."""

    orang: int
    tujuan: int
    jenis: str
    kepala: bool
    sejak: int
    sampai: int | None

    def berlaku(self, hari: int) -> bool:
        return self.sejak <= hari and (self.sampai is None or hari <= self.sampai)

    def beririsan(self, lain: "Baris") -> bool:
        return (self.sampai is None or lain.sejak <= self.sampai) and (
            lain.sampai is None or self.sejak <= lain.sampai
        )


@dataclass(frozen=True)
class Organisasi:
    induk: list[int | None]
    aktif: list[bool]
    penempatan: list[Baris]
    khusus: list[Baris]
    hari: int


@st.composite
def organisasi(draw: st.DrawFn) -> Organisasi:
    banyak_unit = draw(st.integers(1, 5))
    # Induk selalu bernomor lebih kecil, kadang tidak ada: hutan, bukan hanya satu pohon.
    induk = [None] + [draw(st.sampled_from([*range(n), n - 1, n - 1, None])) for n in range(1, banyak_unit)]
    aktif = draw(st.lists(st.sampled_from([True, True, True, False]), min_size=2, max_size=7))
    orang = st.integers(0, len(aktif) - 1)

    def baris(tujuan: st.SearchStrategy[int], jenis: str, kepala: st.SearchStrategy[bool]) -> Baris:
        sejak = draw(st.sampled_from([0, 0, 0, 1, 2, 3]))
        sampai = draw(st.none() | st.none() | st.integers(sejak, 4))
        return Baris(draw(orang), draw(tujuan), jenis, draw(kepala), sejak, sampai)

    unit = st.integers(0, banyak_unit - 1)
    penempatan: list[Baris] = []
    for jenis in draw(st.lists(st.sampled_from(DIDAHULUKAN + ["definitif"] * 3), max_size=16)):
        satu = baris(
            unit, jenis, st.booleans() if jenis == "definitif" else st.sampled_from([True, True, False])
        )
        if not any(_bentrok(satu, lain) for lain in penempatan):
            penempatan.append(satu)
    khusus: list[Baris] = []
    for _ in range(draw(st.integers(0, 3))):
        satu = baris(orang, "khusus", st.just(False))
        if satu.orang != satu.tujuan and not any(k.orang == satu.orang and k.beririsan(satu) for k in khusus):
            khusus.append(satu)
    return Organisasi(induk, aktif, penempatan, khusus, draw(st.integers(0, 4)))


def _bentrok(satu: Baris, lain: Baris) -> bool:
    """Yang ditolak batasan basis data: dua definitif seorang, atau dua kepala sejenis seunit, pada hari yang sama."""
    if not satu.beririsan(lain):
        return False
    dua_definitif = satu.orang == lain.orang and satu.jenis == lain.jenis == "definitif"
    dua_kepala = satu.tujuan == lain.tujuan and satu.jenis == lain.jenis and satu.kepala and lain.kepala
    return dua_definitif or dua_kepala


def acuan(o: Organisasi) -> dict[int, tuple[int | None, str]]:
    """Jawaban dengan mendaki satu per satu: orang → (penilai, sebab)."""
    kini = [b for b in o.penempatan if b.berlaku(o.hari)]

    def kepala(unit: int) -> Baris | None:
        calon = [b for b in kini if b.tujuan == unit and b.kepala and o.aktif[b.orang]]
        return min(calon, key=lambda b: DIDAHULUKAN.index(b.jenis), default=None)

    hasil: dict[int, tuple[int | None, str]] = {}
    for saya in (b for b in kini if b.jenis == "definitif"):
        tunjuk = [k for k in o.khusus if k.orang == saya.orang and k.berlaku(o.hari) and o.aktif[k.tujuan]]
        unit = o.induk[saya.tujuan] if saya.kepala else saya.tujuan
        jawaban: tuple[int | None, str] = (tunjuk[0].tujuan, "khusus") if tunjuk else (None, "kosong")
        while unit is not None and not tunjuk:
            atasan = kepala(unit)
            if atasan is not None and atasan.orang != saya.orang:
                jawaban = (atasan.orang, atasan.jenis)
                break
            unit = o.induk[unit]
        hasil[saya.orang] = jawaban
    return hasil


def tanam(o: Organisasi) -> tuple[list[Pegawai], int]:
    milik = pabrik.instansi(f"Instansi acak {id(o)}")
    unit: list[UnitKerja] = []
    for nomor, induk in enumerate(o.induk):
        unit.append(pabrik.unit(milik, f"Unit {nomor}", None if induk is None else unit[induk], sejak=NOL))
    orang = [pabrik.pegawai(milik, f"Orang {n}", is_active=aktif) for n, aktif in enumerate(o.aktif)]
    post = Jabatan.objects.create(instansi=milik, nama="Jabatan", jenis="pelaksana")

    def hari(nomor: int | None) -> date | None:
        return None if nomor is None else NOL + timedelta(days=nomor)

    Penempatan.objects.bulk_create(
        Penempatan(
            pegawai=orang[b.orang],
            unit=unit[b.tujuan],
            jabatan=post,
            jenis=b.jenis,
            kepala=b.kepala,
            sejak=hari(b.sejak),
            sampai=hari(b.sampai),
        )
        for b in o.penempatan
    )
    PejabatPenilai.objects.bulk_create(
        PejabatPenilai(
            pegawai=orang[k.orang],
            penilai=orang[k.tujuan],
            sejak=hari(k.sejak),
            sampai=hari(k.sampai),
            alasan="uji",
        )
        for k in o.khusus
    )
    return orang, milik.pk


@pytest.mark.django_db
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(o=organisasi())
def test_tiap_orang_punya_satu_penilai_atau_celah_bernama(o: Organisasi) -> None:
    with transaction.atomic():
        orang, instansi_id = tanam(o)
        pada = NOL + timedelta(days=o.hari)
        nomor = {p.pk: n for n, p in enumerate(orang)}
        semua = penilai_pada(pada=pada, instansi_id=instansi_id)

        jawaban = {
            nomor[pk]: (None if p.penilai_id is None else nomor[p.penilai_id], str(p.sebab))
            for pk, p in semua.items()
        }
        assert jawaban == acuan(o)
        assert all((p.penilai_id is None) == (p.sebab is Sebab.KOSONG) for p in semua.values())

        # Bertanya untuk satu orang sama dengan bertanya untuk semua.
        assert all(penilai_pada(pada=pada, pegawai_ids=[pk]) == {pk: p} for pk, p in semua.items())

        # Dari arah penilai: daftar bawahannya tepat yang menyebut dia sebagai penilai.
        for atasan in orang:
            seharusnya = sorted(pk for pk, p in semua.items() if p.penilai_id == atasan.pk)
            assert bawahan_pada(penilai_id=atasan.pk, pada=pada, instansi_id=instansi_id) == seharusnya
        transaction.set_rollback(True)
