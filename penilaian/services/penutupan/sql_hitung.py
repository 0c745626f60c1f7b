"""Menghitung hasil satu perangkat daerah dengan satu INSERT … SELECT: kembaran SQL dari penilaian.rules.

Hitungannya sama sampai desimal terakhir dengan rules (uji sifat menjaganya): pembagian memakai sekurangnya 40
desimal, tidak ada pembulatan di tengah, dan nilai akhir dibulatkan `round(round(x, 20), 2)`.
Rincian memuat masukan `penilaian.rules.periksa` beserta pengenalnya; `sidik` adalah sha256 dari teks jsonb-nya.
Parameter disusun `penilaian.services.penutupan.parameter`; semuanya terikat, tidak ada yang disambung ke teks.
"""

from umpan_balik.queries.masyarakat import SQL_NILAI_PETUGAS

# Siapa: penempatan definitif pada hari terakhir periode, di dinas ini, pegawainya aktif, hasilnya belum ada.
ORANG = """
orang AS MATERIALIZED (
    SELECT p.pegawai_id, p.id AS penempatan_id, p.unit_id, u.nama AS unit, d.nama AS dinas, j.nama AS jabatan,
           g.nip, g.golongan, s.id AS skp_id,
           concat(NULLIF(g.gelar_depan, '') || ' ', g.nama, ', ' || NULLIF(g.gelar_belakang, '')) AS nama
    FROM kepegawaian_unitkerja u
    JOIN kepegawaian_penempatan p ON p.unit_id = u.id
    JOIN kepegawaian_pegawai g ON g.id = p.pegawai_id AND g.is_active
    JOIN kepegawaian_jabatan j ON j.id = p.jabatan_id
    JOIN kepegawaian_unitkerja d ON d.id = %(dinas)s
    LEFT JOIN indikator_skp s ON s.periode_id = %(tahun)s AND s.penempatan_id = p.id AND s.status = 'disetujui'
    WHERE (u.dinas_id = %(dinas)s OR (u.id = %(dinas)s AND u.dinas_id IS NULL)) AND u.instansi_id = %(instansi)s
      AND p.jenis = 'definitif' AND p.sejak <= %(pada)s AND (p.sampai IS NULL OR p.sampai >= %(pada)s)
      AND NOT EXISTS (SELECT 1 FROM penilaian_hasil h
                      WHERE h.periode_id = %(periode)s AND h.pegawai_id = p.pegawai_id AND h.versi = 1)
)"""

# Laporan diajukan atau disetujui dihitung; t dan r sudah menurut polaritas (lihat indikator.rules.capaian).
INDIKATOR = """
laporan AS (
    SELECT o.pegawai_id, i.*, r.perlakuan, r.alasan_perlakuan,
           CASE WHEN r.status IN ('diajukan', 'disetujui') THEN r.nilai END AS nilai,
           CASE WHEN r.status IN ('diajukan', 'disetujui') AND r.tanggal >= i.mulai THEN r.tanggal END AS tanggal
    FROM orang o
    JOIN indikator_indikatorkinerja i ON i.skp_id = o.skp_id
    LEFT JOIN indikator_realisasi r ON r.periode_id = %(periode)s AND r.indikator_id = i.id
), ukuran AS (
    SELECT laporan.*,
           CASE polaritas
               WHEN 'tanggal' THEN (tenggat - mulai)::numeric
               WHEN 'rentang' THEN CASE WHEN nilai < bawah THEN bawah ELSE atas END
               ELSE target
           END AS t,
           CASE polaritas
               WHEN 'tanggal' THEN (tanggal - mulai)::numeric
               WHEN 'ya_tidak' THEN CASE WHEN nilai IN (0, 1) THEN nilai END
               ELSE nilai
           END AS r
    FROM laporan
), tercapai AS (
    SELECT ukuran.*,
           CASE
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
           END AS capaian
    FROM ukuran
), kerja AS (
    SELECT pegawai_id, sum(bobot) AS seluruhnya,
           sum(bobot) FILTER (WHERE capaian IS NOT NULL) AS terhitung,
           sum(bobot * capaian) AS terbobot,
           array_agg(kode::text ORDER BY urutan, id)
               FILTER (WHERE capaian IS NULL AND perlakuan IS DISTINCT FROM 'dikecualikan') AS belum,
           jsonb_agg(jsonb_build_object(
               'kode', kode, 'nama', nama, 'satuan', satuan, 'aspek', aspek, 'polaritas', polaritas,
               'bobot', trim_scale(bobot)::text,
               'realisasi', CASE polaritas
                   WHEN 'tanggal' THEN to_char(tanggal, 'YYYY-MM-DD')
                   WHEN 'ya_tidak' THEN CASE r WHEN 1 THEN 'ya' WHEN 0 THEN 'tidak' END
                   ELSE trim_scale(nilai)::text END,
               'capaian', round(round(capaian, 20), 2)::text
           ) || CASE polaritas
               WHEN 'tanggal' THEN jsonb_build_object('mulai', to_char(mulai, 'YYYY-MM-DD'),
                                                      'target', to_char(tenggat, 'YYYY-MM-DD'))
               WHEN 'rentang' THEN jsonb_build_object('bawah', trim_scale(bawah)::text, 'atas', trim_scale(atas)::text)
               WHEN 'ya_tidak' THEN '{}'::jsonb
               ELSE jsonb_build_object('target', trim_scale(target)::text)
           END || CASE WHEN perlakuan <> ''
               THEN jsonb_build_object(perlakuan, true, 'alasan', alasan_perlakuan) ELSE '{}'::jsonb
           END ORDER BY urutan, id) AS nota
    FROM tercapai
    GROUP BY pegawai_id
)"""

