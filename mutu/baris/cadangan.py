"""Cadangan, pemulihan, dan beban."""

from mutu.batas import Baris

LATIHAN = "tests/inti/services/test_latihan_pulih.py"

BARIS = [
    Baris(
        id="B1",
        janji="Data contoh lengkap beserta berkasnya, dicadangkan selagi orang menulis, pulih di kluster kosong: sidik semua tabel "
        "dan semua berkas sama, lalu 20 orang acak masuk dan membuka hasilnya",
        batas="100 % sama, 20 dari 20, ≤ 30 menit tiap 5 GB",
        ukur=(f"{LATIHAN}::test_data_contoh_pulih_di_kluster_kosong_selagi_orang_menulis",),
        panjang=True,
        detik=3600,
        pengubah=("GB",),
        catatan="Bawaannya 1 GB berkas bukti; GB=5 untuk lima. Sesi masuk sengaja tidak ikut dicadangkan. Kembarannya, dump dan "
        "manifes dari dua potret, ketahuan.",
    ),
    Baris(
        id="B2",
        janji="Kembali ke saat tepat sebelum perintah yang merusak (pg_basebackup dan arsip WAL)",
        batas="kerja yang hilang ≤ 5 menit, saat persisnya disebut",
        ukur=(f"{LATIHAN}::test_kembali_ke_saat_sebelum_perintah_yang_merusak",),
        panjang=True,
        catatan="Caranya di docs/operasi/cadangan.md; peladen tertanam make demo tidak mengarsipkan WAL.",
    ),
    Baris(
        id="B3",
        janji="Cadangan yang terpotong, berubah satu bita, atau kehilangan satu berkas ditolak sebelum apa pun disentuh, dengan "
        "nama berkasnya",
        batas="3 dari 3 pada tiap bagiannya",
        ukur=(
            "tests/inti/services/test_cadangan.py",
            f"{LATIHAN}::test_kembali_ke_saat_sebelum_perintah_yang_merusak",
        ),
    ),
    Baris(
        id="B4",
        janji="Lebih dari 26 jam tanpa cadangan terlihat admin BKD di setiap halaman, dan pemantau mendapat 503",
        batas="belum pernah dan 27 jam berbunyi, 25 jam diam",
        ukur=("tests/inti/views/test_cadangan.py",),
    ),
    Baris(
        id="B5",
        janji="Salinan yang dipulihkan diam sampai disahkan: tidak ada surel, tugas, atau sesi lama",
        batas="0 surel, 0 tugas, 0 sesi",
        ukur=("tests/inti/services/test_cadangan.py", "tests/inti/services/test_pemasangan.py"),
    ),
    Baris(
        id="K9",
        janji="Penyimpanan bukti 5 MB yang penuh: kalimat yang jelas, dan sesudah penyapu tidak ada sisa",
        batas="0 baris tanpa berkas, 0 berkas tanpa baris",
        ukur=("tests/inti/services/test_berkas_penuh.py",),
        catatan="Penyimpanannya tiruan yang berhenti di tengah tulisan; cakram basis data yang penuh belum diukur.",
    ),
    *(
        Baris(
            id=id_baris,
            janji=janji,
            batas=batas,
            ukur=(f"python -m beban {id_baris}",),
            panjang=True,
            detik=3600,
            pengubah=("LAMA", "ORANG"),
            catatan=catatan,
        )
        for id_baris, janji, batas, catatan in (
            (
                "L1",
                "200 orang dengan jeda 5–15 detik selama 15 menit pada pemda 20.000 orang: beranda, capaian, SKP, kabar, draf",
                "p95 GET ≤ 400 ms, POST ≤ 800 ms, 0 galat",
                "Granian seperti di README, di belakang alamat yang berbeda-beda; pembangkit bebannya ikut memakai dua inti yang sama.",
            ),
            (
                "L2",
                "Tenggat: 2.000 orang membuka formulirnya dan mengajukan laporan dengan berkas 1 MB dalam 10 menit, lalu menengok "
                "beranda tiap satu atau dua menit",
                "yang dijawab diterima = basis data, p95 ≤ 3 detik",
                "Buku pengirim dibandingkan dengan laporan bernomor yang berberkas satu. Dahulu tanpa membuka formulir dan menengok tiap "
                "setengah menit: 45 detik, karena sambungan yang diam (L8).",
            ),
            (
                "L3",
                "Badai masuk: 3.000 orang dalam 10 menit, tiap kali halaman masuk, sandi, beranda",
                "p95 ≤ 3 detik, 0 galat",
                "Argon2 hemat; lihat docs/keamanan/masuk.md.",
            ),
            (
                "L4",
                "Penutupan 5.000 orang selagi beban L1 berjalan pada triwulan berikutnya",
                "≤ 120 detik, p95 ≤ 2 kali tanpa penutupan",
                "Dua pekerja di proses pengukur.",
            ),
            (
                "L6",
                "Formulir warga 50 permintaan tiap detik selama 10 menit",
                "p95 ≤ 200 ms, 0 hilang",
                "Separuhnya membuka, separuhnya mengirim; tiap kali warga dan jaringan lain.",
            ),
            (
                "L7",
                "500 klien yang mengirim kepalanya sebita tiap lima detik",
                "p95 orang lain ≤ 2 kali",
                "Langsung ke granian; produk ini tidak membawa perantara, jadi setelan perantara tidak ikut diukur.",
            ),
        )
    ),
    Baris(
        id="L8",
        janji="Orang berikutnya dijawab selagi 1.100 sambungan diam, seperti halaman yang dibiarkan terbuka menjelang tenggat",
        batas="dijawab ≤ 5 detik; dengan setelan bawaan peladen menunggu",
        ukur=("tests/proses/test_sambungan_diam.py",),
        panjang=True,
        catatan="Granian menghitung sambungan, bukan permintaan, dan bawaannya 1.024 dibagi pekerjanya: pada L2 orang menunggu 45 detik "
        "selagi prosesornya lengang.",
    ),
]
