"""Nilai yang benar, jam di tenggat, kalibrasi, dan kecepatan penutupan."""

from mutu.batas import Baris

SAMA = ("tests/penilaian/services/test_penutupan_sama_dengan_aturan.py",)
BEKU = ("tests/penilaian/services/test_hasil_tidak_bergerak.py",)

BARIS = [
    Baris(
        id="S1",
        janji="Aturan Python dan SQL penutupan, dua hitungan yang berdiri sendiri, sama sampai desimal terakhir pada orang acak "
        "(pindah, cuti, berhenti, kualitatif, dikalibrasi) dengan lima kebijakan; notanya menyebut unit, jabatan, penilai, dan "
        "evaluasi yang sama dengan baris asalnya",
        batas="0 beda dari 10.000 orang",
        ukur=SAMA,
        panjang=True,
        detik=3600,
        catatan="Kembaran kecilnya, 5 × 80 orang, ikut make test.",
    ),
    Baris(
        id="S2",
        janji="Sifat nilai: urutan tidak berpengaruh, capaian lebih besar tidak menurunkan, selalu di antara batasnya, "
        "kosong bukan nol, sama dengan hitungan pecahan yang berdiri sendiri",
        batas="0 contoh lawan dari 20.000 kasus tiap sifat",
        ukur=(
            "KASUS_SIFAT=20000 tests/penilaian/rules/test_nilai_sifat.py tests/indikator/rules/test_capaian_sifat.py",
        ),
        detik=5400,
        pengubah=("KASUS_SIFAT",),
        catatan="make test memeriksa 200 kasus tiap sifat.",
    ),
    Baris(
        id="S3",
        janji="Tiap angka terbit dihitung ulang dari nota di halaman Mengapa nilai ini",
        batas="100 % dari 1.000 nota",
        ukur=SAMA,
        panjang=True,
        detik=3600,
        catatan="Di peladen: manage.py verifikasi_penutupan.",
    ),
    Baris(
        id="S4",
        janji="Periode tertutup dihitung ulang dari baris asalnya: sidik tiap hasil dan rantai bukunya cocok",
        batas="100 % periode",
        ukur=SAMA,
        panjang=True,
        detik=3600,
    ),
    Baris(
        id="S5",
        janji="Nama, susunan, penempatan, bobot, SKP, kebijakan, dan zona yang diubah sesudah penutupan tidak menggerakkan hasil",
        batas="0 bita berubah",
        ukur=BEKU,
    ),
    Baris(
        id="JAM",
        janji="Tenggat diputus jam basis data: saat di sekitar tenggat × WIB, WITA, WIT × jam mesin benar, +5, −5 menit, "
        "juga jam pekerja yang memulai penutupan",
        batas="0 dari 63 kasus menyimpang",
        ukur=("tests/penilaian/services/test_jam_tenggat.py",),
        catatan="Dahulu jam web yang lima menit terlalu cepat menolak laporan yang tepat waktu, dan jam pekerja seperti itu "
        "menutup periode empat menit terlalu awal.",
    ),
    Baris(
        id="KAL1",
        janji="Memindahkan di papan kalibrasi dengan papan ketik, tetikus, dan tanpa skrip; axe pada 320, 360, dan 1280 px",
        batas="100 % dengan papan ketik, 0 pelanggaran",
        ukur=("tests/e2e/test_kalibrasi.py",),
    ),
    Baris(
        id="KAL2",
        janji="Rating penilai tetap sesudah dipindahkan, juga lewat SQL; perubahan tanpa alasan ditolak",
        batas="0 tanpa alasan, rating penilai tetap sama",
        ukur=("tests/penilaian/services/test_kalibrasi.py",),
    ),
    Baris(
        id="KAL3",
        janji="Dua pemindah sekaligus, dan pemindahan melawan penutupan; kembarannya tanpa kunci harus keliru",
        batas="0 hilang",
        ukur=("tests/penilaian/services/test_kalibrasi_serentak.py",),
    ),
    Baris(
        id="KAL4",
        janji="Aturan dan SQL penutupan pada orang acak yang dikalibrasi berkali-kali, ditarik, dan dikembalikan",
        batas="0 beda",
        ukur=SAMA,
    ),
    Baris(
        id="KAL5",
        janji="Banyaknya kueri papan kalibrasi pada 10 dan 1.000 orang",
        batas="kueri sama",
        ukur=("tests/penilaian/views/test_kalibrasi.py",),
        panjang=True,
    ),
    Baris(
        id="TUTUP1",
        janji="Penutupan di samping SQL yang sama beserta notanya, dalam satu transaksi ke tabel tanpa indeks",
        batas="≤ 2,0 kali; pangkat pertumbuhan ≤ 1,1; memori pekerja < 300 MB; p95 lima puluh pembaca ≤ 2 kali",
        catatan="Diukur make bench, lihat kinerja.md. Semula 5,4 kali karena pelepasan nama menulis ulang semua permintaan 360, "
        "lalu 2,3 kali karena pekerja yang datang selagi nama dilepas pergi; sekarang ia menunggu dan ikut menghitung.",
    ),
]
