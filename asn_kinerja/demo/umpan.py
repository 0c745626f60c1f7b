"""Umpan balik contoh per RHK dan per nilai; tiap penilai memakai satu kalimat sekali saja, seperti aturannya."""

from collections.abc import Iterator, Sequence
from itertools import count

from indikator.models import IndikatorKinerja

TIAP = 3
RHK = (
    "Targetnya tercapai karena jadwal mingguan dipatuhi sejak awal. Langkah berikutnya: catat kendala begitu muncul.",
    "Rekap bulan kedua datang sebelum diminta dan angkanya cocok dengan buku register. Pertahankan ketelitian itu.",
    "Hambatan jaringan di bulan pertama Anda atasi dengan pencatatan luring. Bagikan caranya ke unit sebelah.",
    "Mutu berkas naik sesudah Anda menyusun daftar periksa. Usulkan daftar itu menjadi baku.",
    "Realisasi mengejar di akhir triwulan; mulai lebih awal supaya dua pekan terakhir untuk memeriksa.",
    "Bukti foto lengkap dan bertanggal, jadi saya tidak perlu bertanya lagi. Lengkapi pula sumber datanya.",
    "Sasaran desa terjauh terlayani lewat kunjungan terjadwal. Siapkan pengganti bila cuaca buruk.",
    "Angka turun karena dua petugas cuti bersamaan. Susun pembagian tugas sebelum cuti berikutnya.",
)
NILAI = (
    (
        "berorientasi_pelayanan",
        "Keluarga pasien lansia Anda antar sampai loket obat. Jadikan kebiasaan pada jam padat.",
    ),
    ("akuntabel", "Selisih persediaan Anda laporkan sendiri pada hari itu juga, lengkap dengan sebabnya."),
    (
        "kompeten",
        "Materi pelatihan daring langsung Anda ajarkan kepada tiga rekan. Lanjutkan dengan latihan kasus.",
    ),
    ("harmonis", "Perbedaan jadwal jaga Anda selesaikan tanpa menyalahkan siapa pun."),
    ("loyal", "Rahasia data warga Anda jaga ketika ditanya pihak luar lewat telepon."),
    ("adaptif", "Formulir baru Anda coba lebih dahulu dan kekurangannya Anda tulis untuk semua."),
    (
        "kolaboratif",
        "Posyandu dan sekolah Anda pertemukan dalam satu jadwal sehingga warga datang sekali saja.",
    ),
    ("akuntabel", "Surat masuk dua kali terlambat dicatat; sepakati jam pencatatan setiap pagi."),
)


class Penulis:
    """Kalimat tiap penilai, berurutan; habis berarti tidak menulis lagi."""

    def __init__(self) -> None:
        self.urutan: dict[int, Iterator[int]] = {}

    def tulis(self, penilai_id: int, indikator: Sequence[IndikatorKinerja]) -> dict[str, str]:
        """Satu RHK dan satu nilai bagi sepertiga orang yang dinilai; kosong bagi selebihnya."""
        nomor = next(self.urutan.setdefault(penilai_id, count()))
        if nomor % TIAP or nomor // TIAP >= len(RHK) or not indikator:
            return {}
        nilai, teks = NILAI[nomor // TIAP]
        return {f"rhk_{indikator[0].rhk_id}": RHK[nomor // TIAP], f"nilai_{nilai}": teks}
