"""Mengerjakan langkah: ambil dalam satu transaksi, kerjakan dan tandai dalam transaksi berikutnya.

Pagar naik tiap pengambilan. Pekerja yang terlambat (macet, lalu langkahnya diambil orang lain) menemukan
pagar yang bukan miliknya dan tidak menulis apa pun.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from django.db import connection, transaction

from indikator.models import Periode
from kepegawaian.queries.penilai import penilai_pada
from penilaian.models import Hasil, LangkahPenutupan, Penutupan
from penilaian.services.penutupan.akhir import selesaikan
from penilaian.services.penutupan.aturan import BASI, PERCOBAAN_MAKS
from penilaian.services.penutupan.parameter import parameter
from penilaian.services.penutupan.sql_hitung import SQL_HITUNG, SQL_PEGAWAI_DINAS
from penilaian.services.penutupan.sql_rekap import SQL_REKAP
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
RETURNING l.id, l.pagar
"""


@dataclass(frozen=True, slots=True)
class Ambilan:
    """Langkah yang dipegang pekerja ini; `pagar` berlaku sampai langkahnya diambil orang lain."""

    langkah_id: int
    pagar: int


def kerjakan(*, penutupan_id: int, sekarang: datetime, batas: timedelta | None = None) -> bool:
    """Kerjakan langkah yang dapat diambil sampai habis, lalu selesaikan; True bila periode sudah ditutup.

    Dipanggil di luar transaksi. Boleh berjalan di beberapa pekerja sekaligus dan diulang kapan saja. Langkah yang
    galat dicatat dan dicoba lagi oleh penyambung sesudah detaknya basi, paling banyak lima kali.
    """
    mulai = monotonic()
    while True:
        while (ambilan := ambil(penutupan_id=penutupan_id)) is not None:
            try:
                jalankan(ambilan)
            except Exception as galat:  # satu dinas yang macet tidak menahan dinas lain
                log.exception("Langkah penutupan %s belum berhasil", ambilan.langkah_id)
                _catat_galat(ambilan, galat)
            if batas is not None and monotonic() - mulai > batas.total_seconds():
                return False
        akhir = selesaikan(penutupan_id=penutupan_id, sekarang=sekarang)
        if akhir is not None:
            return akhir


def ambil(*, penutupan_id: int) -> Ambilan | None:
    """Ambil satu langkah yang belum mulai atau ditinggalkan, menurut urutan; kosong bila tidak ada."""
    with transaction.atomic(), connection.cursor() as kursor:
        isi: dict[str, Any] = {"penutupan": penutupan_id, "maks": PERCOBAAN_MAKS, "basi": BASI}
        kursor.execute(SQL_AMBIL, isi)
        baris = kursor.fetchone()
        return Ambilan(*baris) if baris else None


@transaction.atomic
def jalankan(ambilan: Ambilan) -> bool:
    """Kerjakan satu langkah dan tandai selesai dalam transaksi yang sama; False bila pagarnya sudah lewat."""
    langkah = LangkahPenutupan.objects.select_for_update().get(pk=ambilan.langkah_id)
    if langkah.pagar != ambilan.pagar or langkah.status != LangkahPenutupan.Status.DIPROSES:
        return False
    penutupan = Penutupan.objects.select_related("periode__kebijakan", "periode__instansi").get(
        pk=langkah.penutupan_id
    )
    langkah.jumlah = KERJA[langkah.jenis](penutupan.periode, langkah.dinas_id)
    langkah.status = LangkahPenutupan.Status.DITUTUP
    langkah.galat = ""
    langkah.save(update_fields=["jumlah", "status", "galat"])
    return True


def _lepas_nama(periode: Periode, _dinas: int | None) -> int:
    return lepas_nama.lepas(periode.pk)


def _hitung(periode: Periode, dinas: int | None) -> int:
    isi = {**parameter(periode), "dinas": dinas}
    with connection.cursor() as kursor:
        kursor.execute("SET LOCAL jit = off")
        kursor.execute("SET LOCAL work_mem = '64MB'")
        kursor.execute(SQL_PEGAWAI_DINAS, isi)
        pegawai = [baris[0] for baris in kursor.fetchall()]
        penilai = penilai_pada(pada=periode.selesai, pegawai_ids=pegawai)
        isi["dinilai"] = list(penilai)
        isi["penilai"] = [satu.penilai_id for satu in penilai.values()]
        kursor.execute(SQL_HITUNG, isi)
    # Dihitung dari tabel, bukan dari yang baru masuk: langkah yang diulang menghasilkan jumlah yang sama.
    return Hasil.objects.filter(periode=periode, dinas_id=dinas, versi=1).count()


def _rekap(periode: Periode, _dinas: int | None) -> int:
    with connection.cursor() as kursor:
        kursor.execute(SQL_REKAP, {"periode": periode.pk})
        return int(kursor.rowcount)


KERJA: dict[str, Callable[[Periode, int | None], int]] = {
    LangkahPenutupan.Jenis.LEPAS_NAMA: _lepas_nama,
    LangkahPenutupan.Jenis.HITUNG: _hitung,
    LangkahPenutupan.Jenis.REKAP: _rekap,
}


def _catat_galat(ambilan: Ambilan, galat: Exception) -> None:
    LangkahPenutupan.objects.filter(pk=ambilan.langkah_id, pagar=ambilan.pagar).update(
        galat=str(galat)[:2000]
    )
