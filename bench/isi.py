"""Mengisi satu pemda sebesar n pegawai dengan INSERT … SELECT: cepat, dan bentuknya seperti pemda sungguhan.

Tiap dinas 500 pegawai dalam lima bidang berkepala; tiap pegawai empat indikator berlaporan, enam penilai 360,
satu evaluasi; sebagian berjaga di loket dengan suara warga. Waktunya tidak diukur.
"""

from datetime import UTC, date, datetime
from typing import Final

from bench.basis import jalankan, statistik
from indikator.models import Kebijakan, Periode
from indikator.rules.kebijakan import aturan_dari
from kepegawaian.models import Instansi, Jabatan, UnitKerja

PER_DINAS: Final = 500
BIDANG: Final = 5
AWAL: Final = date(2025, 1, 1)
WAKTU: Final = datetime(2026, 10, 5, tzinfo=UTC)
TUTUP: Final = datetime(2026, 10, 10, tzinfo=UTC)

ORANG: Final = (
    """
    INSERT INTO kepegawaian_unitkerja (instansi_id, induk_id, nama, singkatan, jenis, urutan, sejak, sumber)
    SELECT %(instansi)s, %(akar)s, 'Dinas ' || d, '', 'dinas', d, %(awal)s, ''
    FROM generate_series(1, %(dinas)s) d
    """,
    "UPDATE kepegawaian_unitkerja SET dinas_id = id WHERE jenis = 'dinas'",
    """
    INSERT INTO kepegawaian_unitkerja (instansi_id, induk_id, dinas_id, nama, singkatan, jenis, urutan, sejak, sumber)
    SELECT %(instansi)s, d.id, d.id, 'Bidang ' || b || ' ' || d.nama, '', 'bidang', b, %(awal)s, ''
    FROM kepegawaian_unitkerja d CROSS JOIN generate_series(1, %(bidang)s) b WHERE d.jenis = 'dinas'
    """,
    """
    INSERT INTO kepegawaian_pegawai (password, instansi_id, nip, nama, gelar_depan, gelar_belakang, status, golongan,
                                     kelamin, tanggal_lahir, email, telepon, is_active)
    SELECT '!', %(instansi)s, '1986092620' || lpad(n::text, 8, '0'), 'Pegawai Nomor ' || n, '', 'S.Kom.', 'PNS', 'III/b',
           CASE n %% 2 WHEN 0 THEN 'P' ELSE 'L' END, '1986-09-26', '', '', true
    FROM generate_series(1, %(n)s) n
    """,
    # Nomor urut di dalam dinas: 0 kepala dinas, 1–5 kepala bidang, sisanya staf bidang.
    """
    INSERT INTO kepegawaian_penempatan (pegawai_id, unit_id, jabatan_id, jenis, kepala, sejak, dasar)
    SELECT p.id, CASE WHEN p.k = 0 THEN d.id ELSE b.id END, %(jabatan)s, 'definitif', p.k <= %(bidang)s, %(awal)s, ''
    FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) %% %(per)s AS k,
                 (row_number() OVER (ORDER BY id) - 1) / %(per)s + 1 AS d FROM kepegawaian_pegawai) p
    JOIN kepegawaian_unitkerja d ON d.jenis = 'dinas' AND d.urutan = p.d
    LEFT JOIN kepegawaian_unitkerja b ON b.induk_id = d.id AND b.urutan = (p.k - 1) %% %(bidang)s + 1
    """,
)

