"""Memutus kaitan jawaban 360 dengan penilainya, selamanya, saat penutupan.

Jawaban ditulis ulang oleh satu pernyataan INSERT dengan urutan acak: kunci acak, tanpa waktu, tanpa penilai, dan
semua baris dari transaksi yang sama. Karena itu urutan kunci, urutan letak di cakram (ctid), maupun nomor transaksi
(xmin) tidak lagi menunjuk siapa pun. Jawaban asal dihapus.

Dua hal lagi, karena menghitung pun dapat menunjuk: kelompok yang penjawabnya kurang dari jumlah minimum tidak ditulis
ulang sama sekali (satu jawaban dari satu orang tetap bernama), dan siapa yang menjawab hanya terbaca dari adanya
jawaban, yang ikut terhapus (bila dua dari lima menjawab, jawabannya milik dua orang itu). Baris permintaannya sendiri
tidak pernah disentuh oleh yang menjawab (umpan_balik.services.penugasan.kunci_permintaan).
"""

from typing import Any

from django.db import connection, transaction

from indikator.models import Periode
from indikator.rules.kebijakan import aturan_dari
from inti.galat import GalatAturan
from umpan_balik.models import JawabanAnonim
from umpan_balik.services.cermin_sql import SQL_CERMIN

# Yang dikirim dan kelompoknya mencapai jumlah minimum; dipakai oleh jawaban maupun komentarnya.
SQL_CUKUP = """
    SELECT p.instansi_id, p.periode_id, p.dinilai_id, p.kelompok, j.nilai, j.komentar, h.total, h.n,
           count(*) OVER (PARTITION BY p.dinilai_id, p.kelompok) AS banyak
    FROM umpan_balik_jawaban j
    JOIN umpan_balik_penugasan p ON p.id = j.penugasan_id
    CROSS JOIN LATERAL (SELECT sum(v) AS total, count(v) AS n FROM unnest(j.nilai) AS v) h
    WHERE p.periode_id = %(periode)s AND NOT j.draf AND h.n > 0
"""
SYARAT = "c.banyak >= CASE c.kelompok WHEN 'rekan' THEN %(rekan)s WHEN 'bawahan' THEN %(bawahan)s ELSE %(atasan)s END"
SQL_JAWABAN = f"""
INSERT INTO umpan_balik_jawabananonim (id, instansi_id, periode_id, dinilai_id, kelompok, nilai, rata)
SELECT gen_random_uuid(), c.instansi_id, c.periode_id, c.dinilai_id, c.kelompok, c.nilai,
       round(c.total::numeric(60, 45) / c.n, 40)
FROM ({SQL_CUKUP}) c
WHERE {SYARAT}
ORDER BY random()
"""
SQL_KOMENTAR = f"""
INSERT INTO umpan_balik_komentar (id, periode_id, dinilai_id, kelompok, nilai, teks)
SELECT gen_random_uuid(), c.periode_id, c.dinilai_id, c.kelompok, k.key, k.value
FROM ({SQL_CUKUP}) c
CROSS JOIN LATERAL jsonb_each_text(c.komentar) k
WHERE {SYARAT} AND btrim(k.value) <> ''
ORDER BY random()
"""
SQL_HAPUS = """
DELETE FROM umpan_balik_jawaban j USING umpan_balik_penugasan p
WHERE p.id = j.penugasan_id AND p.periode_id = %(periode)s
"""
SQL_HAPUS_PENOLAKAN = "DELETE FROM umpan_balik_penolakanmenilai WHERE periode_id = %(periode)s"


def lepas(periode_id: int) -> int:
    """Tulis ulang jawaban periode tanpa nama dan hapus asalnya; kembalikan jumlah jawaban yang ditulis ulang.

    Draf, ketikan yang belum dikirim, dan kelompok di bawah jumlah minimum dibuang. Diulang tidak menambah apa pun:
    periode yang namanya sudah dilepas hanya dibersihkan. Hanya di dalam transaksi penutupan (kalau tidak, separuh
    kaitan dapat tertinggal) dan menolak periode yang sudah ditutup.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "lepas_nama.lepas dipanggil di dalam transaksi penutupan."
        )
    periode = Periode.objects.select_related("kebijakan").get(pk=periode_id)
    if periode.status == Periode.Status.DITUTUP:
        raise GalatAturan(f"{periode.nama} sudah ditutup; jawabannya sudah tanpa nama.")
    sudah = JawabanAnonim.objects.filter(periode=periode_id).exists()
    isi: dict[str, Any] = {"periode": periode_id, "mulai": periode.mulai}
    isi |= {k.kelompok.value: k.min_n for k in aturan_dari(periode.kebijakan.aturan).kelompok}
    ditulis = 0
    with connection.cursor() as kursor:
        if not sudah:
            kursor.execute(SQL_CERMIN, isi)
            kursor.execute(SQL_JAWABAN, isi)
            ditulis = kursor.rowcount
            kursor.execute(SQL_KOMENTAR, isi)
        for bersihkan in (SQL_HAPUS, SQL_HAPUS_PENOLAKAN):
            kursor.execute(bersihkan, isi)
    return ditulis
