"""Janji yang belum ditulis modul lain: tetap tampil, sebagai belum diukur, sampai ada ukurannya."""

from mutu.batas import Baris

# id → (janji, batas)
BELUM = {
    "K9": (
        "Cakram bukti penuh (5 MB), cakram basis data penuh",
        "pesan jelas, 0 baris tanpa berkas, 0 berkas tanpa baris",
    ),
    "L1": ("200 orang dengan jeda 5–15 detik, 15 menit", "p95 baca ≤ 400 ms, kirim ≤ 800 ms, 0 galat"),
    "L2": ("Sepuluh menit terakhir: 2.000 kiriman dengan berkas 1 MB", "buku = basis data, p95 ≤ 3 detik"),
    "L3": ("Masuk bersama: 3.000 dalam 10 menit", "p95 ≤ 3 detik"),
    "L4": ("Menutup 5.000 orang selama L1", "≤ 120 detik, p95 L1 ≤ 2 kali"),
    "L5": ("Banyaknya kueri tiap halaman daftar pada 10 dan 1.000 baris", "sama, ≤ 15"),
    "L6": ("Formulir warga 50 permintaan per detik, 10 menit", "p95 ≤ 200 ms, 0 hilang"),
    "L7": ("500 sambungan lambat lewat setelan nginx yang disertakan", "p95 yang lain ≤ 2 kali"),
    "X1": ("26 jenis baris janggal pada impor", "23 dari 23 buruk disebut, 3 dari 3 wajar terbaca"),
    "X2": ("Suntikan rumus di semua ekspor", "0 sel rumus, 100 % kembali persis"),
    "X3": ("Ekspor lalu impor lagi", "0 perubahan; 10 sel diubah tampil tepat 10"),
    "U1": (
        "Warga menilai cepat",
        "singkat ≤ 3 ketukan dan ≤ 20 detik; sembilan unsur ≤ 11 ketukan, ≤ 90 detik",
    ),
    "U2": ("Halaman warga kecil", "≤ 40 KB, ≤ 5 permintaan, 0 pihak ketiga, 0 huruf unduhan"),
    "U7": ("Sambungan putus saat mengirim", "1 catatan, tanda terima tampil, ketikan 100 % tetap"),
    "U8": ("Lebar 320 px", "0 halaman melebihi"),
    "U10": ("axe pada tiap halaman × keadaan × 320 dan 1.280 px", "0 pelanggaran"),
    "U12": ("Ketikan tidak hilang saat peramban dimatikan", "≤ 5 detik, 100 dari 100"),
    "U13": ("Simpan sendiri tidak mengirim dan tidak menimpa", "0 tertimpa diam-diam, kedua teks ditawarkan"),
    "U15": ("Isian keliru mempertahankan semuanya", "100 % nilai dan berkas"),
    "U16": ("Draf tanpa skrip", "tombol di setiap formulir > 3 isian"),
    "U17": ("Ringkasan kekeliruan", "100 %, 0 balon bawaan peramban"),
    "U18": ("Kata pada kekeliruan", "0 kata terlarang, 100 % menyebut langkah, ≤ 20 kata sekalimat"),
    "U19": ("Satu bahasa", "0 kata Inggris, satu sebutan tiap benda"),
    "U20": ("Klik ganda: 20 klik dalam 1 detik", "1 akibat, 100 % tombol"),
    "V1.2.10": ("Suntikan rumus di CSV dan lembar kerja", "0 sel rumus di semua ekspor"),
    "V2.3.4": ("50 perebutan satu kode atau satu penutupan", "tepat 1 menang, 100 dari 100"),
    "V3.2.1": ("30 berkas jahat diminta langsung", "30 dari 30 lampiran, nosniff, terkurung"),
    "V3.4.3": ("CSP pada setiap jawaban; konsol peramban selama semua perjalanan", "100 %; 0 pelanggaran"),
    "V5.4.2": ("Nama berkas dengan CR LF, petik, arah terbalik, 255 bita", "kepala utuh 100 %"),
    "V6.3.1": (
        "1.000 tebakan pada satu akun, 1.000 akun × 1 tebakan",
        "≤ 10 diperiksa tiap 15 menit; pemilik tetap masuk",
    ),
    "V6.3.3": ("Faktor kedua bagi penilai dan pengelola", "0 alamat pengubah nilai dengan sandi saja"),
    "V6.4.1": ("1.000 kode masuk dari impor", "1.000 berbeda, sekali pakai, ≤ 72 jam, 0 sama dengan NIP"),
}
# id → (janji, batas, uji yang mencapainya)
SUDAH = {
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


def _langkah(id_baris: str) -> str:
    if id_baris.startswith("V"):
        return "Statusnya dan uji buktinya di docs/keamanan.md. Langkah berikutnya: ukur sebanyak batasnya."
    return "Ukurannya belum ditulis. Langkah berikutnya: tulis ukurannya di mutu/baris/."


BARIS = [
    Baris(id=satu, janji=janji, batas=batas, catatan=_langkah(satu), sementara=True)
    for satu, (janji, batas) in BELUM.items()
]
BARIS += [
    Baris(id=satu, janji=janji, batas=batas, ukur=(uji,), detik=3600, sementara=True)
    for satu, (janji, batas, uji) in SUDAH.items()
]
