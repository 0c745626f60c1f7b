"""Mengerjakan langkah: ambil dalam satu transaksi, kerjakan dan tandai dalam transaksi berikutnya.

Pagar naik tiap pengambilan. Pekerja yang terlambat (macet, lalu langkahnya diambil orang lain) menemukan
pagar yang bukan miliknya dan tidak menulis apa pun.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from time import monotonic, sleep
from typing import Any

from django.db import connection, transaction

from penilaian.models import Hasil, LangkahPenutupan, Penutupan, RekapUnit
from penilaian.queries.ruas import penilai_ruas
from penilaian.services.penutupan.akhir import selesaikan
from penilaian.services.penutupan.antre import antre_pekerja
from penilaian.services.penutupan.aturan import BASI, JEDA_TUNGGU, KELAS_KUNCI, PERCOBAAN_MAKS, TUNGGU
from penilaian.services.penutupan.parameter import parameter
from penilaian.services.penutupan.sql_hitung import SQL_HITUNG, SQL_RUAS_DINAS
from penilaian.services.penutupan.sql_rekap import SQL_REKAP
from umpan_balik.queries.masyarakat import NilaiPetugas, nilai_petugas
from umpan_balik.services import lepas_nama

log = logging.getLogger(__name__)

SQL_AMBIL = """
WITH pilihan AS (
    SELECT l.id FROM penilaian_langkahpenutupan l
    WHERE l.penutupan_id = %(penutupan)s AND l.percobaan < %(maks)s
      AND (l.status = 'belum_mulai' OR (l.status = 'diproses' AND l.detak < clock_timestamp() - %(basi)s))
      AND NOT EXISTS (SELECT 1 FROM penilaian_langkahpenutupan d
                      WHERE d.penutupan_id = l.penutupan_id AND d.urutan < l.urutan AND d.status <> 'ditutup')
    ORDER BY l.urutan, l.id
    LIMIT 1
    FOR UPDATE SKIP LOCKED
)
UPDATE penilaian_langkahpenutupan l
SET status = 'diproses', pagar = l.pagar + 1, percobaan = l.percobaan + 1, detak = clock_timestamp()
FROM pilihan WHERE l.id = pilihan.id
RETURNING l.id, l.pagar, l.jenis
"""

# Satu dinas kecil terhadap seluruh tabel: pakai indeks, jangan baca tabel utuh; jit lebih mahal daripada hitungannya;
# pengelompokan jawaban seluruh periode tumpah ke cakram dengan jatah bawaan 4 MB.
SQL_SETELAN = "SET LOCAL jit = off; SET LOCAL work_mem = '64MB'; SET LOCAL random_page_cost = 1.1"

# Semua tabel yang digabung saat melepas nama (umpan_balik.services.cermin_sql dan lepas_nama), bila statistiknya belum
# ada atau tabelnya sudah dua kali lebih besar daripada saat dihitung.
TABEL_NAMA = [
    "umpan_balik_penugasan",
    "umpan_balik_jawaban",
    "kepegawaian_penempatan",
    "kepegawaian_unitkerja",
    "kepegawaian_letakunit",
]
SQL_TANPA_STATISTIK = """
SELECT relname FROM pg_class
WHERE oid = ANY (%s::regclass[])
  AND (reltuples < 0 OR pg_relation_size(oid) > 2 * relpages::bigint * current_setting('block_size')::int)
