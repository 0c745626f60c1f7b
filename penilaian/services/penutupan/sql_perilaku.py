"""Nilai tiap kelompok penilai; kembaran SQL dari penilaian.rules.perilaku."""

# Konversi lurus di antara titik-titik skala kebijakan: k = ruas tempat angka itu berada.
PERILAKU = """
suara AS (
    SELECT a.dinilai_id AS pegawai_id, a.kelompok, a.rata,
           y[k] + (a.rata - x[k]) * (y[k + 1] - y[k]) / (x[k + 1] - x[k]) AS nilai
    FROM umpan_balik_jawabananonim a
    CROSS JOIN (SELECT %(skala_x)s::numeric[] AS x, %(skala_y)s::numeric[] AS y) skala
    CROSS JOIN LATERAL (SELECT LEAST(width_bucket(a.rata::numeric, x), cardinality(x) - 1) AS k) ruas
    WHERE a.periode_id = %(periode)s AND a.dinilai_id IN (SELECT pegawai_id FROM orang)
), sekitar AS MATERIALIZED (
    SELECT pegawai_id,
           count(*) FILTER (WHERE kelompok = 'atasan') AS n_atasan,
           count(*) FILTER (WHERE kelompok = 'rekan') AS n_rekan,
           count(*) FILTER (WHERE kelompok = 'bawahan') AS n_bawahan,
           sum(nilai) FILTER (WHERE kelompok = 'atasan') AS t_atasan,
           sum(nilai) FILTER (WHERE kelompok = 'rekan') AS t_rekan,
           sum(nilai) FILTER (WHERE kelompok = 'bawahan') AS t_bawahan,
           string_agg('"' || trim_scale(rata) || '"', ', ' ORDER BY rata) FILTER (WHERE kelompok = 'atasan') AS atasan,
           string_agg('"' || trim_scale(rata) || '"', ', ' ORDER BY rata) FILTER (WHERE kelompok = 'rekan') AS rekan,
           string_agg('"' || trim_scale(rata) || '"', ', ' ORDER BY rata) FILTER (WHERE kelompok = 'bawahan') AS bawahan
    FROM suara
    GROUP BY pegawai_id
), warga AS (
    SELECT w.pegawai_id, w.nilai, w.n,
           y[k] + round(w.nilai - x[k], 45) * (y[k + 1] - y[k]) / (x[k + 1] - x[k]) AS konversi
    FROM unnest(%(warga)s::bigint[], %(warga_nilai)s::numeric[], %(warga_n)s::bigint[]) AS w(pegawai_id, nilai, n)
    CROSS JOIN (SELECT %(ikm_x)s::numeric[] AS x, %(ikm_y)s::numeric[] AS y) skala
    CROSS JOIN LATERAL (SELECT LEAST(width_bucket(w.nilai, x), cardinality(x) - 1) AS k) ruas
)"""
