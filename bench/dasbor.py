"""Dasbor, daftar di baliknya, dan perbandingan di samping view satu kueri; di dalam proses, tanpa peladen."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from statistics import median

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from bench.basis import basis_sementara, jalankan, statistik
from bench.catat import Ukuran
from bench.isi import AWAL, isi_pemda
from indikator.models import Periode
from kepegawaian.models import Pegawai, Penempatan, Peran

UKURAN = (60, 20_000)
SEKALI = 12
# Periode sebelumnya, sudah ditutup, dengan rekap tiap dinas dan unit seperti yang ditulis sesudah penutupan.
SQL_REKAP = """
INSERT INTO penilaian_rekapkelompok
    (periode_id, jenis, objek_id, sebutan, jumlah, jumlah_lengkap, rata_hasil, rata_perilaku, rata_akhir, predikat)
SELECT %(periode)s, k.jenis, k.objek, '', count(*), count(*), 95, 98, 96,
       jsonb_build_object('baik', count(*) - count(*) / 5, 'sangat_baik', count(*) / 5)
FROM kepegawaian_penempatan p JOIN kepegawaian_unitkerja u ON u.id = p.unit_id
CROSS JOIN LATERAL (VALUES ('unit', u.id), ('dinas', u.dinas_id), ('seluruh', 0)) k(jenis, objek)
GROUP BY k.jenis, k.objek
"""


@dataclass(frozen=True, slots=True)
class Halaman:
    """Satu halaman yang diukur: siapa yang membukanya dan alamatnya."""

    nama: str
    orang: Pegawai
    alamat: str


def ukur() -> list[Ukuran]:
    """Waktu tiap halaman dan pembandingnya pada tiap besar pemda; menolak bila jumlah kuerinya berubah."""
    hasil = []
    for n in UKURAN:
        with basis_sementara("asn_bench_dasbor"):
            periode = isi_pemda(n)
            _tutup_sebelumnya(periode)
            with _pengaturan():
                hasil += [_ukur_satu(satu, n) for satu in _halaman(periode)]
    for nama in {h.nama for h in hasil}:
        kueri = {h.n: h.kueri for h in hasil if h.nama == nama}
        if len(set(kueri.values())) > 1:
            raise RuntimeError(f"Jumlah kueri {nama} berubah menurut besar pemda: {kueri}.")
    return sorted(hasil, key=lambda satu: (satu.nama, satu.n))


def _tutup_sebelumnya(periode: Periode) -> None:
    lalu = Periode.objects.get(pk=periode.pk)
    lalu.pk, lalu.nama, lalu.status, lalu.ditutup = None, "Triwulan II 2026", "ditutup", periode.tutup_pada
    lalu.mulai, lalu.selesai = date(2026, 4, 1), date(2026, 6, 30)
    lalu.save()
    jalankan(SQL_REKAP, periode=lalu.pk)
    statistik()


def _halaman(periode: Periode) -> list[Halaman]:
    admin, pimpinan = (p.pegawai for p in Penempatan.objects.filter(kepala=False).order_by("pk")[7:9])
    Peran.objects.create(pegawai=admin, jenis="admin_bkd", sejak=AWAL)
    Peran.objects.create(pegawai=pimpinan, jenis="pimpinan", sejak=AWAL)
    tertinggal = f"{reverse('dasbor_tertinggal')}?periode={periode.pk}&langkah=nilai"
    return [
        Halaman("dasbor", admin, f"{reverse('dasbor')}?periode={periode.pk}"),
        Halaman("dasbor_tertinggal", admin, tertinggal),
        Halaman("dasbor_banding", pimpinan, reverse("dasbor_banding")),
    ]


@contextmanager
def _pengaturan() -> Iterator[None]:
    umum = import_module("bench.pengaturan")
    with override_settings(
        ALLOWED_HOSTS=["testserver"], STORAGES=umum.STORAGES, ROOT_URLCONF=umum.ROOT_URLCONF
    ):
        yield


def _ukur_satu(satu: Halaman, n: int) -> Ukuran:
    klien = Client()
    klien.force_login(satu.orang)
    _buka(klien, satu.alamat)
    cache.clear()
    with CaptureQueriesContext(connection) as catatan:
        _buka(klien, satu.alamat)
    kueri = len(catatan)  # sekarang, sebab permintaan berikutnya mengosongkan catatannya
    detik: dict[str, list[float]] = {satu.alamat: [], "/polos/": []}
    for _ in range(SEKALI):
        for alamat, waktu in detik.items():
            awal = time.perf_counter()
            _buka(klien, alamat)
            waktu.append(time.perf_counter() - awal)
    nilai, polos = (median(waktu) * 1000 for waktu in detik.values())
    print(f"  {satu.nama} {n}: {nilai:.1f} ms, polos {polos:.1f} ms, {kueri} kueri", flush=True)
    return Ukuran(
        nama=satu.nama,
        n=n,
        nilai=nilai,
        satuan="milidetik",
        pembanding="view satu kueri",
        nilai_pembanding=polos,
        rasio=nilai / polos,
        kueri=kueri,
    )


def _buka(klien: Client, alamat: str) -> None:
    jawaban = klien.get(alamat)
    if jawaban.status_code != 200:
        raise RuntimeError(f"{alamat} menjawab {jawaban.status_code}.")
