"""SQL pohon kinerja. Semua nilai terikat sebagai parameter; tidak ada yang disambung ke teks."""

from indikator.queries.tercapai import NILAI_TERHITUNG, TARGET_KINI, TERCAPAI

TINGKAT_TERDALAM = 15

# Turun dari RHK akar. LATERAL … OFFSET 0 memaksa pencarian lewat indeks: taksiran CTE rekursif selalu terlalu besar.
# Jalur menjaga dari lingkaran lama; tingkat membatasi kedalaman.
TURUN = f"""
turun(id, skp_id, induk, tingkat, jalur) AS (
    SELECT r.id, r.skp_id, NULL::bigint, 0, ARRAY[r.id]
    FROM indikator_rhk r WHERE r.id = ANY(%(akar)s) AND r.dihentikan_pada IS NULL
    UNION ALL
    SELECT c.id, c.skp_id, t.id, t.tingkat + 1, t.jalur || c.id
    FROM turun t
    CROSS JOIN LATERAL (
        SELECT c.id, c.skp_id FROM indikator_rhk c JOIN indikator_skp s ON s.id = c.skp_id
        WHERE c.pimpinan_id = t.id AND c.dihentikan_pada IS NULL
          AND s.periode_id = %(tahun)s AND s.adendum_dari_id IS NULL
          AND (s.status <> 'draf' OR s.pegawai_id = %(pembaca)s) OFFSET 0
    ) c
    WHERE t.tingkat < {TINGKAT_TERDALAM} AND c.id <> ALL(t.jalur)
)"""

# `terbaca`: pembaca berhak atas nama dan angka orang itu. Yang tidak terbaca tidak ikut gulungan mana pun.
SIMPUL = """
simpul AS MATERIALIZED (
    SELECT t.id, t.induk, t.tingkat, t.jalur, s.id AS skp_id, s.pegawai_id, s.penempatan_id, p.kepala, p.unit_id,
           (%(semua)s OR s.pegawai_id = ANY(%(orang)s) OR p.unit_id = ANY(%(unit)s)) AS terbaca
    FROM turun t
    JOIN indikator_skp s ON s.id = t.skp_id
    JOIN kepegawaian_penempatan p ON p.id = s.penempatan_id
)"""

# Satu RHK dapat muncul di bawah dua akar yang bertingkat; angkanya tetap dihitung sekali tiap RHK.
ANGKA = f"""
laporan AS (
    SELECT i.rhk_id, i.bobot, i.polaritas, i.bawah, i.atas, i.mulai, i.tenggat, r.perlakuan,
           {NILAI_TERHITUNG}
    FROM (SELECT DISTINCT id FROM simpul WHERE terbaca) n
    JOIN indikator_indikatorkinerja i ON i.rhk_id = n.id AND i.dihentikan_pada IS NULL
    LEFT JOIN indikator_realisasi r ON r.periode_id = %(periode)s AND r.indikator_id = i.id
    {TARGET_KINI}
), {TERCAPAI}, milik AS MATERIALIZED (
    SELECT rhk_id,
           count(*) FILTER (WHERE perlakuan IS DISTINCT FROM 'dikecualikan' AND polaritas <> 'kualitatif') AS wajib,
           count(capaian) AS terlapor, COALESCE(sum(bobot) FILTER (WHERE capaian IS NOT NULL), 0) AS bobot,
           COALESCE(sum(bobot * capaian), 0) AS terbobot
    FROM tercapai GROUP BY rhk_id
)"""

# Tiap simpul menyumbang kepada leluhurnya yang tampil saja: jumlah baris tetap sebanding dengan pohon.
CABANG = """
cabang AS MATERIALIZED (
    SELECT a.leluhur AS id, count(*) AS rhk, count(DISTINCT n.pegawai_id) AS orang,
           count(DISTINCT n.pegawai_id) FILTER (WHERE n.terbaca) AS terbaca,
           COALESCE(sum(m.wajib), 0)::int AS wajib, COALESCE(sum(m.terlapor), 0)::int AS terlapor,
           COALESCE(sum(m.bobot), 0) AS bobot, COALESCE(sum(m.terbobot), 0) AS terbobot
    FROM simpul n
    CROSS JOIN LATERAL unnest(n.jalur[1:LEAST(n.tingkat, %(dalam)s + 1)]) AS a(leluhur)
    LEFT JOIN milik m ON m.rhk_id = n.id
    GROUP BY a.leluhur
), anak AS (
    SELECT induk, count(*) AS banyak FROM simpul WHERE induk IS NOT NULL GROUP BY induk
)"""

