"""Gabungan data yang tidak masuk akal: ditolak layanan di balik formulirnya, dan oleh basis data bila itu dilewati."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from indikator.services.realisasi import setujui_banyak
from inti.galat import GalatAturan
from mutu.catat import catat
from penilaian.models import Evaluasi
from tests.keamanan import bahan as bahan_uji
from tests.keamanan.bahan import (
    Bahan,
    Coba,
    baris,
    beri,
    cuti,
    cuti_baris,
    jaga,
    jawab,
    khusus,
    khusus_baris,
    lapor,
    minta_baris,
    nilai,
    peran_baris,
    tahun_lalu,
    tempat,
    tempat_baris,
    triwulan_baris,
    triwulan_keempat,
)
from tests.penilaian import pabrik
from umpan_balik.models import JagaTitik, Jawaban

KEMARIN, HARI, SEKARANG = bahan_uji.KEMARIN, bahan_uji.HARI, bahan_uji.SEKARANG


@pytest.fixture
def bahan(db: None) -> Bahan:
    return bahan_uji.bahan()


# nama → (lewat layanan di balik formulirnya, langsung ke basis data)
JANGGAL: dict[str, tuple[Coba, Coba]] = {
    "jawaban 360 bernilai 6 dari 5": (
        lambda b: jawab(b, 6),
        lambda b: Jawaban.objects.create(penugasan=b.diminta, nilai=[6] * 21, draf=False),
    ),
    "jawaban 360 bernilai 0": (
        lambda b: jawab(b, 0),
        lambda b: Jawaban.objects.create(penugasan=b.diminta, nilai=[*([3] * 20), 0], draf=False),
    ),
    "laporan negatif": (lambda b: lapor(b, -1), lambda b: baris(b, nilai=Decimal(-1))),
    "laporan ya atau tidak bernilai 2": (
        lambda b: lapor(b, 2, ik=b.ya),
        lambda b: baris(b, indikator=b.ya, nilai=Decimal(2)),
    ),
    "penempatan berakhir sebelum mulai": (
        lambda b: tempat(b, sampai=KEMARIN),
        lambda b: tempat_baris(b, sampai=KEMARIN),
    ),
    "penilai khusus berakhir sebelum mulai": (
        lambda b: khusus(b, b.d.kepala, sampai=KEMARIN),
        lambda b: khusus_baris(b, b.d.kepala, sampai=KEMARIN),
    ),
    "peran berakhir sebelum mulai": (
        lambda b: beri(b, sampai=KEMARIN),
        lambda b: peran_baris(b, sampai=KEMARIN),
    ),
    "cuti berakhir sebelum mulai": (lambda b: cuti(b, KEMARIN), lambda b: cuti_baris(b, KEMARIN)),
    "jaga loket berakhir sebelum mulai": (
        lambda b: jaga(b, KEMARIN),
        lambda b: JagaTitik.objects.create(titik=b.titik, pegawai=b.d.staf[0], sejak=HARI, sampai=KEMARIN),
    ),
    "periode selesai sebelum mulai": (
        lambda b: triwulan_keempat(b, triwulan=None, mulai=date(2026, 12, 1), selesai=date(2026, 11, 1)),
        lambda b: triwulan_baris(b, mulai=date(2026, 12, 1), selesai=date(2026, 11, 1)),
    ),
    "periode bertindihan": (
        lambda b: triwulan_keempat(b, triwulan=3),
        lambda b: triwulan_baris(b, mulai=date(2026, 9, 30)),
    ),
    "penutupan sebelum tenggat menilai": (
        lambda b: triwulan_keempat(b, tutup_pada=pabrik.TUTUP + timedelta(days=80)),
        lambda b: triwulan_baris(b, tutup_pada=b.d.triwulan.tenggat_nilai - timedelta(days=1)),
    ),
    "periode dengan kebijakan pemda lain": (
        lambda b: triwulan_keempat(b, kebijakan=b.lain.kebijakan),
        lambda b: triwulan_baris(b, kebijakan=b.lain.kebijakan),
    ),
    "laporan di periode pemda lain": (
        lambda b: lapor(b, 1, periode=b.lain.triwulan),
        lambda b: baris(b, periode=b.lain.triwulan),
    ),
    "laporan di periode tahun lain": (
        lambda b: lapor(b, 1, periode=tahun_lalu(b)),
        lambda b: baris(b, periode=tahun_lalu(b)),
    ),
    "laporan atas indikator orang lain": (
        lambda b: lapor(b, 1, oleh=b.d.staf[1]),
        lambda b: baris(b, pegawai=b.d.staf[1]),
    ),
    "penempatan di unit pemda lain": (
        lambda b: tempat(b, unit=b.lain.dinas),
        lambda b: tempat_baris(b, unit=b.lain.dinas),
    ),
    "penempatan berjabatan pemda lain": (
        lambda b: tempat(b, jabatan=b.lain.jabatan),
        lambda b: tempat_baris(b, jabatan=b.lain.jabatan),
    ),
    "penilai khusus dari pemda lain": (
        lambda b: khusus(b, b.lain.kepala),
        lambda b: khusus_baris(b, b.lain.kepala),
    ),
    "peran di unit pemda lain": (lambda b: beri(b, b.lain.dinas), lambda b: peran_baris(b, b.lain.dinas)),
    "penilai khusus diri sendiri": (
        lambda b: khusus(b, b.d.staf[0]),
        lambda b: khusus_baris(b, b.d.staf[0]),
    ),
    "menilai diri sendiri": (
        lambda b: nilai(b, pegawai=b.d.kepala),
        lambda b: pabrik.nilai(b.d, b.d.kepala),
    ),
    "menilai orang pemda lain": (
        lambda b: nilai(b, pegawai=b.lain.staf[0]),
        lambda b: Evaluasi.objects.create(
            instansi=b.d.instansi,
            periode=b.d.triwulan,
            pegawai=b.lain.staf[0],
            penempatan=b.lain.staf[0].penempatan.get(),
        ),
    ),
    "menyetujui laporan sendiri": (
        lambda b: setujui_sendiri(b),
        lambda b: baris(b, diputus_pada=SEKARANG, diputus_oleh=b.d.staf[0]),
    ),
}
# Penugasan 360 dibagikan sistem, tanpa formulir; basis datanya tetap menolak.
TANPA_FORMULIR: dict[str, Coba] = {
    "menilai 360 diri sendiri": lambda b: minta_baris(b, penilai=b.d.staf[0]),
    "penilai 360 dari pemda lain": lambda b: minta_baris(b, penilai=b.lain.staf[0]),
    "penugasan 360 di periode pemda lain": lambda b: minta_baris(
        b, penilai=b.d.staf[2], periode=b.lain.triwulan
    ),
    "SKP di periode pemda lain": lambda b: b.d.staf[0].skp.update(periode=b.lain.tahun),
    "unit berinduk pemda lain": lambda b: (
        type(b.d.dinas).objects.filter(pk=b.d.dinas.pk).update(induk=b.lain.akar)
    ),
}


def setujui_sendiri(b: Bahan) -> None:
    """Layanannya melewati yang bukan wewenang pelaku; yang dihitung: laporannya tetap belum disetujui."""
    satu = baris(b, status="diajukan", diajukan_pada=SEKARANG, diajukan_oleh=b.d.staf[0])
    setujui_banyak(realisasi_ids=[satu.pk], oleh=b.d.staf[0], sekarang=SEKARANG)
    satu.refresh_from_db()
    if satu.status != "disetujui":
        raise GalatAturan("Dilewati.")


def ditolak(coba: Coba, bahan: Bahan, sebab: type[Exception]) -> bool:
    """Apakah percobaan itu ditolak dengan `sebab`; bekasnya selalu digulung balik."""
    try:
        with transaction.atomic():
            coba(bahan)
            with connection.cursor() as kursor:
                kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)
    except sebab:
        return True
    return False


def test_yang_janggal_ditolak_formulir_dan_basis_data(bahan: Bahan) -> None:
    lolos = [
        f"layanan: {nama}" for nama, (pintu, _) in JANGGAL.items() if not ditolak(pintu, bahan, GalatAturan)
    ]
    langsung = {nama: satu for nama, (_, satu) in JANGGAL.items()} | TANPA_FORMULIR
    lolos += [
        f"basis data: {nama}" for nama, satu in langsung.items() if not ditolak(satu, bahan, DatabaseError)
    ]
    catat(
        "V2.2.3",
        f"{len(JANGGAL)} gabungan lewat layanan di balik formulir dan {len(langsung)} langsung ke basis data: "
        f"{len(lolos)} diterima{': ' + ', '.join(lolos) if lolos else ''}",
        lulus=not lolos,
    )
    assert not lolos


def test_pembandingnya_yang_wajar_diterima_kedua_pintu(bahan: Bahan) -> None:
    """Tanpa ini semua penolakan di atas dapat berasal dari bahan yang keliru."""
    b, d = bahan, bahan.d
    wajar: list[Coba] = [
        lambda b: jawab(b, 5),
        lambda b: Jawaban.objects.create(penugasan=b.diminta, nilai=[*([5] * 20), None], draf=False),
        lambda b: lapor(b, 1, ik=b.ya),
        lambda b: baris(b, indikator=b.ya, nilai=Decimal(1)),
        lambda b: tempat(b, sampai=HARI),
        lambda b: tempat_baris(b, sampai=HARI),
        lambda b: khusus(b, d.staf[1], sampai=HARI),
        lambda b: khusus_baris(b, d.staf[1], sampai=HARI),
        lambda b: beri(b, sampai=HARI),
        lambda b: beri(b, d.dinas),
        lambda b: peran_baris(b, d.dinas, sampai=HARI),
        lambda b: cuti(b, HARI),
        lambda b: cuti_baris(b, HARI),
        lambda b: jaga(b, HARI),
        triwulan_keempat,
        triwulan_baris,
        lambda b: pabrik.nilai(d, d.staf[0]),
        lambda b: minta_baris(b, penilai=d.staf[2]),
    ]
    tertahan = []
    for nomor, coba in enumerate(wajar):
        try:
            with transaction.atomic():
                coba(b)
                transaction.set_rollback(True)
        except (GalatAturan, DatabaseError) as sebab:
            tertahan.append((nomor, sebab))
    assert not tertahan


JUDUL = ("inti", "kepegawaian", "indikator", "umpan_balik", "penilaian", "pelatihan")
# Yang ditunjuk dan diakhiri pada hari yang sama berakhir kemarin: ia tidak pernah bertugas.
KECUALI = {"pelatihan.AnggotaPanitia"}
PASANGAN = [("sejak", "sampai"), ("mulai", "selesai"), ("terbit", "kedaluwarsa")]


def test_setiap_masa_dijaga_basis_data_supaya_akhirnya_tidak_mendahului_awalnya() -> None:
    """Model baru dengan dua ujung waktu tanpa CHECK menggagalkan uji ini."""
    lepas = []
    for model, (awal, akhir) in product(apps.get_models(), PASANGAN):
        ada = {bidang.name for bidang in model._meta.fields}
        if not {awal, akhir} <= ada or model.__module__.split(".")[0] not in JUDUL:
            continue
        penjaga = [
            k
            for k in model._meta.constraints
            if isinstance(k, models.CheckConstraint) and {awal, akhir} <= set(_kolom(k.condition))
        ]
        if not penjaga and model._meta.label not in KECUALI:
            lepas.append(f"{model._meta.label}: {awal}–{akhir}")
    assert not lepas


def _kolom(syarat: Any) -> list[str]:
    """Nama bidang yang disebut sebuah syarat, di kiri maupun di dalam F()."""
    hasil: list[str] = []
    for anak in getattr(syarat, "children", []):
        if isinstance(anak, tuple):
            kiri, kanan = anak
            hasil += [str(kiri).split("__")[0], getattr(kanan, "name", "")]
        else:
            hasil += _kolom(anak)
    return hasil
