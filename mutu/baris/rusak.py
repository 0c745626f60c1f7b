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
        "82 detik, dahulu sampai 122).",
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
        catatan="Tanpa pagar kembarannya hanya ditahan pembeku periode.",
    ),
    Baris(
        id="K4",
        janji="Tiga penjadwal dan empat pekerja bersama",
        batas="10 menit, tiap langkah berakibat sekali",
        ukur=("tests/proses/test_banyak_penjadwal.py",),
        panjang=True,
        detik=1800,
        pengubah=("LAMA",),
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
        janji="Pekerja web dibunuh di tengah unggahan: saat kiriman datang, isinya tertulis separuh, tertulis utuh, berbaris, dan "
        "sesudah tersimpan",
        batas="0 berkas separuh tampil; diulang berhasil",
        ukur=("tests/proses/test_web_mati.py",),
        panjang=True,
        detik=1800,
        pengubah=("ULANG",),
        catatan="Granian kini menyalakan lagi pekerjanya; dahulu satu pekerja yang dibunuh memadamkan seluruh situs. "
        "Pembandingnya melepas pula transaksi pengunggahnya; tanpa itu barisnya memang tidak pernah terlihat.",
    ),
    Baris(
        id="K11",
        janji="Pekerja kehabisan memori saat mencetak naskah 5.000 orang: dibatasi (RLIMIT_AS), dan dibunuh seperti oleh kernel",
        batas="≤ 5 percobaan, lalu berstatus gagal yang tampak bagi admin",
        ukur=("tests/proses/test_memori_habis.py",),
        panjang=True,
        detik=1800,
        pengubah=("ORANG",),
        catatan="Dahulu hanya galat yang terhitung: pekerja yang dibunuh mengulang bagian yang sama selamanya.",
    ),
    Baris(
        id="K12",
        janji="Satu jam pemakaian tanpa jeda panjang: enam belas orang membuka halaman dan menyimpan draf, pekerja dan penjadwal berjalan",
        batas="memori tumbuh ≤ 10 %, sambungan tetap, 0 kunci tertinggal",
        ukur=("tests/proses/test_rendaman.py",),
        panjang=True,
        detik=7200,
        pengubah=("LAMA",),
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
        janji="Penutupan, pembukaan kembali, putusan keberatan, dan pemindahan kalibrasi berangkat bersama: keadaan akhirnya salah "
        "satu dari kedua puluh empat urutannya",
        batas="100 dari 100 berurutan; tanpa kunci keliru",
        ukur=("tests/penilaian/services/test_tutup_buka_koreksi.py",),
        panjang=True,
        detik=3600,
        pengubah=("ULANG",),
        catatan="Dahulu hitungan penutupan ulang dan putusan keberatan memakai nomor versi yang sama, dan hasil yang dihitung ulang "
        "hilang tanpa kabar. Pekerja yang terlambat dari putaran lalu juga pernah dapat menutup lagi periode yang baru dibuka kembali.",
    ),
    Baris(
        id="C5",
        janji="Lima puluh orang menulis bercampur acak selama sepuluh menit: lapor, tarik, periksa, rating, kalibrasi, 360, pujian, "
        "risalah dan hapusnya, usul perbaikan, tutup dan buka kembali",
        batas="0 kebuntuan yang tidak ditangani, 0 yang dijawab hilang",
        ukur=("tests/proses/test_tulisan_campur.py",),
        panjang=True,
        detik=1800,
        pengubah=("LAMA",),
        catatan="Memanggil layanannya langsung, lima puluh sambungan sekaligus; kebuntuan dihitung PostgreSQL sendiri, jadi yang "
        "diulang diam-diam pun terlihat. Pemindahan kalibrasi dibandingkan nomornya: kotak yang sama, diminta lagi dari papan yang "
        "basi, dijawab dengan pemindahan yang sudah ada.",
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
        janji="Impor 1.000 pegawai sementara mereka masuk dan mengirim laporan lewat peladen sungguhan",
        batas="0 pemilik keliru, 0 galat peladen",
        ukur=("tests/proses/test_impor_sambil_bekerja.py",),
        panjang=True,
        detik=2400,
        pengubah=("ORANG",),
    ),
    Baris(
        id="M1",
        janji="Migrasi dari kepala rilis sebelumnya (mutu/rilis.py) pada 5.000 pegawai dan sejuta baris, di bawah 20 klien dan satu "
        "transaksi panjang",
        batas="terhalang ≤ 2 detik, 0 yang dijawab hilang",
        ukur=("tests/proses/test_migrasi.py::test_migrasi_rilis_tidak_menahan_dua_puluh_klien",),
        panjang=True,
        detik=3600,
        pengubah=("ORANG",),
        catatan="migrate menunggu kunci tabel paling lama satu detik, lalu mundur dan mencoba lagi (docs/operasi/migrasi.md). Belum ada "
        "rilis yang terbit: kepala rilis sebelumnya adalah yang tertulis di mutu/rilis.py.",
    ),
    Baris(
        id="M2",
        janji="Kode lama pada skema baru selama peralihan",
        batas="semua uji hijau dua arah",
        catatan="Belum ada rilis yang terbit, jadi belum ada kode lama yang dapat dijalankan. Langkah berikutnya: sesudah rilis "
        "pertama diberi tanda di git, jalankan ujinya pada skema baru dari pohon kerja rilis itu.",
    ),
    Baris(
        id="M3",
        janji="Migrasi mundur ke kepala rilis sebelumnya (mutu/rilis.py) pada data contoh, lalu maju lagi",
        batas="sidik semua tabel dan skema sama",
        ukur=(
            "tests/proses/test_migrasi.py::test_mundur_ke_rilis_sebelumnya_lalu_maju_lagi_mengembalikan_semuanya",
        ),
        panjang=True,
        detik=3600,
        catatan="Belum ada rilis yang terbit: kepala rilis sebelumnya adalah yang tertulis di mutu/rilis.py.",
    ),
    Baris(
        id="V15.2.2",
        janji="Dua puluh pekerjaan berat sekaligus: 5 penutupan, 5 impor, 5 paket cetak, 5 ekspor 3.000 pegawai",
        batas="semuanya selesai, p95 halaman ≤ 1 detik",
        ukur=("tests/proses/test_pekerjaan_berat.py",),
        panjang=True,
        detik=1800,
        pengubah=("ORANG",),
        catatan=MESIN + "Ekspor lembar kerja dikerjakan di dalam permintaannya sendiri, yang lain di latar.",
    ),
    Baris(
        id="V16.5.2",
        janji="Antrean mati dan beku, surel mati dan menggantung, pemindai mati dan menggantung, lalu ketiganya: masuk, unggah, lapor, "
        "tanda terima, beranda, pulih sandi",
        batas="perjalanan inti 100 %; yang belum diperiksa tidak diberikan",
        ukur=("tests/proses/test_layanan_luar_mati.py",),
        panjang=True,
        detik=1800,
        catatan="Pemindai yang menggantung menahan paling lama sepuluh detik, pada satu kiriman tiap proses; sesudahnya dilewati.",
    ),
]
