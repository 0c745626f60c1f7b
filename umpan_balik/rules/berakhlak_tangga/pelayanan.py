"""Arti dan contoh jawaban 1–5 untuk panduan 1.1–1.3 Berorientasi Pelayanan. Susunan kami, bukan bunyi peraturan."""

from typing import Final

Isi = tuple[tuple[str, str], ...]

TANGGA: Final[dict[str, Isi]] = {
    "1.1": (
        ("Tidak mau tahu apa yang diperlukan warga.", "Warga yang bertanya syarat disuruh mencari sendiri."),
        (
            "Baru mencari tahu sesudah dikeluhkan.",
            "Keperluan warga difabel baru ditanyakan setelah ia protes.",
        ),
        (
            "Menanyakan keperluan warga lalu memenuhinya sesuai standar.",
            "Mendengar dahulu, lalu memberi formulir yang tepat sekali jalan.",
        ),
        (
            "Menangkap keperluan yang tidak terucap.",
            "Melihat warga membawa bayi, ia mendahulukan dan menawarkan tempat duduk.",
        ),
        (
            "Mengumpulkan keperluan warga dan mengubah layanan karenanya.",
            "Catatan pertanyaan sebulan dijadikan daftar syarat baru di loket.",
        ),
    ),
    "1.2": (
        (
            "Ketus atau menghindar, dan janjinya tidak dapat dipegang.",
            "Telepon warga ditutup; berkas yang dijanjikan selesai tidak pernah ada.",
        ),
        (
            "Ramah bila sedang longgar, dan sering menunda.",
            "Permohonan sederhana baru disentuh setelah ditagih dua kali.",
        ),
        (
            "Ramah, cepat, dan menepati waktu yang dijanjikan.",
            "Surat yang dijanjikan selesai sore diserahkan sore itu juga.",
        ),
        (
            "Tetap ramah dalam antrean panjang dan mencari jalan keluar.",
            "Sistem mati, ia mencatat permohonan dan mengabari warga begitu pulih.",
        ),
        (
            "Diandalkan rekan untuk urusan tersulit dan menularkan caranya.",
            "Menangani warga yang marah sampai tenang, lalu melatih petugas baru.",
        ),
    ),
    "1.3": (
        ("Menolak setiap perbaikan cara melayani.", "Keluhan yang sama tiap bulan dianggap salah warga."),
        (
            "Memperbaiki hanya bila diperintah.",
            "Papan syarat yang usang baru diganti setelah ditegur atasan.",
        ),
        (
            "Memperbaiki pekerjaannya dari keluhan dan hasil survei.",
            "Jam buka loket disesuaikan setelah warga mengeluh sulit datang pagi.",
        ),
        (
            "Mencari sendiri yang dapat diperbaiki, lalu mengukurnya.",
            "Menghitung lama antre sebelum dan sesudah urutan meja diubah.",
        ),
        (
            "Perbaikannya berulang dan menjadi kebiasaan unit.",
            "Rapat singkat tiap Senin membahas satu perbaikan, dan terus berjalan.",
        ),
    ),
}
