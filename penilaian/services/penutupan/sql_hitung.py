"""Menghitung hasil satu perangkat daerah dengan satu INSERT … SELECT: kembaran SQL dari penilaian.rules.

Hitungannya sama sampai desimal terakhir dengan rules (uji sifat menjaganya): pembagian memakai sekurangnya 40
desimal, tidak ada pembulatan di tengah, dan nilai akhir dibulatkan `round(round(x, 20), 2)`.
Rincian memuat masukan `penilaian.rules.periksa` beserta pengenalnya; `sidik` adalah sha256 dari teks jsonb-nya.
Parameter disusun `penilaian.services.penutupan.parameter`; semuanya terikat, tidak ada yang disambung ke teks.
"""

from kepegawaian.queries.unit import UNIT_PADA
from penilaian.queries.peserta import PESERTA
from penilaian.services.penutupan.sql_kalibrasi import KALIBRASI
from penilaian.services.penutupan.sql_kerja import INDIKATOR
from penilaian.services.penutupan.sql_nilai import NILAI, PENILAI
from penilaian.services.penutupan.sql_nota import NOTA_LAIN, PEJABAT, RINCIAN, TERDAHULU
from penilaian.services.penutupan.sql_perilaku import PERILAKU
from penilaian.services.penutupan.sql_ruas import LAIN, RUAS_LAIN
from penilaian.services.penutupan.sql_umpan import UMPAN

# Siapa: penempatan definitif terakhirnya di dalam periode ada di dinas ini (lihat penilaian.queries.peserta).
ORANG = f"""
orang AS MATERIALIZED (
    SELECT p.pegawai_id, p.id AS penempatan_id, p.unit_id, u.nama AS unit, d.nama AS dinas, j.nama AS jabatan,
           CASE WHEN j.jenis = 'fungsional' THEN NULLIF(j.jenjang, '') END AS jenjang,
           g.nip, g.golongan, s.id AS skp_id, GREATEST(p.sejak, %(mulai)s) AS awal, LEAST(p.sampai, %(selesai)s) AS akhir,
           CASE WHEN p.sampai < %(selesai)s THEN NULLIF(g.sebab_berhenti, '') END AS berhenti,
           concat(NULLIF(g.gelar_depan, '') || ' ', g.nama, ', ' || NULLIF(g.gelar_belakang, '')) AS nama
    FROM {UNIT_PADA} u
    JOIN kepegawaian_penempatan p ON p.unit_id = u.id
    JOIN kepegawaian_pegawai g ON g.id = p.pegawai_id
    JOIN kepegawaian_jabatan j ON j.id = p.jabatan_id
    JOIN {UNIT_PADA} d ON d.id = %(dinas)s
    LEFT JOIN indikator_skp s ON s.periode_id = %(tahun)s AND s.penempatan_id = p.id AND s.status = 'disetujui'
    WHERE (u.dinas_id = %(dinas)s OR (u.id = %(dinas)s AND u.dinas_id IS NULL)) AND u.instansi_id = %(instansi)s
      AND {PESERTA}
)"""

SQL_HITUNG = (
    "WITH "
    + ",".join(
        (
            ORANG,
            RUAS_LAIN,
            INDIKATOR,
            PERILAKU,
            PENILAI,
            KALIBRASI,
            UMPAN,
            LAIN,
            NILAI,
            PEJABAT,
            NOTA_LAIN,
            TERDAHULU,
            RINCIAN,
        )
    )
    + """
INSERT INTO penilaian_hasil (
    instansi_id, periode_id, pegawai_id, versi, putaran, penempatan_id, unit_id, dinas_id, penilai_id, pendekatan, lengkap, kurang,
    nilai_hasil, nilai_perilaku, nilai_akhir, rating_hasil, rating_perilaku, predikat, rincian, sidik)
SELECT %(instansi)s, %(periode)s, pegawai_id, versi, %(putaran)s, penempatan_id, unit_id, %(dinas)s, penilai_id, pendekatan, utuh,
       to_jsonb(kurang),
       nilai_hasil, nilai_perilaku, nilai_akhir, COALESCE(rating_hasil, ''), COALESCE(rating_perilaku, ''),
       COALESCE(predikat, ''), rincian, encode(sha256(convert_to(rincian::text, 'UTF8')), 'hex')
FROM lengkap
-- Penutupan ulang menulis hanya yang masukannya berubah; nomor, waktu, dan versi yang digantikan bukan masukan.
WHERE rincian_lama IS NULL OR NOT sudah
  AND (rincian - ARRAY['nomor', 'menggantikan']) #- '{identitas,tanggal}'
      IS DISTINCT FROM (rincian_lama - ARRAY['nomor', 'menggantikan']) #- '{identitas,tanggal}'
ORDER BY pegawai_id
ON CONFLICT (periode_id, pegawai_id, versi) DO NOTHING
"""
)

# Tiap ruas orang di satu dinas dengan hari terakhirnya, untuk mencari penilainya.
SQL_RUAS_DINAS = f"""
WITH {ORANG},{RUAS_LAIN}
SELECT pegawai_id, penempatan_id, akhir FROM orang
UNION ALL SELECT pegawai_id, penempatan_id, akhir FROM ruas_lain
"""
