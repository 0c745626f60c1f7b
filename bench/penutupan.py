"""Penutupan set-based di samping satu INSERT … SELECT polos yang meringkas baris yang sama."""

import gc
import resource
import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.db import connection, transaction
from django.urls import reverse

from bench.basis import basis_sementara, jalankan
from bench.catat import Ukuran
from bench.isi import TUTUP, isi_pemda
from indikator.models import Periode
from penilaian.models import BukuPenutupan, Hasil, LangkahPenutupan, Penutupan
from penilaian.services import penutupan
from penilaian.services.penutupan import kerja
from penilaian.services.penutupan.sql_hitung import SQL_HITUNG

UKURAN = (5_000, 50_000, 500_000)
PEKERJA = 2
# Secepat kotak keluar memanggil pekerja yang pergi karena terlalu lama menunggu.
PANGGILAN = 2.0

# Pembanding: angka yang sama artinya, tanpa nota, sidik, langkah, kunci, pemberitahuan, atau 40 desimal.
POLOS = """
INSERT INTO bench_polos
SELECT p.pegawai_id, h.nilai, s.nilai, w.nilai, e.rating_hasil, e.rating_perilaku
FROM kepegawaian_penempatan p
LEFT JOIN (
    SELECT r.pegawai_id, sum(i.bobot * LEAST(120, GREATEST(0, CASE i.polaritas
               WHEN 'maksimal' THEN r.nilai / i.target * 100
               WHEN 'minimal' THEN (2 - r.nilai / i.target) * 100
               ELSE CASE WHEN r.nilai < i.bawah THEN r.nilai / i.bawah * 100
                         WHEN r.nilai > i.atas THEN (2 - r.nilai / i.atas) * 100 ELSE 100 END END))) / sum(i.bobot) AS nilai
    FROM indikator_realisasi r JOIN indikator_indikatorkinerja i ON i.id = r.indikator_id
    WHERE r.periode_id = %(periode)s AND r.status IN ('diajukan', 'disetujui') GROUP BY r.pegawai_id
) h ON h.pegawai_id = p.pegawai_id
LEFT JOIN (
    SELECT t.dinilai_id, avg(x.rata) AS nilai
    FROM umpan_balik_penugasan t JOIN umpan_balik_jawaban j ON j.penugasan_id = t.id
    CROSS JOIN LATERAL (SELECT avg(v) AS rata FROM unnest(j.nilai) v) x
    WHERE t.periode_id = %(periode)s GROUP BY t.dinilai_id
) s ON s.dinilai_id = p.pegawai_id
LEFT JOIN (
    SELECT g.pegawai_id, avg(v.kompetensi + v.perilaku) AS nilai
    FROM umpan_balik_survei v JOIN umpan_balik_jagatitik g ON g.titik_id = v.titik_id AND g.sejak <= v.tanggal
    GROUP BY g.pegawai_id
) w ON w.pegawai_id = p.pegawai_id
LEFT JOIN penilaian_evaluasi e ON e.periode_id = %(periode)s AND e.pegawai_id = p.pegawai_id
"""


@dataclass(frozen=True, slots=True)
class Hasilnya:
    """Detik penutupan dan kedua pembandingnya."""

    n: int
    detik: float
    polos: float
    bernota: float
    memori_mb: float


