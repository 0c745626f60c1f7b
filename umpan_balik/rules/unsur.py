"""Sembilan unsur Survei Kepuasan Masyarakat, PermenPANRB 14/2017.

Data dikunci dengan nama, bukan nomor: sumber berbeda urutan untuk dua unsur
terakhir. Kolom U1–U9 di sini mengikuti urutan daftar pertanyaan peraturan
(U8 sarana dan prasarana, U9 penanganan pengaduan). Sebagian berkas lain, juga
``saran_warga.csv`` pada data contoh, menukar U8 dan U9.

Bunyi resmi tetap; bunyi pendek dipakai di formulir warga dan boleh disunting
tiap instansi.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

NILAI_TERENDAH: Final = 1
NILAI_TERTINGGI: Final = 4


class KodeUnsur(StrEnum):
    """Nama tetap tiap unsur di basis data dan JSON."""

    PERSYARATAN = "persyaratan"
    PROSEDUR = "prosedur"
    WAKTU = "waktu"
    BIAYA = "biaya"
    PRODUK = "produk"
    KOMPETENSI = "kompetensi"
    PERILAKU = "perilaku"
    SARANA = "sarana"
    PENGADUAN = "pengaduan"


@dataclass(frozen=True, slots=True)
class Unsur:
    """Satu unsur: kolom data, bunyi resmi, dan bunyi pendek; jawaban dari nilai 1 ke 4."""

    kode: KodeUnsur
    kolom: str
    nama: str
    pertanyaan: str
    pertanyaan_pendek: str
    jawaban: tuple[str, str, str, str]
    jawaban_pendek: tuple[str, str, str, str]


_TANYA: Final = "Bagaimana pendapat Saudara tentang"
_SESUAI: Final = ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai")
_MUDAH: Final = ("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah")
_CEPAT: Final = ("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat")
_BIAYA: Final = ("Sangat mahal", "Cukup mahal", "Murah", "Gratis")
_KOMPETEN: Final = ("Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten")
_SARANA: Final = ("Buruk", "Cukup", "Baik", "Sangat baik")

UNSUR: Final[tuple[Unsur, ...]] = (
    Unsur(
        KodeUnsur.PERSYARATAN,
        "U1",
        "Persyaratan",
        f"{_TANYA} kesesuaian persyaratan pelayanan dengan jenis pelayanannya?",
        "Apakah syaratnya sesuai dengan layanan yang Anda minta?",
        _SESUAI,
        _SESUAI,
    ),
    Unsur(
        KodeUnsur.PROSEDUR,
        "U2",
        "Sistem, Mekanisme, dan Prosedur",
        "Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?",
        "Apakah caranya mudah?",
        _MUDAH,
        _MUDAH,
    ),
    Unsur(
        KodeUnsur.WAKTU,
        "U3",
        "Waktu Penyelesaian",
        f"{_TANYA} kecepatan waktu dalam memberikan pelayanan?",
        "Apakah pelayanannya cepat?",
        _CEPAT,
        _CEPAT,
    ),
    Unsur(
        KodeUnsur.BIAYA,
        "U4",
        "Biaya/Tarif",
        f"{_TANYA} kewajaran biaya/tarif dalam pelayanan?",
        "Bagaimana biayanya?",
        _BIAYA,
        _BIAYA,
    ),
    Unsur(
        KodeUnsur.PRODUK,
        "U5",
        "Produk Spesifikasi Jenis Pelayanan",
        f"{_TANYA} kesesuaian produk pelayanan antara yang tercantum dalam standar "
        "pelayanan dengan hasil yang diberikan?",
        "Apakah hasilnya sesuai yang dijanjikan?",
        _SESUAI,
        _SESUAI,
    ),
    Unsur(
        KodeUnsur.KOMPETENSI,
        "U6",
        "Kompetensi Pelaksana",
        f"{_TANYA} kompetensi/kemampuan petugas dalam pelayanan?",
        "Apakah petugas mampu melayani?",
        _KOMPETEN,
        _KOMPETEN,
    ),
    Unsur(
        KodeUnsur.PERILAKU,
        "U7",
        "Perilaku Pelaksana",
        f"{_TANYA} perilaku petugas dalam pelayanan terkait kesopanan dan keramahan?",
        "Apakah petugas sopan dan ramah?",
        (
            "Tidak sopan dan ramah",
            "Kurang sopan dan ramah",
            "Sopan dan ramah",
            "Sangat sopan dan ramah",
        ),
        ("Tidak sopan", "Kurang sopan", "Sopan, ramah", "Sangat sopan, ramah"),
    ),
    Unsur(
        KodeUnsur.SARANA,
        "U8",
        "Sarana dan Prasarana",
        f"{_TANYA} kualitas sarana dan prasarana?",
        "Bagaimana ruang dan peralatannya?",
        _SARANA,
        _SARANA,
    ),
    Unsur(
        KodeUnsur.PENGADUAN,
        "U9",
        "Penanganan Pengaduan, Saran, dan Masukan",
        f"{_TANYA} penanganan pengaduan pengguna layanan?",
        "Bagaimana pengaduan ditangani?",
        (
            "Tidak ada",
            "Ada tetapi tidak berfungsi",
            "Berfungsi kurang maksimal",
            "Dikelola dengan baik",
        ),
        ("Tidak ada", "Ada, tidak berfungsi", "Kurang maksimal", "Dikelola baik"),
    ),
)

UNSUR_MENURUT_KODE: Final = {u.kode: u for u in UNSUR}
UNSUR_MENURUT_KOLOM: Final = {u.kolom: u for u in UNSUR}
