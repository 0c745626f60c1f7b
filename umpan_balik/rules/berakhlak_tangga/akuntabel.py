"""Arti dan contoh jawaban 1–5 untuk panduan 2.1–2.3 Akuntabel. Susunan kami, bukan bunyi peraturan."""

from typing import Final

Isi = tuple[tuple[str, str], ...]

TANGGA: Final[dict[str, Isi]] = {
    "2.1": (
        (
            "Berbohong tentang pekerjaan atau lari dari tanggung jawab.",
            "Laporan kunjungan dibuat tanpa pernah berkunjung.",
        ),
        (
            "Sering lalai, terlambat, atau menyalahkan orang lain.",
            "Angka yang keliru dikirim lagi tanpa diperiksa; staf yang disalahkan.",
        ),
        (
            "Jujur, cermat, hadir tepat waktu, dan menanggung hasil kerjanya.",
            "Laporan masuk sebelum tenggat dan cocok dengan buktinya.",
        ),
        (
            "Mengakui kekeliruan sendiri sebelum ditemukan orang.",
            "Melapor bahwa ia salah hitung, beserta pembetulannya pada hari yang sama.",
        ),
        (
            "Menjaga kejujuran bersama walau tidak disukai.",
            "Menghentikan laporan tim yang angkanya tidak berbukti, lalu membantu membetulkannya.",
        ),
    ),
    "2.2": (
        (
            "Memakai barang atau uang kantor untuk diri sendiri.",
            "Mobil dinas dipakai mengangkut dagangan keluarga.",
        ),
        (
            "Boros atau kurang menjaga barang kantor.",
            "Komputer rusak dibiarkan berbulan-bulan; kertas dicetak lalu dibuang.",
        ),
        (
            "Memakai barang kantor untuk tugas, terawat, dan tercatat.",
            "Kamera dikembalikan ke gudang pada hari yang sama, lengkap dengan catatannya.",
        ),
        (
            "Menghemat tanpa diminta dan merawat milik bersama.",
            "Menggabungkan dua perjalanan dinas menjadi satu dan mengembalikan sisanya.",
        ),
        (
            "Membuat cara hemat yang dipakai seluruh unit.",
            "Daftar pinjam bersama membuat unit tidak perlu membeli proyektor kedua.",
        ),
    ),
    "2.3": (
        (
            "Memakai jabatan untuk keuntungan sendiri atau keluarga.",
            "Meminta imbalan supaya berkas didahulukan.",
        ),
        ("Kadang memberi perlakuan khusus kepada kenalan.", "Antrean teman dilewatkan, warga lain menunggu."),
        (
            "Memakai kewenangan sesuai aturan dan sama bagi semua orang.",
            "Permohonan kerabatnya diproses menurut urutan, oleh petugas lain.",
        ),
        (
            "Menolak titipan dan menyatakan benturan kepentingan.",
            "Mundur dari panitia karena pesertanya perusahaan saudara.",
        ),
        (
            "Menutup celah penyalahgunaan bagi semua.",
            "Nomor antrean otomatis diusulkannya supaya tidak ada lagi yang dapat dititipkan.",
        ),
    ),
}
