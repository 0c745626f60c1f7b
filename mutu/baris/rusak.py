"""Pekerja, antrean, dan basis data yang mati; yang datang bersamaan."""

from mutu.batas import Baris

MATI = ("tests/proses/test_pekerja_mati.py",)
ANTREAN = "tests/proses/test_antrean_mati.py"
BALAPAN = ("tests/indikator/services/test_realisasi_balapan.py",)
MESIN = "Proses sungguhan di mesin sendiri: pekerja Celery, penjadwal, web, Valkey, dan PostgreSQL. "

BARIS = [
    Baris(
        id="K1",
        janji="kill -9 anak pekerja sebelum dan sesudah tiap tulisan penutupan: semuanya sama dengan yang utuh, satu buku, "
        "0 surel ganda",
        batas="240 dari 240, ≤ 120 detik",
        ukur=MATI,
        panjang=True,
        detik=5400,
        pengubah=("ULANG",),
        catatan=MESIN
        + "Langkah yang ditinggalkan disambung sesudah 20 detik, bukan 60 (bersama detak tiap menit paling lama "
        "82 detik, dahulu sampai 122). Yang terukur satu putaran; langkah berikutnya: make mutu ARGS=K1 tanpa ULANG di mesin "
        "sepi.",
    ),
    Baris(
        id="K2",
        janji="kill -9 seluruh pekerja, dinyalakan lagi sesudah 0, 10, 60 detik; dengan jadwal produk antreannya ikut dikosongkan",
        batas="sama dengan yang utuh; disambung ≤ 90 detik",
        ukur=MATI,
        panjang=True,
        detik=5400,
    ),
    Baris(
        id="K3",
        janji="Pekerja macet lebih lama daripada batas antrean dan pesannya diulang: tulisan yang terlambat ditolak pagar",
        batas="50 dari 50",
        ukur=("tests/proses/test_kembaran_terlambat.py",),
        panjang=True,
        detik=3600,
        pengubah=("ULANG",),
        catatan="Tanpa pagar kembarannya hanya ditahan pembeku periode. Yang terukur lima; langkah berikutnya: make mutu ARGS=K3 "
        "tanpa ULANG di mesin sepi.",
    ),
    Baris(
        id="K4",
        janji="Tiga penjadwal dan empat pekerja bersama",
        batas="10 menit, tiap langkah berakibat sekali",
        ukur=("tests/proses/test_banyak_penjadwal.py",),
        panjang=True,
        detik=1800,
        pengubah=("LAMA",),
        catatan="Yang terukur satu menit; langkah berikutnya: make mutu ARGS=K4 tanpa LAMA.",
    ),
    Baris(
        id="K5",
        janji="Antrean dibunuh selama 200 laporan, masuk, dan rating",
        batas="200 diterima, p95 ≤ 1 detik, kotak keluar kosong ≤ 60 detik sesudah pulih",
        ukur=(
            f"{ANTREAN}::test_antrean_mati_dua_ratus_kiriman_tetap_diterima "
            f"{ANTREAN}::test_pembanding_antrean_di_dalam_permintaan[False]",
        ),
        catatan="Empat pengirim. Dengan delapan pengirim pada mesin berbeban 12: p95 3,45 detik.",
    ),
    Baris(
        id="K6",
        janji="Antrean beku (SIGSTOP) selama kiriman yang sama",
        batas="60 detik beku: 200 diterima, tidak ada yang > 3 detik, kosong ≤ 60 detik sesudah pulih",
        ukur=(
            f"{ANTREAN}::test_antrean_beku_tidak_ada_yang_menunggu "
            f"{ANTREAN}::test_pembanding_antrean_di_dalam_permintaan[True]",
        ),
        pengubah=("LAMA",),
        catatan="Balasan yang putus saat antrean beku melepas jatah pekerjanya; dahulu pekerja tampak hidup tetapi tidak "
        "mengambil apa pun lagi sampai dinyalakan ulang.",
    ),
    Baris(
        id="K7",
        janji="Antrean dikosongkan, atau dibunuh tanpa catatan, di tengah penutupan; pekerja hidup atau mati",
        batas="selesai, 0 langkah hilang",
        ukur=("tests/proses/test_antrean_kosong.py",),
        panjang=True,
        detik=5400,
        catatan="Melepas nama 2.000 orang pada tabel tanpa statistik (misalnya sesaat sesudah basis data dipulihkan) memakan "
        "lebih dari lima menit; pekerja sekarang menyegarkan statistiknya lebih dahulu.",
    ),
    Baris(
        id="K8",
        janji="PostgreSQL dinyalakan ulang lalu kill -9 di bawah 50 penulis: buku pengirim sama dengan isi basis data",
        batas="0 yang dijawab hilang, galat ≤ 10 detik, 0 halaman keliru",
        ukur=("tests/proses/test_postgres_mati.py",),
        panjang=True,
        catatan="Pada mesin berbeban 13 pernah 11,7 detik. Basis data yang putus saat sesi disimpan dahulu dijawab 400, sekarang 503.",
    ),
    Baris(
        id="K10",
        janji="Peladen web dibunuh di tengah unggahan",
        batas="0 berkas separuh tampil; diulang berhasil",
        catatan="Belum pernah diuji dengan membunuh peladennya. Langkah berikutnya: kill -9 granian di tengah kiriman "
        "pada tests/proses.",
    ),
    Baris(
        id="K11",
        janji="Pekerja kehabisan memori saat mengekspor 5.000 orang",
        batas="≤ 5 percobaan, lalu berstatus gagal yang tampak bagi admin",
        catatan="Batas percobaan penutupan dan impor diuji di dalam proses; memori yang habis belum. Langkah berikutnya: pekerja "
        "ber-RLIMIT_AS pada tests/proses.",
    ),
    Baris(
        id="K12",
        janji="Delapan jam pemakaian biasa dimampatkan menjadi satu jam",
        batas="memori tumbuh ≤ 10 %, sambungan tetap, 0 kunci tertinggal",
        catatan="Perlu satu jam mesin sepi. Langkah berikutnya: jalankan beban L1 satu jam sambil mencatat memori dan sambungan.",
    ),
    Baris(
        id="C1",
        janji="Empat puluh kiriman melawan satu penutupan: yang diterima selalu terhitung",
        batas="200 dari 200; tanpa kunci ≥ 90 % keliru",
        ukur=BALAPAN,
        panjang=True,
        detik=3600,
    ),
    Baris(
        id="C2",
        janji="Lima puluh kiriman bersama dari formulir yang sama: 1 laporan, 1 jejak, tanda terima yang sama",
        batas="100 putaran; tanpa pengenal kiriman ulang keliru",
        ukur=(
            f"{ANTREAN}::test_lima_puluh_kiriman_formulir_yang_sama_satu_laporan "
            f"{ANTREAN}::test_pembanding_tanpa_pengenal_kiriman_ulang",
        ),
        detik=3600,
        pengubah=("ULANG",),
        catatan="Pembandingnya mematikan kedua penjaga: pengenal kiriman dan penjaga di pintu (ADR 0015); satu saja sudah cukup menahan.",
    ),
    Baris(
        id="C3",
        janji="Dua penilai atau dua tab mengubah satu nilai: yang kedua melihat keduanya",
        batas="0 tertimpa diam-diam",
        ukur=(
            "tests/penilaian/services/test_kalibrasi_serentak.py::test_yang_kedua_diberi_tahu_dan_yang_pertama_tidak_hilang "
            "tests/penilaian/services/test_kalibrasi_serentak.py::test_kembaran_tanpa_kunci_keduanya_menulis_dari_asal_yang_sama "
            "tests/penilaian/services/test_evaluasi.py::test_versi_lama_ditolak_dan_kiriman_ulang_diterima "
            "tests/e2e/test_ketikan.py::test_dua_tab_tidak_saling_menimpa_dan_kedua_tulisan_ditawarkan",
        ),
        catatan="Yang kedua ditolak dengan kedua tulisannya tampil; kembarannya tanpa kunci menulis dari asal yang sama.",
    ),
    Baris(
        id="C4",
        janji="Penutupan melawan pembukaan kembali melawan koreksi",
        batas="100 dari 100 berurutan",
        catatan="Penutupan melawan kiriman dan melawan pemindahan kalibrasi sudah diukur (C1, KAL3); ketiganya sekaligus belum. "
        "Langkah berikutnya: balapan tiga utas seperti tests/penilaian/services/test_penutupan_lawan_kiriman.py.",
    ),
    Baris(
        id="C5",
        janji="Tulisan acak campuran oleh 50 klien selama sepuluh menit",
        batas="0 kebuntuan yang tidak ditangani, 0 yang dijawab hilang",
        catatan="Kembarannya untuk satu jenis tulisan ada di K8 (50 penulis). Langkah berikutnya: campurkan semua tulisan di "
        "tests/proses/peramban.py.",
    ),
    Baris(
        id="C6",
        janji="Lima puluh sisipan bersama periode yang bertumpang tindih: penolaknya batasan basis data",
        batas="tepat 1",
        ukur=("tests/indikator/services/test_periode_serentak.py",),
        catatan="Penolaknya ExclusionConstraint periode_tidak_tumpang_tindih.",
    ),
    Baris(
        id="C7",
        janji="Impor 1.000 pegawai sementara mereka masuk dan mengirim",
        batas="0 pemilik keliru, 0 galat peladen",
        catatan="Impor sendiri dan masuk sendiri sudah diukur; bersama-sama belum. Langkah berikutnya: impor di tests/proses sambil "
        "mengirim lewat peladen sungguhan.",
    ),
    Baris(
        id="M1",
        janji="Migrasi rilis di bawah 20 klien pada 5.000 pegawai dan sejuta baris",
        batas="terhalang ≤ 2 detik, 0 yang dijawab hilang",
        catatan="Belum ada rilis yang dipindahkan. Langkah berikutnya: simpan dump rilis pertama, migrasikan di bawah tests/proses.",
    ),
    Baris(
        id="M2",
        janji="Kode lama pada skema baru selama peralihan",
        batas="semua uji hijau dua arah",
        catatan="Belum ada rilis sebelumnya. Langkah berikutnya: jalankan uji rilis pertama pada skema rilis kedua.",
    ),
    Baris(
        id="M3",
        janji="Migrasi mundur rilis terakhir",
        batas="sidik tabel sama",
        catatan="Belum ada rilis sebelumnya. Langkah berikutnya: maju, mundur, maju lagi pada dump rilis pertama.",
    ),
]