KINERJA: Final = (
    """
    INSERT INTO indikator_skp (instansi_id, periode_id, pegawai_id, penempatan_id, status, catatan, versi)
    SELECT %(instansi)s, %(tahun)s, pegawai_id, id, 'disetujui', '', 1 FROM kepegawaian_penempatan
    """,
    """
    INSERT INTO indikator_rhk (skp_id, jenis, teks, urutan)
    SELECT id, 'utama', 'Layanan kepada masyarakat berjalan tepat waktu', 1 FROM indikator_skp
    """,
    """
    INSERT INTO indikator_indikatorkinerja
        (skp_id, rhk_id, kode, nama, satuan, polaritas, aspek, bobot, target, bawah, atas, urutan)
    SELECT r.skp_id, r.id, 'IK' || k, (ARRAY['Persentase permohonan selesai tepat waktu', 'Lama pelayanan rata-rata',
               'Serapan anggaran', 'Jumlah dokumen yang diterbitkan'])[k],
           (ARRAY['%%', 'hari', '%%', 'dokumen'])[k], (ARRAY['maksimal', 'minimal', 'rentang', 'maksimal'])[k], 'kualitas',
           (ARRAY[40, 20, 15, 25])[k], CASE k WHEN 3 THEN NULL ELSE (ARRAY[95, 5, 0, 240])[k] END,
           CASE k WHEN 3 THEN 90 END, CASE k WHEN 3 THEN 100 END, k
    FROM indikator_rhk r CROSS JOIN generate_series(1, 4) k
    """,
    """
    INSERT INTO indikator_realisasi (instansi_id, periode_id, pegawai_id, indikator_id, status, nilai, keterangan,
                                     catatan, perlakuan, alasan_perlakuan, terlambat, versi)
    SELECT %(instansi)s, %(periode)s, s.pegawai_id, i.id,
           CASE WHEN i.id %% 97 = 0 THEN 'draf' WHEN i.id %% 3 = 0 THEN 'diajukan' ELSE 'disetujui' END,
           round(COALESCE(i.target, i.atas) * (80 + (i.id * 7919) %% 41) / 100, 2), 'Dilaporkan dari rekap bulanan.',
           '', '', '', false, 1
    FROM indikator_indikatorkinerja i JOIN indikator_skp s ON s.id = i.skp_id
    """,
    """
    INSERT INTO penilaian_evaluasi (instansi_id, periode_id, pegawai_id, penempatan_id, skp_id, status, rating_hasil,
        usulan_hasil, alasan_hasil, rating_perilaku, usulan_perilaku, alasan_perilaku, umpan_balik, versi,
        ditetapkan_pada, ditetapkan_oleh_id)
    SELECT %(instansi)s, %(periode)s, pegawai_id, penempatan_id, id, 'ditetapkan',
           (ARRAY['sesuai', 'sesuai', 'di_atas', 'di_bawah'])[id %% 4 + 1], '', '',
           (ARRAY['sesuai', 'di_atas', 'sesuai'])[id %% 3 + 1], '', '', 'Pertahankan ketepatan waktunya.', 1, %(waktu)s,
           (SELECT min(id) FROM kepegawaian_pegawai WHERE id <> pegawai_id)
    FROM indikator_skp WHERE id %% 50 <> 0
    """,
)

# Tiap orang dinilai enam tetangga nomornya: satu sebagai atasan, tiga rekan, dua bawahan.
SUARA: Final = (
    """
    INSERT INTO umpan_balik_penugasan (instansi_id, periode_id, dinilai_id, penilai_id, kelompok)
    SELECT %(instansi)s, %(periode)s, p.id, q.id, (ARRAY['atasan', 'rekan', 'rekan', 'rekan', 'bawahan', 'bawahan'])[j]
    FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS k FROM kepegawaian_pegawai) p
    CROSS JOIN generate_series(1, 6) j
    JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS k FROM kepegawaian_pegawai) q ON q.k = (p.k + j) %% %(n)s
    """,
    """
    INSERT INTO umpan_balik_jawaban (penugasan_id, nilai, komentar, draf)
    SELECT id, (SELECT array_agg(CASE WHEN (p.id + g) %% 23 = 0 THEN NULL ELSE 3 + (p.id * 31 + g * 17) %% 3 END
                                 ORDER BY g)::smallint[] FROM generate_series(1, 21) g), '{}', false
    FROM umpan_balik_penugasan p
    """,
)

