"""Tujuh nilai BerAKHLAK dan 21 panduan perilakunya, bunyi PermenPANRB 6/2022.

Panduan berkode "1.1" sampai "7.3" dan dijawab 1–5. Arti dan contoh tiap jawaban
ada di ``umpan_balik.rules.berakhlak_skala``; itu susunan kami, bukan bunyi peraturan.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class KodeNilai(StrEnum):
    """Nama tetap tiap nilai di basis data dan JSON."""

    BERORIENTASI_PELAYANAN = "berorientasi_pelayanan"
    AKUNTABEL = "akuntabel"
    KOMPETEN = "kompeten"
    HARMONIS = "harmonis"
    LOYAL = "loyal"
    ADAPTIF = "adaptif"
    KOLABORATIF = "kolaboratif"


@dataclass(frozen=True, slots=True)
class Panduan:
    """Satu panduan perilaku yang dijawab 1–5."""

    kode: str
    teks: str


@dataclass(frozen=True, slots=True)
class Nilai:
    """Satu nilai dengan tiga panduan perilakunya."""

    nomor: int
    kode: KodeNilai
    nama: str
    panduan: tuple[Panduan, Panduan, Panduan]


def _nilai(nomor: int, kode: KodeNilai, nama: str, satu: str, dua: str, tiga: str) -> Nilai:
    return Nilai(
        nomor=nomor,
        kode=kode,
        nama=nama,
        panduan=(
            Panduan(f"{nomor}.1", satu),
            Panduan(f"{nomor}.2", dua),
            Panduan(f"{nomor}.3", tiga),
        ),
    )


NILAI: Final[tuple[Nilai, ...]] = (
    _nilai(
        1,
        KodeNilai.BERORIENTASI_PELAYANAN,
        "Berorientasi Pelayanan",
        "Memahami dan memenuhi kebutuhan masyarakat",
        "Ramah, cekatan, solutif, dan dapat diandalkan",
        "Melakukan perbaikan tiada henti",
    ),
    _nilai(
        2,
        KodeNilai.AKUNTABEL,
        "Akuntabel",
        "Melaksanakan tugas dengan jujur, bertanggung jawab, cermat, disiplin, dan berintegritas tinggi",
        "Menggunakan kekayaan dan barang milik negara secara bertanggung jawab, efektif, dan efisien",
        "Tidak menyalahgunakan kewenangan jabatan",
    ),
    _nilai(
        3,
        KodeNilai.KOMPETEN,
        "Kompeten",
        "Meningkatkan kompetensi diri untuk menjawab tantangan yang selalu berubah",
        "Membantu orang lain belajar",
        "Melaksanakan tugas dengan kualitas terbaik",
    ),
    _nilai(
        4,
        KodeNilai.HARMONIS,
        "Harmonis",
        "Menghargai setiap orang apapun latar belakangnya",
        "Suka menolong orang lain",
        "Membangun lingkungan kerja yang kondusif",
    ),
    _nilai(
        5,
        KodeNilai.LOYAL,
        "Loyal",
        "Memegang teguh ideologi Pancasila, Undang-Undang Dasar Negara Republik Indonesia "
        "Tahun 1945, setia kepada Negara Kesatuan Republik Indonesia serta pemerintahan yang sah",
        "Menjaga nama baik sesama ASN, Pimpinan, Instansi, dan Negara",
        "Menjaga rahasia jabatan dan negara",
    ),
    _nilai(
        6,
        KodeNilai.ADAPTIF,
        "Adaptif",
        "Cepat menyesuaikan diri menghadapi perubahan",
        "Terus berinovasi dan mengembangkan kreativitas",
        "Bertindak proaktif",
    ),
    _nilai(
        7,
        KodeNilai.KOLABORATIF,
        "Kolaboratif",
        "Memberi kesempatan kepada berbagai pihak untuk berkontribusi",
        "Terbuka dalam bekerja sama untuk menghasilkan nilai tambah",
        "Menggerakkan pemanfaatan berbagai sumber daya untuk tujuan bersama",
    ),
)

PANDUAN: Final[tuple[Panduan, ...]] = tuple(p for n in NILAI for p in n.panduan)
NILAI_MENURUT_KODE: Final = {n.kode: n for n in NILAI}
PANDUAN_MENURUT_KODE: Final = {p.kode: p for p in PANDUAN}
NILAI_MENURUT_PANDUAN: Final = {p.kode: n for n in NILAI for p in n.panduan}
