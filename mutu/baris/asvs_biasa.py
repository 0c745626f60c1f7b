"""Persyaratan ASVS yang uji biasanya sudah mencapai seluruh batasnya."""

from mutu.batas import Baris

# id → (janji, batas, uji yang mencapainya)
UJI = {
    "V2.3.1": ("Langkah berurutan, tidak terlompati", "0 sel menyimpang", "tests/test_keadaan_layanan.py"),
    "V2.3.5": (
        "Koreksi sesudah penutupan perlu orang kedua",
        "0 koreksi seorang diri",
        "tests/penilaian/services/test_buka_kembali.py",
    ),
    "V5.2.2": (
        "Isi berkas sesuai bentuknya",
        "15 dari 15 ditolak",
        "tests/inti/services/test_berkas_jahat.py",
    ),
    "V5.2.3": (
        "Arsip diperiksa sebelum dikembangkan",
        "ditolak ≤ 2 detik",
        "tests/inti/services/test_berkas_jahat.py",
    ),
    "V5.2.4": (
        "Jatah berkas tiap laporan dan tiap orang",
        "20 berkas, 50 MB; 200 MB",
        "tests/indikator/services/test_unggah.py",
    ),
    "V5.2.6": (
        "Gambar terlalu luas ditolak tanpa dibuka",
        "> 40 megapiksel",
        "tests/inti/services/test_berkas.py::TestGambarDibersihkan::test_gambar_yang_mengembang_terlalu_luas_ditolak_tanpa_dibuka",
    ),
    "V7.2.4": (
        "Kunci sesi berganti saat masuk",
        "100 % jalan masuk",
        "tests/kepegawaian/views/test_masuk.py",
    ),
    "V7.4.2": (
        "Akun nonaktif: sesinya tertutup",
        "0 permintaan kemudian",
        "tests/kepegawaian/views/test_sesi.py",
    ),
    "V7.5.1": (
        "Surel dan faktor kedua perlu konfirmasi sandi",
        "0 lolos",
        "tests/kepegawaian/views/test_surel.py",
    ),
    "V7.5.3": ("Tindakan besar perlu konfirmasi lagi", "0 lolos", "tests/kepegawaian/views/test_lanjut.py"),
    "V8.2.1": ("Hak tiap alamat", "100 % alamat, 0 menyimpang", "tests/test_izin_semua_url.py"),
    "V8.3.2": ("Hak dicabut di tengah sesi", "permintaan berikutnya", "tests/keamanan/test_hak_basi.py"),
}

BARIS = [
    Baris(id=satu, janji=janji, batas=batas, ukur=(uji,), detik=3600)
    for satu, (janji, batas, uji) in UJI.items()
]
