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
                  WHERE h.periode_id = %(periode)s AND h.pegawai_id = p.pegawai_id AND h.asal = 'penutupan')
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
       encode(sha256(convert_to(COALESCE(string_agg(sidik, E'\\n' ORDER BY pegawai_id), ''), 'UTF8')), 'hex'),
       count(*) FILTER (WHERE putaran = %(putaran)s)
FROM (
    -- Isi buku: hasil penutupan terbaru tiap orang; putusan keberatan punya jejaknya sendiri.
    SELECT DISTINCT ON (pegawai_id) pegawai_id, lengkap, sidik, putaran
    FROM penilaian_hasil WHERE periode_id = %(periode)s AND asal = 'penutupan'
    ORDER BY pegawai_id, versi DESC
) AS isi
"""

SQL_JUMLAH_LANGKAH = """
SELECT (SELECT COALESCE(sum(jumlah), 0) FROM penilaian_langkahpenutupan
        WHERE penutupan_id = %(penutupan)s AND jenis = 'hitung'),
       (SELECT COALESCE(sum(jumlah), 0) FROM penilaian_rekapunit WHERE periode_id = %(periode)s)
"""

SQL_PEMBERITAHUAN = """
INSERT INTO inti_pemberitahuan (penerima_id, instansi_id, dibuat, judul, isi, tautan, kunci, jenis)
SELECT h.pegawai_id, %(instansi)s, %(sekarang)s, %(judul)s, %(isi)s, %(tautan_awal)s || h.id || %(tautan_akhir)s,
       'hasil:' || %(periode)s || ':' || h.pegawai_id || %(akhiran)s, 'hasil'
FROM penilaian_hasil h JOIN kepegawaian_pegawai g ON g.id = h.pegawai_id AND g.is_active
WHERE h.periode_id = %(periode)s AND h.putaran = %(putaran)s AND h.asal = 'penutupan'
ORDER BY h.pegawai_id
ON CONFLICT (kunci) DO NOTHING
"""

SQL_SUREL = """
INSERT INTO inti_kotakkeluar (jenis, kunci, muatan, dibuat, percobaan, galat)
SELECT 'surel', 'surel:hasil:' || %(periode)s || ':' || h.pegawai_id || %(akhiran)s,
       jsonb_build_object('kepada', g.email, 'judul', %(judul)s::text, 'instansi', %(instansi)s::bigint,
                          'isi', %(isi_surel)s || %(tautan_awal)s || h.id || %(tautan_akhir)s),
       %(sekarang)s, 0, ''
FROM penilaian_hasil h JOIN kepegawaian_pegawai g ON g.id = h.pegawai_id AND g.is_active
WHERE h.periode_id = %(periode)s AND h.putaran = %(putaran)s AND h.asal = 'penutupan' AND g.email <> ''
  AND g.surel_hasil AND g.surel_cara = 'langsung'
ORDER BY h.pegawai_id
ON CONFLICT (kunci) DO NOTHING
"""
