"""Naskah persetujuan survei warga, berversi (UU 27/2022 Pasal 20–22, 24).

Naskah yang pernah dipakai tidak diubah: tambahkan versi baru. Tiap jawaban menyimpan versi dan waktu persetujuannya.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Naskah:
    """Satu versi: kalimat di kotak persetujuan dan penjelasan yang dapat dibuka sebelum menyetujui."""

    versi: int
    setuju: str
    penjelasan: tuple[str, ...]


HARI_SIMPAN_SIDIK = 30
HARI_SIMPAN_SARAN = 730

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
    )
}
VERSI_KINI = max(NASKAH)
