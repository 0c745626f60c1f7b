"""Jawaban 360 tanpa nama, per orang dan kelompok, untuk penutupan.

SQL_RATA_PENILAI adalah badan SELECT untuk dipakai sebagai CTE atau subkueri; parameter bernama `periode` (id).
Kolom: pegawai_id bigint, kelompok text, rata numeric[] (terurut, 40 desimal), n bigint.

    WITH perilaku AS (<SQL_RATA_PENILAI>) SELECT … FROM perilaku WHERE kelompok = 'rekan' …

Rata-rata tiap penilai diurutkan menurut besarnya, sehingga nota tidak membawa urutan apa pun dari penilainya.
Teks untuk nota: trim_scale(x)::text, sama dengan indikator.rules.angka.rata_sebagai_teks.
"""

from decimal import Decimal

from django.db import connection

SQL_RATA_PENILAI = """
SELECT dinilai_id AS pegawai_id, kelompok, array_agg(rata ORDER BY rata) AS rata, count(*) AS n
FROM umpan_balik_jawabananonim
WHERE periode_id = %(periode)s
GROUP BY dinilai_id, kelompok
"""


def rata_penilai(*, periode_id: int, pegawai_id: int) -> dict[str, list[Decimal]]:
    """Rata-rata tiap penilai (1–5, terurut) menurut kelompok untuk satu orang. Satu kueri."""
    with connection.cursor() as kursor:
        kursor.execute(
            f"SELECT kelompok, rata FROM ({SQL_RATA_PENILAI}) AS semua WHERE pegawai_id = %(pegawai)s",
            {"periode": periode_id, "pegawai": pegawai_id},
        )
        return {kelompok: list(rata) for kelompok, rata in kursor.fetchall()}
