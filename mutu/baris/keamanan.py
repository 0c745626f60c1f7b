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
        id="V11.5.1",
        janji="Kode, tautan, dan kunci yang tidak boleh tertebak, dari secrets",
        batas="≥ 128 bit",
        ukur=("tests/keamanan/test_rahasia.py",),
        catatan="Kode masuk sekali pakai 12 huruf (59 bit) karena diketik dari kertas; dijaga sekali pakai, 72 jam, dan pembatas tebakan. "
        "Langkah berikutnya: kode yang dipindai (QR) di sampingnya, lalu kode ketikan dapat dihapus.",
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
]
