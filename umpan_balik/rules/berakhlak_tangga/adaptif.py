"""Arti dan contoh jawaban 1–5 untuk panduan 6.1–6.3 Adaptif. Susunan kami, bukan bunyi peraturan."""

from typing import Final

Isi = tuple[tuple[str, str], ...]

TANGGA: Final[dict[str, Isi]] = {
    "6.1": (
        (
            "Menolak perubahan dan mengajak orang lain menolak.",
            "Tetap memakai formulir yang sudah dicabut sehingga berkas tertahan.",
        ),
        (
            "Lama menyesuaikan diri dan menunggu disuruh.",
            "Baru memakai aplikasi baru setelah beberapa kali ditegur.",
        ),
        (
            "Menyesuaikan diri tepat waktu.",
            "Memakai prosedur baru sejak hari pertama dan menanyakan yang belum jelas.",
        ),
        (
            "Cepat menyesuaikan diri dan membantu rekan ikut.",
            "Mencoba aplikasi lebih dahulu, lalu mendampingi rekan semejanya.",
        ),
        (
            "Memimpin perubahan dengan tenang.",
            "Menyusun rencana pindah sistem sehingga layanan tidak pernah berhenti.",
        ),
    ),
    "6.2": (
        ("Menutup diri dari gagasan baru.", "Setiap usul ditolak dengan kalimat “dari dahulu begini”."),
        ("Jarang mencoba cara lain.", "Cara yang jelas lambat tetap dipakai walau ada contohnya."),
        ("Mau mencoba cara baru yang masuk akal.", "Memakai tabel bersama untuk mengganti rekap kertas."),
        (
            "Menawarkan gagasan dan mencobanya kecil-kecilan.",
            "Mencoba antrean lewat pesan selama seminggu dan mencatat hasilnya.",
        ),
        (
            "Pembaruannya terukur dan ditiru orang lain.",
            "Cara barunya memangkas tiga hari menjadi satu, dan dipakai bidang lain.",
        ),
    ),
    "6.3": (
        (
            "Diam walau melihat masalah di depan mata.",
            "Tahu tenggat akan lewat, ia tidak mengabari siapa pun.",
        ),
        ("Bertindak setelah masalah menjadi besar.", "Kekurangan bahan baru dilaporkan ketika sudah habis."),
        (
            "Bertindak dan melapor sebelum masalah membesar.",
            "Mengabari atasan seminggu sebelum tenggat bahwa datanya belum lengkap.",
        ),
        (
            "Melihat masalah lebih awal dan menyiapkan jalan keluar.",
            "Mengusulkan jadwal tambahan sebelum awal bulan yang selalu padat.",
        ),
        (
            "Mencegah masalah berulang bagi semua orang.",
            "Pengingat tenggat buatannya membuat unit tidak lagi terlambat.",
        ),
    ),
}
