"""Penilai 50.000 orang dalam satu kueri di samping putaran, dan halaman pohon pada 20 dan 2.000 unit."""

import time
from collections.abc import Callable
from importlib import import_module

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from bench.basis import basis_sementara, jalankan
from bench.catat import Ukuran
from bench.isi import AWAL, isi_orang
from kepegawaian.models import Instansi, Jabatan, Pegawai, Penempatan, UnitKerja
from kepegawaian.queries.penilai import penilai_pada

ORANG, CONTOH = 50_000, 1_000
UNIT = (20, 2_000)
KALI = 5
HARI = AWAL.replace(year=2026, month=8)

# Satu dari dua puluh bidang pernah pindah dinas, supaya riwayat letaknya tidak serba satu ruas.
PINDAH = (
    """
    UPDATE kepegawaian_letakunit SET sampai = %(hari)s - 60
    WHERE unit_id IN (SELECT id FROM kepegawaian_unitkerja WHERE jenis = 'bidang' AND id %% 20 = 0)
    """,
    """
    INSERT INTO kepegawaian_letakunit (unit_id, induk_id, dinas_id, nama, singkatan, sejak, dasar)
    SELECT u.id, d.id, d.id, u.nama, '', %(hari)s - 59, 'Perda 1'
    FROM kepegawaian_unitkerja u
    CROSS JOIN LATERAL (SELECT id FROM kepegawaian_unitkerja WHERE jenis = 'dinas' ORDER BY id LIMIT 1) d
    WHERE u.jenis = 'bidang' AND u.id %% 20 = 0
    """,
)
# Tiap dinas dua puluh unit: satu dinas, lima bidang, sisanya seksi di bawah bidang.
POHON = (
    """
    INSERT INTO kepegawaian_unitkerja (instansi_id, induk_id, nama, singkatan, jenis, urutan, sejak, sumber)
    SELECT %(instansi)s, %(akar)s, 'Dinas ' || d, '', 'dinas', d, %(awal)s, '' FROM generate_series(1, %(dinas)s) d
    """,
    "UPDATE kepegawaian_unitkerja SET dinas_id = id WHERE jenis = 'dinas'",
    """
    INSERT INTO kepegawaian_unitkerja (instansi_id, induk_id, dinas_id, nama, singkatan, jenis, urutan, sejak, sumber)
    SELECT %(instansi)s, d.id, d.id, 'Bidang ' || b || ' ' || d.nama, '', 'bidang', b, %(awal)s, ''
    FROM kepegawaian_unitkerja d CROSS JOIN generate_series(1, 5) b WHERE d.jenis = 'dinas'
    """,
    """
    INSERT INTO kepegawaian_unitkerja (instansi_id, induk_id, dinas_id, nama, singkatan, jenis, urutan, sejak, sumber)
    SELECT %(instansi)s, b.id, b.dinas_id, 'Seksi ' || s || ' ' || b.nama, '', 'seksi', s, %(awal)s, ''
    FROM kepegawaian_unitkerja b CROSS JOIN generate_series(1, 3) s
    WHERE b.jenis = 'bidang' AND (b.urutan < 5 OR s < 3)
    """,
    "ANALYZE",
)


def ukur() -> list[Ukuran]:
    """Kedua pengukuran, masing-masing di basis data sementara."""
    return [_penilai(), *_pohon()]


def _penilai() -> Ukuran:
    with basis_sementara("asn_bench_penilai"):
        instansi = isi_orang(ORANG)
        jalankan(*PINDAH, "ANALYZE", hari=HARI)
        sekaligus = min(_detik(lambda: _semua(instansi.pk)) for _ in range(KALI))
        ids = list(Penempatan.objects.order_by("pk").values_list("pegawai_id", flat=True)[:: ORANG // CONTOH])
        satu = _detik(lambda: [penilai_pada(pada=HARI, pegawai_ids=[pk]) for pk in ids])
    putaran = satu / len(ids) * ORANG
    print(f"  penilai {ORANG}: {sekaligus:.2f} detik sekaligus, {putaran:.0f} detik diputar", flush=True)
    return Ukuran(
        nama="penilai_semua",
        n=ORANG,
        nilai=sekaligus,
        satuan="detik",
        pembanding=f"putaran satu per satu (dari {len(ids)} orang)",
        nilai_pembanding=putaran,
        rasio=putaran / sekaligus,
        kueri=1,
    )


def _semua(instansi_id: int) -> None:
    if len(penilai_pada(pada=HARI, instansi_id=instansi_id)) != ORANG:
        raise RuntimeError("Ada pegawai yang tidak terjawab.")


def _pohon() -> list[Ukuran]:
    hasil: list[Ukuran] = []
    for unit in UNIT:
        with basis_sementara("asn_bench_pohon"):
            orang = _isi_pohon(unit)
            hasil.append(_halaman(orang, unit, hasil[0].nilai if hasil else None))
    if len({h.kueri for h in hasil}) > 1:
        raise RuntimeError(f"Jumlah kueri pohon berubah menurut banyaknya unit: {[h.kueri for h in hasil]}.")
    return hasil


def _isi_pohon(unit: int) -> Pegawai:
    instansi = Instansi.objects.create(nama=f"Pemda {unit}", slug=f"pemda-{unit}", kontak="")
    akar = UnitKerja.objects.create(instansi=instansi, nama=instansi.nama, jenis="pemda", sejak=AWAL)
    jalankan(*POHON, instansi=instansi.pk, akar=akar.pk, awal=AWAL, dinas=unit // 20)
    post = Jabatan.objects.create(instansi=instansi, nama="Analis", jenis="fungsional")
    orang = Pegawai(
        instansi=instansi,
        nip="198609262015051001",
        nama="Pengukur",
        status="PNS",
        kelamin="L",
        tanggal_lahir=AWAL.replace(year=1986),
    )
    orang.set_unusable_password()
    orang.save()
    Penempatan.objects.create(pegawai=orang, unit=akar, jabatan=post, sejak=AWAL)
    return orang


def _halaman(orang: Pegawai, unit: int, dasar: float | None) -> Ukuran:
    """Halaman organisasi seperti dibuka orang: yang terpendek dari beberapa kali."""
    klien = Client()
    with override_settings(ALLOWED_HOSTS=["testserver"], STORAGES=import_module("bench.pengaturan").STORAGES):
        klien.force_login(orang)
        klien.get("/organisasi/")
        with CaptureQueriesContext(connection) as catatan:
            jawaban = klien.get("/organisasi/")
        kueri = len(catatan)
        if jawaban.status_code != 200:
            raise RuntimeError(f"Halaman organisasi menjawab {jawaban.status_code}.")
        detik = min(_detik(lambda: klien.get("/organisasi/")) for _ in range(KALI))
    print(f"  pohon {unit} unit: {detik * 1000:.0f} milidetik, {kueri} kueri", flush=True)
    pembanding = dasar if dasar is not None else detik
    return Ukuran(
        nama="halaman_pohon",
        n=unit,
        nilai=detik,
        satuan="detik",
        pembanding=f"pohon {UNIT[0]} unit",
        nilai_pembanding=pembanding,
        rasio=detik / pembanding,
        kueri=kueri,
    )


def _detik(kerja: Callable[[], object]) -> float:
    mulai = time.perf_counter()
    kerja()
    return time.perf_counter() - mulai
