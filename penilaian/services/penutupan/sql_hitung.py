"""Menghitung hasil satu perangkat daerah dengan satu INSERT … SELECT: kembaran SQL dari penilaian.rules.

Hitungannya sama sampai desimal terakhir dengan rules (uji sifat menjaganya): pembagian memakai sekurangnya 40
desimal, tidak ada pembulatan di tengah, dan nilai akhir dibulatkan `round(round(x, 20), 2)`.
Rincian memuat masukan `penilaian.rules.periksa` beserta pengenalnya; `sidik` adalah sha256 dari teks jsonb-nya.
Parameter disusun `penilaian.services.penutupan.parameter`; semuanya terikat, tidak ada yang disambung ke teks.
"""

from kepegawaian.queries.unit import UNIT_PADA

# Siapa: penempatan definitif pada hari terakhir periode, di dinas ini, pegawainya aktif.
ORANG = f"""
orang AS MATERIALIZED (
    SELECT p.pegawai_id, p.id AS penempatan_id, p.unit_id, u.nama AS unit, d.nama AS dinas, j.nama AS jabatan,
           g.nip, g.golongan, s.id AS skp_id,
           concat(NULLIF(g.gelar_depan, '') || ' ', g.nama, ', ' || NULLIF(g.gelar_belakang, '')) AS nama
    FROM {UNIT_PADA} u
    JOIN kepegawaian_penempatan p ON p.unit_id = u.id
    JOIN kepegawaian_pegawai g ON g.id = p.pegawai_id AND g.is_active
    JOIN kepegawaian_jabatan j ON j.id = p.jabatan_id
    JOIN {UNIT_PADA} d ON d.id = %(dinas)s
    LEFT JOIN indikator_skp s ON s.periode_id = %(tahun)s AND s.penempatan_id = p.id AND s.status = 'disetujui'
    WHERE (u.dinas_id = %(dinas)s OR (u.id = %(dinas)s AND u.dinas_id IS NULL)) AND u.instansi_id = %(instansi)s
      AND p.jenis = 'definitif' AND p.sejak <= %(pada)s AND (p.sampai IS NULL OR p.sampai >= %(pada)s)
)"""

# Laporan diajukan atau disetujui dihitung; t dan r sudah menurut polaritas (lihat indikator.rules.capaian).
INDIKATOR = """
laporan AS (
    SELECT o.pegawai_id, i.*, r.perlakuan, r.alasan_perlakuan, r.rating, r.alasan_rating, r.keterangan,
           i.polaritas = 'kualitatif' AND r.status IN ('diajukan', 'disetujui') AS dicerita,
           -- Target triwulan bila ada dan masih pas (indikator.queries.target); selain itu target setahun.
           COALESCE(CASE WHEN q.setahun = i.target AND (i.polaritas = 'minimal' OR q.kini > 0) THEN q.kini END,
                    i.target) AS target_kini,
           CASE WHEN r.status IN ('diajukan', 'disetujui') THEN r.nilai END AS nilai,
           CASE WHEN r.status IN ('diajukan', 'disetujui') AND r.tanggal >= i.mulai THEN r.tanggal END AS tanggal
    FROM orang o
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
    SELECT pegawai_id, sum(bobot) AS seluruhnya,
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
    GROUP BY pegawai_id
)"""

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

# Penilai (kepegawaian.queries.penilai) dan nilai warga (umpan_balik.queries.masyarakat) dikirim sebagai larik sejajar.
PENILAI = """
penilai AS MATERIALIZED (
    SELECT * FROM unnest(%(dinilai)s::bigint[], %(penilai)s::bigint[]) AS pasangan(pegawai_id, penilai_id)
)"""

