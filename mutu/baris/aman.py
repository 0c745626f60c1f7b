"""Izin, isian, berkas, log, dan kepala jawaban; id V… menurut ASVS 5.0.0."""

from mutu.batas import Baris

SEMUA_ALAMAT = "tests/test_izin_semua_url.py"
SAKSI = f"{SEMUA_ALAMAT}::test_setiap_jawaban_berkepala_dan_setiap_penolakan_tercatat_sekali"
KELUARAN = "tests/keamanan/test_keluaran.py"

BARIS = [
    Baris(
        id="A1",
        janji="Setiap alamat menjawab setiap peran menurut tabel yang dibaca orang; alamat baru tanpa baris menggagalkan uji",
        batas="≥ 2.500 sel, 0 menyimpang; benda pemda lain 404",
        ukur=(SEMUA_ALAMAT,),
        detik=1800,
    ),
    Baris(
        id="A5",
        janji="Keadaan × tindakan × peran pada layanan SKP, adendum, laporan, dan evaluasi",
        batas="0 sel menyimpang dari tabel",
        ukur=("tests/test_keadaan_layanan.py",),
        panjang=True,
    ),
    Baris(
        id="A6",
        janji="Hak yang berubah di tengah sesi (pindah, penilai diganti, peran dicabut, akun dinonaktifkan)",
        batas="menggigit pada permintaan berikutnya, 100 %",
        ukur=("tests/keamanan/test_hak_basi.py",),
    ),
    Baris(
        id="F1",
        janji="Berkas jahat ditangani seperti tertulis, berkas jujur diterima",
        batas="30 dari 30 dan 20 dari 20, ≤ 2 detik tiap berkas, 0 tersisa",
        ukur=("tests/inti/services/test_berkas_jahat.py",),
        catatan="Foto HEIC belum diterima. Pemindai virus diukur tersendiri pada V5.4.3.",
    ),
    Baris(
        id="F2",
        janji="Memori tiap berkas jahat dan jujur",
        batas="≤ 150 MB tiap berkas",
        ukur=("tests/inti/services/test_berkas_memori.py::test_tiap_berkas_memakai_memori_terbatas",),
    ),
    Baris(
        id="X1",
        janji="Kenari berumus di setiap kolom teks: semua unduhan Excel dan CSV",
        batas="0 sel rumus",
        ukur=(f"{KELUARAN}::test_kenari_tidak_menjadi_html_templat_atau_rumus",),
        detik=3600,
    ),
    Baris(
        id="X2",
        janji="Setiap penulis Excel dan CSV mematikan rumus; 14 muatan kembali persis",
        batas="0 penulis tanpa penjaga",
        ukur=(
            "tests/keamanan/test_sql.py::test_setiap_penulis_lembar_kerja_mematikan_rumus",
            "tests/inti/services/test_lembar.py",
        ),
    ),
    Baris(
        id="X3",
        janji="26 macam baris ganjil disebut baris, kolom, dan jalan keluarnya; ekspor yang diunggah kembali tidak mengubah apa pun",
        batas="23 dari 23 disebut, 3 dari 3 dibaca; 0 dan tepat 10 perubahan",
        ukur=(
            "tests/kepegawaian/impor/test_dua_puluh_enam.py",
            "tests/kepegawaian/impor/test_bolak_balik.py",
        ),
    ),
    Baris(
        id="SC1",
        janji="Masuk, pulih, dan kode: kalimat dan pekerjaannya sama, terdaftar atau tidak",
        batas="AUC ≤ 0,55, beda median ≤ 5 %",
        ukur=(
            "tests/kepegawaian/services/test_masuk.py::test_setiap_penolakan_menghitung_satu_sidik",
            "tests/kepegawaian/views/test_pulih.py::test_jawaban_dan_pekerjaannya_sama_dikenal_atau_tidak",
            "python -m bench masuk",
        ),
        catatan="AUC lewat HTTP terakhir 0,507, beda median 3,5 % (docs/keamanan/masuk.md bagian 2).",
    ),
    Baris(
        id="SC2",
        janji="Sesi pengelola 30 menit diam dan 10 jam; pegawai 12 jam",
        batas="tepat",
        ukur=(
            "tests/kepegawaian/views/test_masuk.py::test_sesi_pengelola_berakhir_sesudah_30_menit_diam",
            "tests/kepegawaian/views/test_masuk.py::test_sesi_pengelola_paling_lama_sepuluh_jam",
            "tests/kepegawaian/views/test_masuk.py::test_sesi_pegawai_bertahan_diam_dan_berakhir_sesudah_dua_belas_jam",
        ),
    ),
    Baris(
        id="SC3",
        janji="Kepala penjaga (CSP tanpa unsafe, nosniff, no-store, dan lainnya) di setiap jawaban, juga 404, 500, dan statis",
        batas="100 %",
        ukur=(SAKSI, "tests/inti/test_middleware.py"),
        detik=1800,
        catatan="Dahulu CSP unduhan berkas kurang lengkap; ditemukan sapuan ini, angkanya sesudah diperbaiki.",
    ),
    Baris(
        id="AU2",
        janji="Rantai jejak menemukan baris yang diubah, dihapus, disisipkan, dan ditukar; juga satu bita di antara seratus ribu",
        batas="semuanya",
        ukur=("tests/inti/services/test_segel.py",),
    ),
    Baris(
        id="AU3",
        janji="Auditor menjawab siapa mengubah nilai ini, dari apa, kapan, mengapa",
        batas="≤ 3 klik",
        ukur=("tests/asn_kinerja/views/test_jejak.py",),
    ),
    Baris(
        id="V",
        janji="Persyaratan ASVS 5.0 tingkat 1 dan 2 yang berlaku, masing-masing dengan uji atau keputusannya",
        batas="semuanya terpenuhi",
        ukur=("tests/keamanan/test_asvs.py",),
        catatan="Yang sebagian dan belum, beserta sebab dan langkah berikutnya: docs/keamanan.md. Yang terbesar: "
        "TLS dan gudang kunci di tangan pemasang (V12, V13), faktor kedua pegawai biasa (V6.3.3).",
    ),
    Baris(
        id="V1.2.1",
        janji="Kenari di setiap kolom teks, semua halaman sebagai lima peran",
        batas="0 mentah",
        ukur=(f"{KELUARAN}::test_kenari_tidak_menjadi_html_templat_atau_rumus",),
        detik=3600,
        catatan="Dahulu dua halaman memperlihatkannya mentah (teks bantuan formulir); dijaga pula tests/keamanan/test_templat.py.",
    ),
    Baris(
        id="V1.2.4",
        janji="SQL tidak dirangkai dari isian; tanpa eval, sidik lemah, dan shell",
        batas="0 di luar daftar yang dibaca orang",
        ukur=("tests/keamanan/test_sql.py",),
    ),
    Baris(
        id="V3.3.3",
        janji="Kuki berawalan __Host-, Secure, HttpOnly, SameSite dengan setelan peladen sungguhan",
        batas="100 %",
        ukur=("tests/keamanan/test_kuki.py",),
    ),
    Baris(
        id="V3.5.1",
        janji="Kiriman tanpa token dan dengan token orang lain, setiap alamat",
        batas="100 % 403, 0 baris berubah",
        ukur=(
            "tests/keamanan/test_csrf.py::test_tanpa_token_dan_dengan_token_orang_lain_setiap_alamat_menolak",
        ),
    ),
    Baris(
        id="V3.5.3",
        janji="GET di setiap alamat sebagai setiap peran tidak menulis data",
        batas="0 tulisan selain sesi",
        ukur=(SAKSI,),
        detik=1800,
    ),
    Baris(
        id="V14.2.1",
        janji="NIP, NIK, dan tanda panjang tidak pernah di belakang tanda tanya",
        batas="0 di semua halaman semua peran",
        ukur=(SAKSI,),
        detik=1800,
    ),
    Baris(
        id="V16.3.2",
        janji="Setiap penolakan: tepat satu baris log berisi siapa, apa, dari mana",
        batas="100 %",
        ukur=(SAKSI,),
        detik=1800,
    ),
    Baris(
        id="V1.2.10",
        janji="Suntikan rumus di CSV dan lembar kerja",
        batas="14 dari 14 muatan tetap teks dan kembali persis",
        ukur=(
            "tests/inti/services/test_lembar.py::test_empat_belas_muatan_di_xlsx_tetap_teks_dan_kembali_persis",
            "tests/inti/services/test_lembar.py::test_empat_belas_muatan_di_csv_berpetik_dan_kembali_persis",
        ),
        detik=1800,
    ),
    Baris(
        id="V2.3.4",
        janji="Perebutan satu kode oleh seratus kiriman serentak; satu kursi pelatihan terakhir",
        batas="tepat 1 menang",
        ukur=(
            "tests/umpan_balik/services/test_serangan.py::test_seribu_ulangan_satu_kode_seratus_bersamaan_satu_suara",
            "tests/pelatihan/services/test_kursi.py",
        ),
        detik=1800,
    ),
    Baris(
        id="V3.2.1",
        janji="Berkas yang diminta langsung selalu lampiran, nosniff, terkurung",
        batas="semuanya",
        ukur=("tests/indikator/views/test_bukti.py::test_selalu_lampiran_tanpa_ditebak_dan_terkurung",),
        detik=1800,
    ),
    Baris(
        id="V3.4.3",
        janji="CSP dengan object-src dan base-uri none, tanpa unsafe, pada setiap jawaban; konsol peramban diam di setiap halaman",
        batas="100 %, 0 keluhan konsol",
        ukur=("tests/inti/test_middleware.py", "tests/e2e/pakai/test_axe.py"),
        panjang=True,
        detik=3600,
        catatan="Kepalanya di semua jawaban: SC3. Konsol selama perjalanan berlangkah: setiap langkahnya gagal bila konsol mengeluh "
        "(tests/e2e/langkah.py).",
    ),
    Baris(
        id="V5.4.2",
        janji="Nama berkas dengan CR LF, petik, arah terbalik, 255 bita",
        batas="kepala utuh 100 %",
        ukur=("tests/indikator/views/test_bukti.py::test_nama_berkas_yang_aneh_tidak_merusak_kepala",),
        detik=1800,
    ),
    Baris(
        id="V6.3.1",
        janji="Tebakan pada satu akun dan banyak akun; pemiliknya tetap dapat masuk",
        batas="≤ 10 diperiksa tiap 15 menit tiap alamat",
        ukur=("tests/kepegawaian/services/test_masuk.py",),
        detik=1800,
    ),
    Baris(
        id="V6.3.3",
        janji="Faktor kedua bagi penilai dan pengelola",
        batas="0 alamat pengubah nilai terbuka dengan sandi saja",
        ukur=("tests/kepegawaian/views/test_faktor_wajib.py",),
        detik=1800,
    ),
    Baris(
        id="V6.4.1",
        janji="Kode masuk pertama",
        batas="sekali pakai, ≤ 72 jam, tidak dari NIP",
        ukur=(
            "tests/kepegawaian/services/test_kode.py",
            "tests/kepegawaian/impor/test_mesin.py::test_pegawai_baru_tanpa_sandi_dan_kodenya_tidak_dari_nip",
        ),
        detik=1800,
    ),
]
