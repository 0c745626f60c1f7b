"""Nilai hasil kerja, perilaku, dan akhir tiap orang; kembaran SQL dari penilaian.rules.nilai."""

from penilaian.services.penutupan.sql_ruas import NILAI_GABUNGAN, rating_gabungan

# Penilai tiap ruas (penilaian.queries.ruas) dan nilai warga dikirim sebagai larik sejajar.
PENILAI = """
penilai AS MATERIALIZED (
    SELECT * FROM unnest(%(dinilai)s::bigint[], %(penilai)s::bigint[]) AS pasangan(penempatan_id, penilai_id)
)"""

# Nilai belum dibulatkan. Kelompok yang tidak berbobot atau penilainya kurang keluar dari pembagi.
NILAI = f"""
kelompok AS MATERIALIZED (
    SELECT o.*, e.id AS evaluasi_id, kal.catatan AS kalibrasi, um.butir,
           COALESCE(kal.menjadi_hasil, e.rating_hasil) AS rating_hasil_utama,
           COALESCE(kal.menjadi_perilaku, e.rating_perilaku) AS rating_perilaku_utama,
           COALESCE(a.jeda, 0) AS jeda, o.akhir - o.awal + 1 - COALESCE(a.jeda, 0) AS hari,
           l.hari_lain, l.t_lain, l.tanpa_v, l.kual_lain, l.tanpa_rating, l.h_bawah, l.h_sesuai, l.p_bawah, l.p_sesuai,
           l.kurang_lain, e.usulan_hasil, e.usulan_perilaku,
           e.alasan_hasil, e.alasan_perilaku, e.umpan_balik, e.ditetapkan_pada,
           COALESCE(e.ditetapkan_oleh_id, n.penilai_id) AS penilai_id,
           COALESCE(k.ada_skp, false) AS ada_skp, COALESCE(k.kualitatif, false) AS kualitatif, k.nota, k.belum,
           k.v AS v_utama, k.tengah,
           s.atasan, s.rekan, s.bawahan, w.nilai AS warga_nilai, w.n AS warga_n,
           CASE WHEN %(b_atasan)s > 0 AND s.n_atasan >= %(n_atasan)s
                THEN round(s.t_atasan, 45) / s.n_atasan END AS m_atasan,
           CASE WHEN %(b_rekan)s > 0 AND s.n_rekan >= %(n_rekan)s
                THEN round(s.t_rekan, 45) / s.n_rekan END AS m_rekan,
           CASE WHEN %(b_bawahan)s > 0 AND s.n_bawahan >= %(n_bawahan)s
                THEN round(s.t_bawahan, 45) / s.n_bawahan END AS m_bawahan,
           CASE WHEN %(b_masyarakat)s > 0 AND w.n >= %(n_masyarakat)s THEN w.konversi END AS m_masyarakat
    FROM orang o
    LEFT JOIN nilai_ruas k ON k.penempatan_id = o.penempatan_id
    LEFT JOIN absen a ON a.penempatan_id = o.penempatan_id
    LEFT JOIN lain l ON l.pegawai_id = o.pegawai_id
    LEFT JOIN sekitar s ON s.pegawai_id = o.pegawai_id
    LEFT JOIN warga w ON w.pegawai_id = o.pegawai_id
    LEFT JOIN penilai n ON n.penempatan_id = o.penempatan_id
    LEFT JOIN penilaian_evaluasi e
           ON e.periode_id = %(periode)s AND e.pegawai_id = o.pegawai_id
           AND e.penempatan_id = o.penempatan_id AND e.status = 'ditetapkan'
    LEFT JOIN kalibrasi kal ON kal.evaluasi_id = e.id
    LEFT JOIN umpan um ON um.evaluasi_id = e.id
), gabungan AS MATERIALIZED (
    SELECT kelompok.*,
           {NILAI_GABUNGAN} AS v_hasil,
           {rating_gabungan("rating_hasil", "h")} AS rating_hasil,
           {rating_gabungan("rating_perilaku", "p")} AS rating_perilaku,
           CASE WHEN hari > 0 AND kualitatif OR kual_lain THEN 'kualitatif' ELSE 'kuantitatif' END AS pendekatan,
           awal > %(mulai)s OR akhir < %(selesai)s OR jeda > 0 AS beruas,
           round(COALESCE(%(b_atasan)s * m_atasan, 0) + COALESCE(%(b_rekan)s * m_rekan, 0)
                 + COALESCE(%(b_bawahan)s * m_bawahan, 0) + COALESCE(%(b_masyarakat)s * m_masyarakat, 0), 45)
           / NULLIF(CASE WHEN m_atasan IS NULL THEN 0 ELSE %(b_atasan)s END
                    + CASE WHEN m_rekan IS NULL THEN 0 ELSE %(b_rekan)s END
                    + CASE WHEN m_bawahan IS NULL THEN 0 ELSE %(b_bawahan)s END
                    + CASE WHEN m_masyarakat IS NULL THEN 0 ELSE %(b_masyarakat)s END, 0) AS v_perilaku
    FROM kelompok
), bulat AS MATERIALIZED (
    SELECT gabungan.*,
           round(round(v_hasil, 20), 2) AS nilai_hasil,
           round(round(v_perilaku, 20), 2) AS nilai_perilaku,
           round(round(v_hasil * %(w_hasil)s + v_perilaku * %(w_perilaku)s, 20), 2) AS nilai_akhir,
           %(predikat)s::jsonb ->> (rating_hasil || '/' || rating_perilaku) AS predikat,
           COALESCE(kurang_lain, '{{}}')
           || CASE WHEN hari > 0 THEN
                  CASE WHEN ada_skp THEN '{{}}' ELSE ARRAY['skp'] END
                  || CASE WHEN belum IS NOT NULL THEN belum
                          WHEN v_utama IS NULL AND tengah IS NULL THEN ARRAY['hasil'] ELSE '{{}}' END
              WHEN hari_lain IS NULL THEN ARRAY['ruas'] ELSE '{{}}' END
           || CASE WHEN %(b_atasan)s > 0 AND m_atasan IS NULL THEN ARRAY['atasan'] ELSE '{{}}' END
           || CASE WHEN %(b_rekan)s > 0 AND m_rekan IS NULL THEN ARRAY['rekan'] ELSE '{{}}' END
           || CASE WHEN %(b_bawahan)s > 0 AND m_bawahan IS NULL THEN ARRAY['bawahan'] ELSE '{{}}' END
           || CASE WHEN %(b_masyarakat)s > 0 AND m_masyarakat IS NULL THEN ARRAY['masyarakat'] ELSE '{{}}' END
           || CASE WHEN v_perilaku IS NULL THEN ARRAY['perilaku'] ELSE '{{}}' END
           || CASE WHEN rating_hasil IS NULL THEN ARRAY['rating.hasil', 'rating.perilaku'] ELSE '{{}}' END AS kurang
    FROM gabungan
)"""
