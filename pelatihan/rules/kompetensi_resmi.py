# ruff: noqa: E501
"""Sembilan kompetensi dengan uraian lima tingkatnya, bunyi PermenPANRB 38/2017.

Tiga uraian yang bunyinya belum dapat dipastikan disebut di docs/aturan/kompetensi.md.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

AWALAN: Final = "kompetensi:"


class JenisKompetensi(StrEnum):
    """Tiga jenis kompetensi ASN."""

    MANAJERIAL = "manajerial"
    SOSIAL_KULTURAL = "sosial_kultural"
    TEKNIS = "teknis"


@dataclass(frozen=True, slots=True)
class Kompetensi:
    """Satu kompetensi; `tingkat` uraian tingkat 1–5, kosong untuk teknis yang belum diuraikan."""

    kode: str
    nama: str
    jenis: JenisKompetensi
    tingkat: tuple[str, ...] = ()

    @property
    def tanda(self) -> str:
        """Kode kebutuhan dan tanda pelatihannya."""
        return AWALAN + self.kode


def _resmi(kode: str, nama: str, jenis: JenisKompetensi, *tingkat: str) -> Kompetensi:
    return Kompetensi(kode, nama, jenis, tingkat)


RESMI: Final[tuple[Kompetensi, ...]] = (
    _resmi(
        "integritas",
        "Integritas",
        JenisKompetensi.MANAJERIAL,
        "Mampu bertindak sesuai nilai, norma, etika organisasi dalam kapasitas pribadi",
        "Mampu mengingatkan, mengajak rekan kerja untuk bertindak sesuai nilai, norma, dan etika organisasi",
        "Mampu memastikan, menanamkan keyakinan bersama agar anggota yang dipimpin bertindak sesuai nilai, norma, dan etika organisasi, dalam lingkup formal",
        "Mampu menciptakan situasi kerja yang mendorong kepatuhan pada nilai, norma, dan etika organisasi",
        "Mampu menjadi role model dalam penerapan standar keadilan dan etika di tingkat nasional",
    ),
    _resmi(
        "kerja_sama",
        "Kerja sama",
        JenisKompetensi.MANAJERIAL,
        "Berpartisipasi dalam kelompok kerja",
        "Menumbuhkan tim kerja yang partisipatif dan efektif",
        "Efektif membangun tim kerja untuk peningkatan kinerja organisasi",
        "Membangun komitmen tim, sinergi",
        "Menciptakan situasi kerja sama secara konsisten, baik di dalam maupun di luar instansi",
    ),
    _resmi(
        "komunikasi",
        "Komunikasi",
        JenisKompetensi.MANAJERIAL,
        "Menyampaikan informasi dengan jelas, lengkap, pemahaman yang sama",
        "Aktif menjalankan komunikasi secara formal dan informal; bersedia mendengarkan orang lain, menginterpretasikan pesan dengan respon yang sesuai, mampu menyusun materi presentasi, pidato, naskah, laporan, dll",
        "Berkomunikasi secara asertif, terampil berkomunikasi lisan/tertulis untuk menyampaikan informasi yang sensitif/rumit/kompleks",
        "Mampu mengemukakan pemikiran multidimensi secara lisan dan tertulis untuk mendorong kesepakatan dengan tujuan meningkatkan kinerja secara keseluruhan",
        "Menggagas sistem komunikasi yang terbuka secara strategis untuk mencari solusi dengan tujuan meningkatkan kinerja",
    ),
    _resmi(
        "orientasi_hasil",
        "Orientasi pada hasil",
        JenisKompetensi.MANAJERIAL,
        "Bertanggung jawab untuk memenuhi standar kerja",
        "Berupaya meningkatkan hasil kerja pribadi yang lebih tinggi dari standar yang ditetapkan, mencari, mencoba metode alternatif untuk peningkatan kinerja",
        "Menetapkan target kerja yang menantang bagi unit kerja, memberi apresiasi dan teguran untuk mendorong kinerja",
        "Mendorong unit kerja mencapai target yang ditetapkan atau melebihi hasil kerja sebelumnya",
        "Meningkatkan mutu pencapaian kerja organisasi",
    ),
    _resmi(
        "pelayanan_publik",
        "Pelayanan publik",
        JenisKompetensi.MANAJERIAL,
        "Menjalankan tugas mengikuti standar pelayanan",
        "Mampu mensupervisi/mengawasi/menyelia dan menjelaskan proses pelaksanaan tugas-tugas pemerintahan/pelayanan publik secara transparan",
        "Mampu memanfaatkan kekuatan kelompok serta memperbaiki standar pelayanan publik di lingkup unit kerja",
        "Mampu memonitor, mengevaluasi, memperhitungkan dan mengantisipasi dampak dari isu-isu jangka panjang, kesempatan, atau kekuatan politik dalam hal pelayanan kebutuhan pemangku kepentingan yang transparan, objektif, dan profesional",
        "Mampu memastikan kebijakan-kebijakan pelayanan publik yang menjamin terselenggaranya pelayanan publik yang objektif, netral, tidak memihak, tidak diskriminatif, serta tidak terpengaruh kepentingan pribadi/kelompok/partai politik",
    ),
    _resmi(
        "pengembangan_diri",
        "Pengembangan diri dan orang lain",
        JenisKompetensi.MANAJERIAL,
        "Pengembangan diri",
        "Meningkatkan kemampuan bawahan dengan memberikan contoh dan penjelasan cara melaksanakan suatu pekerjaan",
        "Memberikan umpan balik, membimbing",
        "Menyusun program pengembangan jangka panjang dalam rangka mendorong manajemen pembelajaran",
        "Menciptakan situasi yang mendorong organisasi untuk mengembangkan kemampuan belajar secara berkelanjutan dalam rangka mendukung pencapaian hasil",
    ),
    _resmi(
        "mengelola_perubahan",
        "Mengelola perubahan",
        JenisKompetensi.MANAJERIAL,
        "Mengikuti perubahan dengan arahan",
        "Proaktif beradaptasi mengikuti perubahan",
        "Membantu orang lain mengikuti perubahan, mengantisipasi perubahan secara tepat",
        "Memimpin perubahan pada unit kerja",
        "Memimpin, menggalang dan menggerakkan dukungan pemangku kepentingan untuk menjalankan perubahan secara berkelanjutan pada tingkat instansi/nasional",
    ),
    _resmi(
        "pengambilan_keputusan",
        "Pengambilan keputusan",
        JenisKompetensi.MANAJERIAL,
        "Mengumpulkan informasi untuk bertindak sesuai kewenangan",
        "Menganalisis masalah secara mendalam",
        "Membandingkan berbagai alternatif, menyeimbangkan risiko keberhasilan dalam implementasi",
        "Menyelesaikan masalah yang mengandung risiko tinggi, mengantisipasi dampak keputusan, membuat tindakan pengamanan; mitigasi risiko",
        "Menghasilkan solusi dan mengambil keputusan untuk mengatasi permasalahan jangka panjang/strategis, berdampak nasional",
    ),
    _resmi(
        "perekat_bangsa",
        "Perekat bangsa",
        JenisKompetensi.SOSIAL_KULTURAL,
        "Peka memahami dan menerima kemajemukan",
        "Aktif mengembangkan sikap saling menghargai, menekankan persamaan dan persatuan",
        "Mempromosikan, mengembangkan sikap toleransi dan persatuan",
        "Mendayagunakan perbedaan secara konstruktif dan kreatif untuk meningkatkan efektifitas organisasi",
        "Wakil pemerintah untuk membangun hubungan sosial psikologis",
    ),
)
MENURUT_KODE: Final[dict[str, Kompetensi]] = {k.kode: k for k in RESMI}
