"""Nota tiap orang sebagai teks yang sekali dibaca menjadi jsonb. Bentuknya dibaca penilaian.rules.nota.

Kunci lain di tingkat teratas adalah pengenal yang diabaikan hitungan. `ruas` hanya ada pada yang tidak sepanjang periode
di satu penempatan, atau yang cuti atau pelatihan panjang; `bentuk` 2 menandainya.
"""


def evaluasi(x: str) -> str:
    """Isi evaluasi satu ruas; null bila belum ditetapkan."""
    return f"""CASE WHEN {x}.evaluasi_id IS NULL THEN 'null' ELSE format(
                   '{{"usulan_hasil": %%s, "alasan_hasil": %%s, "usulan_perilaku": %%s, "alasan_perilaku": %%s, '
                   '"umpan_balik": %%s, "ditetapkan_pada": "%%s"%%s%%s}}',
                   COALESCE('"' || NULLIF({x}.usulan_hasil, '') || '"', 'null'), to_json({x}.alasan_hasil),
                   COALESCE('"' || NULLIF({x}.usulan_perilaku, '') || '"', 'null'), to_json({x}.alasan_perilaku),
                   to_json({x}.umpan_balik),
                   to_char({x}.ditetapkan_pada AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), {x}.kalibrasi, {x}.butir) END"""


def pengenal(x: str, rating_hasil: str, rating_perilaku: str) -> str:
    """Isi pasangan JSON yang sama pada semua ruas, tanpa kurungnya."""
    return f"""format(
                   '"sejak": "%%s", "sampai": "%%s", "jeda": %%s, "jabatan": %%s, "unit": %%s, "dinas": %%s, '
                   '"rating": {{"hasil": %%s, "perilaku": %%s}}',
                   {x}.awal, {x}.akhir, {x}.jeda, to_json({x}.jabatan), to_json({x}.unit), to_json({x}.dinas),
                   COALESCE('"' || {x}.{rating_hasil} || '"', 'null'),
                   COALESCE('"' || {x}.{rating_perilaku} || '"', 'null'))"""


PEJABAT = """
pejabat AS MATERIALIZED (
    SELECT g.id, format(
               '{"nama": %%s, "nip": "%%s", "jabatan": %%s}',
               to_json(concat(NULLIF(g.gelar_depan, '') || ' ', g.nama, ', ' || NULLIF(g.gelar_belakang, ''))),
               g.nip, COALESCE(to_json(j.nama)::text, 'null')) AS isi
    FROM (SELECT penilai_id FROM kelompok UNION SELECT penilai_id FROM tiap_lain) x
    JOIN kepegawaian_pegawai g ON g.id = x.penilai_id
    LEFT JOIN kepegawaian_penempatan p ON p.pegawai_id = g.id AND p.jenis = 'definitif'
          AND p.sejak <= %(pada)s AND (p.sampai IS NULL OR p.sampai >= %(pada)s)
    LEFT JOIN kepegawaian_jabatan j ON j.id = p.jabatan_id
)"""

# Ruas sebelum yang utama, berurutan; tiap ruas diakhiri koma karena ruas utama menyusul.
NOTA_LAIN = f"""
nota_lain AS MATERIALIZED (
    SELECT t.pegawai_id, string_agg(format(
        '{{%%s, "utama": false, "penilai": %%s, "nilai": %%s, "indikator": [%%s], "evaluasi": %%s}}, ',
        {pengenal("t", "rating_hasil", "rating_perilaku")},
        COALESCE(pejabat.isi, 'null'), COALESCE('"' || round(round(t.v, 20), 2) || '"', 'null'), t.nota,
        {evaluasi("t")}), '' ORDER BY t.nomor) AS teks
    FROM tiap_lain t
    LEFT JOIN pejabat ON pejabat.id = t.penilai_id
    GROUP BY t.pegawai_id
)"""

# Hasil yang sudah ada sebelum putaran ini: versi terbarunya, dan rincian penutupan terakhir untuk dibandingkan.
TERDAHULU = """
terdahulu AS MATERIALIZED (
    SELECT h.pegawai_id, max(h.versi) AS versi, (array_agg(h.asal ORDER BY h.versi DESC))[1] AS asal,
           (array_agg(h.rincian ORDER BY h.versi DESC) FILTER (WHERE h.asal = 'penutupan'))[1] AS rincian,
           bool_or(h.putaran = %(putaran)s AND h.asal = 'penutupan') AS sudah
    FROM penilaian_hasil h
    WHERE %(putaran)s > 1 AND h.periode_id = %(periode)s AND h.pegawai_id IN (SELECT pegawai_id FROM orang)
    GROUP BY h.pegawai_id
)"""

