"""Rekap per perangkat daerah dari hasil terbaru tiap orang. Diulang menghasilkan baris yang sama."""

SQL_REKAP = """
INSERT INTO penilaian_rekapunit (
    instansi_id, periode_id, dinas_id, jumlah, jumlah_lengkap, rata_hasil, rata_perilaku, rata_akhir, predikat)
SELECT instansi_id, periode_id, dinas_id, count(*), count(*) FILTER (WHERE lengkap),
       round(round(round(sum(nilai_hasil), 45) / count(nilai_hasil), 20), 2),
       round(round(round(sum(nilai_perilaku), 45) / count(nilai_perilaku), 20), 2),
       round(round(round(sum(nilai_akhir), 45) / count(nilai_akhir), 20), 2),
       jsonb_build_object(
           'sangat_baik', count(*) FILTER (WHERE predikat = 'sangat_baik'),
           'baik', count(*) FILTER (WHERE predikat = 'baik'),
           'butuh_perbaikan', count(*) FILTER (WHERE predikat = 'butuh_perbaikan'),
           'kurang', count(*) FILTER (WHERE predikat = 'kurang'),
           'sangat_kurang', count(*) FILTER (WHERE predikat = 'sangat_kurang'))
FROM (
    SELECT DISTINCT ON (h.pegawai_id) h.instansi_id, h.periode_id, h.dinas_id, h.lengkap, h.predikat,
           h.nilai_hasil, h.nilai_perilaku, h.nilai_akhir
    FROM penilaian_hasil h
    WHERE h.periode_id = %(periode)s
    ORDER BY h.pegawai_id, h.versi DESC
) AS hasil
GROUP BY instansi_id, periode_id, dinas_id
ORDER BY dinas_id
ON CONFLICT (periode_id, dinas_id) DO UPDATE SET
    jumlah = EXCLUDED.jumlah, jumlah_lengkap = EXCLUDED.jumlah_lengkap, rata_hasil = EXCLUDED.rata_hasil,
    rata_perilaku = EXCLUDED.rata_perilaku, rata_akhir = EXCLUDED.rata_akhir, predikat = EXCLUDED.predikat
"""
