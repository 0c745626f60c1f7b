"""Serangan ke semua alamat dan formulir sebagai semua peran: id asing, bidang titipan, isian acak, pemindai."""

from mutu.batas import Baris

SEMUA_ALAMAT = "tests/test_izin_semua_url.py"
POTONGAN = f"{SEMUA_ALAMAT}::test_potongan_htmx_dan_unduhan_menjawab_menurut_tabel_yang_sama"
FORMULIR = "tests/keamanan/test_semua_formulir.py"
TITIPAN = f"{FORMULIR}::test_bidang_titipan_tidak_tersimpan_dan_yang_menulis_berjejak"

BARIS = [
    Baris(
        id="A2",
        janji="Sama bagi potongan htmx, saran ketik, ekspor, cetak, unduhan berkas, dan PDF; situs admin Django tidak ada",
        batas="0 menyimpang",
        ukur=(POTONGAN, "tests/indikator/views/test_bukti.py"),
        detik=5400,
    ),
    Baris(
        id="A3",
        janji="Id milik pemda lain di jalur, tanya, formulir, dan kepala htmx",
        batas="≥ 5.000 permintaan, 0 kenari, 0 baris berubah",
        ukur=("tests/test_idor.py",),
        detik=5400,
    ),
    Baris(
        id="A4",
        janji="Bidang titipan (semua bidang semua model) yang ditambahkan ke setiap formulir tidak mengubah apa pun",
        batas="0 perubahan di luar kirimannya sendiri",
        ukur=(TITIPAN,),
        panjang=True,
        detik=5400,
        pengubah=("PERAN_TITIPAN",),
    ),
    Baris(
        id="AU1",
        janji="Setiap kiriman formulir yang menulis data meninggalkan jejak",
        batas="0 tanpa jejak di luar yang tertulis",
        ukur=(TITIPAN,),
        panjang=True,
        detik=5400,
        pengubah=("PERAN_TITIPAN",),
    ),
    Baris(
        id="SC5",
        janji="Isian acak ke semua alamat dan formulir sebagai semua peran",
        batas="≥ 20.000 permintaan, 0 jawaban 5xx, 0 jejak galat",
        ukur=(f"{FORMULIR}::test_isian_acak_tidak_menjadi_galat_peladen",),
        panjang=True,
        detik=7200,
        pengubah=("KASUS_ACAK",),
    ),
    Baris(
        id="SC6",
        janji="wapiti dan sqlmap terhadap peladen contoh sebagai tiap peran; halaman yang sengaja rentan ditemukan keduanya",
        batas="0 temuan sedang ke atas",
        ukur=("python -m mutu.pindai",),
        panjang=True,
        detik=10800,
        catatan="Kedua alatnya dipasang tersendiri, lalu PINDAI_ALAT diisi; cara dan jangkauannya di docs/keamanan/pindai.md. "
        "Satu seperempat jam sendirian di mesinnya; modul wapiti yang sampai batas waktunya sudah menyerang selama itu.",
    ),
    Baris(
        id="V5.2.1",
        janji="Kiriman yang terlalu besar (batas + 1 bita, 2 GB mengaku atau berpotong) dan 100 unggahan 10 MB sekaligus, lewat granian",
        batas="ditolak dini, memori ≤ +150 MB, p95 yang lain ≤ 2 kali",
        ukur=("tests/proses/test_unggahan_berat.py",),
        panjang=True,
        detik=1800,
        catatan="Dahulu 2 GB yang mengaku besarnya dibaca seluruhnya ke cakram (49 detik), dan seratus unggahan membuat halaman "
        "orang lain 13 kali lebih lambat. Yang tidak kebagian giliran dijawab 503 tanpa dibaca dan dikirim lagi sendiri.",
    ),
    Baris(
        id="V5.4.3",
        janji="EICAR mentah, di PDF, DOCX, XLSX, arsip di dalam arsip, dan foto; tiruan clamd, dan clamd sungguhan bila terpasang "
        "(CLAMD_PROGRAM)",
        batas="100 % ditahan; tanpa kait lolos",
        ukur=(
            "tests/inti/services/test_pindai.py",
            "tests/indikator/views/test_bukti_terjangkit.py tests/kepegawaian/impor/test_terjangkit.py",
        ),
        detik=1800,
        catatan="Hanya bila pengelola memasang clamd (docs/operasi/pemindai.md); tanpa CLAMD_URL berkas tidak diperiksa. Tanda "
        "tangannya satu, buatan sendiri: yang terukur jalannya, bukan mutu daftar ClamAV.",
    ),
    Baris(
        id="V8.2.2",
        janji="Hak tiap benda: id asing di jalur, tanya, formulir, dan kepala htmx",
        batas="≥ 5.000 permintaan, 0 bocor",
        ukur=("tests/test_idor.py",),
        detik=5400,
    ),
    Baris(
        id="V8.2.3",
        janji="Hak tiap bidang: semua bidang semua model dititipkan ke tiap formulir",
        batas="0 bidang lain berubah",
        ukur=(TITIPAN,),
        panjang=True,
        detik=5400,
        pengubah=("PERAN_TITIPAN",),
    ),
    Baris(
        id="V8.4.1",
        janji="Dua pemda dengan nama dan kode yang sama: halaman, hitungan, saran ketik, ekspor, dan galat tidak bercampur",
        batas="0 bocor",
        ukur=("tests/test_dua_pemda.py",),
        panjang=True,
        detik=5400,
    ),
    Baris(
        id="V14.2.8",
        janji="Lokasi pada foto ponsel dibuang",
        batas="20 foto, 0 tersisa",
        ukur=("tests/inti/services/test_foto_ponsel.py", "tests/inti/services/test_berkas.py"),
        detik=1800,
    ),
    Baris(
        id="V14.3.2",
        janji="Jawaban kepada yang masuk no-store; tombol kembali sesudah keluar tidak memperlihatkan data orang",
        batas="100 %; 0 data orang",
        ukur=(POTONGAN, "tests/inti/test_middleware.py", "tests/e2e/test_tombol_kembali.py"),
        panjang=True,
        detik=5400,
    ),
    Baris(
        id="V15.3.3",
        janji="Bidang titipan pada formulir, juga kolom asing pada impor",
        batas="0 tersimpan",
        ukur=(TITIPAN, "tests/kepegawaian/impor/test_dua_puluh_enam.py"),
        panjang=True,
        detik=5400,
        pengubah=("PERAN_TITIPAN",),
    ),
    Baris(
        id="V15.3.4",
        janji="1.000 suara dengan 1.000 X-Forwarded-For karangan, langsung dan di belakang proksi",
        batas="pembatas melihat 1 klien",
        ukur=("tests/umpan_balik/views/test_proksi_karangan.py", "tests/inti/test_klien.py"),
        panjang=True,
        detik=3600,
    ),
    Baris(
        id="V16.4.1",
        janji="Isian tidak dapat menyisipkan baris log",
        batas="0",
        ukur=("tests/keamanan/test_log.py",),
    ),
]
