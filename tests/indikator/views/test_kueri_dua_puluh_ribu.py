"""Daftar dan papan SKP serta capaian: banyaknya kueri sama pada 60 dan 20.000 orang.

Penilai tetap punya 24 bawahan; yang bertambah seluruh pemda. Kembaran kecilnya (10 lawan 200) ada di uji tiap halaman.
"""

import time
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indikator.models import RHK, SKP, Indikator, IndikatorKinerja, Periode, Realisasi
from kepegawaian.models import Pegawai, Penempatan, UnitKerja
from mutu.catat import catat
from tests.dunia import hitung_statistik
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = [pytest.mark.django_db, pytest.mark.panjang]
SEDIKIT, BANYAK = 60, 20_000
BAWAHAN = 24
PALING_BANYAK = 15
# Bukan daftar: pohon memuat garis, orang, dan celah tiap unit sekaligus.
ANGGARAN = {"pohon kinerja": 20}
SEUNIT = 40


def isi(p: pabrik.Pemda, tw: Periode, katalog: Indikator, dari: int, sampai: int) -> None:
    """Orang ke-`dari` sampai ke-`sampai`, masing-masing dengan SKP yang disetujui dan satu laporan diajukan."""
    baru = Pegawai.objects.bulk_create(
        Pegawai(
            instansi=p.instansi,
            nip=f"19910101{n:010d}",
            nama=f"Orang {n:05d}",
            status=Pegawai.Status.PNS,
            kelamin=Pegawai.Kelamin.PEREMPUAN,
            tanggal_lahir=date(1991, 1, 1),
            password="!",
        )
        for n in range(dari, sampai)
    )
    unit = UnitKerja.objects.bulk_create(
        UnitKerja(
            instansi=p.instansi,
            nama=f"Seksi {n:05d}",
            jenis="seksi",
            induk=p.puskesmas,
            dinas=p.dinkes,
            sejak=pabrik.SEJAK,
        )
        for n in range(dari, sampai, SEUNIT)
    )
    tempat = Penempatan.objects.bulk_create(
        Penempatan(
            pegawai=orang,
            unit=p.capil if dari + n < BAWAHAN else unit[n // SEUNIT],
            jabatan=p.jabatan["pranata"],
            sejak=pabrik.SEJAK,
        )
        for n, orang in enumerate(baru)
    )  # fmt: skip
    saat = {"diajukan_pada": p.sekarang, "diputus_pada": p.sekarang, "diputus_oleh": p.kabid}
    skp = SKP.objects.bulk_create(
        SKP(
            instansi=p.instansi,
            periode_id=tw.induk_id,
            pegawai=t.pegawai,
            penempatan=t,
            status="disetujui",
            diajukan_oleh=t.pegawai,
            **saat,
        )
        for t in tempat
    )
    rhk = RHK.objects.bulk_create(RHK(skp=s, teks="Akta terbit tepat waktu") for s in skp)
    ik = IndikatorKinerja.objects.bulk_create(
        IndikatorKinerja(
            skp=r.skp,
            rhk=r,
            katalog=katalog,
            kode="IK1",
            nama=katalog.nama,
            satuan="%",
            polaritas="maksimal",
            aspek="kuantitas",
            bobot=Decimal(100),
            target=Decimal(95),
        )
        for r in rhk
    )
    Realisasi.objects.bulk_create(
        Realisasi(
            instansi=p.instansi,
            periode=tw,
            pegawai=i.skp.pegawai,
            indikator=i,
            status="diajukan",
            nilai=Decimal(80),
            diajukan_pada=p.sekarang,
            diajukan_oleh=i.skp.pegawai,
        )
        for i in ik
    )
    isi_katalog(p, dari // 20, sampai // 20)
    hitung_statistik()


def isi_katalog(p: pabrik.Pemda, dari: int, sampai: int) -> None:
    Indikator.objects.bulk_create(
        Indikator(
            instansi=p.instansi,
            unit=p.dinkes,
            kode=f"U{n:05d}",
            nama=f"Indikator {n:05d}",
            satuan="%",
            polaritas="maksimal",
            aspek="kuantitas",
            target_acuan=Decimal(90),
            dibuat_pada=p.sekarang,
        )
        for n in range(dari, sampai)
    )


def test_banyak_kueri_sama_pada_60_dan_20000_orang() -> None:
    p = pabrik.pemda()
    with time_machine.travel(p.sekarang, tick=False):
        tw = pabrik.triwulan(p)
        katalog = Indikator.objects.filter(instansi=p.instansi).order_by("pk")[0]
        isi(p, tw, katalog, 0, SEDIKIT)
        admin, kabid = masuk(p.admin), masuk(p.kabid)
        pegawai = masuk(Pegawai.objects.get(nama="Orang 00001"))

        def alamat(nama: str, *argumen: int) -> str:
            return reverse(f"indikator:{nama}", args=argumen)

        halaman: list[tuple[str, Client, str]] = [
            ("SKP sendiri", pegawai, alamat("skp")),
            ("capaian sendiri", pegawai, alamat("capaian")),
            ("periksa SKP", kabid, alamat("periksa_skp") + "?tampil=semua"),
            ("periksa capaian", kabid, alamat("periksa_capaian")),
            ("papan tim", kabid, alamat("papan")),
            ("katalog", admin, alamat("katalog")),
            ("katalog, cari", admin, alamat("katalog") + "?q=Indikator"),
            ("kemajuan", admin, alamat("kemajuan")),
            ("kemajuan satu dinas", admin, alamat("kemajuan") + f"?dinas={p.dinkes.pk}"),
            ("capaian tiap indikator", admin, alamat("kemajuan_indikator")),
            ("yang belum paham", admin, alamat("pemahaman_belum", tw.induk_id)),
            ("periode", admin, alamat("periode_rinci", tw.pk)),
            ("pohon kinerja", admin, alamat("pohon")),
            ("dasbor", admin, reverse("dasbor")),
            ("dasbor satu dinas", admin, reverse("dasbor") + f"?dinas={p.dinkes.pk}"),
            (
                "orang di balik dasbor",
                admin,
                reverse("dasbor_tertinggal") + f"?periode={tw.pk}&langkah=nilai",
            ),
        ]
        sedikit = ukur(halaman)
        isi(p, tw, katalog, SEDIKIT, BANYAK)
        banyak = ukur(halaman)
    for nama, (kueri, _) in sedikit.items():
        print(
            f"{nama}: {kueri} kueri pada {SEDIKIT}, {banyak[nama][0]} pada {BANYAK} ({banyak[nama][1]:.2f} detik)"
        )
    beda = [n for n, (k, _) in banyak.items() if k != sedikit[n][0]]
    berat = [n for n, (k, _) in banyak.items() if k > ANGGARAN.get(n, PALING_BANYAK)]
    paling = max(k for n, (k, _) in banyak.items() if n not in ANGGARAN)
    catat(
        "L5",
        f"{len(banyak)} halaman daftar, {len(beda)} berubah, paling banyak {paling} kueri",
        lulus=not beda and not berat,
    )
    assert not beda and not berat


def ukur(halaman: list[tuple[str, Client, str]]) -> dict[str, tuple[int, float]]:
    """(banyaknya kueri, detik) tiap halaman; pembacaan pertama tidak dihitung."""
    hasil = {}
    for nama, klien, alamat in halaman:
        hitung(klien, alamat)
        cache.clear()
        mulai = time.perf_counter()
        kueri = hitung(klien, alamat)
        hasil[nama] = (kueri, time.perf_counter() - mulai)
    return hasil


def hitung(klien: Client, alamat: str) -> int:
    with CaptureQueriesContext(connection) as tangkap:
        jawaban = klien.get(alamat, follow=True)
    assert jawaban.status_code == 200, alamat
    return len(tangkap)
