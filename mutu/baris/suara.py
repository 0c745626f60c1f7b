"""Formulir warga, anonimitas umpan balik, dan kecepatan halaman warga."""

from mutu.batas import Baris

SERANGAN = "tests/umpan_balik/services/test_serangan.py"
SURVEI = "tests/umpan_balik/services/test_survei.py"
LAYAR = "tests/umpan_balik/views/test_survei_warga.py"
ANONIM = "tests/umpan_balik/views/test_anonimitas.py"
ALJABAR = "tests/umpan_balik/rules/test_anonimitas.py"
KIOS = "tests/umpan_balik/views/test_kios.py"


def uji(berkas: str, *nama: str) -> str:
    return " ".join(f"{berkas}::test_{satu}" for satu in nama)


BARIS = [
    Baris(
        id="P1",
        janji="Kode kunjungan dipakai ulang 1.000 kali, 100 serentak",
        batas="1 suara",
        ukur=(
            uji(
                SERANGAN,
                "seribu_ulangan_satu_kode_seratus_bersamaan_satu_suara",
                "kendali_baca_lalu_tulis_tanpa_membandingkan_memberi_lebih_dari_satu",
            ),
        ),
    ),
    Baris(
        id="P2",
        janji="Menebak 100.000 kode; pembatas menahan penebak dan tidak mengganggu pemegang kode di jaringan yang sama",
        batas="0 kena, ≥ 128 bit",
        ukur=(
            uji(
                SERANGAN,
                "tebakan_tidak_mengenai_satu_pun",
                "kendali_kode_yang_terbit_memang_ditemukan_dengan_cara_itu",
                "tebakan_dibatasi_tetapi_pemegang_kode_tidak_terganggu",
            ),
        ),
    ),
    Baris(
        id="P3",
        janji="1.000 suara terbuka dari satu alat atau jaringan: nilai orang tidak bergerak, semuanya tersimpan dan terhitung",
        batas="nilai orang 0,00; angka terbuka ≤ 0,05 dari 4",
        ukur=(
            uji(
                SERANGAN,
                "banjir_dari_satu_jaringan_hampir_tidak_menggeser_dan_tidak_ada_yang_hilang",
                "kendali_tanpa_batas_jaringan_angkanya_bergeser",
            ),
        ),
    ),
    Baris(
        id="P4",
        janji="Dua tab, muat ulang, kembali, kirim ulang di jaringan buruk, kuki mati",
        batas="masing-masing 1 suara, tanda terima tampil lagi",
        ukur=(
            uji(
                LAYAR,
                "dua_tab_dan_muat_ulang_memakai_kunci_yang_sama",
                "sesudah_terkirim_orang_berikutnya_di_ponsel_yang_sama_mendapat_formulir_baru",
                "kendali_peramban_yang_tidak_mengingat_apa_pun_mendapat_dua_kunci",
            )
            + " "
            + uji(
                SURVEI,
                "kunci_yang_sama_memberi_tanda_terima_yang_sama",
                "lima_puluh_kiriman_bersamaan_dengan_satu_kunci_menjadi_satu_suara",
            ),
        ),
    ),
    Baris(
        id="P5",
        janji="Tablet loket: 50 orang jujur, satu alat, satu hari",
        batas="50 dari 50",
        ukur=(
            uji(
                KIOS,
                "lima_puluh_orang_bergantian_semuanya_dihitung",
                "kendali_tanpa_tablet_terpasang_alat_yang_sama_ditahan",
            ),
        ),
    ),
    Baris(
        id="P6",
        janji="Pegawai menilai rekannya: alamat kantor, kuki pegawai, ponsel yang sama",
        batas="100 % ditandai, 0 dihitung",
        ukur=(
            uji(
                LAYAR,
                "pegawai_yang_menilai_rekannya_selalu_ditahan",
                "kendali_alamat_yang_dipakai_dua_pegawai_saja_bukan_kantor",
                "kendali_kantor_kota_lain_tidak_menahan",
            ),
        ),
    ),
    Baris(
        id="P7",
        janji="Orang yang lambat (10 menit) tanpa JavaScript dan tanpa CAPTCHA, juga saat titiknya diserang",
        batas="20 dari 20",
        ukur=(uji(LAYAR, "dua_puluh_orang_lambat_tanpa_skrip_semuanya_berhasil"),),
        catatan="Tanpa pembanding sendiri.",
    ),
    Baris(
        id="P8",
        janji="Hitungan sama dengan baris mentah menurut skrip terpisah; tiap tanda terima menemukan suaranya",
        batas="100 % dari 10.000",
        ukur=(
            uji(
                SERANGAN,
                "hitungan_sama_dengan_baris_mentah_dan_tiap_kode_menemukan_suaranya",
                "kendali_satu_baris_yang_diubah_langsung_terlihat_pada_hitungan",
            ),
        ),
        detik=1800,
    ),
    Baris(
        id="P9",
        janji="Pengamat angka umum sesudah tiap suara tidak dapat memisahkan satu suara; tanpa penjaga tiap suara terlihat",
        batas="tidak ada di bawah 30 suara, 0 bergerak hari itu",
        ukur=("tests/umpan_balik/queries/test_publik_pengamat.py",),
    ),
    Baris(
        id="P10",
        janji="Keterangan diri: tidak ada bawaannya, versi persetujuan tersimpan, ditarik seketika, musnah sesudah masanya",
        batas="0 bidang bawaan, 100 % berversi, penarikan ≤ 72 jam",
        ukur=(
            uji(
                SERANGAN,
                "bawaannya_tidak_ada_keterangan_diri",
                "keterangan_diri_tersimpan_berversi_dan_tidak_tersambung",
                "suara_yang_ditahan_tidak_menambah_keterangan_diri",
                "pemegang_kode_menghapus_miliknya_seketika_dan_bukan_milik_orang_lain",
                "urutan_keterangan_diri_diacak_dan_tetap_dapat_dihapus",
                "keterangan_diri_hilang_sesudah_masa_simpan",
            ),
        ),
    ),
    Baris(
        id="N1",
        janji="Tidak ada yang berubah di halaman mana pun sampai periode ditutup; hasil tampil sekali lalu beku",
        batas="0 bita berubah",
        ukur=(
            uji(
                ANONIM,
                "n1_tidak_ada_yang_berubah_sampai_ditutup_lalu_tampil_sekali",
                "n1_kembarannya_yang_menghitung_sambil_berjalan_terbongkar",
            ),
        ),
    ),
    Baris(
        id="N2",
        janji="Aljabar atas semua yang tampil: tidak satu jawaban pun tertentu, juga sesudah dibuka kembali",
        batas="0 dari 212 kelompok",
        ukur=(
            uji(
                ALJABAR,
                "n2_tidak_ada_jawaban_yang_terhitung_dengan_mengurangkan",
                "n2_pada_dua_ratus_kelompok",
                "n2_kembarannya_tanpa_pemeriksaan_sisa_terbongkar",
                "n2_unit_yang_terpisah_tidak_dapat_dikurangkan_dan_kembarannya_dapat",
            )
            + " "
            + uji(ANONIM, "n2_kembarannya_yang_menerima_jawaban_sesudah_dibuka_kembali_terbongkar"),
        ),
    ),
    Baris(
        id="N3",
        janji="Kelompok yang semuanya menjawab sama hanya menampilkan pita",
        batas="0 nilai tepat",
        ukur=(
            uji(ALJABAR, "n3_semua_sama_hanya_pitanya", "n3_kembarannya_menampilkan_nilai_tepat_tiap_orang"),
        ),
    ),
    Baris(
        id="N4",
        janji="Menebak penulis dari kunci, letak baris, xmin, waktu, atau urutan: 200 orang × 10 penilai",
        batas="≤ 15 % (kebetulan 10 %)",
        ukur=(
            "tests/umpan_balik/services/test_lepas_nama.py",
            uji(ANONIM, "n4_tidak_ada_sisa_berwaktu_atau_bernama_di_luar_tabel_jawaban"),
        ),
        catatan="Kembarannya tanpa acak tertebak 100 %.",
    ),
    Baris(
        id="N5",
        janji="Penilai yang pergi tidak memperkecil kelompok yang tampil",
        batas="tetap atau hilang, tidak pernah lebih kecil",
        ukur=(
            uji(
                ANONIM,
                "n5_penilai_yang_pergi_tidak_memperkecil_kelompok_yang_tampil",
                "n5_sesudah_ditutup_hasilnya_tetap_walau_penilainya_keluar",
                "n5_kembarannya_yang_merata_ratakan_sisa_menampilkan_yang_lebih_kecil",
            ),
        ),
    ),
    Baris(
        id="N6",
        janji="Komentar diacak, tanpa waktu, tanpa nama penulisnya",
        batas="0 nama penilai",
        ukur=(uji(ANONIM, "n6_komentar_tanpa_nama_penulisnya"),),
    ),
    Baris(
        id="N7",
        janji="Halaman siapa melihat apa menyebut angka kebijakan yang berlaku",
        batas="sama; kalimatnya dibaca orang tiap rilis",
        ukur=(uji(ANONIM, "n7_janji_pada_halaman_sama_dengan_kenyataan"),),
        catatan="Tanpa pembanding.",
    ),
    Baris(
        id="W1",
        janji="Formulir warga: ukuran, permintaan, ketukan",
        batas="≤ 40 KB, ≤ 5, ≤ 11",
        ukur=("tests/e2e/test_warga.py::test_menilai_di_jalur_lambat_tanpa_skrip",),
    ),
    Baris(
        id="W2",
        janji="Formulir siap pada 400 kbit/dtk, 400 ms, prosesor ÷ 4, tanpa skrip",
        batas="terbaca ≤ 5 detik",
        ukur=(
            uji(
                "tests/e2e/test_warga.py",
                "formulir_siap_dalam_tiga_setengah_detik_dan_selesai_dalam_lima_belas",
            ),
        ),
        catatan="Di mesin yang sibuk kunjungan pertamanya pernah melewati batas (5,8 detik).",
    ),
    Baris(
        id="W3",
        janji="Kiriman warga per detik di samping satu INSERT",
        batas="nisbahnya tertulis",
        catatan="Diukur make bench, lihat kinerja.md; 8 kueri tiap kiriman.",
    ),
]