# Nilai belum dibulatkan. Kelompok yang tidak berbobot atau penilainya kurang keluar dari pembagi.
NILAI = """
kelompok AS MATERIALIZED (
    SELECT o.*, e.id AS evaluasi_id, e.rating_hasil, e.rating_perilaku, e.usulan_hasil, e.usulan_perilaku,
           e.alasan_hasil, e.alasan_perilaku, e.umpan_balik, e.ditetapkan_pada,
           COALESCE(e.ditetapkan_oleh_id, n.penilai_id) AS penilai_id,
           COALESCE(k.seluruhnya = 100, false) AS ada_skp, k.nota, k.belum,
           CASE WHEN k.seluruhnya = 100 AND k.belum IS NULL AND k.terhitung > 0 AND NOT k.kualitatif
                THEN round(k.terbobot, 45) / k.terhitung END AS v_hasil,
           CASE WHEN k.kualitatif THEN 'kualitatif' ELSE 'kuantitatif' END AS pendekatan,
           CASE WHEN k.seluruhnya = 100 AND k.belum IS NULL AND k.berrating > 0 THEN CASE
                WHEN 2 * k.sampai_bawah >= k.berrating THEN 'di_bawah'
                WHEN 2 * k.sampai_sesuai >= k.berrating THEN 'sesuai'
                ELSE 'di_atas' END END AS tengah,
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
), gabungan AS MATERIALIZED (
    SELECT kelompok.*,
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
           CASE WHEN ada_skp THEN '{}' ELSE ARRAY['skp'] END
           || CASE WHEN ada_skp AND belum IS NOT NULL THEN belum
                   WHEN v_hasil IS NULL AND tengah IS NULL THEN ARRAY['hasil'] ELSE '{}' END
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
pejabat AS MATERIALIZED (
    SELECT g.id, format(
               '{"nama": %%s, "nip": "%%s", "jabatan": %%s}',
               to_json(concat(NULLIF(g.gelar_depan, '') || ' ', g.nama, ', ' || NULLIF(g.gelar_belakang, ''))),
               g.nip, COALESCE(to_json(j.nama)::text, 'null')) AS isi
    FROM (SELECT DISTINCT penilai_id FROM kelompok) x
    JOIN kepegawaian_pegawai g ON g.id = x.penilai_id
    LEFT JOIN kepegawaian_penempatan p ON p.pegawai_id = g.id AND p.jenis = 'definitif'
          AND p.sejak <= %(pada)s AND (p.sampai IS NULL OR p.sampai >= %(pada)s)
    LEFT JOIN kepegawaian_jabatan j ON j.id = p.jabatan_id
), lengkap AS MATERIALIZED (
    SELECT b.*, b.evaluasi_id IS NOT NULL
           AND (b.nilai_akhir IS NOT NULL OR b.tengah IS NOT NULL AND b.nilai_perilaku IS NOT NULL) AS utuh,
           format(
               '{"bentuk": 1, "nomor": "%%s", "identitas": {%%s, "nama": %%s, "nip": "%%s", "golongan": %%s, "jabatan": %%s, '
               '"unit": %%s, "dinas": %%s, "penilai": %%s}, "indikator": [%%s], '
               '"perilaku": {"atasan": [%%s], "rekan": [%%s], "bawahan": [%%s], "masyarakat_ikm": %%s}, '
               '"rating": {"hasil": %%s, "perilaku": %%s}, "evaluasi": %%s, "kebijakan": %%s, '
               '"hasil": {"nilai_hasil": %%s, "nilai_perilaku": %%s, "nilai_akhir": %%s, "predikat": %%s, '
               '"usulan_rating": {"hasil": %%s, "perilaku": %%s}, "kurang": %%s}}',
               %(awalan_nomor)s || lpad(b.pegawai_id::text, 6, '0') || '-1',
               %(identitas)s::text, to_json(b.nama), b.nip, to_json(b.golongan), to_json(b.jabatan),
               to_json(b.unit), to_json(b.dinas),
               COALESCE(pejabat.isi, 'null'),
               CASE WHEN b.ada_skp THEN b.nota END, b.atasan, b.rekan, b.bawahan,
               CASE WHEN b.warga_nilai IS NULL THEN 'null'
                    ELSE format('{"nilai": "%%s", "n": %%s}', b.warga_nilai, b.warga_n) END,
               COALESCE('"' || b.rating_hasil || '"', 'null'), COALESCE('"' || b.rating_perilaku || '"', 'null'),
               CASE WHEN b.evaluasi_id IS NULL THEN 'null' ELSE format(
                   '{"usulan_hasil": %%s, "alasan_hasil": %%s, "usulan_perilaku": %%s, "alasan_perilaku": %%s, '
                   '"umpan_balik": %%s, "ditetapkan_pada": "%%s"}',
                   COALESCE('"' || NULLIF(b.usulan_hasil, '') || '"', 'null'), to_json(b.alasan_hasil),
                   COALESCE('"' || NULLIF(b.usulan_perilaku, '') || '"', 'null'), to_json(b.alasan_perilaku),
                   to_json(b.umpan_balik),
                   to_char(b.ditetapkan_pada AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) END,
               %(aturan)s::text,
               COALESCE('"' || b.nilai_hasil || '"', 'null'), COALESCE('"' || b.nilai_perilaku || '"', 'null'),
               COALESCE('"' || b.nilai_akhir || '"', 'null'), COALESCE('"' || b.predikat || '"', 'null'),
               COALESCE('"' || CASE WHEN b.nilai_hasil < %(sesuai)s THEN 'di_bawah'
                                    WHEN b.nilai_hasil < %(di_atas)s THEN 'sesuai'
                                    WHEN b.nilai_hasil IS NOT NULL THEN 'di_atas'
                                    WHEN %(usul_kualitatif)s = 'tengah' THEN b.tengah END || '"', 'null'),
               COALESCE('"' || CASE WHEN b.nilai_perilaku < %(sesuai)s THEN 'di_bawah'
                                    WHEN b.nilai_perilaku < %(di_atas)s THEN 'sesuai'
                                    WHEN b.nilai_perilaku IS NOT NULL THEN 'di_atas' END || '"', 'null'),
               to_json(b.kurang)
           )::jsonb AS rincian
    FROM bulat b
    LEFT JOIN pejabat ON pejabat.id = b.penilai_id
)"""

