"""Tetapan yang berbunyi batas tetapi tidak menolak orang pada batas+1, menurut alasannya."""

ALASAN: dict[str, str] = {
    "masa simpan; diukur tests/keamanan/test_masa_simpan.py": """
        indikator/services/realisasi/unggah.py:KEMBAR_SELAMA
        inti/sekali.py:UMUR_DETIK
        inti/services/berkas_yatim.py:UMUR
        inti/services/berkas_yatim.py:UMUR_TANPA_BARIS
        inti/services/dokumen/paket.py:MASA_SIMPAN
        inti/services/draf.py:UMUR
        inti/services/draf.py:UMUR_SELESAI
        inti/services/impor/kerja.py:UMUR_BARIS
        inti/services/impor/kerja.py:UMUR_PRATINJAU
        inti/services/kotak_lama.py:ISI_TERSIMPAN
        kepegawaian/services/percobaan.py:SIMPAN
        kepegawaian/services/sesi_masuk.py:SIMPAN
        umpan_balik/persetujuan.py:HARI_SIMPAN_PROFIL
        umpan_balik/persetujuan.py:HARI_SIMPAN_SARAN
        umpan_balik/persetujuan.py:HARI_SIMPAN_SIDIK
    """,
    "pekerja latar: banyaknya sekali jalan, lama tiap tugas, dan jeda mencoba lagi": """
        asn_kinerja/settings.py:CELERY_TASK_TIME_LIMIT
        asn_kinerja/settings.py:CELERY_VISIBILITY_TIMEOUT
        asn_kinerja/settings.py:CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT
        asn_kinerja/settings.py:EMAIL_TIMEOUT
        indikator/tasks.py:BATAS_KERJA
        inti/rules/cadangan.py:UMUR_MAKS
        inti/services/berkas_yatim.py:SEKALI
        inti/services/dokumen/paket.py:DIAM
        inti/services/impor/baca.py:JEDA_DETAK
        inti/services/kotak.py:BERUNTUN_MAKS
        inti/services/pindai/antrean.py:BERUNTUN_MAKS
        inti/services/pindai/pintu.py:JEDA
        inti/services/kotak.py:JEDA_AWAL
        inti/services/kotak.py:PERCOBAAN_SUREL_MAKS
        inti/services/kotak.py:PERCOBAAN_TERTULIS_MAKS
        inti/services/kotak.py:SEKALI
        kepegawaian/services/kunci_faktor.py:SEKALI
        kepegawaian/services/ringkasan.py:SEKALI
        pelatihan/services/pembinaan/buat.py:SEKALI
        pelatihan/services/saran.py:SEKALI
        penilaian/services/dokumen.py:SEKALI
        penilaian/services/penutupan/aturan.py:JEDA_TUNGGU
        penilaian/tasks.py:BATAS_KERJA
        umpan_balik/services/penugasan.py:SEKALI_TULIS
    """,
    "tenggat dan pengingat: menentukan hari, tidak menolak kiriman": """
        indikator/rules/harian.py:HARI_DITAMPILKAN
        indikator/rules/jadwal.py:HARI_SUSULAN
        indikator/rules/risiko.py:HARI_GENTING
        kepegawaian/services/laporan.py:TENGGAT
        kepegawaian/services/perbaikan.py:TENGGAT
        pelatihan/rules/pembinaan.py:HARI_MENYUSUN
        pelatihan/services/pembinaan/ingatkan.py:LAMA_DITINJAU
        penilaian/services/kebijakan.py:HARI_PUTUSAN
        penilaian/services/kebijakan.py:HARI_TANGGAPAN
        penilaian/services/pengingat.py:SEHARI_SESUDAH
        umpan_balik/rules/hari_kerja.py:HARI_BACA
        umpan_balik/rules/hari_kerja.py:HARI_JAWAB
        umpan_balik/rules/hari_kerja.py:HARI_RENCANA
        umpan_balik/services/langsung_minta.py:INGATKAN_SESUDAH
        umpan_balik/services/langsung_minta.py:MASA_JAWAB
    """,
    "jawaban pemindai yang dibaca, bukan kiriman orang": """
        inti/services/pindai/clamd.py:JAWABAN_MAKS
    """,
    "seluruh kiriman; diukur tests/inti/test_besar.py": """
        asn_kinerja/settings.py:KIRIMAN_MAKS_BYTE
    """,
    "simpanan sementara milik orangnya: yang lewat tidak dipasang lagi, kirimannya tetap diterima": """
        kepegawaian/titipan.py:UMUR
        umpan_balik/ponsel.py:ISI_TERPANJANG
        umpan_balik/ponsel.py:KUKI_TERPANJANG
        umpan_balik/ponsel.py:UMUR
    """,
    "penelusur berhenti sebelum berputar selamanya; lingkarannya sendiri ditolak penjaga lain": """
        kepegawaian/rules/impor/jalur.py:DALAM_MAKS
        kepegawaian/rules/letak.py:DALAM_MAKS
        kepegawaian/services/penilai.py:TINGKAT_MAKS
    """,
    "menolak atau menyajikan angka, dipatok tests/*/rules": """
        indikator/rules/capaian.py:BATAS_BAWAAN
        inti/rules/tabel/tanggal.py:TAHUN_TERBARU
        inti/rules/tabel/tanggal.py:TAHUN_TERLAMA
        inti/rules/tabel/tanggal.py:_SERI_TERBESAR
        pelatihan/rules/dampak.py:SEDIKITNYA
        pelatihan/rules/kebutuhan.py:CELAH_TERKECIL
        pelatihan/rules/kompetensi.py:TINGKAT_TERENDAH
        pelatihan/rules/kompetensi.py:TINGKAT_TERTINGGI
        pelatihan/rules/penghargaan.py:ORANG_TERSEDIKIT
        pelatihan/rules/rekomendasi.py:PILIHAN_TERBANYAK
        penilaian/rules/menilai_kurva.py:BAGIAN_TERBESAR
        penilaian/rules/objektivitas.py:BATAS_KUANTITAS
        penilaian/rules/pp30.py:TERTINGGI
        penilaian/rules/sebaran_terbit.py:MINIMAL
        umpan_balik/rules/anonimitas.py:SEDIKITNYA
        umpan_balik/rules/cermin.py:SEDIKITNYA_PEMBANDING
        umpan_balik/rules/ikm.py:MINIMAL_TERBIT
        umpan_balik/rules/ikm_terbit.py:MINIMAL_UMUM
        umpan_balik/rules/kecurigaan.py:BAGIAN_SEALAMAT
        umpan_balik/rules/kecurigaan.py:HARI_PEMBANDING
        umpan_balik/rules/kecurigaan.py:MENIT_BANJIR
        umpan_balik/rules/kecurigaan.py:PEGAWAI_SEALAMAT
        umpan_balik/rules/pembagian.py:TERBANYAK
        umpan_balik/rules/penyamaran.py:ANGKA_BERSELA_TERPENDEK
        umpan_balik/rules/penyamaran.py:ANGKA_RAPAT_TERPENDEK
        umpan_balik/rules/penyamaran.py:TELEPON_TERPENDEK
        umpan_balik/rules/penyamaran_nama.py:KATA_TERPENDEK
        umpan_balik/rules/profil.py:TERKECIL_TAMPIL
        umpan_balik/rules/rekan_gaya.py:KATA_NAMA_TERPENDEK
        umpan_balik/rules/rekan_gaya.py:PETUNJUK_TERBANYAK
        umpan_balik/rules/tabulasi.py:_SALAH_TERBANYAK
        umpan_balik/rules/unsur.py:NILAI_TERENDAH
        umpan_balik/rules/unsur.py:NILAI_TERTINGGI
    """,
    "panjang kode buatan, satuan hari, dan banyaknya yang ditampilkan": """
        kepegawaian/rules/letak.py:SEHARI
        kepegawaian/rules/nip.py:PANJANG
        kepegawaian/services/impor/penempatan/banding.py:SEHARI
        kepegawaian/services/kode.py:PANJANG
        kepegawaian/services/organisasi/dampak.py:TERBANYAK
        kepegawaian/services/organisasi/gabung.py:SEHARI
        kepegawaian/services/pegawai/aktif.py:SEHARI
        kepegawaian/services/penempatan/tetapkan.py:SEHARI
        kepegawaian/services/penempatan/ubah.py:SEHARI
        kepegawaian/services/ringkasan.py:TERBANYAK
        kepegawaian/sesi.py:JEDA_CATAT
        kepegawaian/sesi.py:JEDA_TERLIHAT
        umpan_balik/rules/bukti_kerja.py:PANJANG_TERBESAR
        umpan_balik/sidik.py:PANJANG_KIOS
        umpan_balik/sidik.py:PANJANG_KODE_TITIK
        umpan_balik/sidik.py:PANJANG_KUNCI_ALAMAT
        umpan_balik/sidik.py:PANJANG_KUNJUNGAN
        umpan_balik/sidik.py:PANJANG_PELACAK
        umpan_balik/sidik.py:PANJANG_TOKEN_TITIK
    """,
    "bidang formulir atau kendala tabel; diukur menurut formulirnya, atau sama dengan tetapan yang sudah di tabel": """
        penilaian/forms/keberatan.py:PANJANG
        penilaian/models/kalibrasi.py:ALASAN_TERPENDEK
        penilaian/services/kalibrasi/tutup.py:CATATAN_TERPANJANG
        umpan_balik/forms/ikm.py:LEMBAR_TERBANYAK
        umpan_balik/services/aspirasi/warga.py:ALASAN_TERPANJANG
    """,
    "besar badan dan umur kuki, ditolak kerangka sebelum halaman mana pun (tests/inti/test_middleware.py, test_kuki.py)": """
        asn_kinerja/settings.py:DATA_UPLOAD_MAX_MEMORY_SIZE
        asn_kinerja/settings.py:FILE_UPLOAD_MAX_MEMORY_SIZE
        asn_kinerja/settings.py:SESSION_COOKIE_AGE
    """,
}
BUKAN = {kunci for isi in ALASAN.values() for kunci in isi.split()}