"""


@dataclass(frozen=True, slots=True)
class Ambilan:
    """Langkah yang dipegang pekerja ini; `pagar` berlaku sampai langkahnya diambil orang lain."""

    langkah_id: int
    pagar: int
    jenis: str


class Bersama:
    """Yang sama bagi semua langkah satu penutupan, dibaca sekali tiap pekerja supaya biayanya tidak kali dinas."""

    def __init__(self, penutupan_id: int) -> None:
        penutupan = Penutupan.objects.select_related("periode__kebijakan", "periode__instansi").get(
            pk=penutupan_id
        )
        self.periode = penutupan.periode
        self.putaran = penutupan.putaran

    @cached_property
    def parameter(self) -> dict[str, Any]:
        """Kebijakan dan identitas periode."""
        return parameter(self.periode, putaran=self.putaran)

    @cached_property
    def warga(self) -> dict[int, NilaiPetugas]:
        """Nilai petugas dari survei warga sepanjang periode."""
        p = self.periode
        return nilai_petugas(instansi_id=p.instansi_id, mulai=p.mulai, selesai=p.selesai)


def kerjakan(*, penutupan_id: int, sekarang: datetime, batas: timedelta | None = None) -> bool:
    """Kerjakan langkah yang dapat diambil sampai habis, lalu selesaikan; True bila penutupan ini sudah selesai.

    Dipanggil di luar transaksi. Boleh berjalan di beberapa pekerja sekaligus dan diulang kapan saja. Langkah yang
    galat dicatat dan dicoba lagi oleh penyambung sesudah detaknya basi, paling banyak lima kali.
    """
    mulai, bersama = monotonic(), Bersama(penutupan_id)
    _segarkan_statistik(penutupan_id)
    while True:
        while (ambilan := ambil(penutupan_id=penutupan_id)) is not None:
            try:
                if jalankan(ambilan, bersama) and ambilan.jenis == LangkahPenutupan.Jenis.LEPAS_NAMA:
                    # Yang tidak sempat menunggu dipanggil lagi; bila pekerja mati di sini, penyambung yang memanggil.
                    antre_pekerja(penutupan_id=penutupan_id, kunci=f"nama:{ambilan.pagar}", sekarang=sekarang)
            except Exception as galat:  # satu dinas yang macet tidak menahan dinas lain
                log.exception("Langkah penutupan %s belum berhasil", ambilan.langkah_id)
                _catat_galat(ambilan, galat)
            if batas is not None and monotonic() - mulai > batas.total_seconds():
                return False
        akhir = selesaikan(penutupan_id=penutupan_id, sekarang=sekarang)
        if akhir or (akhir is False and not _tunggu_nama(penutupan_id)):
            return akhir


def _tunggu_nama(penutupan_id: int) -> bool:
    """True bila menunggu teman yang melepas nama sampai selesai; False bila tidak ada yang ditunggu atau terlalu lama.

    Selagi nama dilepas tidak ada langkah lain, dan pekerja yang pergi meninggalkan seluruh hitungan kepada temannya.
    """
    mulai, menunggu = monotonic(), False
    while _nama_sedang_dilepas(penutupan_id):
        if monotonic() - mulai > TUNGGU.total_seconds():
            return False
        menunggu = True
        sleep(JEDA_TUNGGU.total_seconds())
    return menunggu


@transaction.atomic
def _nama_sedang_dilepas(penutupan_id: int) -> bool:
    """Langkahnya diambil dan barisnya masih dikunci; langkah milik pekerja yang mati tidak terkunci."""
    langkah = LangkahPenutupan.objects.filter(
        penutupan_id=penutupan_id,
        jenis=LangkahPenutupan.Jenis.LEPAS_NAMA,
        status=LangkahPenutupan.Status.DIPROSES,
    )
    return langkah.exists() and langkah.select_for_update(skip_locked=True).first() is None


def _segarkan_statistik(penutupan_id: int) -> None:
    """Statistik tabel yang dibaca saat melepas nama, di luar transaksi langkahnya supaya tidak menahan penutupan lain.

    Sesaat sesudah basis data dipulihkan statistiknya belum ada, dan perencana memilih jalan yang kuadrat.
    """
    lepas = LangkahPenutupan.objects.filter(
        penutupan_id=penutupan_id, jenis=LangkahPenutupan.Jenis.LEPAS_NAMA
    )
    if not lepas.exclude(status=LangkahPenutupan.Status.DITUTUP).exists():
        return
    with connection.cursor() as kursor:
        kursor.execute(SQL_TANPA_STATISTIK, [TABEL_NAMA])
        for (tabel,) in kursor.fetchall():
            kursor.execute(f"ANALYZE {tabel}")


def ambil(*, penutupan_id: int) -> Ambilan | None:
    """Ambil satu langkah yang belum mulai atau ditinggalkan, menurut urutan; kosong bila tidak ada."""
    with transaction.atomic(), connection.cursor() as kursor:
        isi: dict[str, Any] = {"penutupan": penutupan_id, "maks": PERCOBAAN_MAKS, "basi": BASI}
        kursor.execute(SQL_AMBIL, isi)
        baris = kursor.fetchone()
        return Ambilan(*baris) if baris else None


@transaction.atomic
def jalankan(ambilan: Ambilan, bersama: Bersama | None = None) -> bool:
    """Kerjakan satu langkah dan tandai selesai dalam transaksi yang sama; False bila pagarnya sudah lewat."""
    langkah = LangkahPenutupan.objects.select_for_update().get(pk=ambilan.langkah_id)
    if langkah.pagar != ambilan.pagar or langkah.status != LangkahPenutupan.Status.DIPROSES:
        return False
    with connection.cursor() as kursor:
        kursor.execute(SQL_SETELAN)
    langkah.jumlah = KERJA[langkah.jenis](bersama or Bersama(langkah.penutupan_id), langkah.dinas_id)
    langkah.status = LangkahPenutupan.Status.DITUTUP
    langkah.galat = ""
    langkah.save(update_fields=["jumlah", "status", "galat"])
    return True


def _lepas_nama(bersama: Bersama, _dinas: int | None) -> int:
    jumlah = lepas_nama.lepas(bersama.periode.pk)
    with connection.cursor() as kursor:
        # Ratusan ribu baris baru: tanpa ini perencana mengira tabelnya kosong dan memilih jalan yang kuadrat.
        kursor.execute("ANALYZE umpan_balik_jawabananonim (periode_id, dinilai_id, kelompok)")
    return jumlah


def _hitung(bersama: Bersama, dinas: int | None) -> int:
    with connection.cursor() as kursor:
        # Perangkat daerah lain boleh bersama; putusan keberatan bergiliran. Keduanya memberi nomor versi berikutnya: tanpa
        # ini nomornya sama, dan hasil yang dihitung ulang hilang tanpa kabar.
        kursor.execute(
            "SELECT pg_advisory_xact_lock_shared(%s, %s)", [KELAS_KUNCI, bersama.periode.instansi_id]
        )
    sisipkan(bersama, dinas)
    # Dihitung dari tabel, bukan dari yang baru masuk: langkah yang diulang menghasilkan jumlah yang sama.
    # Instansi ikut disebut karena indeksnya berawal di sana.
    milik = Hasil.objects.filter(instansi_id=bersama.periode.instansi_id, periode=bersama.periode)
    return milik.filter(dinas_id=dinas, putaran=bersama.putaran, asal=Hasil.Asal.PENUTUPAN).count()


def sisipkan(bersama: Bersama, dinas: int | None, *, sql: str = SQL_HITUNG) -> None:
    """Hitung satu dinas dengan satu pernyataan; pengukuran memberi `sql` yang menulis ke tabel lain."""
    isi = {**bersama.parameter, "dinas": dinas}
    with connection.cursor() as kursor:
        kursor.execute(SQL_RUAS_DINAS, isi)
        ruas = kursor.fetchall()
        penilai = penilai_ruas(ruas)
        isi["dinilai"], isi["penilai"] = list(penilai), list(penilai.values())
        warga = {
            p: n
            for p in {satu[0] for satu in ruas}
            if (n := bersama.warga.get(p)) is not None and n.nilai is not None
        }
        isi["warga"] = list(warga)
        isi["warga_nilai"] = [n.nilai for n in warga.values()]
        isi["warga_n"] = [n.n for n in warga.values()]
        kursor.execute(sql, isi)


def _rekap(bersama: Bersama, _dinas: int | None) -> int:
    with connection.cursor() as kursor:
        if bersama.putaran > 1:
            # Perangkat daerah yang tidak lagi berpegawai tidak boleh meninggalkan rekap putaran yang lalu.
            RekapUnit.objects.filter(periode=bersama.periode).delete()
        kursor.execute(SQL_REKAP, {"periode": bersama.periode.pk})
        return int(kursor.rowcount)


KERJA: dict[str, Callable[[Bersama, int | None], int]] = {
    LangkahPenutupan.Jenis.LEPAS_NAMA: _lepas_nama,
    LangkahPenutupan.Jenis.HITUNG: _hitung,
    LangkahPenutupan.Jenis.REKAP: _rekap,
}


def _catat_galat(ambilan: Ambilan, galat: Exception) -> None:
    LangkahPenutupan.objects.filter(pk=ambilan.langkah_id, pagar=ambilan.pagar).update(
        galat=str(galat)[:2000]
    )