# Konversi lurus di antara titik-titik skala kebijakan: k = ruas tempat angka itu berada.
PERILAKU = (
    """
suara AS (
    SELECT a.dinilai_id AS pegawai_id, a.kelompok, a.rata,
           y[k] + (a.rata - x[k]) * (y[k + 1] - y[k]) / (x[k + 1] - x[k]) AS nilai
    FROM umpan_balik_jawabananonim a
    CROSS JOIN (SELECT %(skala_x)s::numeric[] AS x, %(skala_y)s::numeric[] AS y) skala
    CROSS JOIN LATERAL (SELECT LEAST(width_bucket(a.rata::numeric, x), cardinality(x) - 1) AS k) ruas
    WHERE a.periode_id = %(periode)s AND a.dinilai_id IN (SELECT pegawai_id FROM orang)
), sekitar AS (
    SELECT pegawai_id,
           count(*) FILTER (WHERE kelompok = 'atasan') AS n_atasan,
           count(*) FILTER (WHERE kelompok = 'rekan') AS n_rekan,
           count(*) FILTER (WHERE kelompok = 'bawahan') AS n_bawahan,
           sum(nilai) FILTER (WHERE kelompok = 'atasan') AS t_atasan,
           sum(nilai) FILTER (WHERE kelompok = 'rekan') AS t_rekan,
           sum(nilai) FILTER (WHERE kelompok = 'bawahan') AS t_bawahan,
           jsonb_agg(trim_scale(rata)::text ORDER BY rata) FILTER (WHERE kelompok = 'atasan') AS atasan,
           jsonb_agg(trim_scale(rata)::text ORDER BY rata) FILTER (WHERE kelompok = 'rekan') AS rekan,
           jsonb_agg(trim_scale(rata)::text ORDER BY rata) FILTER (WHERE kelompok = 'bawahan') AS bawahan
    FROM suara
    GROUP BY pegawai_id
), warga AS (
    SELECT w.pegawai_id, w.nilai, w.n,
           y[k] + round(w.nilai - x[k], 45) * (y[k + 1] - y[k]) / (x[k + 1] - x[k]) AS konversi
    FROM ("""
    + SQL_NILAI_PETUGAS
    + """) AS w
    CROSS JOIN (SELECT %(ikm_x)s::numeric[] AS x, %(ikm_y)s::numeric[] AS y) skala
    CROSS JOIN LATERAL (SELECT LEAST(width_bucket(w.nilai::numeric, x), cardinality(x) - 1) AS k) ruas
    WHERE w.nilai IS NOT NULL
)"""
)

# Penilai tiap orang dicari kepegawaian.queries.penilai dan dikirim sebagai dua larik yang sejajar.
PENILAI = """
penilai AS MATERIALIZED (
    SELECT * FROM unnest(%(dinilai)s::bigint[], %(penilai)s::bigint[]) AS pasangan(pegawai_id, penilai_id)
)"""