RINCIAN = f"""
lengkap AS MATERIALIZED (
    SELECT b.*, b.rating_hasil IS NOT NULL AND b.nilai_perilaku IS NOT NULL AND b.kurang_lain IS NULL
           AND (b.hari = 0 OR b.v_utama IS NOT NULL OR b.tengah IS NOT NULL) AS utuh,
           format(
               '{{"bentuk": %%s, "nomor": "%%s", "identitas": {{%%s, "nama": %%s, "nip": "%%s", '
               '"golongan": %%s, "jabatan": %%s, "jenjang": %%s, '
               '"unit": %%s, "dinas": %%s, "penilai": %%s}}, "indikator": [%%s], '
               '"perilaku": {{"atasan": [%%s], "rekan": [%%s], "bawahan": [%%s], "masyarakat_ikm": %%s}}, '
               '"rating": {{"hasil": %%s, "perilaku": %%s}}, "evaluasi": %%s, "kebijakan": %%s, '
               '"hasil": {{"nilai_hasil": %%s, "nilai_perilaku": %%s, "nilai_akhir": %%s, "predikat": %%s, '
               '"usulan_rating": {{"hasil": %%s, "perilaku": %%s}}, "kurang": %%s}}%%s%%s}}',
               CASE WHEN b.beruas THEN 2 ELSE 1 END,
               %(awalan_nomor)s || lpad(b.pegawai_id::text, 6, '0') || '-' || COALESCE(t.versi, 0) + 1,
               %(identitas)s::text, to_json(b.nama), b.nip, to_json(b.golongan), to_json(b.jabatan),
               COALESCE(to_json(b.jenjang)::text, 'null'), to_json(b.unit), to_json(b.dinas),
               COALESCE(pejabat.isi, 'null'),
               b.nota, b.atasan, b.rekan, b.bawahan,
               CASE WHEN b.warga_nilai IS NULL THEN 'null'
                    ELSE format('{{"nilai": "%%s", "n": %%s}}', b.warga_nilai, b.warga_n) END,
               COALESCE('"' || b.rating_hasil || '"', 'null'), COALESCE('"' || b.rating_perilaku || '"', 'null'),
               {evaluasi("b")},
               %(aturan)s::text,
               COALESCE('"' || b.nilai_hasil || '"', 'null'), COALESCE('"' || b.nilai_perilaku || '"', 'null'),
               COALESCE('"' || b.nilai_akhir || '"', 'null'), COALESCE('"' || b.predikat || '"', 'null'),
               COALESCE('"' || CASE WHEN b.nilai_hasil < %(sesuai)s THEN 'di_bawah'
                                    WHEN b.nilai_hasil < %(di_atas)s THEN 'sesuai'
                                    WHEN b.nilai_hasil IS NOT NULL THEN 'di_atas'
                                    WHEN %(usul_kualitatif)s = 'tengah' AND b.hari_lain IS NULL AND b.hari > 0
                                    THEN b.tengah END || '"', 'null'),
               COALESCE('"' || CASE WHEN b.nilai_perilaku < %(sesuai)s THEN 'di_bawah'
                                    WHEN b.nilai_perilaku < %(di_atas)s THEN 'sesuai'
                                    WHEN b.nilai_perilaku IS NOT NULL THEN 'di_atas' END || '"', 'null'),
               to_json(b.kurang),
               CASE WHEN b.beruas THEN format(
                   ', "ruas": [%%s{{%%s, "utama": true, "berhenti": %%s}}]', nota_lain.teks,
                   {pengenal("b", "rating_hasil_utama", "rating_perilaku_utama")}, COALESCE('"' || b.berhenti || '"', 'null')) END,
               CASE WHEN t.versi IS NOT NULL
                   THEN format(', "menggantikan": {{"versi": %%s, "asal": "%%s"}}', t.versi, t.asal) END
           )::jsonb AS rincian, COALESCE(t.versi, 0) + 1 AS versi, t.rincian AS rincian_lama, t.sudah
    FROM bulat b
    LEFT JOIN pejabat ON pejabat.id = b.penilai_id
    LEFT JOIN nota_lain ON nota_lain.pegawai_id = b.pegawai_id
    LEFT JOIN terdahulu t ON t.pegawai_id = b.pegawai_id
)"""
