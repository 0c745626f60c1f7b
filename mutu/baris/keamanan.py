"""Persyaratan ASVS tentang data yang wajar, laju, berkas, rahasia, catatan, dan galat; id menurut ASVS 5.0.0."""

from mutu.batas import Baris

BARIS = [
    Baris(
        id="V1.5.1",
        janji="Entitas luar dan tawa semiliar di XLSX, DOCX, dan SVG",
        batas="0 sambungan keluar, 0 pengembangan, ≤ 200 MB",
        ukur=(
            "tests/keamanan/test_xml_jahat.py::test_tidak_ada_sambungan_keluar_dan_tidak_ada_yang_mengembang",
            "tests/keamanan/test_xml_jahat.py::test_memorinya_terbatas",
        ),
    ),
    Baris(
        id="V2.2.3",
        janji="Gabungan data yang tidak masuk akal: nilai di luar batas, akhir sebelum awal, pemda lain, diri sendiri",
        batas="100 % ditolak di formulir dan oleh batasan basis data",
        ukur=("tests/keamanan/test_gabungan.py",),
    ),
    Baris(
        id="V2.3.2",
        janji="Tiap batas yang tertulis (berkas, kode, percobaan, unduhan, suara, panjang tulisan) pada batas−1, batas, batas+1",
        batas="100 % seperti tertulis; tetapan baru tanpa baris 0",
        ukur=(
            "tests/keamanan/test_batas_tertulis.py::test_batas_kurang_satu_batas_dan_batas_tambah_satu",
            "tests/keamanan/test_batas_tertulis.py::test_pembandingnya_tiap_batas_yang_bergeser_satu_ketahuan",
            "tests/keamanan/test_batas_tertulis.py::test_setiap_tetapan_yang_berbunyi_batas_ada_di_tabel_atau_beralasan",
            "tests/keamanan/test_batas_tertulis.py::test_batas_tiap_bidang_formulir",
        ),
        panjang=True,
    ),
    Baris(
        id="V2.3.3",
        janji="Galat sesudah tiap tulisan dari tindakan bertulisan banyak",
        batas="≥ 10 tindakan, 0 keadaan separuh",
        ukur=("tests/keamanan/test_separuh.py",),
    ),
    Baris(
        id="V2.4.1",
        janji="Masuk, pulih, formulir warga, cari, unduh, dan cetak pada 20 kali laju manusia",
        batas="429 pada hitungan tertulis; orang biasa 0",
        ukur=(
            "tests/keamanan/test_laju.py::test_tiap_pintu_menolak_pada_hitungan_tertulis_dan_tidak_menolak_manusia",
        ),
        detik=3600,
    ),
    Baris(
        id="V5.3.2",
        janji="40 nama jalur berbahaya lewat setiap pintu unggah, dan langsung ke layanannya",
        batas="0 berkas di luar tempatnya; setiap pintu menyimpan",
        ukur=(
            "tests/keamanan/test_jalur_berkas.py::test_empat_puluh_nama_lewat_setiap_pintu_unggah",
            "tests/keamanan/test_jalur_berkas.py::test_nama_mentah_langsung_ke_layanan_tidak_menentukan_tempatnya",
            "tests/keamanan/test_jalur_berkas.py::test_pembandingnya_nama_kiriman_yang_dipakai_ketahuan",
        ),
        panjang=True,
        detik=3600,
    ),
    Baris(
        id="V6.3.8",
        janji="Akun yang ada tidak tertebak dari penolakan masuk, pulih, kode, dan penyedia identitas",
        batas="≥ 500 pasangan tiap pintu, AUC ≤ 0,55, beda median ≤ 5 %, bita dan kode jawabannya sama",
        ukur=("tests/keamanan/test_siapa_terdaftar.py",),
        panjang=True,
        detik=3600,
        pengubah=("PASANGAN",),
    ),
    Baris(
        id="V11.5.1",
        janji="Kode, tautan, dan kunci yang tidak boleh tertebak, dari secrets",
        batas="≥ 128 bit",
        ukur=("tests/keamanan/test_rahasia.py",),
        catatan="Kode masuk sekali pakai 12 huruf (59 bit) karena diketik dari kertas; dijaga sekali pakai, 72 jam, dan pembatas tebakan. "
        "Langkah berikutnya: kode yang dipindai (QR) di sampingnya, lalu kode ketikan dapat dihapus.",
    ),
    Baris(
        id="V14.2.7",
        janji="Masa simpan tiap golongan data; jam dimajukan 5 tahun, pembersih terjadwal dijalankan",
        batas="yang lewat masa habis 100 %, yang lain utuh",
        ukur=("tests/keamanan/test_masa_simpan.py",),
    ),
    Baris(
        id="V15.4.2",
        janji="Tiap layanan yang memeriksa lalu menulis memegang kunci yang diperiksanya, atau tulisannya menolak sendiri",
        batas="100 %, pengecualian beralasan; ≥ 150 layanan",
        ukur=(
            "tests/keamanan/test_kunci_tindakan.py::test_setiap_layanan_memegang_kunci_yang_diperiksanya",
            "tests/keamanan/test_kunci_tindakan.py::test_pembandingnya_periksa_lalu_tulis_tanpa_kunci_ketahuan",
        ),
        panjang=True,
        detik=3600,
        catatan="Dibaca dari SQL semua uji layanan. Dua balapan jatah berkas, penghapusan arsip lama, dan pengesahan pulihan "
        "ditemukan dan dikunci; yang tanpa kunci disebut satu demi satu beserta alasannya di ujinya.",
    ),
    Baris(
        id="V16.4.2",
        janji="UPDATE, DELETE, TRUNCATE, DROP, DISABLE TRIGGER pada jejak sebagai peran web (docs/operasi/peran.md)",
        batas="5 dari 5 ditolak; satu bita di antara 100.000 baris ketahuan",
        ukur=(
            "tests/inti/basisdata/test_peran.py",
            "tests/inti/services/test_segel.py::test_satu_bita_di_antara_seratus_ribu_baris",
        ),
        detik=1800,
        catatan="Berlaku bila web dan pekerja memakai peran kedua; yang masuk sebagai pemilik tabel hanya terjaga pemicu dan segel.",
    ),
    Baris(
        id="V16.5.3",
        janji="Galat dilempar dari dalam tiap fungsi izin dan pemeriksaan yang dilewati formulir dan halaman",
        batas="100 % menolak, 0 tertulis, 0 halaman bocor; ≥ 120 fungsi",
        ukur=(
            "tests/keamanan/test_galat_di_penjaga.py",
            "tests/keamanan/test_galat_menolak.py",
        ),
        panjang=True,
        detik=5400,
        pengubah=("TIAP_PENJAGA",),
        catatan="Yang tidak dilewati formulir contoh (pekerja latar, impor, isian "
        "bertahap) dijaga test_galat_menolak.py: "
        "tidak ada penangkap serba bisa di antara pemeriksaan dan tulisannya.",
    ),
]