# Nilai belum dibulatkan. Kelompok yang tidak berbobot atau penilainya kurang keluar dari pembagi.
NILAI = """
kelompok AS (
    SELECT o.*, e.id AS evaluasi_id, e.rating_hasil, e.rating_perilaku, e.usulan_hasil, e.usulan_perilaku,
           e.alasan_hasil, e.alasan_perilaku, e.umpan_balik, e.ditetapkan_pada,
           COALESCE(e.ditetapkan_oleh_id, n.penilai_id) AS penilai_id,
           COALESCE(k.seluruhnya = 100, false) AS ada_skp, k.nota, k.belum,
           CASE WHEN k.seluruhnya = 100 AND k.belum IS NULL AND k.terhitung > 0
                THEN round(k.terbobot, 45) / k.terhitung END AS v_hasil,
           s.atasan, s.rekan, s.bawahan, w.nilai AS warga_nilai, w.n AS warga_n,
           CASE WHEN %(b_atasan)s > 0 AND s.n_atasan >= %(n_atasan)s
                THEN round(s.t_atasan, 45) / s.n_atasan END AS m_atasan,
           CASE WHEN %(b_rekan)s > 0 AND s.n_rekan >= %(n_rekan)s
                THEN round(s.t_rekan, 45) / s.n_rekan END AS m_rekan,
           CASE WHEN %(b_bawahan)s > 0 AND s.n_bawahan >= %(n_bawahan)s
                THEN round(s.t_bawahan, 45) / s.n_bawahan END AS m_bawahan,
           CASE WHEN %(b_masyarakat)s > 0 AND w.n >= %(n_masyarakat)s THEN w.konversi END AS m_masyarakat
    FROM orang o
    LEFT JOIN kerja k ON k.pegawai_id = o.pegawai_id
    LEFT JOIN sekitar s ON s.pegawai_id = o.pegawai_id
    LEFT JOIN warga w ON w.pegawai_id = o.pegawai_id
    LEFT JOIN penilai n ON n.pegawai_id = o.pegawai_id
    LEFT JOIN penilaian_evaluasi e
           ON e.periode_id = %(periode)s AND e.pegawai_id = o.pegawai_id AND e.status = 'ditetapkan'
), gabungan AS (
    SELECT kelompok.*,
           round(COALESCE(%(b_atasan)s * m_atasan, 0) + COALESCE(%(b_rekan)s * m_rekan, 0)
                 + COALESCE(%(b_bawahan)s * m_bawahan, 0) + COALESCE(%(b_masyarakat)s * m_masyarakat, 0), 45)
           / NULLIF(CASE WHEN m_atasan IS NULL THEN 0 ELSE %(b_atasan)s END
                    + CASE WHEN m_rekan IS NULL THEN 0 ELSE %(b_rekan)s END
                    + CASE WHEN m_bawahan IS NULL THEN 0 ELSE %(b_bawahan)s END
                    + CASE WHEN m_masyarakat IS NULL THEN 0 ELSE %(b_masyarakat)s END, 0) AS v_perilaku
    FROM kelompok
), bulat AS (
    SELECT gabungan.*,
           round(round(v_hasil, 20), 2) AS nilai_hasil,
           round(round(v_perilaku, 20), 2) AS nilai_perilaku,
           round(round(v_hasil * %(w_hasil)s + v_perilaku * %(w_perilaku)s, 20), 2) AS nilai_akhir,
           %(predikat)s::jsonb ->> (rating_hasil || '/' || rating_perilaku) AS predikat,
           CASE WHEN ada_skp THEN '{}' ELSE ARRAY['skp'] END
           || CASE WHEN ada_skp AND belum IS NOT NULL THEN belum
                   WHEN v_hasil IS NULL THEN ARRAY['hasil'] ELSE '{}' END
           || CASE WHEN %(b_atasan)s > 0 AND m_atasan IS NULL THEN ARRAY['atasan'] ELSE '{}' END
           || CASE WHEN %(b_rekan)s > 0 AND m_rekan IS NULL THEN ARRAY['rekan'] ELSE '{}' END
           || CASE WHEN %(b_bawahan)s > 0 AND m_bawahan IS NULL THEN ARRAY['bawahan'] ELSE '{}' END
           || CASE WHEN %(b_masyarakat)s > 0 AND m_masyarakat IS NULL THEN ARRAY['masyarakat'] ELSE '{}' END
           || CASE WHEN v_perilaku IS NULL THEN ARRAY['perilaku'] ELSE '{}' END
           || CASE WHEN evaluasi_id IS NULL THEN ARRAY['rating.hasil', 'rating.perilaku'] ELSE '{}' END AS kurang
    FROM gabungan
)"""

