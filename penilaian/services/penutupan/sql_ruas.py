"""Ruas: penempatan lain di dalam periode, hari yang dijalani, dan gabungannya; kembaran SQL dari penilaian.rules.ruas.

Yang tidak pindah tidak menambah baris di sini, jadi harganya sebanding dengan banyaknya yang pindah, bukan banyaknya orang.
"""

# Ruas sebelum yang utama. Nama unit dan dinasnya menurut hari terakhir ruas itu.
RUAS_LAIN = """
ruas_lain AS MATERIALIZED (
    SELECT o.pegawai_id, p.id AS penempatan_id, s.id AS skp_id, GREATEST(p.sejak, %(mulai)s) AS awal, p.sampai AS akhir,
           j.nama AS jabatan, COALESCE(l.nama, u.nama) AS unit, COALESCE(ld.nama, d.nama, l.nama, u.nama) AS dinas,
           row_number() OVER (PARTITION BY o.pegawai_id ORDER BY p.sejak) AS nomor
    FROM orang o
    JOIN kepegawaian_penempatan p ON p.pegawai_id = o.pegawai_id AND p.jenis = 'definitif'
         AND p.sampai >= %(mulai)s AND p.sampai < o.awal
    JOIN kepegawaian_jabatan j ON j.id = p.jabatan_id
    JOIN kepegawaian_unitkerja u ON u.id = p.unit_id
    LEFT JOIN kepegawaian_letakunit l ON l.unit_id = u.id AND l.sejak <= p.sampai
         AND (l.sampai IS NULL OR l.sampai >= p.sampai)
    LEFT JOIN kepegawaian_unitkerja d ON d.id = CASE WHEN l.id IS NULL THEN u.dinas_id ELSE l.dinas_id END
    LEFT JOIN kepegawaian_letakunit ld ON ld.unit_id = d.id AND ld.sejak <= p.sampai
         AND (ld.sampai IS NULL OR ld.sampai >= p.sampai)
    LEFT JOIN indikator_skp s ON s.periode_id = %(tahun)s AND s.penempatan_id = p.id AND s.status = 'disetujui'
    WHERE o.awal > %(mulai)s
), absen AS MATERIALIZED (
    SELECT r.penempatan_id, sum(LEAST(c.sampai, r.akhir) - GREATEST(c.sejak, r.awal) + 1) AS jeda
    FROM penilaian_jeda c
    JOIN (SELECT pegawai_id, penempatan_id, awal, akhir FROM orang
          UNION ALL SELECT pegawai_id, penempatan_id, awal, akhir FROM ruas_lain) r
         ON r.pegawai_id = c.pegawai_id AND c.sejak <= r.akhir AND c.sampai >= r.awal
    WHERE c.instansi_id = %(instansi)s AND c.dibatalkan_pada IS NULL AND c.sejak <= %(selesai)s
      AND c.sampai >= %(mulai)s AND c.sampai - c.sejak + 1 > %(hari_jeda)s
    GROUP BY r.penempatan_id
)"""

