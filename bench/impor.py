"""Pratinjau impor pegawai: waktu dan memori pekerja, di samping membaca selnya saja.

Tiap besar diukur dalam proses tersendiri, supaya memori puncaknya milik impor itu.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from bench import siap  # noqa: F401

# isort: split
from django.core.files.uploadedfile import SimpleUploadedFile

from bench.basis import basis_sementara, jalankan
from bench.catat import Ukuran
from inti.models import Impor
from inti.services import impor as mesin
from inti.services.lembar import buka
from inti.services.tulis_lembar import LembarTulis, tulis_xlsx
from kepegawaian.models import Instansi, Pegawai, Peran, UnitKerja
from kepegawaian.queries.impor import kolom_tulis
from kepegawaian.services.impor import ADAPTOR

UKURAN = (10_000, 100_000)
SEKARANG = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
AWAL = date(2020, 1, 1)
# Dari tiap sepuluh baris: lima tetap, dua berubah, tiga baru.
ADA = 7

ORANG = """
INSERT INTO kepegawaian_pegawai (instansi_id, nip, nama, gelar_depan, gelar_belakang, status, golongan, kelamin,
    tanggal_lahir, email, telepon, is_active, password, hari_terakhir, sebab_berhenti)
SELECT %(instansi)s, to_char(date '1970-01-01' + (k / 900), 'YYYYMMDD') || '200501' || '1' || lpad((k %% 900 + 1)::text, 3, '0'),
       'Pegawai nomor ' || k, '', 'S.E.', 'PNS', 'III/b', 'L', date '1970-01-01' + (k / 900),
       'pegawai' || k || '@contoh.go.id', '0812' || lpad(k::text, 8, '0'), true, '!', NULL, ''
FROM generate_series(0, %(n)s - 1) k WHERE k %% 10 < %(ada)s
"""


def _baris(n: int) -> Iterator[list[Any]]:
    for k in range(n):
        lahir = date.fromordinal(date(1970, 1, 1).toordinal() + k // 900)
        nip = f"{lahir:%Y%m%d}2005011{k % 900 + 1:03d}"
        gelar = "M.M." if k % 10 in (5, 6) else "S.E."
        surel, telepon = f"pegawai{k}@contoh.go.id", f"0812{k:08d}"
        yield [nip, f"Pegawai nomor {k}", "", gelar, "PNS", "III/b", "Laki-laki", lahir, surel, telepon]


def ukur_satu(n: int) -> dict[str, float]:
    """Siapkan pemda berisi 70 % orangnya, unggah `n` baris, dan ukur pratinjau serta penerapannya."""
    adaptor = ADAPTOR["pegawai"]
    with tulis_xlsx([LembarTulis("Pegawai", kolom_tulis(adaptor.kolom), _baris(n))]) as berkas:
        isi = berkas.read()
    with basis_sementara("asn_bench_impor"):
        oleh = _siapkan(n)
        awal = time.perf_counter()
        lembar = buka(isi, excel=True, kolom=adaptor.kolom, lembar=adaptor.lembar)
        banyak = sum(1 for _ in lembar.baris())
        sel = time.perf_counter() - awal
        del lembar
        kiriman = SimpleUploadedFile("pegawai.xlsx", isi)
        impor = mesin.unggah(adaptor=adaptor, kiriman=kiriman, oleh=oleh, sekarang=SEKARANG)
        awal = time.perf_counter()
        mesin.kerjakan(impor_id=impor.pk, adaptor=ADAPTOR, sekarang=SEKARANG)
        pratinjau = time.perf_counter() - awal
        memori = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        impor = Impor.objects.get(pk=impor.pk)
        if banyak != n or (impor.baru, impor.berubah, impor.sama) != (n * 3 // 10, n // 5, n // 2):
            raise RuntimeError(f"Pratinjau keliru: {impor.status} {impor.baru} {impor.berubah} {impor.sama}.")
        mesin.minta_terapkan(impor=impor, adaptor=adaptor, oleh=oleh, sekarang=SEKARANG)
        awal = time.perf_counter()
        mesin.kerjakan(impor_id=impor.pk, adaptor=ADAPTOR, sekarang=SEKARANG)
        terapkan = time.perf_counter() - awal
        impor.refresh_from_db()
        if impor.status != Impor.Status.DITERAPKAN:
            raise RuntimeError(f"Penerapan belum jadi: {impor.status} {impor.sebab}")
        akhir = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "sel": sel,
        "pratinjau": pratinjau,
        "terapkan": terapkan,
        "memori": memori,
        "memori_terapkan": akhir,
        "berkas_mb": len(isi) / 1e6,
    }


def _siapkan(n: int) -> Pegawai:
    instansi = Instansi.objects.create(nama=f"Pemda {n}", slug=f"pemda-{n}", kontak="")
    UnitKerja.objects.create(instansi=instansi, nama=instansi.nama, jenis="pemda", sejak=AWAL)
    jalankan(ORANG, instansi=instansi.pk, n=n, ada=ADA)
    jalankan("ANALYZE kepegawaian_pegawai")
    oleh = Pegawai.objects.create(
        instansi=instansi,
        nip="196912312005011001",
        nama="Admin",
        status="PNS",
        kelamin="L",
        tanggal_lahir=date(1969, 12, 31),
        password="!",
    )
    Peran.objects.create(pegawai=oleh, jenis="admin_bkd", sejak=AWAL)
    return oleh


def ukur() -> list[Ukuran]:
    """Semua besar, masing-masing dalam proses baru."""
    hasil = []
    for n in UKURAN:
        proses = subprocess.run(
            [sys.executable, "-m", "bench.impor", str(n)], check=True, capture_output=True, text=True
        )
        h = json.loads(proses.stdout.strip().splitlines()[-1])
        print(
            f"  impor {n}: pratinjau {h['pratinjau']:.1f} detik, terapkan {h['terapkan']:.1f} detik; "
            f"memori {h['memori']:.0f} MB",
            flush=True,
        )
        for nama, nilai, pembanding in (
            ("impor_pratinjau", h["pratinjau"], h["sel"]),
            ("impor_terapkan", h["terapkan"], h["pratinjau"]),
        ):
            hasil.append(
                Ukuran(
                    nama=nama,
                    n=n,
                    nilai=nilai,
                    satuan="detik",
                    pembanding="membaca selnya saja" if nama == "impor_pratinjau" else "pratinjaunya",
                    nilai_pembanding=pembanding,
                    rasio=nilai / pembanding,
                )
            )
    return sorted(hasil, key=lambda satu: satu.nama)


if __name__ == "__main__":
    print(json.dumps(ukur_satu(int(sys.argv[1]))))