SQL_HITUNG = (
    "WITH "
    + ",".join((ORANG, INDIKATOR, PERILAKU, PENILAI, NILAI, RINCIAN))
    + """
INSERT INTO penilaian_hasil (
    instansi_id, periode_id, pegawai_id, versi, penempatan_id, unit_id, dinas_id, penilai_id, pendekatan, lengkap, kurang,
    nilai_hasil, nilai_perilaku, nilai_akhir, rating_hasil, rating_perilaku, predikat, rincian, sidik)
SELECT %(instansi)s, %(periode)s, pegawai_id, 1, penempatan_id, unit_id, %(dinas)s, penilai_id, pendekatan, utuh,
       to_jsonb(kurang),
       nilai_hasil, nilai_perilaku, nilai_akhir, COALESCE(rating_hasil, ''), COALESCE(rating_perilaku, ''),
       COALESCE(predikat, ''), rincian, encode(sha256(convert_to(rincian::text, 'UTF8')), 'hex')
FROM lengkap
ORDER BY pegawai_id
ON CONFLICT (periode_id, pegawai_id, versi) DO NOTHING
"""
)

# Pegawai yang akan dihitung di satu dinas, untuk mencari penilainya.
SQL_PEGAWAI_DINAS = f"""
SELECT p.pegawai_id
FROM {UNIT_PADA} u
JOIN kepegawaian_penempatan p ON p.unit_id = u.id
WHERE (u.dinas_id = %(dinas)s OR (u.id = %(dinas)s AND u.dinas_id IS NULL)) AND u.instansi_id = %(instansi)s
  AND p.jenis = 'definitif' AND p.sejak <= %(pada)s AND (p.sampai IS NULL OR p.sampai >= %(pada)s)
"""
