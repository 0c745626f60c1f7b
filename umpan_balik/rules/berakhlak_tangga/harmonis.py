"""Arti dan contoh jawaban 1–5 untuk panduan 4.1–4.3 Harmonis. Susunan kami, bukan bunyi peraturan."""

from typing import Final

Isi = tuple[tuple[str, str], ...]

TANGGA: Final[dict[str, Isi]] = {
    "4.1": (
        ("Merendahkan orang karena asal, agama, atau keadaannya.", "Mengejek logat rekan di depan tamu."),
        ("Membeda-bedakan secara halus.", "Tenaga honorer tidak pernah diajak bicara dalam rapat."),
        ("Memperlakukan semua orang dengan hormat.", "Mendengar pendapat petugas kebersihan sampai selesai."),
        (
            "Menyesuaikan diri supaya orang lain nyaman.",
            "Rapat digeser supaya tidak berbenturan dengan waktu ibadah rekan.",
        ),
        (
            "Membela yang direndahkan dan mengubah kebiasaan.",
            "Menghentikan ejekan di grup, lalu menyusun tata krama bersama.",
        ),
    ),
    "4.2": (
        ("Membiarkan orang lain kesulitan.", "Melihat loket kewalahan, ia tetap bercakap di belakang."),
        ("Menolong bila ada imbalan atau perintah.", "Baru menggantikan rekan yang sakit setelah disurati."),
        ("Menolong bila diminta.", "Membantu mengangkat arsip ketika rekannya meminta."),
        ("Menolong sebelum diminta.", "Menawarkan mengambil sebagian tugas rekan yang keluarganya sakit."),
        (
            "Membuat saling menolong menjadi kebiasaan.",
            "Daftar saling menggantikan yang disusunnya dipakai tiap kali ada yang cuti.",
        ),
    ),
    "4.3": (
        ("Memicu pertengkaran atau menyebar gosip.", "Meneruskan kabar bohong tentang rekan ke grup kantor."),
        ("Sering membuat suasana tegang.", "Membentak di ruang kerja bila ada kekeliruan kecil."),
        ("Menjaga suasana tenang dan sopan.", "Perbedaan pendapat dibicarakan berdua, tanpa suara tinggi."),
        (
            "Mendinginkan suasana yang memanas.",
            "Mengajak dua rekan yang berselisih bicara sampai pekerjaan berjalan lagi.",
        ),
        (
            "Membangun cara kerja yang mencegah perselisihan.",
            "Pembagian tugas tertulis yang diusulkannya menghentikan saling tuduh.",
        ),
    ),
}