WARGA: Final = (
    """
    INSERT INTO umpan_balik_layanan (instansi_id, unit_id, nama, gratis, aktif)
    SELECT %(instansi)s, id, 'Layanan loket', true, true FROM kepegawaian_unitkerja WHERE jenis = 'bidang'
    """,
    """
    INSERT INTO umpan_balik_titiklayanan (layanan_id, nama, token, kode_pendek, aktif)
    SELECT id, 'Loket', md5(id::text), lpad(id::text, 6, '0'), true FROM umpan_balik_layanan
    """,
    """
    INSERT INTO umpan_balik_jagatitik (titik_id, pegawai_id, sejak)
    SELECT t.id, p.pegawai_id, '2026-07-01'
    FROM kepegawaian_penempatan p
    JOIN umpan_balik_layanan l ON l.unit_id = p.unit_id JOIN umpan_balik_titiklayanan t ON t.layanan_id = l.id
    WHERE p.pegawai_id %% 25 = 0
    """,
    """
    INSERT INTO umpan_balik_survei (instansi_id, unit_id, layanan_id, titik_id, tanggal, kompetensi, perilaku, sumber,
                                    status, alasan_ditahan, kunci, sidik, pelacak, setuju_versi, setuju_waktu)
    SELECT %(instansi)s, l.unit_id, l.id, t.id, date '2026-07-01' + (g * 7) %% 90, 2 + g %% 3, 2 + (g / 3) %% 3,
           'berkode', 'dihitung', '', gen_random_uuid(), 's', md5(t.id || '-' || g), 1, %(waktu)s
    FROM umpan_balik_titiklayanan t JOIN umpan_balik_layanan l ON l.id = t.layanan_id
    CROSS JOIN generate_series(1, 60) g
    """,
)


def isi_pemda(n: int) -> Periode:
    """Satu pemda berisi `n` pegawai dengan triwulan yang siap ditutup. `n` kelipatan 500, atau kurang dari itu."""
    per = min(PER_DINAS, n)
    if n % per:
        raise ValueError(f"Jumlah pegawai harus kelipatan {PER_DINAS}.")
    instansi = Instansi.objects.create(nama=f"Pemda {n}", slug=f"pemda-{n}", kontak="")
    akar = UnitKerja.objects.create(instansi=instansi, nama=instansi.nama, jenis="pemda", sejak=AWAL)
    jabatan = Jabatan.objects.create(instansi=instansi, nama="Analis", jenis="fungsional")
    tahun, periode = _periode(instansi)
    jalankan(
        *ORANG,
        *KINERJA,
        *SUARA,
        *WARGA,
        instansi=instansi.pk,
        akar=akar.pk,
        jabatan=jabatan.pk,
        tahun=tahun.pk,
        periode=periode.pk,
        n=n,
        dinas=n // per,
        per=per,
        bidang=BIDANG,
        awal=AWAL,
        waktu=WAKTU,
    )
    statistik(vacuum=True)
    return periode


def isi_orang(n: int) -> Instansi:
    """Hanya organisasi dan orangnya: dinas, bidang berkepala, dan `n` pegawai (kelipatan 500)."""
    instansi = Instansi.objects.create(nama=f"Pemda {n}", slug=f"pemda-{n}", kontak="")
    akar = UnitKerja.objects.create(instansi=instansi, nama=instansi.nama, jenis="pemda", sejak=AWAL)
    jabatan = Jabatan.objects.create(instansi=instansi, nama="Analis", jenis="fungsional")
    jalankan(
        *ORANG,
        instansi=instansi.pk,
        akar=akar.pk,
        jabatan=jabatan.pk,
        n=n,
        dinas=n // PER_DINAS,
        per=PER_DINAS,
        bidang=BIDANG,
        awal=AWAL,
    )
    return instansi


def _periode(instansi: Instansi) -> tuple[Periode, Periode]:
    kebijakan = Kebijakan.objects.create(
        instansi=instansi,
        nama="Bawaan",
        status="ditetapkan",
        penjelasan="-",
        aturan=aturan_dari({}).ke_dict(),
    )
    tenggat = dict.fromkeys(("tenggat_skp", "tenggat_lapor", "tenggat_umpan_balik", "tenggat_nilai"), WAKTU)
    umum = {"instansi": instansi, "kebijakan": kebijakan, "status": "diproses", **tenggat}
    tahun = Periode.objects.create(
        **umum,
        jenis="tahunan",
        nama="Tahun 2026",
        mulai=date(2026, 1, 1),
        selesai=date(2026, 12, 31),
        tutup_pada=datetime(2027, 1, 31, tzinfo=UTC),
    )
    triwulan = Periode.objects.create(
        **umum,
        induk=tahun,
        jenis="triwulan",
        nama="Triwulan III 2026",
        mulai=date(2026, 7, 1),
        selesai=date(2026, 9, 30),
        tutup_pada=TUTUP,
    )
    return tahun, triwulan
