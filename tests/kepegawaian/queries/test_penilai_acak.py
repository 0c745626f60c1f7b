"""Riwayat organisasi acak: SQL harus menjawab sama dengan hitungan hari demi hari yang ditulis terpisah."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inti.galat import GalatAturan
from kepegawaian.models import Instansi, Jabatan, Pegawai, PejabatPenilai, Penempatan, UnitKerja
from kepegawaian.permissions import Akses, Izin
from kepegawaian.queries.celah import celah_penilai
from kepegawaian.queries.penilai import Sebab, bawahan_pada, penilai_pada
from kepegawaian.services import organisasi as layanan
from tests.kepegawaian import pabrik

NOL = date(2026, 1, 1)
AKHIR = 6
HARI = range(AKHIR + 1)
SEKARANG = datetime(2026, 1, 3, 8, tzinfo=ZoneInfo("Asia/Jakarta"))
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
class Langkah:
    """Perubahan susunan: pindah, gabung, namai, atau akhiri (mentah, tanpa pemeriksaan layanan)."""

    jenis: str
    unit: int
    tujuan: int
    hari: int


@dataclass(frozen=True)
class Riwayat:
    induk: list[int | None]
    aktif: list[bool]
    penempatan: list[Baris]
    khusus: list[Baris]
    langkah: list[Langkah]


@st.composite
def riwayat(draw: st.DrawFn) -> Riwayat:
    banyak_unit = draw(st.integers(3, 7))
    # Induk selalu bernomor lebih kecil, kadang tidak ada: hutan, bukan hanya satu pohon.
    induk = [None] + [
        draw(st.sampled_from([*range(n), *range(n), n - 1, n - 1, None])) for n in range(1, banyak_unit)
    ]
    aktif = draw(st.lists(st.sampled_from([True, True, True, False]), min_size=2, max_size=7))
    orang = st.integers(0, len(aktif) - 1)
    unit = st.integers(0, banyak_unit - 1)

    def baris(tujuan: st.SearchStrategy[int], jenis: str, kepala: st.SearchStrategy[bool]) -> Baris:
        sejak = draw(st.sampled_from([0, 0, 0, 0, 1, 2, 3]))
        sampai = draw(st.none() | st.none() | st.integers(sejak, AKHIR))
        return Baris(draw(orang), draw(tujuan), jenis, draw(kepala), sejak, sampai)

    penempatan: list[Baris] = []
    for jenis in draw(st.lists(st.sampled_from(DIDAHULUKAN + ["definitif"] * 3), min_size=2, max_size=14)):
        satu = baris(
            unit, jenis, st.booleans() if jenis == "definitif" else st.sampled_from([True, True, False])
        )
        if not any(_bentrok(satu, lain) for lain in penempatan):
            penempatan.append(satu)
    khusus: list[Baris] = []
    for _ in range(draw(st.integers(0, 2))):
        satu = baris(orang, "khusus", st.just(False))
        if satu.orang != satu.tujuan and not any(k.orang == satu.orang and k.beririsan(satu) for k in khusus):
            khusus.append(satu)
    jenis_langkah = st.sampled_from(["pindah", "pindah", "gabung", "namai", "akhiri"])
    berinduk = [n for n, atas in enumerate(induk) if atas is not None] or [0]
    langkah = draw(
        st.lists(
            st.builds(Langkah, jenis_langkah, st.sampled_from(berinduk), unit, st.integers(1, AKHIR)),
            min_size=2,
            max_size=5,
        )
    )
    return Riwayat(induk, aktif, penempatan, khusus, langkah)


def _bentrok(satu: Baris, lain: Baris) -> bool:
    """Yang ditolak batasan basis data: dua definitif seorang, atau dua kepala sejenis seunit, pada hari yang sama."""
    if not satu.beririsan(lain):
        return False
    dua_definitif = satu.orang == lain.orang and satu.jenis == lain.jenis == "definitif"
    dua_kepala = satu.tujuan == lain.tujuan and satu.jenis == lain.jenis and satu.kepala and lain.kepala
    return dua_definitif or dua_kepala


class Acuan:
    """Keadaan tiap hari dalam larik biasa: `induk[unit][hari]`, dan unit yang berlaku hari itu."""

    def __init__(self, r: Riwayat) -> None:
        self.aktif, self.khusus = r.aktif, r.khusus
        self.penempatan = list(r.penempatan)
        self.induk = [[i] * len(HARI) for i in r.induk]
        self.ada = [[True] * len(HARI) for _ in r.induk]

    def pindah(self, unit: int, tujuan: int, hari: int) -> None:
        """Mulai hari itu sampai pemindahan lain yang sudah terjadwal."""
        semula = self.induk[unit][hari]
        for h in HARI[hari:]:
            if self.induk[unit][h] != semula:
                break
            self.induk[unit][h] = tujuan

    def gabung(self, unit: int, tujuan: int, hari: int) -> None:
        for anak in range(len(self.induk)):
            if self.induk[anak][hari] == unit and self.ada[anak][hari]:
                self.pindah(anak, tujuan, hari)
        self.akhiri(unit, hari - 1)
        baru = []
        for b in self.penempatan:
            if b.tujuan != unit or not b.berlaku(hari):
                baru.append(b)
                continue
            baru.append(replace(b, sampai=hari - 1))
            if self.aktif[b.orang] and (b.jenis == "definitif" or not b.kepala):
                baru.append(replace(b, tujuan=tujuan, kepala=False, sejak=hari))
        self.penempatan = baru

    def akhiri(self, unit: int, hari: int) -> None:
        for h in HARI[hari + 1 :]:
            self.ada[unit][h] = False

    def jawab(self, hari: int) -> dict[int, tuple[int | None, str]]:
        """Jawaban dengan mendaki satu per satu: orang → (penilai, sebab)."""
        kini = [b for b in self.penempatan if b.berlaku(hari)]
        hasil: dict[int, tuple[int | None, str]] = {}
        for saya in (b for b in kini if b.jenis == "definitif"):
            khusus = [
                k for k in self.khusus if k.orang == saya.orang and k.berlaku(hari) and self.aktif[k.tujuan]
            ]
            hasil[saya.orang] = (khusus[0].tujuan, "khusus") if khusus else self._daki(saya, kini, hari)
        return hasil

    def _daki(self, saya: Baris, kini: list[Baris], hari: int) -> tuple[int | None, str]:
        unit: int | None = saya.tujuan
        if saya.kepala:
            unit = self.induk[saya.tujuan][hari] if self.ada[saya.tujuan][hari] else None
        while unit is not None and self.ada[unit][hari]:
            calon = [b for b in kini if b.tujuan == unit and b.kepala and self.aktif[b.orang]]
            atasan = min(calon, key=lambda b: DIDAHULUKAN.index(b.jenis), default=None)
            if atasan is not None and atasan.orang != saya.orang:
                return (atasan.orang, atasan.jenis)
            unit = self.induk[unit][hari]
        return (None, "kosong")


def hari_ke(nomor: int | None) -> date | None:
    return None if nomor is None else NOL + timedelta(days=nomor)


def tanam(r: Riwayat) -> tuple[Instansi, list[UnitKerja], list[Pegawai]]:
    milik = pabrik.instansi(f"Instansi acak {id(r)}")
    unit: list[UnitKerja] = []
    for nomor, induk in enumerate(r.induk):
        unit.append(pabrik.unit(milik, f"Unit {nomor}", None if induk is None else unit[induk], sejak=NOL))
    orang = [pabrik.pegawai(milik, f"Orang {n}", is_active=aktif) for n, aktif in enumerate(r.aktif)]
    post = Jabatan.objects.create(instansi=milik, nama="Jabatan", jenis="pelaksana")
    Penempatan.objects.bulk_create(
        Penempatan(
            pegawai=orang[b.orang],
            unit=unit[b.tujuan],
            jabatan=post,
            jenis=b.jenis,
            kepala=b.kepala,
            sejak=hari_ke(b.sejak),
            sampai=hari_ke(b.sampai),
        )
        for b in r.penempatan
    )
    PejabatPenilai.objects.bulk_create(
        PejabatPenilai(
            pegawai=orang[k.orang],
            penilai=orang[k.tujuan],
            sejak=hari_ke(k.sejak),
            sampai=hari_ke(k.sampai),
            alasan="uji",
        )
        for k in r.khusus
    )
    return milik, unit, orang


def jalankan(langkah: Langkah, unit: list[UnitKerja], acuan: Acuan) -> None:
    """Lewat layanan yang sesungguhnya; yang ditolak tidak mengubah apa pun, juga pada acuannya."""
    asal, tujuan = (UnitKerja.objects.get(pk=unit[n].pk) for n in (langkah.unit, langkah.tujuan))
    sejak = NOL + timedelta(days=langkah.hari)
    if langkah.jenis == "akhiri":
        if asal.sampai is None and not UnitKerja.objects.filter(penerus=asal).exists():
            UnitKerja.objects.filter(pk=asal.pk).update(sampai=sejak)
            acuan.akhiri(langkah.unit, langkah.hari)
        return
    umum = {"sejak": sejak, "dasar": "SK", "oleh": None, "sekarang": SEKARANG}
    try:
        with transaction.atomic():
            if langkah.jenis == "pindah":
                layanan.pindahkan_unit(unit=asal, induk=tujuan, **umum)
                acuan.pindah(langkah.unit, langkah.tujuan, langkah.hari)
            elif langkah.jenis == "gabung":
                if layanan.gabungkan_unit(dari=[asal], ke=tujuan, **umum):
                    acuan.gabung(langkah.unit, langkah.tujuan, langkah.hari)
            else:
                layanan.ubah_unit(
                    unit=asal, nama=f"Baru {langkah.hari}", singkatan="", jenis=asal.jenis, urutan=0, **umum
                )
    except GalatAturan:
        pass


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(r=riwayat())
def test_tiap_hari_tiap_orang_punya_satu_penilai_atau_celah_bernama(r: Riwayat) -> None:
    with transaction.atomic():
        milik, unit, orang = tanam(r)
        acuan = Acuan(r)
        for langkah in r.langkah:
            jalankan(langkah, unit, acuan)
        nomor = {p.pk: n for n, p in enumerate(orang)}
        pengelola = Akses(milik.pk, {Izin.KELOLA_PEGAWAI: frozenset({None})})
        for hari in HARI:
            pada = NOL + timedelta(days=hari)
            semua = penilai_pada(pada=pada, instansi_id=milik.pk)
            jawaban = {
                nomor[pk]: (None if p.penilai_id is None else nomor[p.penilai_id], str(p.sebab))
                for pk, p in semua.items()
            }
            assert jawaban == acuan.jawab(hari)
            assert all((p.penilai_id is None) == (p.sebab is Sebab.KOSONG) for p in semua.values())

            # Yang tanpa penilai persis yang ada di daftar pengelola, masing-masing dengan sebabnya.
            celah = {c.pegawai_id: c.alasan for c in celah_penilai(pengelola, pada)}
            bernilai = {pk for pk, p in semua.items() if p.penilai_id is not None}
            assert set(celah) == {p.pk for p in orang if p.is_active} - bernilai
            assert all(alasan.endswith(".") for alasan in celah.values())
        _dari_dua_arah(milik.pk, orang, NOL + timedelta(days=len(r.langkah) + 1))
        transaction.set_rollback(True)


def _dari_dua_arah(instansi_id: int, orang: list[Pegawai], pada: date) -> None:
    """Bertanya untuk satu orang, dan dari arah penilai, menjawab sama dengan bertanya untuk semua."""
    semua = penilai_pada(pada=pada, instansi_id=instansi_id)
    assert all(penilai_pada(pada=pada, pegawai_ids=[pk]) == {pk: p} for pk, p in semua.items())
    for atasan in orang:
        seharusnya = sorted(pk for pk, p in semua.items() if p.penilai_id == atasan.pk)
        assert bawahan_pada(penilai_id=atasan.pk, pada=pada, instansi_id=instansi_id) == seharusnya
