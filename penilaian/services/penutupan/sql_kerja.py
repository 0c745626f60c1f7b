"""Capaian dan rating tiap indikator, lalu nilai hasil kerja tiap ruas; kembaran SQL dari indikator.rules.hasil_kerja."""

from indikator.queries.tercapai import NILAI_TERHITUNG, TARGET_KINI, TERCAPAI

# `tingkat` indikator kualitatif: urutan rating, bukan angka yang dijumlahkan (indikator.rules.kualitatif).
INDIKATOR = (
    f"""
laporan AS (
    SELECT o.penempatan_id, i.*, r.perlakuan, r.alasan_perlakuan, r.rating, r.alasan_rating, r.keterangan,
           i.polaritas = 'kualitatif' AND r.status IN ('diajukan', 'disetujui') AS dicerita,
           CASE
               WHEN i.polaritas <> 'kualitatif' OR r.perlakuan = 'dikecualikan' THEN NULL
               WHEN r.perlakuan = 'tidak_dilaporkan' THEN 0
               WHEN r.status IN ('diajukan', 'disetujui')
                   THEN array_position(ARRAY['di_bawah', 'sesuai', 'di_atas'], r.rating::text) - 1
           END AS tingkat,
           {NILAI_TERHITUNG}
    FROM (SELECT penempatan_id, skp_id FROM orang UNION ALL SELECT penempatan_id, skp_id FROM ruas_lain) o
    JOIN indikator_indikatorkinerja i ON i.skp_id = o.skp_id
    LEFT JOIN indikator_realisasi r ON r.periode_id = %(periode)s AND r.indikator_id = i.id
    {TARGET_KINI}
    WHERE i.dihentikan_pada IS NULL
), {TERCAPAI}"""
    + """, kerja AS MATERIALIZED (
    SELECT penempatan_id, sum(bobot) AS seluruhnya,
           sum(bobot) FILTER (WHERE capaian IS NOT NULL) AS terhitung,
           sum(bobot * capaian) AS terbobot,
           bool_or(polaritas = 'kualitatif') AS kualitatif,
           sum(bobot) FILTER (WHERE tingkat IS NOT NULL) AS berrating,
           COALESCE(sum(bobot) FILTER (WHERE tingkat = 0), 0) AS sampai_bawah,
           COALESCE(sum(bobot) FILTER (WHERE tingkat <= 1), 0) AS sampai_sesuai,
           array_agg(kode::text ORDER BY urutan, id)
               FILTER (WHERE capaian IS NULL AND tingkat IS NULL AND perlakuan IS DISTINCT FROM 'dikecualikan') AS belum,
           -- Teks yang disusun sekali lalu dibaca sebagai jsonb sekali: jauh lebih murah daripada jsonb bertingkat.
           string_agg(format(
               '{"kode": %%s, "nama": %%s, "satuan": %%s, "aspek": "%%s", "polaritas": "%%s", "bobot": "%%s", '
               '"realisasi": %%s, "capaian": %%s%%s%%s}',
               to_json(kode), to_json(nama), to_json(satuan), aspek, polaritas, trim_scale(bobot),
               COALESCE(to_json(CASE polaritas
                   WHEN 'tanggal' THEN to_char(tanggal, 'YYYY-MM-DD')
                   WHEN 'ya_tidak' THEN CASE r WHEN 1 THEN 'ya' WHEN 0 THEN 'tidak' END
                   WHEN 'kualitatif' THEN CASE WHEN dicerita THEN NULLIF(rating, '') END
                   ELSE trim_scale(nilai)::text END)::text, 'null'),
               COALESCE(to_json(round(round(capaian, 20), 2)::text)::text, 'null'),
               CASE polaritas
                   WHEN 'tanggal' THEN format(', "mulai": "%%s", "target": "%%s"', to_char(mulai, 'YYYY-MM-DD'),
                                              to_char(tenggat, 'YYYY-MM-DD'))
                   WHEN 'rentang' THEN format(', "bawah": "%%s", "atas": "%%s"', trim_scale(bawah), trim_scale(atas))
                   WHEN 'ya_tidak' THEN ''
                   WHEN 'kualitatif' THEN format(
                       ', "menunggu_rating": %%s, "kriteria": %%s, "laporan": %%s, "alasan_rating": %%s',
                       to_json(COALESCE(dicerita AND rating = '', false)), to_json(kriteria),
                       to_json(CASE WHEN dicerita THEN keterangan ELSE '' END),
                       to_json(CASE WHEN dicerita THEN alasan_rating ELSE '' END))
                   ELSE format(', "target": "%%s"', trim_scale(target_kini)) END,
               CASE WHEN perlakuan <> ''
                   THEN format(', "%%s": true, "alasan": %%s', perlakuan, to_json(alasan_perlakuan)) ELSE '' END
           ), ', ' ORDER BY urutan, id) AS nota
    FROM tercapai
    GROUP BY penempatan_id
), nilai_ruas AS (
    SELECT penempatan_id, kualitatif, seluruhnya = 100 AS ada_skp,
           CASE WHEN seluruhnya = 100 THEN nota END AS nota, CASE WHEN seluruhnya = 100 THEN belum END AS belum,
           CASE WHEN seluruhnya = 100 AND belum IS NULL AND terhitung > 0 AND NOT kualitatif
                THEN round(terbobot, 45) / terhitung END AS v,
           CASE WHEN seluruhnya = 100 AND belum IS NULL AND berrating > 0 THEN CASE
                WHEN 2 * sampai_bawah >= berrating THEN 'di_bawah'
                WHEN 2 * sampai_sesuai >= berrating THEN 'sesuai'
                ELSE 'di_atas' END END AS tengah
    FROM kerja
)"""
)
