"""Arti dan contoh jawaban 1–5 untuk panduan 5.1–5.3 Loyal. Susunan kami, bukan bunyi peraturan."""

from typing import Final

Isi = tuple[tuple[str, str], ...]

TANGGA: Final[dict[str, Isi]] = {
    "5.1": (
        (
            "Menentang dasar negara atau pemerintah yang sah dengan perbuatan.",
            "Mengajak rekan menolak upacara dan menyebarkan ajakan memusuhi negara.",
        ),
        ("Mengabaikan kewajiban terhadap negara.", "Berulang kali tidak ikut apel hari besar tanpa alasan."),
        (
            "Setia dan menjalankan kebijakan pemerintah yang sah.",
            "Kebijakan yang tidak ia setujui tetap dijalankan; keberatannya lewat jalur resmi.",
        ),
        (
            "Menjelaskan kebijakan kepada orang lain dengan santun.",
            "Menjawab warga yang salah paham tentang bantuan dengan data, tanpa berpihak.",
        ),
        (
            "Menjadi panutan dalam mendahulukan kepentingan bangsa.",
            "Tetap netral dan mengajak unitnya netral selama masa pemilihan.",
        ),
    ),
    "5.2": (
        (
            "Merusak nama baik rekan, pimpinan, atau instansi.",
            "Mengunggah hinaan tentang kantornya di media sosial.",
        ),
        ("Ceroboh menjaga nama baik.", "Membicarakan kekurangan rekan di depan warga."),
        (
            "Menjaga ucapan dan perbuatan yang membawa nama instansi.",
            "Keluhan tentang kantor disampaikan di dalam, bukan di depan umum.",
        ),
        (
            "Memperbaiki kesan buruk dengan perbuatan.",
            "Mendatangi warga yang kecewa dan menyelesaikan urusannya.",
        ),
        (
            "Membuat instansinya dipercaya orang.",
            "Layanan yang dipimpinnya dijadikan contoh oleh warga dan daerah lain.",
        ),
    ),
    "5.3": (
        (
            "Membocorkan rahasia jabatan.",
            "Membagikan daftar penerima bantuan beserta NIK ke grup percakapan.",
        ),
        ("Ceroboh dengan dokumen rahasia.", "Berkas kepegawaian ditinggal terbuka di meja loket."),
        ("Menyimpan rahasia jabatan dengan aman.", "Lemari arsip terkunci; layar dikunci saat ditinggal."),
        (
            "Mengingatkan orang lain tentang kerahasiaan.",
            "Menegur rekan yang hendak memotret data warga, dan menunjukkan cara yang aman.",
        ),
        (
            "Membangun cara menjaga rahasia yang dipatuhi semua.",
            "Aturan berbagi berkas yang disusunnya dipakai seluruh bidang.",
        ),
    ),
}
