"""Harga riwayat dan segel: pernyataan yang sama dengan dan tanpa pemicu, dan penyegelan di samping sha256 polos."""

import time
from collections.abc import Callable
from statistics import median
from typing import Final

from django.db import connection
from django.utils import timezone

from bench.basis import basis_sementara, jalankan
from bench.catat import Ukuran
from bench.isi import isi_pemda
from bench.penutupan import tutup
from inti.models import Segel
from inti.queries.segel import periksa_segel
from inti.services.segel import segel

BARIS: Final = 50_000
SEGEL: Final = 1_000_000
PENUTUPAN: Final = 5_000
ULANG: Final = 3

# Tahun 1990: sebelum semua penempatan yang diisi, sehingga tidak bertumpang tindih.
TAMBAH = """
INSERT INTO kepegawaian_penempatan (pegawai_id, unit_id, jabatan_id, jenis, kepala, sejak, sampai, dasar)
SELECT p.id, (SELECT min(id) FROM kepegawaian_unitkerja), (SELECT min(id) FROM kepegawaian_jabatan), 'definitif', false,
       date '1990-01-01', date '1991-01-01', 'SK 1'
FROM kepegawaian_pegawai p
"""
UBAH = "UPDATE kepegawaian_penempatan SET dasar = 'SK 2', sampai = date '1991-06-30' WHERE sejak = date '1990-01-01'"
HAPUS = "DELETE FROM kepegawaian_penempatan WHERE sejak = date '1990-01-01'"
PEMICU = """
SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgfoid = 'asn_catat_riwayat'::regproc
"""
JEJAK = """
INSERT INTO inti_jejak (waktu, instansi_id, pelaku_nama, aksi, objek_jenis, objek_id, isi, alasan, permintaan)
SELECT now(), 1, 'Ratna Wulandari', 'skp.disetujui', 'skp', n, jsonb_build_object('bobot', n %% 100), '', md5(n::text)
FROM generate_series(1, %(n)s) n
"""
POLOS = "SELECT count(sha256(convert_to(j::text, 'UTF8'))) FROM inti_jejak j"


def _pemicu(*, nyala: bool) -> None:
    with connection.cursor() as kursor:
        kursor.execute(PEMICU)
        for tabel, nama in kursor.fetchall():
            kursor.execute(f'ALTER TABLE "{tabel}" {"ENABLE" if nyala else "DISABLE"} TRIGGER "{nama}"')


def _detik(kerja: Callable[[], object]) -> float:
    awal = time.perf_counter()
    kerja()
    return time.perf_counter() - awal


def _baris_banyak() -> list[Ukuran]:
    """Tambah, ubah, hapus 50.000 penempatan, bergantian dengan dan tanpa pemicu."""
    waktu: dict[tuple[str, bool], list[float]] = {}
    with basis_sementara("asn_bench_jejak"):
        isi_pemda(BARIS)
        for _ in range(ULANG):
            for nyala in (False, True):
                _pemicu(nyala=nyala)
                for nama, perintah in (("tambah", TAMBAH), ("ubah", UBAH), ("hapus", HAPUS)):
                    waktu.setdefault((nama, nyala), []).append(_detik(lambda p=perintah: jalankan(p)))
                jalankan("VACUUM kepegawaian_penempatan")
    return [
        _ukuran(
            "riwayat_" + nama, BARIS, median(waktu[nama, True]), "tanpa pemicu", median(waktu[nama, False])
        )
        for nama in ("tambah", "ubah", "hapus")
    ]


def _penutupan() -> Ukuran:
    """Penutupan seluruhnya, bergantian dengan dan tanpa pemicu."""
    waktu: dict[bool, list[float]] = {False: [], True: []}
    for _ in range(ULANG):
        for nyala in (False, True):
            with basis_sementara("asn_bench_jejak"):
                periode = isi_pemda(PENUTUPAN)
                _pemicu(nyala=nyala)
                waktu[nyala].append(tutup(periode))
    return _ukuran("riwayat_penutupan", PENUTUPAN, min(waktu[True]), "tanpa pemicu", min(waktu[False]))


def _segel() -> list[Ukuran]:
    """Sejuta jejak lama: disegel, diperiksa, dan sekadar dihitung sha256-nya."""
    with basis_sementara("asn_bench_jejak"):
        jalankan(JEJAK, "VACUUM ANALYZE inti_jejak", n=SEGEL)
        polos = median(_detik(lambda: jalankan(POLOS)) for _ in range(ULANG))

        def habiskan() -> None:
            while segel(sekarang=timezone.now()):
                pass

        menyegel = _detik(habiskan)
        jumlah = sum(Segel.objects.values_list("jumlah", flat=True))
        if jumlah != SEGEL or any(satu is not None for satu in periksa_segel()):
            raise RuntimeError("Segel tidak mencakup semua baris.")
        memeriksa = _detik(lambda: list(periksa_segel()))
    return [
        _ukuran("segel_menyegel", SEGEL, menyegel, "sha256 polos", polos),
        _ukuran("segel_memeriksa", SEGEL, memeriksa, "sha256 polos", polos),
    ]


def _ukuran(nama: str, n: int, nilai: float, pembanding: str, nilai_pembanding: float) -> Ukuran:
    print(f"  {nama} {n}: {nilai:.2f} detik; {pembanding} {nilai_pembanding:.2f} detik", flush=True)
    return Ukuran(
        nama=nama,
        n=n,
        nilai=nilai,
        satuan="detik",
        pembanding=pembanding,
        nilai_pembanding=nilai_pembanding,
        rasio=nilai / nilai_pembanding,
    )


def ukur() -> list[Ukuran]:
    """Baris banyak, penutupan, lalu segel."""
    return [*_baris_banyak(), _penutupan(), *_segel()]
