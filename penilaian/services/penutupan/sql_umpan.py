"""Umpan balik per RHK dan per nilai tiap evaluasi, disisipkan ke evaluasi di rincian hanya bila ada.

Yang tidak menulis apa pun tidak menambah rincian, sehingga penutupan ulang tidak menulis versi baru baginya.
"""

UMPAN = """
umpan AS MATERIALIZED (
    SELECT b.evaluasi_id, format(', "butir": [%%s]', string_agg(format(
        '{"rhk": %%s, "nilai": %%s, "tentang": %%s, "teks": %%s}', COALESCE(b.rhk_nomor::text, 'null'),
        COALESCE('"' || NULLIF(b.nilai, '') || '"', 'null'), to_json(b.tentang), to_json(b.teks)),
        ', ' ORDER BY b.id)) AS butir
    FROM penilaian_butirumpanbalik b
    JOIN penilaian_evaluasi e ON e.id = b.evaluasi_id
    WHERE e.periode_id = %(periode)s AND e.pegawai_id IN (SELECT pegawai_id FROM orang)
    GROUP BY b.evaluasi_id
)"""
