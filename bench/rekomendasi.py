"""Saran pelatihan bagi semua orang dalam satu kali jalan, di samping penutupannya sendiri."""

import time

from django.db import connection
from django.test.utils import CaptureQueriesContext

from asn_kinerja.demo import sumber
from bench.basis import basis_sementara
from bench.catat import Ukuran
from bench.isi import TUTUP, isi_pemda
from bench.penutupan import tutup
from kepegawaian.models import Instansi, Jabatan
from pelatihan.models import PotretKompetensi, Rekomendasi
from pelatihan.services import katalog, saran

UKURAN = (5_000, 50_000)


def ukur_satu(n: int) -> tuple[float, float, int, int]:
    """Detik penutupan, detik saran, kueri tiap 500 orang, dan banyaknya saran; katalognya katalog contoh."""
    with basis_sementara("asn_bench_rekomendasi"):
        periode = isi_pemda(n)
        Jabatan.objects.update(jenis="pengawas")  # berstandar umum tingkat 2, supaya profilnya ikut dihitung
        instansi = Instansi.objects.get(pk=periode.instansi_id)
        for satu in sumber.pelatihan():
            katalog.tambah(
                instansi=instansi,
                judul=satu.judul[:250],
                bentuk=satu.jenis,
                jp=satu.jp,
                kompetensi=satu.kompetensi,
                oleh=None,
                sekarang=TUTUP,
            )
        detik_tutup = tutup(periode)
        with CaptureQueriesContext(connection) as catatan:
            awal = time.perf_counter()
            saran.buat_untuk_periode(periode_id=periode.pk, sekarang=TUTUP)
            detik = time.perf_counter() - awal
        if PotretKompetensi.objects.count() != n:
            raise RuntimeError("Ada hasil yang belum dibaca.")
        banyak = Rekomendasi.objects.count()
    return detik_tutup, detik, len(catatan) // max(1, n // saran.SEKALI), banyak


def ukur() -> list[Ukuran]:
    """Semua besar yang diukur."""
    hasil = []
    for n in UKURAN:
        detik_tutup, detik, kueri, banyak = ukur_satu(n)
        print(
            f"  rekomendasi {n}: {detik:.1f} detik untuk {banyak} saran; penutupan {detik_tutup:.1f} detik",
            flush=True,
        )
        hasil.append(
            Ukuran(
                nama="rekomendasi",
                n=n,
                nilai=detik,
                satuan="detik",
                pembanding="penutupan periode yang sama",
                nilai_pembanding=detik_tutup,
                rasio=detik / detik_tutup,
                kueri=kueri,
            )
        )
    return hasil
