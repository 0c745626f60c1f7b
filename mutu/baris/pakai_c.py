"""U3, U4, U21–U25: laju di jalur lambat, periksa dahulu, tanda terima, hari ini, catatan harian, dan unggah dari ponsel."""

from mutu.batas import Baris

PAKAI = "tests/e2e/pakai"
SEPI = "Diukur sendirian di mesinnya, kira-kira 40 menit; beban lain menambah yang tertahan."
BARIS = [
    Baris(
        id="U3",
        janji="Jalur buruk: 400 kbit/dtk, 400 ms, prosesor ÷ 4",
        batas="formulir warga terlihat ≤ 2,5 detik, terpakai ≤ 3,5, selesai ≤ 15; isi terbesar halaman lain ≤ 5 detik",
        ukur=(
            f"{PAKAI}/test_laju.py::test_formulir_warga_di_jalur_buruk",
            f"{PAKAI}/test_laju.py::test_tiap_jenis_halaman_di_jalur_ponsel_biasa_dan_jalur_buruk",
        ),
        panjang=True,
        detik=7200,
        pengubah=("ULANG",),
        catatan=SEPI,
    ),
    Baris(
        id="U4",
        janji="Ponsel biasa (1,6 Mbit/dtk, 150 ms, prosesor ÷ 4): tiap jenis halaman, nilai tengah tiga kali",
        batas="kinerja ≥ 95, LCP ≤ 2,5 detik, CLS ≤ 0,05, tertahan ≤ 100 ms; aksesibilitas pada U10",
        ukur=(
            f"{PAKAI}/test_laju.py::test_lengkung_lighthouse",
            f"{PAKAI}/test_laju.py::test_tiap_jenis_halaman_di_jalur_ponsel_biasa_dan_jalur_buruk",
        ),
        panjang=True,
        detik=7200,
        pengubah=("ULANG",),
        catatan="Lighthouse sendiri tidak dipakai: nilainya dihitung dari lengkung dan bobot versi 12 atas angka peramban, "
        "dengan indeks kecepatan diganti saat termuat penuh (jadi batas bawah). " + SEPI,
    ),
    Baris(
        id="U21",
        janji="Laporan, penutupan, tindakan banyak, dan impor diperiksa sebelum dikirim; Ubah kembali langsung",
        batas="halaman periksa ada; isian utuh 100 % sesudah Ubah",
        ukur=(f"{PAKAI}/test_periksa_dahulu.py",),
        panjang=True,
    ),
    Baris(
        id="U22",
        janji="Tanda terima: nomor, waktu berzona, sesudahnya apa dan kapan, kontak; terbuka keesokan harinya bagi pemiliknya",
        batas="5 dari 5 bagian, 100 % bagi pemiliknya, 0 bagi orang lain",
        ukur=(f"{PAKAI}/test_tanda_terima.py",),
        panjang=True,
        detik=3600,
        catatan="Usul musyawarah tanpa jam dan nomor: yang disimpan hanya tanggalnya, supaya pengusulnya tidak terlacak.",
    ),
    Baris(
        id="U23",
        janji="Beranda tiap peran: tautan pertama yang paling mendesak, hitungannya sama dengan basis data",
        batas="≤ 1 ketukan untuk mulai; hitungan sama 100 %",
        ukur=(
            f"{PAKAI}/test_hari_ini.py::test_beranda_tiap_peran_mulai_dari_yang_paling_mendesak",
            f"{PAKAI}/test_hari_ini.py::test_pembaca_hitungan_menemukan_yang_keliru",
        ),
        panjang=True,
        detik=3600,
    ),
    Baris(
        id="U24",
        janji="Catatan harian dari halaman masuk dengan “Sama seperti kemarin”",
        batas="≤ 4 tindakan, ≤ 25 detik pada 1,6 Mbit/dtk",
        ukur=(f"{PAKAI}/test_hari_ini.py::test_catatan_harian_dari_halaman_masuk",),
        panjang=True,
    ),
    Baris(
        id="U25",
        janji="Foto ponsel 8 MB pada 750 kbit/dtk: kemajuan, batal, putus di tengah, jenis lain, terlalu besar, beberapa sekaligus",
        batas="kemajuan ≤ 1 detik; ulang tanpa mengetik 100 %; penolakan ukuran ≤ 1 detik; 6 dari 6 pesan tepat",
        ukur=(f"{PAKAI}/test_unggah_ponsel.py",),
        panjang=True,
        catatan="Sambungan diputus dengan menjatuhkan sambungan TCP di tengah kiriman; ponsel sungguhan belum dipakai.",
    ),
]
