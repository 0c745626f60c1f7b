"""Pembanding cermin tiap unit, dihitung sekali saat nama dilepas; kembaran SQL dari umpan_balik.rules.cermin.

Unit penilai menurut awal periode. Unit dengan kurang dari lima penilai digabung menjadi satu sisa tiap perangkat
daerah; tidak ada jumlah perangkat daerah, supaya unit kecil tidak dapat diperoleh dengan mengurangkan.
"""

from umpan_balik.rules.berakhlak import PANDUAN

# `pasangan` dihitung sekali juga bila perencana belum punya statistik (MATERIALIZED). Dikelompokkan per penilai, lalu
# per butir di dalamnya: sekali untuk semua jawaban seperiode tumpah ke cakram.
SEBUTIR = ", ".join(f"count(*) FILTER (WHERE v = {v}) AS c{v}" for v in range(1, 6))
SAMA = " + ".join(f"b.c{v} * (b.c{v} - 1)" for v in range(1, 6))
SQL_CERMIN = f"""
WITH formulir AS (
    SELECT p.penilai_id, j.nilai, h.rata, avg(h.rata) OVER w AS tengah, count(*) OVER w AS orang
    FROM umpan_balik_jawaban j
    JOIN umpan_balik_penugasan p ON p.id = j.penugasan_id
    CROSS JOIN LATERAL (SELECT avg(v) AS rata FROM unnest(j.nilai) AS v) h
    WHERE p.periode_id = %(periode)s AND NOT j.draf AND h.rata IS NOT NULL
    WINDOW w AS (PARTITION BY p.penilai_id)
), pasangan AS MATERIALIZED (
    SELECT o.penilai_id, 100 * sum(({SAMA}) / 2) / sum(b.n * (b.n - 1) / 2) AS kesamaan
    FROM (SELECT penilai_id, array_agg(nilai) AS lembar FROM formulir WHERE orang >= 2 GROUP BY penilai_id) o
    CROSS JOIN LATERAL (
        SELECT count(v) AS n, {SEBUTIR}
        FROM unnest(o.lembar) WITH ORDINALITY AS s(v, urut) GROUP BY urut %% {len(PANDUAN)}
    ) b
    GROUP BY o.penilai_id HAVING sum(b.n * (b.n - 1)) > 0
), kebiasaan AS (
    SELECT f.penilai_id, f.tengah AS rata, avg(abs(f.rata - f.tengah)) AS sebaran, p.kesamaan
    FROM formulir f JOIN pasangan p USING (penilai_id)
    GROUP BY f.penilai_id, f.tengah, p.kesamaan
), tempat AS (
    SELECT k.rata, k.sebaran, k.kesamaan, u.instansi_id, u.id AS unit_id,
           COALESCE(l.dinas_id, u.dinas_id, u.id) AS dinas_id, count(*) OVER (PARTITION BY u.id) AS seunit
    FROM kebiasaan k
    JOIN kepegawaian_penempatan p ON p.pegawai_id = k.penilai_id AND p.jenis = 'definitif'
         AND p.sejak <= %(mulai)s AND (p.sampai IS NULL OR p.sampai >= %(mulai)s)
    JOIN kepegawaian_unitkerja u ON u.id = p.unit_id
    LEFT JOIN kepegawaian_letakunit l
           ON l.unit_id = u.id AND l.sejak <= %(mulai)s AND (l.sampai IS NULL OR l.sampai >= %(mulai)s)
)
INSERT INTO umpan_balik_pembandingcermin (instansi_id, periode_id, unit_id, sisa, n, rata, sebaran, kesamaan)
SELECT instansi_id, %(periode)s, CASE WHEN seunit >= 5 THEN unit_id ELSE dinas_id END, seunit < 5, count(*),
       round(avg(rata), 2), round(avg(sebaran), 2), round(avg(kesamaan), 2)
FROM tempat
GROUP BY 1, 3, 4
HAVING count(*) >= 5
ON CONFLICT DO NOTHING
"""
