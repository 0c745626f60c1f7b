"""Capaian dan rating tiap indikator, lalu nilai hasil kerja tiap ruas; kembaran SQL dari indikator.rules.hasil_kerja."""

# Laporan diajukan atau disetujui dihitung; t dan r sudah menurut polaritas (lihat indikator.rules.capaian).
INDIKATOR = """
laporan AS (
    SELECT o.penempatan_id, i.*, r.perlakuan, r.alasan_perlakuan, r.rating, r.alasan_rating, r.keterangan,
           i.polaritas = 'kualitatif' AND r.status IN ('diajukan', 'disetujui') AS dicerita,
           -- Target triwulan bila ada dan masih pas (indikator.queries.target); selain itu target setahun.
           COALESCE(CASE WHEN q.setahun = i.target AND (i.polaritas = 'minimal' OR q.kini > 0) THEN q.kini END,
                    i.target) AS target_kini,
           CASE WHEN r.status IN ('diajukan', 'disetujui') THEN r.nilai END AS nilai,
           CASE WHEN r.status IN ('diajukan', 'disetujui') AND r.tanggal >= i.mulai THEN r.tanggal END AS tanggal
    FROM (SELECT penempatan_id, skp_id FROM orang UNION ALL SELECT penempatan_id, skp_id FROM ruas_lain) o
    JOIN indikator_indikatorkinerja i ON i.skp_id = o.skp_id
    LEFT JOIN indikator_realisasi r ON r.periode_id = %(periode)s AND r.indikator_id = i.id
    LEFT JOIN LATERAL (
        SELECT setahun, (ARRAY[tw1, tw2, tw3, tw4])[%(triwulan)s::int] AS kini
        FROM indikator_targettriwulan WHERE indikator_id = i.id
    ) q ON true
    WHERE i.dihentikan_pada IS NULL
), ukuran AS (
    SELECT laporan.*,
           CASE polaritas
               WHEN 'tanggal' THEN (tenggat - mulai)::numeric
               WHEN 'rentang' THEN CASE WHEN nilai < bawah THEN bawah ELSE atas END
               ELSE target_kini
           END AS t,
           CASE polaritas
               WHEN 'tanggal' THEN (tanggal - mulai)::numeric
               WHEN 'ya_tidak' THEN CASE WHEN nilai IN (0, 1) THEN nilai END
               ELSE nilai
           END AS r
    FROM laporan
), tercapai AS MATERIALIZED (
    SELECT ukuran.*,
           CASE
               WHEN polaritas = 'kualitatif' THEN NULL
               WHEN perlakuan = 'dikecualikan' THEN NULL
               WHEN perlakuan = 'tidak_dilaporkan' THEN 0
               WHEN r IS NULL THEN NULL
               ELSE GREATEST(0, LEAST(%(batas)s, CASE
                   WHEN polaritas = 'ya_tidak' THEN r * 100
                   WHEN polaritas = 'maksimal' THEN round(r, 45) / t * 100
                   WHEN polaritas = 'rentang' THEN CASE
                       WHEN r < bawah THEN round(r, 45) / t * 100
                       WHEN r > atas THEN (2 - round(r, 45) / t) * 100
                       ELSE 100 END
                   WHEN t = 0 THEN CASE WHEN r = 0 THEN 100 ELSE 0 END
                   WHEN %(rumus)s = 'R/T' THEN round(r, 45) / t * 100
                   WHEN %(rumus)s = 'T/R' THEN CASE WHEN r = 0 THEN %(batas)s ELSE round(t, 45) / r * 100 END
                   ELSE (2 - round(r, 45) / t) * 100
               END))
           END AS capaian,
           -- Kualitatif: urutan rating, bukan angka yang dijumlahkan (indikator.rules.kualitatif).
           CASE
               WHEN polaritas <> 'kualitatif' OR perlakuan = 'dikecualikan' THEN NULL
               WHEN perlakuan = 'tidak_dilaporkan' THEN 0
               WHEN dicerita THEN array_position(ARRAY['di_bawah', 'sesuai', 'di_atas'], rating::text) - 1
           END AS tingkat
    FROM ukuran
), kerja AS MATERIALIZED (
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