SQL_POHON = (
    "WITH RECURSIVE "
    + ", ".join((TURUN, SIMPUL, ANGKA, CABANG))
    + """
, urut AS (
    SELECT n.*, row_number() OVER (PARTITION BY n.induk ORDER BY u.urutan, u.nama, n.kepala DESC, g.nama, r.urutan, n.id)
           AS nomor, r.teks, g.nama AS orang_nama, j.nama AS jabatan, u.nama AS unit_nama
    FROM simpul n
    JOIN indikator_rhk r ON r.id = n.id
    JOIN kepegawaian_penempatan p ON p.id = n.penempatan_id
    JOIN kepegawaian_pegawai g ON g.id = n.pegawai_id
    JOIN kepegawaian_jabatan j ON j.id = p.jabatan_id
    JOIN kepegawaian_unitkerja u ON u.id = p.unit_id
    WHERE n.tingkat <= %(dalam)s
)
SELECT o.id, o.induk, o.tingkat, o.skp_id, o.pegawai_id, o.kepala, o.unit_id, o.terbaca, o.teks,
       CASE WHEN o.terbaca THEN o.orang_nama ELSE '' END, o.jabatan, o.unit_nama, COALESCE(a.banyak, 0),
       COALESCE(m.wajib, 0), COALESCE(m.terlapor, 0), COALESCE(m.bobot, 0), COALESCE(m.terbobot, 0),
       COALESCE(c.rhk, 0), COALESCE(c.orang, 0), COALESCE(c.terbaca, 0),
       COALESCE(c.wajib, 0), COALESCE(c.terlapor, 0), COALESCE(c.bobot, 0), COALESCE(c.terbobot, 0)
FROM urut o
LEFT JOIN anak a ON a.induk = o.id
LEFT JOIN milik m ON m.rhk_id = o.id
LEFT JOIN cabang c ON c.id = o.id
WHERE o.tingkat = 0 OR (o.tingkat = 1 AND o.nomor > %(lewati)s AND o.nomor <= %(lewati)s + %(lebar)s)
   OR (o.tingkat > 1 AND o.nomor <= %(lebar)s)
ORDER BY o.tingkat, o.induk NULLS FIRST, o.nomor
LIMIT %(terbanyak)s
"""
)

# Garis dari sebuah RHK ke puncaknya; UNION membuang yang sudah dilalui.
SQL_GARIS = """
WITH RECURSIVE naik(asal, id, tingkat) AS (
    SELECT r.id, r.id, 0 FROM indikator_rhk r WHERE r.id = ANY(%(rhk)s)
    UNION
    SELECT n.asal, r.pimpinan_id, n.tingkat + 1
    FROM naik n JOIN indikator_rhk r ON r.id = n.id
    WHERE r.pimpinan_id IS NOT NULL AND n.tingkat < 15
)
SELECT n.asal, r.id, r.teks, s.pegawai_id, j.nama, u.id, u.nama, s.status
FROM naik n
JOIN indikator_rhk r ON r.id = n.id
JOIN indikator_skp s ON s.id = r.skp_id
JOIN kepegawaian_penempatan p ON p.id = s.penempatan_id
JOIN kepegawaian_jabatan j ON j.id = p.jabatan_id
JOIN kepegawaian_unitkerja u ON u.id = p.unit_id
ORDER BY n.asal, n.tingkat
"""

# Celah di sebuah cabang unit: RHK kepala tanpa pendukung, dan orang yang tak satu pun RHK-nya mendukung.
SQL_CELAH = """
WITH orang AS (
    SELECT s.id AS skp_id, s.pegawai_id, p.kepala, p.unit_id, p.jabatan_id
    FROM kepegawaian_penempatan p
    JOIN kepegawaian_unitkerja u ON u.id = p.unit_id AND u.instansi_id = %(instansi)s
    JOIN indikator_skp s ON s.penempatan_id = p.id AND s.periode_id = %(tahun)s AND s.status <> 'draf'
     AND s.adendum_dari_id IS NULL
    WHERE p.unit_id = ANY(%(wilayah)s) AND (p.unit_id = ANY(%(unit)s) OR p.pegawai_id = ANY(%(orang)s))
), celah AS (
    SELECT 'tidak_didukung' AS jenis, o.pegawai_id, o.unit_id, o.jabatan_id, r.id AS rhk_id, r.teks
    FROM orang o JOIN indikator_rhk r ON r.skp_id = o.skp_id AND r.dihentikan_pada IS NULL
    WHERE o.kepala AND NOT EXISTS (
        SELECT 1 FROM indikator_rhk c
        JOIN indikator_skp s ON s.id = c.skp_id AND s.status <> 'draf' AND s.adendum_dari_id IS NULL
        WHERE c.pimpinan_id = r.id AND c.dihentikan_pada IS NULL)
    UNION ALL
    SELECT 'tidak_mendukung', o.pegawai_id, o.unit_id, o.jabatan_id, NULL, ''
    FROM orang o
    WHERE o.pegawai_id <> ALL(%(puncak)s) AND EXISTS (SELECT 1 FROM indikator_rhk r WHERE r.skp_id = o.skp_id)
      AND NOT EXISTS (
        SELECT 1 FROM indikator_rhk r JOIN indikator_rhk a ON a.id = r.pimpinan_id AND a.dihentikan_pada IS NULL
        WHERE r.skp_id = o.skp_id AND r.dihentikan_pada IS NULL)
)
SELECT c.jenis, c.pegawai_id, g.nama, j.nama, u.id, u.nama, c.rhk_id, c.teks, count(*) OVER ()
FROM celah c
JOIN kepegawaian_pegawai g ON g.id = c.pegawai_id
JOIN kepegawaian_jabatan j ON j.id = c.jabatan_id
JOIN kepegawaian_unitkerja u ON u.id = c.unit_id
WHERE c.jenis = %(jenis)s
ORDER BY u.urutan, u.nama, g.nama, c.rhk_id
LIMIT %(banyak)s OFFSET %(lewati)s
"""
