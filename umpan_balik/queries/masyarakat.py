"""Nilai petugas dari survei warga, untuk kelompok masyarakat dalam nilai perilaku.

SQL_NILAI_PETUGAS adalah badan SELECT untuk CTE atau subkueri; parameter bernama `instansi`, `mulai`, `selesai`
(dua tanggal, keduanya ikut). Kolom: pegawai_id bigint, nilai numeric 2 desimal atau NULL, n bigint.

Hanya suara berkode kunjungan yang dihitung: suara terbuka dapat diperbanyak siapa saja, jadi tidak pernah masuk
nilai seseorang. Suara milik petugas bila pada tanggal layanan ia berjaga di titik itu; n = responden yang menjawab
unsur kompetensi atau perilaku pelaksana. nilai NULL bila salah satu dari kedua unsur belum dijawab siapa pun.
Pembagian 40 desimal lebih dan pembulatan pengaman 20 desimal, seperti indikator.rules.angka.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

SQL_NILAI_PETUGAS = """
SELECT pegawai_id,
       round(round((total_kompetensi::numeric(60, 45) / NULLIF(n_kompetensi, 0)
                  + total_perilaku::numeric(60, 45) / NULLIF(n_perilaku, 0)) * 25 / 2, 20), 2) AS nilai,
       n
FROM (
    SELECT pegawai_id,
           sum(kompetensi) AS total_kompetensi, count(kompetensi) AS n_kompetensi,
           sum(perilaku) AS total_perilaku, count(perilaku) AS n_perilaku,
           count(*) AS n
    FROM (
        -- DISTINCT: dua baris jaga yang bertindihan tidak menggandakan satu suara.
        SELECT DISTINCT j.pegawai_id, s.id, s.kompetensi, s.perilaku
        FROM umpan_balik_survei s
        JOIN umpan_balik_jagatitik j ON j.titik_id = s.titik_id
             AND j.sejak <= s.tanggal AND (j.sampai IS NULL OR j.sampai >= s.tanggal)
        WHERE s.instansi_id = %(instansi)s AND s.tanggal BETWEEN %(mulai)s AND %(selesai)s
          AND s.sumber = 'berkode' AND s.status = 'dihitung'
          AND (s.kompetensi IS NOT NULL OR s.perilaku IS NOT NULL)
    ) AS suara
    GROUP BY pegawai_id
) AS tanggapan
"""


@dataclass(frozen=True, slots=True)
class NilaiPetugas:
    """Nilai 25–100 dibulatkan 2 desimal; kosong bila salah satu unsur tidak dijawab siapa pun."""

    nilai: Decimal | None
    n: int


def nilai_petugas(*, instansi_id: int, mulai: date, selesai: date) -> dict[int, NilaiPetugas]:
    """Nilai petugas semua pegawai yang berjaga pada rentang itu. Satu kueri."""
    with connection.cursor() as kursor:
        kursor.execute(SQL_NILAI_PETUGAS, {"instansi": instansi_id, "mulai": mulai, "selesai": selesai})
        return {pegawai: NilaiPetugas(nilai, n) for pegawai, nilai, n in kursor.fetchall()}