# Satu baris tiap ruas lain; `dihitung` bila harinya cukup. `nilai`: kerja per ruas (lihat sql_hitung.KERJA).
LAIN = """
tiap_lain AS MATERIALIZED (
    SELECT r.*, COALESCE(a.jeda, 0) AS jeda, r.akhir - r.awal + 1 - COALESCE(a.jeda, 0) AS hari,
           r.akhir - r.awal + 1 - COALESCE(a.jeda, 0) >= %(hari_ruas)s AS dihitung,
           n.nota, n.belum, n.v, n.tengah, COALESCE(n.kualitatif, false) AS kualitatif,
           e.id AS evaluasi_id, COALESCE(kal.menjadi_hasil, e.rating_hasil) AS rating_hasil,
           COALESCE(kal.menjadi_perilaku, e.rating_perilaku) AS rating_perilaku, kal.catatan AS kalibrasi,
           e.usulan_hasil, e.usulan_perilaku, e.alasan_hasil, e.alasan_perilaku, e.umpan_balik, e.ditetapkan_pada, um.butir,
           COALESCE(e.ditetapkan_oleh_id, p.penilai_id) AS penilai_id
    FROM ruas_lain r
    LEFT JOIN absen a ON a.penempatan_id = r.penempatan_id
    LEFT JOIN nilai_ruas n ON n.penempatan_id = r.penempatan_id
    LEFT JOIN penilai p ON p.penempatan_id = r.penempatan_id
    LEFT JOIN penilaian_evaluasi e ON e.periode_id = %(periode)s AND e.pegawai_id = r.pegawai_id
         AND e.penempatan_id = r.penempatan_id AND e.status = 'ditetapkan'
    LEFT JOIN kalibrasi kal ON kal.evaluasi_id = e.id
    LEFT JOIN umpan um ON um.evaluasi_id = e.id
), kurang_lain AS (
    SELECT t.pegawai_id, array_agg('r' || t.nomor || '.' || x.nama ORDER BY t.nomor, x.urut) AS kurang
    FROM tiap_lain t
    CROSS JOIN LATERAL unnest(CASE WHEN t.belum IS NOT NULL THEN t.belum
                                   WHEN t.v IS NULL AND t.tengah IS NULL THEN ARRAY['hasil'] END)
               WITH ORDINALITY AS x(nama, urut)
    WHERE t.dihitung
    GROUP BY t.pegawai_id
), lain AS MATERIALIZED (
    SELECT t.pegawai_id, sum(hari) FILTER (WHERE dihitung) AS hari_lain, sum(hari * v) FILTER (WHERE dihitung) AS t_lain,
           bool_or(v IS NULL) FILTER (WHERE dihitung) AS tanpa_v, bool_or(kualitatif) FILTER (WHERE dihitung) AS kual_lain,
           bool_or(evaluasi_id IS NULL) FILTER (WHERE dihitung) AS tanpa_rating,
           COALESCE(sum(hari) FILTER (WHERE dihitung AND rating_hasil = 'di_bawah'), 0) AS h_bawah,
           COALESCE(sum(hari) FILTER (WHERE dihitung AND rating_hasil = 'sesuai'), 0) AS h_sesuai,
           COALESCE(sum(hari) FILTER (WHERE dihitung AND rating_perilaku = 'di_bawah'), 0) AS p_bawah,
           COALESCE(sum(hari) FILTER (WHERE dihitung AND rating_perilaku = 'sesuai'), 0) AS p_sesuai,
           min(k.kurang) AS kurang_lain
    FROM tiap_lain t
    LEFT JOIN kurang_lain k ON k.pegawai_id = t.pegawai_id
    GROUP BY t.pegawai_id
)"""


def rating_gabungan(rating: str, awalan: str) -> str:
    """Rating tengah menurut hari; kosong bila satu saja ruas yang dihitung belum dinilai."""
    milik = f"CASE WHEN hari > 0 AND {rating}_utama = '%s' THEN hari ELSE 0 END"
    bawah, sesuai = milik % "di_bawah", milik % "sesuai"
    return f"""CASE
        WHEN hari_lain IS NULL THEN CASE WHEN hari > 0 THEN {rating}_utama END
        WHEN tanpa_rating OR hari > 0 AND {rating}_utama IS NULL THEN NULL
        WHEN 2 * ({awalan}_bawah + {bawah}) >= hari + hari_lain THEN 'di_bawah'
        WHEN 2 * ({awalan}_bawah + {awalan}_sesuai + {bawah} + {sesuai}) >= hari + hari_lain THEN 'sesuai'
        ELSE 'di_atas' END"""


# Nilai hasil kerja gabungan menurut hari, dari `v_utama` dan `lain`; yang tidak pindah tidak dibagi apa pun.
NILAI_GABUNGAN = """CASE
        WHEN hari_lain IS NULL THEN CASE WHEN hari > 0 THEN v_utama END
        WHEN tanpa_v OR hari > 0 AND v_utama IS NULL THEN NULL
        ELSE round(t_lain + CASE WHEN hari > 0 THEN hari * v_utama ELSE 0 END, 45) / (hari + hari_lain) END"""
