"""Arti dan contoh jawaban 1–5 untuk panduan 3.1–3.3 Kompeten. Susunan kami, bukan bunyi peraturan."""

from typing import Final

Isi = tuple[tuple[str, str], ...]

TANGGA: Final[dict[str, Isi]] = {
    "3.1": (
        ("Menolak belajar hal baru.", "Pelatihan yang ditugaskan ditinggalkan tanpa kabar."),
        (
            "Belajar bila dipaksa dan tidak memakainya.",
            "Ikut pelatihan aplikasi, lalu tetap meminta rekan mengerjakan.",
        ),
        (
            "Mengikuti perkembangan yang diperlukan tugasnya.",
            "Membaca aturan baru dan langsung memakainya dalam surat.",
        ),
        (
            "Belajar atas kemauan sendiri di luar kewajiban.",
            "Mempelajari cara mengolah data dari kursus daring, lalu memakainya untuk rekap.",
        ),
        (
            "Mendalami bidangnya sampai menjadi rujukan.",
            "Diminta bidang lain menjelaskan aturan pengadaan yang baru.",
        ),
    ),
    "3.2": (
        (
            "Menyimpan pengetahuan untuk diri sendiri.",
            "Kata sandi berkas bersama tidak diberikan ketika ia cuti.",
        ),
        (
            "Membantu dengan enggan atau setengah jalan.",
            "Pertanyaan pegawai baru dijawab “cari saja di internet”.",
        ),
        (
            "Menjelaskan bila ditanya sampai orang paham.",
            "Menunjukkan langkah demi langkah cara mengisi laporan.",
        ),
        (
            "Menawarkan bantuan belajar tanpa diminta.",
            "Mendampingi pegawai baru pada minggu pertamanya di loket.",
        ),
        (
            "Membuat orang lain mampu dan pengetahuannya bertahan.",
            "Panduan bergambar buatannya masih dipakai setelah ia pindah.",
        ),
    ),
    "3.3": (
        ("Hasil kerjanya tidak dapat dipakai.", "Rekap harus dikerjakan ulang seluruhnya oleh orang lain."),
        (
            "Hasilnya dapat dipakai setelah banyak diperbaiki.",
            "Surat dikembalikan berkali-kali karena kekeliruan yang sama.",
        ),
        ("Hasilnya tepat, rapi, dan sesuai standar.", "Dokumen diterima tanpa perbaikan berarti."),
        (
            "Hasilnya melebihi standar dan memudahkan pemakainya.",
            "Laporan dilengkapi ringkasan satu halaman sehingga rapat lebih singkat.",
        ),
        (
            "Hasilnya menjadi patokan bagi orang lain.",
            "Contoh laporannya dibagikan sebagai acuan perangkat daerah.",
        ),
    ),
}
