"""Pemindahan kalibrasi yang berlaku tiap evaluasi; kembaran SQL dari penilaian.rules.kalibrasi.berlaku.

`catatan` pasangan JSON yang disisipkan ke evaluasi ruasnya, hanya bila berbeda dari rating penilai: rincian orang yang
tidak dikalibrasi tidak bertambah, sehingga penutupan ulang tidak menulis versi baru baginya.
"""


def pasangan(hasil: str, perilaku: str) -> str:
    """Kedua rating sebagai teks JSON."""
    return f"""format('{{"hasil": "%%s", "perilaku": "%%s"}}', {hasil}, {perilaku})"""


KALIBRASI = f"""
kalibrasi AS MATERIALIZED (
    SELECT k.evaluasi_id, k.menjadi_hasil, k.menjadi_perilaku,
           CASE WHEN k.menjadi_hasil <> e.rating_hasil OR k.menjadi_perilaku <> e.rating_perilaku THEN format(
               ', "kalibrasi": {{"dari": %%s, "menjadi": %%s, "alasan": %%s, "oleh": {{"nama": %%s, "nip": "%%s"}}, "pada": "%%s"}}',
               {pasangan("e.rating_hasil", "e.rating_perilaku")}, {pasangan("k.menjadi_hasil", "k.menjadi_perilaku")},
               to_json(k.alasan),
               to_json(concat(NULLIF(g.gelar_depan, '') || ' ', g.nama, ', ' || NULLIF(g.gelar_belakang, ''))), g.nip,
               to_char(k.dipindah_pada AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) END AS catatan
    FROM (SELECT DISTINCT ON (p.evaluasi_id) p.*
          FROM penilaian_pindahkalibrasi p
          WHERE p.periode_id = %(periode)s AND p.ditarik_pada IS NULL
            AND p.pegawai_id IN (SELECT pegawai_id FROM orang)
          ORDER BY p.evaluasi_id, p.id DESC) k
    JOIN penilaian_evaluasi e ON e.id = k.evaluasi_id
    JOIN kepegawaian_pegawai g ON g.id = k.dipindah_oleh_id
)"""
