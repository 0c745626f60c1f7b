"""Naskah persetujuan survei warga, berversi (UU 27/2022 Pasal 20–22, 24).

Naskah yang pernah dipakai tidak diubah: tambahkan versi baru. Tiap jawaban menyimpan versi dan waktu persetujuannya.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Naskah:
    """Satu versi: kalimat di kotak persetujuan dan penjelasan yang dapat dibuka sebelum menyetujui.

    Naskah berbahasa Inggris terjemahan versi yang sama; kosong untuk versi yang belum diterjemahkan.
    """

    versi: int
    setuju: str
    penjelasan: tuple[str, ...]
    setuju_inggris: str = ""
    penjelasan_inggris: tuple[str, ...] = ()

    def dalam(self, bahasa: str) -> tuple[str, tuple[str, ...]]:
        """Kalimat kotak dan penjelasannya dalam bahasa itu; tanpa terjemahan, bahasa Indonesia."""
        if bahasa == "en" and self.setuju_inggris:
            return self.setuju_inggris, self.penjelasan_inggris
        return self.setuju, self.penjelasan


HARI_SIMPAN_SIDIK = 30
HARI_SIMPAN_SARAN = 730
HARI_SIMPAN_PROFIL = 730

NASKAH: dict[int, Naskah] = {
    1: Naskah(
        versi=1,
        setuju="Saya setuju jawaban ini dipakai untuk memperbaiki layanan.",
        penjelasan=(
            "Yang disimpan: jawaban, saran, loket, dan tanggal. Nama, NIK, nomor telepon, dan alamat internet tidak "
            "diminta dan tidak disimpan. Nomor yang terketik di saran disamarkan lebih dahulu.",
            "Untuk apa: menghitung nilai layanan menurut PermenPANRB 14/2017 dan menjawab saran Anda. Nilai "
            "diumumkan bersama jawaban orang lain, paling sedikit lima orang.",
            "Berapa lama: saran dihapus sesudah 2 tahun. Tanda alat yang diacak harian, untuk mencegah jawaban "
            "ganda, dihapus sesudah 30 hari. Jawaban tanpa nama tetap dihitung.",
            "Hak Anda (UU 27/2022): membaca, dan menarik kembali saran di halaman lacak dengan kode Anda.",
        ),
    ),
    2: Naskah(
        versi=2,
        setuju="Saya setuju jawaban ini dipakai untuk memperbaiki layanan.",
        penjelasan=(
            "Yang disimpan: jawaban, saran, loket, dan waktunya. Nama, NIK, nomor telepon, dan alamat internet tidak "
            "diminta dan tidak disimpan. Nomor yang terketik di saran disamarkan lebih dahulu.",
            "Usia, jenis kelamin, pendidikan, dan pekerjaan hanya disimpan bila Anda memilihnya, dalam kelompok lebar, "
            "terpisah dari jawaban Anda dan satu dari yang lain. Kelompok kurang dari lima orang tidak diumumkan.",
            "Untuk apa: menghitung nilai layanan menurut PermenPANRB 14/2017 dan menjawab saran Anda. Nilai "
            "diumumkan bersama jawaban orang lain, paling sedikit lima orang.",
            "Berapa lama: saran dan keterangan diri dihapus sesudah 2 tahun. Tanda alat yang diacak harian, untuk "
            "mencegah jawaban ganda, dihapus sesudah 30 hari. Jawaban tanpa nama tetap dihitung.",
            "Hak Anda (UU 27/2022): membaca, dan menarik kembali saran serta keterangan diri di halaman lacak dengan "
            "kode Anda; keduanya terhapus seketika.",
        ),
        setuju_inggris="I agree that this answer is used to improve the service.",
        penjelasan_inggris=(
            "What is kept: your answers, your remark, the counter and the time. Names, identity numbers, phone "
            "numbers and internet addresses are neither asked for nor kept. Numbers typed in a remark are masked first.",
            "Age, sex, education and occupation are kept only if you choose them, in wide groups, apart from your "
            "answers and from each other. Groups of fewer than five people are not published.",
            "What for: computing the figure of the service under PermenPANRB 14/2017 and replying to your remark. "
            "Figures are published together with other people's answers, at least five.",
            "How long: remarks and profile answers are deleted after 2 years. The daily scrambled mark of your device, "
            "used against double answers, is deleted after 30 days. Answers without a name remain counted.",
            "Your rights (Law 27/2022): read, and withdraw, your remark and profile answers on the tracking page with "
            "your code; both are deleted at once.",
        ),
    ),
}
VERSI_KINI = max(NASKAH)
