"""Arti dan contoh jawaban 1–5 untuk panduan 7.1–7.3 Kolaboratif. Susunan kami, bukan bunyi peraturan."""

from typing import Final

Isi = tuple[tuple[str, str], ...]

TANGGA: Final[dict[str, Isi]] = {
    "7.1": (
        (
            "Menyingkirkan orang dari pekerjaan bersama.",
            "Bidang yang berkepentingan tidak diundang rapat dengan sengaja.",
        ),
        ("Mendengar hanya orang yang sependapat.", "Usul staf dipotong sebelum selesai disampaikan."),
        ("Memberi kesempatan yang sama untuk menyumbang.", "Setiap peserta rapat diberi giliran bicara."),
        (
            "Mencari pihak yang belum terlibat lalu mengajaknya.",
            "Mengundang kader posyandu menyusun jadwal kunjungan.",
        ),
        (
            "Membuat keterlibatan banyak pihak menjadi tetap.",
            "Forum bulanan dengan warga yang dimulainya terus berjalan.",
        ),
    ),
    "7.2": (
        ("Menghambat pekerjaan bersama.", "Menahan data yang diperlukan bidang lain tanpa alasan."),
        (
            "Bekerja sama seperlunya dan sering terlambat.",
            "Permintaan bidang lain baru dijawab setelah ditagih berulang.",
        ),
        ("Terbuka dan menepati bagiannya.", "Menyerahkan data pada hari yang disepakati."),
        (
            "Menawarkan yang ia punya supaya hasil bersama lebih baik.",
            "Membagikan rekap miliknya sehingga bidang lain tidak menghitung ulang.",
        ),
        (
            "Kerja samanya memberi hasil yang tidak mungkin dicapai sendiri.",
            "Dua dinas yang ia pertemukan kini memakai satu basis data.",
        ),
    ),
    "7.3": (
        (
            "Menghambur atau menahan sumber daya bersama.",
            "Ruang dan kendaraan dipesan terus walau tidak dipakai.",
        ),
        (
            "Memakai yang ada di mejanya saja.",
            "Membeli alat baru padahal bidang sebelah punya dan menganggur.",
        ),
        (
            "Memanfaatkan orang, data, dan alat yang tersedia untuk tujuan bersama.",
            "Meminjam tenaga bidang lain pada hari sibuk, lalu membalasnya.",
        ),
        (
            "Menggabungkan sumber daya beberapa pihak.",
            "Mobil layanan dua kelurahan dijadwalkan bergantian sehingga cakupannya bertambah.",
        ),
        (
            "Menggerakkan banyak pihak sampai tujuan tercapai.",
            "Tiga dinas berada dalam satu loket dengan pembagian tugas tertulis yang berjalan.",
        ),
    ),
}
