"""Arti dan contoh jawaban 1–5 untuk tiap nilai BerAKHLAK.

Susunan kami untuk membantu penilai memilih berdasarkan perbuatan yang terlihat,
bukan kesan; bukan bunyi peraturan. Jawaban 3 adalah yang diharapkan dari setiap
pegawai: 1 dan 2 di bawahnya, 4 dan 5 melebihinya.
"""

from dataclasses import dataclass
from typing import Final

from umpan_balik.rules.berakhlak import KodeNilai

LABEL_JAWABAN: Final = {
    1: "Jauh di bawah harapan",
    2: "Di bawah harapan",
    3: "Sesuai harapan",
    4: "Di atas harapan",
    5: "Menjadi teladan",
}


@dataclass(frozen=True, slots=True)
class Tingkat:
    """Satu tingkat skala: artinya dan contoh perbuatan yang dapat dilihat."""

    jawaban: int
    arti: str
    contoh: str


def _tangga(*isi: tuple[str, str]) -> tuple[Tingkat, ...]:
    return tuple(Tingkat(i, arti, contoh) for i, (arti, contoh) in enumerate(isi, start=1))


SKALA: Final[dict[KodeNilai, tuple[Tingkat, ...]]] = {
    KodeNilai.BERORIENTASI_PELAYANAN: _tangga(
        (
            "Kebutuhan warga diabaikan atau dihindari.",
            "Warga yang bertanya dibiarkan menunggu tanpa jawaban, lalu loket ditinggal.",
        ),
        (
            "Melayani bila didesak, dan sering belum tuntas.",
            "Warga disuruh kembali besok karena syarat tidak dijelaskan lengkap sejak awal.",
        ),
        (
            "Melayani ramah dan tuntas sesuai standar.",
            "Berkas lengkap selesai pada hari yang dijanjikan; kekurangannya dijelaskan sekaligus.",
        ),
        (
            "Mencari jalan keluar sebelum warga mengeluh.",
            "Menelepon lansia yang berkasnya kurang agar tidak perlu datang dua kali.",
        ),
        (
            "Membuat cara layanan lebih baik, dan cara itu dipakai orang lain.",
            "Menyusun lembar syarat satu halaman yang sekarang dipakai semua loket.",
        ),
    ),
    KodeNilai.AKUNTABEL: _tangga(
        (
            "Tidak jujur, atau memakai wewenang dan barang kantor untuk diri sendiri.",
            "Kendaraan dinas dipakai untuk usaha pribadi, atau daftar hadir diisi tanpa hadir.",
        ),
        (
            "Kurang cermat atau kurang disiplin, dan perlu sering diingatkan.",
            "Laporan terlambat dua kali dalam triwulan dan angkanya harus dihitung ulang.",
        ),
        (
            "Jujur, cermat, dan tepat waktu tanpa diingatkan.",
            "Pertanggungjawaban masuk sebelum tenggat dan cocok dengan buktinya.",
        ),
        (
            "Mengakui dan membetulkan kekeliruan sendiri, serta berhemat.",
            "Melaporkan salah hitung sendiri pada hari yang sama beserta pembetulannya.",
        ),
        (
            "Menjaga kejujuran tim dan menolak penyimpangan secara terbuka.",
            "Menolak dan mencatat titipan, lalu mengusulkan pemeriksaan silang yang kini berjalan.",
        ),
    ),
    KodeNilai.KOMPETEN: _tangga(
        (
            "Tidak menguasai tugas pokok dan menolak belajar.",
            "Tugas rutin terus dikerjakan orang lain; pelatihan yang ditugaskan tidak dihadiri.",
        ),
        (
            "Menguasai sebagian tugas; hasilnya sering diperbaiki orang lain.",
            "Surat dikembalikan berkali-kali karena kekeliruan yang sama.",
        ),
        (
            "Menguasai tugas dan mengikuti perkembangan yang diperlukan.",
            "Memakai aturan atau aplikasi terbaru dengan benar; hasil jarang dikembalikan.",
        ),
        (
            "Belajar atas kemauan sendiri dan membantu rekan menguasai tugas.",
            "Mengajari dua rekan memakai lembar kerja baru sampai mereka mandiri.",
        ),
        (
            "Menjadi rujukan dan membuat pengetahuan bertahan di kantor.",
            "Menulis panduan kerja yang dipakai unit, dan diminta mengajar unit lain.",
        ),
    ),
    KodeNilai.HARMONIS: _tangga(
        (
            "Merendahkan orang lain atau memicu pertengkaran.",
            "Mengejek logat, agama, atau keadaan tubuh rekan di depan orang lain.",
        ),
        (
            "Menjaga jarak dan enggan menolong.",
            "Menolak menggantikan rekan yang sakit padahal waktunya longgar.",
        ),
        (
            "Menghargai semua orang dan menolong bila diminta.",
            "Mendengarkan sampai selesai dalam rapat; berbagi tugas ketika rekan kewalahan.",
        ),
        (
            "Menolong tanpa diminta dan mendinginkan suasana.",
            "Mengajak bicara dua rekan yang berselisih sehingga pekerjaan berjalan lagi.",
        ),
        (
            "Membangun kebiasaan saling menghargai yang bertahan di tim.",
            "Mengatur giliran kerja yang adil untuk semua hari raya; tim memakainya tiap tahun.",
        ),
    ),
    KodeNilai.LOYAL: _tangga(
        (
            "Merusak nama baik instansi atau membocorkan rahasia jabatan.",
            "Menyebarkan data pribadi warga atau dokumen rahasia ke grup percakapan.",
        ),
        (
            "Kurang menjaga nama baik atau ceroboh dengan dokumen.",
            "Mengeluhkan rekan di media sosial; berkas rahasia ditinggal di meja loket.",
        ),
        (
            "Setia pada negara, menjaga nama baik dan rahasia jabatan.",
            "Berkas rahasia disimpan terkunci; perbedaan pendapat disampaikan lewat jalur resmi.",
        ),
        (
            "Mengingatkan rekan dan membela kepentingan umum dengan santun.",
            "Menegur rekan yang hendak memotret data warga, dan menunjukkan cara yang aman.",
        ),
        (
            "Menjadi panutan dalam menjaga kepercayaan masyarakat.",
            "Menyusun aturan menyimpan dokumen yang dipatuhi tim, juga ketika mendesak.",
        ),
    ),
    KodeNilai.ADAPTIF: _tangga(
        (
            "Menolak perubahan dan menghambat orang lain.",
            "Tetap memakai cara lama yang sudah dihapus sehingga berkas tertahan.",
        ),
        (
            "Berubah lambat dan menunggu disuruh.",
            "Baru memakai aplikasi baru setelah ditegur beberapa kali.",
        ),
        (
            "Menyesuaikan diri tepat waktu dan melaporkan kendala.",
            "Memakai prosedur baru sejak hari pertama, dan menanyakan yang belum jelas.",
        ),
        (
            "Melihat masalah lebih awal dan mencoba cara baru.",
            "Mengusulkan jadwal antrean sebelum awal bulan yang selalu padat.",
        ),
        (
            "Menghasilkan pembaruan yang terukur dan diikuti orang lain.",
            "Cara baru menyusun data memangkas tiga hari menjadi satu, dan dipakai bidang lain.",
        ),
    ),
    KodeNilai.KOLABORATIF: _tangga(
        (
            "Menutup diri dan menghambat pekerjaan bersama.",
            "Menahan data yang diperlukan bidang lain tanpa alasan.",
        ),
        (
            "Bekerja sama seperlunya dan sering terlambat menjawab.",
            "Permintaan bidang lain baru dijawab setelah ditagih berulang.",
        ),
        (
            "Terbuka bekerja sama dan menepati bagiannya.",
            "Menyerahkan data pada hari yang disepakati dan hadir dalam rapat bersama.",
        ),
        (
            "Mengajak pihak lain menyumbang dan membagi yang dipunya.",
            "Mengundang kader posyandu menyusun jadwal sehingga kunjungan naik.",
        ),
        (
            "Menggerakkan banyak pihak sampai tujuan bersama tercapai.",
            "Menyatukan tiga dinas dalam satu loket dengan pembagian tugas tertulis yang berjalan.",
        ),
    ),
}
