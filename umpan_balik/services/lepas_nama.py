"""Memutus kaitan jawaban 360 dengan penilainya, selamanya, saat penutupan.

Jawaban ditulis ulang oleh satu pernyataan INSERT dengan urutan acak: kunci acak, tanpa waktu, tanpa penilai, dan
semua baris dari transaksi yang sama. Karena itu urutan kunci, urutan letak di cakram (ctid), maupun nomor transaksi
(xmin) tidak lagi menunjuk siapa pun. Jawaban asal dihapus.
"""

from django.db import connection, transaction

from indikator.models import Periode
from inti.galat import GalatAturan

SQL_JAWABAN = """
INSERT INTO umpan_balik_jawabananonim (id, instansi_id, periode_id, dinilai_id, kelompok, nilai, rata)
SELECT gen_random_uuid(), p.instansi_id, p.periode_id, p.dinilai_id, p.kelompok, j.nilai,
       round(h.total::numeric(60, 45) / h.n, 40)
FROM umpan_balik_jawaban j
JOIN umpan_balik_penugasan p ON p.id = j.penugasan_id
CROSS JOIN LATERAL (SELECT sum(v) AS total, count(v) AS n FROM unnest(j.nilai) AS v) h
WHERE p.periode_id = %(periode)s AND NOT j.draf AND h.n > 0
ORDER BY random()
"""
SQL_KOMENTAR = """
INSERT INTO umpan_balik_komentar (id, periode_id, dinilai_id, kelompok, nilai, teks)
SELECT gen_random_uuid(), p.periode_id, p.dinilai_id, p.kelompok, k.key, k.value
FROM umpan_balik_jawaban j
JOIN umpan_balik_penugasan p ON p.id = j.penugasan_id
CROSS JOIN LATERAL jsonb_each_text(j.komentar) k
WHERE p.periode_id = %(periode)s AND NOT j.draf AND btrim(k.value) <> ''
ORDER BY random()
"""
SQL_HAPUS = """
DELETE FROM umpan_balik_jawaban j USING umpan_balik_penugasan p
WHERE p.id = j.penugasan_id AND p.periode_id = %(periode)s
"""


def lepas(periode_id: int) -> int:
    """Tulis ulang jawaban periode tanpa nama dan hapus asalnya; kembalikan jumlah jawaban yang ditulis ulang.

    Draf yang belum dikirim dibuang, tidak dihitung. Diulang tidak mengubah apa pun. Hanya di dalam transaksi
    penutupan (kalau tidak, separuh kaitan dapat tertinggal) dan menolak periode yang sudah ditutup.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "lepas_nama.lepas dipanggil di dalam transaksi penutupan."
        )
    periode = Periode.objects.only("nama", "status").get(pk=periode_id)
    if periode.status == Periode.Status.DITUTUP:
        raise GalatAturan(f"{periode.nama} sudah ditutup; jawabannya sudah tanpa nama.")
    with connection.cursor() as kursor:
        kursor.execute(SQL_JAWABAN, {"periode": periode_id})
        ditulis: int = kursor.rowcount
        kursor.execute(SQL_KOMENTAR, {"periode": periode_id})
        kursor.execute(SQL_HAPUS, {"periode": periode_id})
    return ditulis
