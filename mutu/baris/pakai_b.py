"""Kemudahan pakai, baris 26 sampai 50: kerja penilai, daftar, tabel, cetak, waktu, galat, dan bantuan."""

from mutu.batas import Baris

ISI = ("tests/e2e/pakai/test_isi_halaman.py",)
PENILAI = "tests/e2e/pakai/test_perjalanan_penilai.py"
MENILAI = "tests/penilaian/views/test_menilai.py"
UMPAN = "tests/penilaian/views/test_menilai_umpan.py"
HASIL = "tests/penilaian/views/test_hasil.py"
PULANG = "tests/kepegawaian/impor/test_bolak_balik.py"

BARIS = [
    Baris(
        id="U26",
        janji="Bukti yang sudah ada dipakai lagi pada laporan lain",
        batas="≤ 2 ketukan, 0 unggahan kedua",
        ukur=(
            f"{PENILAI}::test_bukti_lama_dipakai_lagi_dengan_dua_ketukan",
            "tests/indikator/views/test_capaian_halaman.py::TestBerkas",
        ),
        panjang=True,
    ),
    Baris(
        id="U27",
        janji="Bukti, target, masa lalu, dan catatan sendiri di samping isian rating; lima target satu orang",
        batas="0 pindah halaman, ≤ 8 tindakan, orang berikutnya 1",
        ukur=(f"{MENILAI} {UMPAN}", "tests/e2e/test_meja.py"),
        panjang=True,
    ),
    Baris(
        id="U28",
        janji="Masa lalu dengan nilai, arah dalam kata, garis kecil, dan tabelnya",
        batas="3 periode, 0 arti yang hanya warna",
        ukur=(
            "tests/indikator/views/test_kemajuan_indikator.py tests/inti/templatetags/test_tag_format_dan_grafik.py",
        ),
    ),
    Baris(
        id="U29",
        janji="Tiap anak tangga nilai punya arti dan contoh di jangkauan",
        batas="100 %, ≤ 1 ketukan, tanpa skrip",
        ukur=(
            "tests/umpan_balik/rules/test_unsur_dan_berakhlak.py",
            "tests/umpan_balik/views/test_penugasan.py::test_formulir_memuat_105_tingkat_yang_terlipat "
            f"{UMPAN}::test_tiap_rating_berarti_dan_bercontoh_satu_ketukan_tanpa_skrip "
            "tests/indikator/views/test_kualitatif.py",
        ),
        catatan="Berlaku bagi tangga yang dipilih penilai: 360, rating, dan indikator kualitatif. "
        "Survei warga memakai kata pada tiap pilihannya.",
    ),
    Baris(
        id="U30",
        janji="Mengapa nilai ini: tiap angka yang tampil dihitung ulang dari isian, bobot, dan pembulatannya",
        batas="100 % sama, ≤ 1 ketukan dari tiap angka",
        ukur=(
            f"{HASIL}::test_tiap_jumlah_di_nota_dihitung_ulang_dari_baris_yang_tampil",
            f"{HASIL}::test_auditor_mendapat_rincian_penuh_yang_dapat_dihitung_ulang",
        ),
    ),
    Baris(
        id="U31",
        janji="Papan kalibrasi dengan papan ketik, pilihan, atau geseran; rating semula tetap di samping yang baru",
        batas="100 % dengan papan ketik, 0 perubahan tanpa alasan",
        ukur=("tests/e2e/test_kalibrasi.py", "tests/penilaian/services/test_kalibrasi.py"),
        panjang=True,
    ),
    Baris(
        id="U32",
        janji="Memilih 20 dari 200, melihat pratinjau, menyetujui, dan membatalkannya",
        batas="≤ 5 tindakan, hitungan tepat, yang gagal disebut namanya",
        ukur=(
            f"{PENILAI}::test_dua_puluh_dari_dua_ratus_disetujui_diurungkan_dan_kembali_tidak_mengirim_lagi",
            "tests/indikator/views/test_adendum_halaman.py::TestBatalkanPersetujuan "
            "tests/indikator/views/test_katalog.py::test_menarik_beberapa_lewat_pratinjau_dan_membatalkannya",
        ),
        panjang=True,
    ),
    Baris(
        id="U33",
        janji="Menyetujui, mengembalikan, dan tindakan banyak dapat diurungkan sampai orang berikutnya berbuat; "
        "penutupan tidak",
        batas="100 % pulih beserta baris jejaknya",
        ukur=(
            "tests/indikator/services/test_urungkan.py",
            f"{PENILAI}::test_dua_puluh_dari_dua_ratus_disetujui_diurungkan_dan_kembali_tidak_mengirim_lagi",
            "tests/indikator/views/test_katalog.py::test_salinan_dapat_diurungkan",
            f"{PULANG}::test_terapkan_lalu_batalkan_mengembalikan_setiap_tabel",
        ),
        panjang=True,
        catatan="Berlaku untuk SKP, laporan capaian, pola, katalog, dan impor. Draf yang dihapus memakai halaman periksa "
        "dahulu, bukan tombol Batalkan.",
    ),
    Baris(
        id="U34",
        janji="Penutupan, impor, dan arsip PDF memperlihatkan kemajuan dengan angka; jendelanya boleh ditutup",
        batas="kabar pertama ≤ 2 detik, lalu ≤ 3 detik; tanpa skrip disegarkan sendiri",
        ukur=(
            "tests/penilaian/views/test_penutupan.py::test_kemajuan_menampilkan_angka_yang_tersimpan_dan_menyegarkan_sendiri",
            "tests/kepegawaian/impor/test_halaman.py::test_kemajuan_disegarkan_sepotong_lalu_halaman_dimuat_ulang",
        ),
    ),
    Baris(
        id="U35",
        janji="Tiap daftar tanpa baris dan saringan tanpa hasil mengatakan keadaannya dan kelanjutannya",
        batas="100 %, 0 tabel kosong",
        ukur=ISI,
        panjang=True,
        detik=3600,
    ),
    Baris(
        id="U36",
        janji="Tabel bernama, berkepala berarah, angkanya rata kanan, saringannya di alamat; menemukan orang di antara 5.000",
        batas="100 %; ≤ 2 tindakan; halaman ≤ 1 detik",
        ukur=(*ISI, "tests/e2e/pakai/test_cari_orang.py"),
        panjang=True,
        detik=3600,
    ),
    Baris(
        id="U37",
        janji="Grafik buatan peladen dengan tabelnya, n, dan masanya",
        batas="≤ 15 KB, angka sama dengan tabel 100 %",
        ukur=("tests/inti/templatetags/test_tag_format_dan_grafik.py tests/inti/rules/test_grafik.py",),
    ),
    Baris(
        id="U38",
        janji="Kendali cukup besar untuk jari",
        batas="≥ 24 px; ≥ 44 px di halaman warga; 0 kurang",
        ukur=ISI,
        panjang=True,
        detik=3600,
        catatan="Tautan di tengah kalimat dikecualikan menurut WCAG 2.5.8.",
    ),
    Baris(
        id="U39",
        janji="Kontras terang dan gelap, dan status yang terbaca tanpa warna",
        batas="≥ 4,5 : 1; 100 % status berkata dan berikon",
        ukur=(*ISI, "tests/e2e/pakai/test_axe.py"),
        panjang=True,
        detik=3600,
    ),
    Baris(
        id="U40",
        janji="Pohon aksesibilitas: kendali bernama, satu h1, penanda tempat, bahasa, kabar sekali",
        batas="0 kendali tanpa nama; kerangka tiap jenis halaman sama dengan yang ditinjau",
        ukur=(*ISI, "tests/e2e/pakai/test_kerangka.py"),
        panjang=True,
        detik=3600,
        catatan="Kerangka 219 jenis halaman ditinjau 23 November 2026 (tests/e2e/pakai/kerangka.txt); nama orang, hari, dan angka "
        "disamarkan. Pembaca layar sungguhan belum dipakai.",
    ),
    Baris(
        id="U41",
        janji="Halaman yang dicetak: tanpa navigasi, tanpa sel terpotong, kepala tabel berulang; dokumen resmi bernomor dan bersidik",
        batas="0 keluhan, ≤ 3 detik",
        ukur=(
            "tests/e2e/pakai/test_cetak.py",
            f"{HASIL}::test_pdf_resmi_pernyataan_dibaca_dan_banding_diri",
        ),
        panjang=True,
    ),
    Baris(
        id="U42",
        janji="Excel diunduh lalu diunggah kembali",
        batas="0 perubahan; tepat 10 sesudah 10 sel diubah; NIP utuh",
        ukur=(PULANG,),
    ),
    Baris(
        id="U43",
        janji="Keadaan hanya dengan sepuluh kata, masing-masing satu warna",
        batas="100 %",
        ukur=ISI,
        panjang=True,
        detik=3600,
    ),
    Baris(
        id="U44",
        janji="Waktu berzona dan bertanggal, tidak pernah hanya nisbi",
        batas="100 %",
        ukur=ISI,
        panjang=True,
        detik=3600,
    ),
    Baris(
        id="U45",
        janji="Halaman galat mengatakan nasib isian dan siapa yang ditanya, juga saat basis data mati",
        batas="0 jejak kode, ≤ 10 KB",
        ukur=(
            "tests/asn_kinerja/views/test_galat.py",
            "tests/inti/templatetags/test_bingkai.py "
            "tests/kepegawaian/views/test_masuk.py::test_terlalu_banyak_tebakan_menjadi_429_dengan_saat_coba_lagi",
        ),
    ),
    Baris(
        id="U46",
        janji="Data contoh dikenali di tiap halaman, juga di kertas; tidak ada surel sungguhan",
        batas="100 % halaman, 0 surel",
        ukur=(
            *ISI,
            "tests/asn_kinerja/test_lingkungan.py::test_mode_contoh_tidak_pernah_mengirim_surel_sungguhan",
        ),
        panjang=True,
        detik=3600,
    ),
    Baris(
        id="U47",
        janji="Tombol kembali sesudah tiap kiriman",
        batas="0 pertanyaan kirim ulang; tiap kiriman yang diterima dialihkan",
        ukur=(
            f"{PENILAI}::test_dua_puluh_dari_dua_ratus_disetujui_diurungkan_dan_kembali_tidak_mengirim_lagi",
        ),
        panjang=True,
    ),
    Baris(
        id="U48",
        janji="Ponsel tua: 360 × 640, prosesor ÷ 6, tanpa gambar, tanpa :has dan CSS bersarang",
        batas="perjalanan 100 %, tanggap ≤ 200 milidetik",
        ukur=("tests/e2e/pakai/test_ponsel_tua.py", "tests/e2e/pakai/test_ponsel_tua_perjalanan.py"),
        panjang=True,
        detik=3600,
        catatan="Tanggapnya jam dinding di atas perlambatan enam kali, jadi mesin yang sibuk menaikkannya; halaman yang terlama "
        "disebut namanya.",
    ),
    Baris(
        id="U49",
        janji="Dari sistem kosong sampai periode terbuka menurut panduan tertulis",
        batas="0 jalan buntu, ≤ 15 menit",
        ukur=(
            "tests/asn_kinerja/test_dari_nol.py::test_dari_basis_data_kosong_sampai_periode_terbuka_menurut_panduan",
            "tests/indikator/views/test_periode.py::test_dari_sistem_kosong_sampai_periode_terbuka "
            "tests/indikator/views/test_periode.py::test_katalog_kosong_menahan_tombol_buka_dan_kiriman_paksa",
        ),
        catatan="Menit taksiran: 20 detik tiap jenis halaman, 8 detik bila dilihat lagi, 1,2 detik tiap ketukan, 0,3 detik tiap huruf, "
        "dan waktu mesin; menyusun lembar Excelnya tidak ikut.",
    ),
    Baris(
        id="U50",
        janji="Bantuan dan kontak di tempat yang sama di tiap halaman",
        batas="100 %",
        ukur=ISI,
        panjang=True,
        detik=3600,
    ),
]