# Bentuk nota dibaca penilaian.rules.nota; kunci lain di tingkat teratas adalah pengenal yang diabaikannya.
RINCIAN = """
lengkap AS MATERIALIZED (
    SELECT b.*, (b.nilai_akhir IS NOT NULL AND b.evaluasi_id IS NOT NULL) AS utuh,
           jsonb_build_object(
               'bentuk', 1,
               'nomor', %(awalan_nomor)s || lpad(b.pegawai_id::text, 6, '0') || '-1',
               'identitas', %(identitas)s::jsonb || jsonb_build_object(
                   'nama', b.nama, 'nip', b.nip, 'golongan', b.golongan, 'jabatan', b.jabatan,
                   'unit', b.unit, 'dinas', b.dinas,
                   'penilai', CASE WHEN b.penilai_id IS NOT NULL THEN jsonb_build_object(
                       'nama', concat(NULLIF(g.gelar_depan, '') || ' ', g.nama, ', ' || NULLIF(g.gelar_belakang, '')),
                       'nip', g.nip, 'jabatan', jp.nama) END),
               'indikator', CASE WHEN b.ada_skp THEN b.nota ELSE '[]'::jsonb END,
               'perilaku', jsonb_build_object(
                   'atasan', COALESCE(b.atasan, '[]'::jsonb), 'rekan', COALESCE(b.rekan, '[]'::jsonb),
                   'bawahan', COALESCE(b.bawahan, '[]'::jsonb),
                   'masyarakat_ikm', CASE WHEN b.warga_nilai IS NOT NULL
                       THEN jsonb_build_object('nilai', b.warga_nilai::text, 'n', b.warga_n) END),
               'rating', jsonb_build_object('hasil', b.rating_hasil, 'perilaku', b.rating_perilaku),
               'evaluasi', CASE WHEN b.evaluasi_id IS NOT NULL THEN jsonb_build_object(
                   'usulan_hasil', NULLIF(b.usulan_hasil, ''), 'alasan_hasil', b.alasan_hasil,
                   'usulan_perilaku', NULLIF(b.usulan_perilaku, ''), 'alasan_perilaku', b.alasan_perilaku,
                   'umpan_balik', b.umpan_balik,
                   'ditetapkan_pada', to_char(b.ditetapkan_pada AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) END,
               'kebijakan', %(aturan)s::jsonb,
               'hasil', jsonb_build_object(
                   'nilai_hasil', b.nilai_hasil::text, 'nilai_perilaku', b.nilai_perilaku::text,
                   'nilai_akhir', b.nilai_akhir::text, 'predikat', b.predikat,
                   'usulan_rating', jsonb_build_object(
                       'hasil', CASE WHEN b.nilai_hasil < %(sesuai)s THEN 'di_bawah'
                                     WHEN b.nilai_hasil < %(di_atas)s THEN 'sesuai'
                                     WHEN b.nilai_hasil IS NOT NULL THEN 'di_atas' END,
                       'perilaku', CASE WHEN b.nilai_perilaku < %(sesuai)s THEN 'di_bawah'
                                        WHEN b.nilai_perilaku < %(di_atas)s THEN 'sesuai'
                                        WHEN b.nilai_perilaku IS NOT NULL THEN 'di_atas' END),
                   'kurang', to_jsonb(b.kurang))
           ) AS rincian
    FROM bulat b
    LEFT JOIN kepegawaian_pegawai g ON g.id = b.penilai_id
    LEFT JOIN kepegawaian_penempatan pp ON pp.pegawai_id = b.penilai_id AND pp.jenis = 'definitif'
          AND pp.sejak <= %(pada)s AND (pp.sampai IS NULL OR pp.sampai >= %(pada)s)
    LEFT JOIN kepegawaian_jabatan jp ON jp.id = pp.jabatan_id
)"""

SQL_HITUNG = (
    "WITH "
    + ",".join((ORANG, INDIKATOR, PERILAKU, PENILAI, NILAI, RINCIAN))
    + """
INSERT INTO penilaian_hasil (
    instansi_id, periode_id, pegawai_id, versi, penempatan_id, unit_id, dinas_id, penilai_id, lengkap, kurang,
    nilai_hasil, nilai_perilaku, nilai_akhir, rating_hasil, rating_perilaku, predikat, rincian, sidik)
SELECT %(instansi)s, %(periode)s, pegawai_id, 1, penempatan_id, unit_id, %(dinas)s, penilai_id, utuh, to_jsonb(kurang),
       nilai_hasil, nilai_perilaku, nilai_akhir, COALESCE(rating_hasil, ''), COALESCE(rating_perilaku, ''),
       COALESCE(predikat, ''), rincian, encode(sha256(convert_to(rincian::text, 'UTF8')), 'hex')
FROM lengkap
ORDER BY pegawai_id
ON CONFLICT (periode_id, pegawai_id, versi) DO NOTHING
"""
)

# Pegawai yang akan dihitung di satu dinas, untuk mencari penilainya.
SQL_PEGAWAI_DINAS = """
SELECT p.pegawai_id
FROM kepegawaian_unitkerja u
JOIN kepegawaian_penempatan p ON p.unit_id = u.id
WHERE (u.dinas_id = %(dinas)s OR (u.id = %(dinas)s AND u.dinas_id IS NULL)) AND u.instansi_id = %(instansi)s
  AND p.jenis = 'definitif' AND p.sejak <= %(pada)s AND (p.sampai IS NULL OR p.sampai >= %(pada)s)
"""