def ukur_satu(n: int) -> Hasilnya:
    """Ukur satu besar: pembanding dahulu (data sama), lalu penutupan oleh dua pekerja."""
    with basis_sementara("asn_bench_penutupan"):
        periode = isi_pemda(n)
        polos = _polos(periode)
        detik = tutup(periode)
        bernota = _bernota(periode)
        if Hasil.objects.filter(periode=periode).count() != n or BukuPenutupan.objects.count() != 1:
            raise RuntimeError("Penutupan tidak menghitung semua pegawai.")
    return Hasilnya(n, detik, polos, bernota, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _polos(periode: Periode) -> float:
    """Nilai tengah dari tiga."""
    waktu = []
    for _ in range(3):
        jalankan(
            "DROP TABLE IF EXISTS bench_polos",
            "CREATE TABLE bench_polos (pegawai_id bigint PRIMARY KEY, hasil numeric, perilaku numeric, warga numeric,"
            " rating_hasil text, rating_perilaku text)",
        )
        awal = time.perf_counter()
        jalankan(POLOS, periode=periode.pk)
        waktu.append(time.perf_counter() - awal)
    return median(waktu)


def _bernota(periode: Periode) -> float:
    """SELECT penutupan itu sendiri, semua dinas dalam satu transaksi, ke tabel tanpa indeks dan kunci tamu.

    Selisihnya dengan penutupan adalah harga aman dimatikan, dilepas namanya, dirantai, dan diberitahukan.
    """
    periode.refresh_from_db()
    kepala, _, ekor = SQL_HITUNG.partition("INSERT INTO penilaian_hasil")
    sql = kepala + "INSERT INTO bench_nota" + ekor.partition("ON CONFLICT")[0]
    bersama = kerja.Bersama(Penutupan.objects.get(periode=periode).pk)
    dinas = Hasil.objects.filter(periode=periode).order_by("dinas_id").values_list("dinas_id", flat=True)
    jalankan(
        "CREATE TABLE bench_nota (LIKE penilaian_hasil INCLUDING DEFAULTS)",
        "ALTER TABLE bench_nota ALTER COLUMN id DROP NOT NULL",
    )
    daftar = list(dinas.distinct())
    awal = time.perf_counter()
    with transaction.atomic():
        jalankan(kerja.SQL_SETELAN)
        for satu in daftar:
            kerja.sisipkan(bersama, satu, sql=sql)
    return time.perf_counter() - awal


def tutup(periode: Periode) -> float:
    reverse("penilaian:hasil")  # pekerja sungguhan sudah memuat url-nya jauh sebelum penutupan
    gc.collect()
    sesudah = TUTUP + timedelta(minutes=2)
    awal = time.perf_counter()
    satu = penutupan.minta(periode=periode, oleh=None, sekarang=sesudah)

    def pekerja() -> None:
        try:
            while not penutupan.kerjakan(penutupan_id=satu.pk, sekarang=sesudah) and _ada_yang_menunggu(
                satu.pk
            ):
                time.sleep(PANGGILAN)
        finally:
            connection.close()

    utas = [threading.Thread(target=pekerja) for _ in range(PEKERJA)]
    for u in utas:
        u.start()
    for u in utas:
        u.join()
    selesai = time.perf_counter() - awal
    periode.refresh_from_db()
    if periode.status != Periode.Status.DITUTUP:
        raise RuntimeError("Penutupan belum selesai.")
    return selesai


def _ada_yang_menunggu(penutupan_id: int) -> bool:
    return LangkahPenutupan.objects.filter(
        penutupan=penutupan_id, status="belum_mulai", jenis="hitung"
    ).exists()


def ukur() -> list[Ukuran]:
    """Semua besar yang diukur."""
    hasil = []
    for n in UKURAN:
        h = ukur_satu(n)
        print(
            f"  penutupan {n}: {h.detik:.2f} detik; polos {h.polos:.2f}, bernota {h.bernota:.2f} detik; "
            f"memori {h.memori_mb:.0f} MB",
            flush=True,
        )
        for nama, pembanding, detik in (
            ("penutupan", "INSERT SELECT", h.polos),
            ("penutupan_bernota", "INSERT SELECT bernota", h.bernota),
        ):
            hasil.append(
                Ukuran(
                    nama=nama,
                    n=n,
                    nilai=h.detik,
                    satuan="detik",
                    pembanding=pembanding,
                    nilai_pembanding=detik,
                    rasio=h.detik / detik,
                )
            )
    return sorted(hasil, key=lambda satu: satu.nama)
