"""SQL transaksi akhir penutupan."""

from kepegawaian.queries.unit import UNIT_PADA
from penilaian.queries.peserta import PESERTA

# Peserta yang belum mempunyai hasil, per dinas.
SQL_TERTINGGAL = f"""
SELECT DISTINCT COALESCE(u.dinas_id, u.id)
FROM kepegawaian_penempatan p
JOIN {UNIT_PADA} u ON u.id = p.unit_id AND u.instansi_id = %(instansi)s
JOIN kepegawaian_pegawai g ON g.id = p.pegawai_id
WHERE {PESERTA}
  AND NOT EXISTS (SELECT 1 FROM penilaian_hasil h
                  WHERE h.periode_id = %(periode)s AND h.pegawai_id = p.pegawai_id AND h.versi = 1)
"""

SQL_BUKA_LAGI = """
WITH dibuka AS (
    INSERT INTO penilaian_langkahpenutupan
        (penutupan_id, urutan, jenis, dinas_id, status, percobaan, pagar, jumlah, galat)
    SELECT %(penutupan)s, %(u_hitung)s, 'hitung', dinas, 'belum_mulai', 0, 0, 0, ''
    FROM unnest(%(dinas)s::bigint[]) AS dinas
    ON CONFLICT (penutupan_id, jenis, dinas_id) DO UPDATE SET status = 'belum_mulai'
)
UPDATE penilaian_langkahpenutupan SET status = 'belum_mulai'
WHERE penutupan_id = %(penutupan)s AND jenis = 'rekap'
"""

SQL_ISI = """
SELECT count(*), count(*) FILTER (WHERE lengkap),
       encode(sha256(convert_to(COALESCE(string_agg(sidik, E'\\n' ORDER BY pegawai_id), ''), 'UTF8')), 'hex')
FROM penilaian_hasil WHERE periode_id = %(periode)s AND versi = 1
"""

SQL_JUMLAH_LANGKAH = """
SELECT (SELECT COALESCE(sum(jumlah), 0) FROM penilaian_langkahpenutupan
        WHERE penutupan_id = %(penutupan)s AND jenis = 'hitung'),
       (SELECT COALESCE(sum(jumlah), 0) FROM penilaian_rekapunit WHERE periode_id = %(periode)s)
"""

SQL_PEMBERITAHUAN = """
INSERT INTO inti_pemberitahuan (penerima_id, instansi_id, dibuat, judul, isi, tautan, kunci)
SELECT h.pegawai_id, %(instansi)s, %(sekarang)s, %(judul)s, %(isi)s, %(tautan_awal)s || h.id || %(tautan_akhir)s,
       'hasil:' || %(periode)s || ':' || h.pegawai_id
FROM penilaian_hasil h JOIN kepegawaian_pegawai g ON g.id = h.pegawai_id AND g.is_active
WHERE h.periode_id = %(periode)s AND h.versi = 1
ORDER BY h.pegawai_id
ON CONFLICT (kunci) DO NOTHING
"""

SQL_SUREL = """
INSERT INTO inti_kotakkeluar (jenis, kunci, muatan, dibuat, percobaan, galat)
SELECT 'surel', 'surel:hasil:' || %(periode)s || ':' || h.pegawai_id,
       jsonb_build_object('kepada', g.email, 'judul', %(judul)s::text,
                          'isi', %(isi_surel)s || %(tautan_awal)s || h.id || %(tautan_akhir)s),
       %(sekarang)s, 0, ''
FROM penilaian_hasil h JOIN kepegawaian_pegawai g ON g.id = h.pegawai_id AND g.is_active
WHERE h.periode_id = %(periode)s AND h.versi = 1 AND g.email <> ''
ORDER BY h.pegawai_id
ON CONFLICT (kunci) DO NOTHING
"""
