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
]
