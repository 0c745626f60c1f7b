"""Menandai pelatihan dan jabatan dengan kata kunci, supaya kebutuhan bertemu katalog.

Tanda terbuka: ``aspek:…`` dan ``nilai:…``, untuk siapa pun. Tanda terbatas:
``teknis:…`` dan ``jabatan:…``; pelatihan yang memilikinya hanya untuk orang
dengan tanda yang sama. Tabelnya ditulis apa adanya agar dapat dibaca dan
dikoreksi orang kepegawaian. Lihat docs/aturan/rekomendasi.md.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

TERBATAS: Final = ("teknis:", "jabatan:")
SEBUTAN_JENIS: Final = {"aspek": "Aspek", "nilai": "Nilai", "teknis": "Bidang", "jabatan": "Jabatan"}

# Bentuk pelatihan SIASN yang nonklasikal (10, 14–25); selebihnya klasikal.
NONKLASIKAL: Final = (
    "MAGANG",
    "COACHING",
    "MENTORING",
    "E-LEARNING",
    "PELATIHAN JARAK JAUH",
    "DETASERING",
    "PEMBELAJARAN ALAM TERBUKA",
    "PATOK BANDING",
    "PERTUKARAN",
    "BELAJAR MANDIRI",
    "KOMUNITAS BELAJAR",
    "BIMBINGAN DI TEMPAT KERJA",
    "NONKLASIKAL",
)

# Kata dalam judul atau kompetensi → tanda terbatas menurut bidang.
BIDANG: Final[tuple[tuple[str, str], ...]] = (
    ("ANALIS KEBIJAKAN", "teknis:kebijakan"),
    ("KEPEGAWAIAN", "teknis:kepegawaian"),
    ("SDM", "teknis:kepegawaian"),
    ("ANALISIS JABATAN", "teknis:kepegawaian"),
    ("ARSIPARIS", "teknis:kearsipan"),
    ("AUDITOR", "teknis:pengawasan"),
    ("BIDAN", "teknis:kebidanan"),
    ("ANTENATAL", "teknis:kebidanan"),
    ("KIA", "teknis:kebidanan"),
    ("PERAWAT", "teknis:keperawatan"),
    ("KEPERAWATAN", "teknis:keperawatan"),
    ("ADMINISTRATOR KESEHATAN", "teknis:kesehatan"),
    ("EPIDEMIOLOG", "teknis:kesehatan"),
    ("SANITARIAN", "teknis:kesehatan"),
    ("NUTRISIONIS", "teknis:kesehatan"),
    ("DBD", "teknis:kesehatan"),
    ("COLD CHAIN", "teknis:kesehatan"),
    ("GURU", "teknis:pendidikan"),
    ("PENGAWAS SEKOLAH", "teknis:pendidikan"),
    ("KEPALA SEKOLAH", "teknis:pendidikan"),
    ("PERENCANA", "teknis:perencanaan"),
    ("PRANATA KOMPUTER", "teknis:ti"),
    ("SANDIMAN", "teknis:ti"),
    ("HUBUNGAN MASYARAKAT", "teknis:humas"),
    ("STATISTISI", "teknis:statistik"),
    ("STATISTIK", "teknis:statistik"),
    ("PAMONG PRAJA", "teknis:ketertiban"),
    ("POL PP", "teknis:ketertiban"),
    ("KEBAKARAN", "teknis:kebakaran"),
    ("PENGADAAN", "teknis:pengadaan"),
    ("KEPENDUDUKAN", "teknis:kependudukan"),
    ("SIAK", "teknis:kependudukan"),
    ("LINGKUNGAN", "teknis:lingkungan"),
    ("PERSAMPAHAN", "teknis:lingkungan"),
    ("AMDAL", "teknis:lingkungan"),
    ("PERATURAN PERUNDANG-UNDANGAN", "teknis:hukum"),
    ("LEGAL DRAFTING", "teknis:hukum"),
    ("PEKERJA SOSIAL", "teknis:sosial"),
    ("PENYULUH SOSIAL", "teknis:sosial"),
    ("PENGUJI KENDARAAN", "teknis:perhubungan"),
    ("JALAN DAN JEMBATAN", "teknis:pekerjaan_umum"),
    ("PENATA RUANG", "teknis:tata_ruang"),
    ("TATA RUANG", "teknis:tata_ruang"),
    ("PUSTAKAWAN", "teknis:perpustakaan"),
    ("ANALIS ANGGARAN", "teknis:keuangan"),
    ("VERIFIKATUR", "teknis:keuangan"),
    ("BENDAHARA", "teknis:keuangan"),
    ("BENDAHARAWAN", "teknis:keuangan"),
    ("PERPAJAKAN", "teknis:keuangan"),
    ("BARANG MILIK NEGARA", "teknis:aset"),
    ("PELATIHAN DASAR CPNS", "jabatan:cpns"),
    ("ORIENTASI PPPK", "jabatan:pppk_baru"),
    ("KEPEMIMPINAN NASIONAL", "jabatan:jpt"),
    ("KEPEMIMPINAN ADMINISTRATOR", "jabatan:administrator"),
    ("KEPEMIMPINAN PENGAWAS", "jabatan:pengawas"),
    ("KEPEMIMPINAN (NAMA PELATIHAN LAMA)", "jabatan:nama_lama"),
)

# Kata dalam judul, bentuk, atau kompetensi → kebutuhan yang dilatih.
KEBUTUHAN: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("PELAYANAN", ("nilai:berorientasi_pelayanan",)),
    ("LAYANAN", ("nilai:berorientasi_pelayanan",)),
    ("ASUHAN", ("nilai:berorientasi_pelayanan", "aspek:kualitas")),
    ("KOMUNIKASI PUBLIK", ("nilai:kolaboratif", "nilai:harmonis")),
    ("KOMUNIKASI LISAN", ("nilai:berorientasi_pelayanan", "nilai:kolaboratif")),
    ("PENYULUHAN", ("nilai:berorientasi_pelayanan",)),
    ("INTEGRITAS", ("nilai:akuntabel",)),
    ("PENGAWASAN", ("nilai:akuntabel",)),
    ("VERIFIKASI", ("nilai:akuntabel", "aspek:biaya")),
    ("PENATAUSAHAAN", ("nilai:akuntabel", "aspek:biaya")),
    ("PENGADAAN", ("nilai:akuntabel", "aspek:biaya")),
    ("KEUANGAN", ("nilai:akuntabel", "aspek:biaya")),
    ("PENGANGGARAN", ("aspek:biaya",)),
    ("PAJAK", ("aspek:biaya", "aspek:kuantitas")),
    ("MENGEMBANGKAN ORANG LAIN", ("nilai:kompeten", "nilai:harmonis")),
    ("COACH", ("nilai:kolaboratif",)),
    ("DIKLAT FUNGSIONAL", ("nilai:kompeten", "aspek:kualitas")),
    ("PEDAGOGIK", ("nilai:kompeten", "aspek:kualitas")),
    ("PELATIHAN SOSIAL KULTURAL", ("nilai:harmonis",)),
    ("KOMITMEN TERHADAP ORGANISASI", ("nilai:loyal",)),
    ("NILAI DASAR ASN", ("nilai:loyal", "nilai:akuntabel")),
    ("KEAMANAN INFORMASI", ("nilai:loyal", "nilai:adaptif")),
    ("TATA NASKAH", ("nilai:loyal", "aspek:waktu")),
    ("ARSIP", ("nilai:loyal", "aspek:waktu")),
    ("APLIKASI", ("nilai:adaptif", "aspek:waktu")),
    ("KOMPUTER", ("nilai:adaptif", "nilai:kompeten", "aspek:kuantitas")),
    ("TATA KELOLA TI", ("nilai:adaptif", "aspek:waktu")),
    ("BERPIKIR ANALISIS", ("nilai:adaptif", "aspek:kualitas")),
    ("KOMUNITAS BELAJAR", ("nilai:kolaboratif", "nilai:kompeten")),
    ("KEPEMIMPINAN", ("nilai:kolaboratif", "nilai:adaptif")),
    ("MANAJEMEN ASN", ("nilai:harmonis", "aspek:kualitas")),
    ("TATA LAKSANA", ("aspek:waktu", "aspek:kualitas")),
    ("ADMINISTRASI PERKANTORAN", ("aspek:waktu", "aspek:kuantitas")),
    ("BEBAN KERJA", ("aspek:kuantitas", "aspek:waktu")),
    ("MONITORING", ("aspek:kuantitas", "aspek:kualitas", "nilai:akuntabel")),
    ("PERENCANAAN", ("aspek:kuantitas", "aspek:waktu")),
    ("STATISTIK", ("aspek:kualitas",)),
    ("PERANCANGAN PRODUK HUKUM", ("aspek:kualitas",)),
    ("PENILAIAN KOMPETENSI", ("nilai:akuntabel", "aspek:kualitas")),
    ("PENGENDALIAN", ("aspek:kualitas",)),
    ("PENGELOLAAN", ("aspek:kualitas",)),
    ("PEMANTAUAN", ("aspek:kuantitas",)),
    ("PENYELAMATAN", ("aspek:waktu",)),
    ("KETERTIBAN", ("nilai:berorientasi_pelayanan", "aspek:kualitas")),
    ("PENATAAN RUANG", ("aspek:kualitas",)),
    ("DAMPAK LINGKUNGAN", ("aspek:kualitas",)),
    ("SIAK", ("nilai:adaptif", "aspek:waktu")),
)

# Kata dalam nama unit → tanda terbatas bagi semua orang di unit itu.
UNIT: Final[tuple[tuple[str, str], ...]] = (
    ("KEPENDUDUKAN", "teknis:kependudukan"),
    ("DISDUKCAPIL", "teknis:kependudukan"),
    ("PUSKESMAS", "teknis:kesehatan"),
    ("KESEHATAN", "teknis:kesehatan"),
    ("POLISI PAMONG PRAJA", "teknis:ketertiban"),
    ("KEBAKARAN", "teknis:kebakaran"),
    ("LINGKUNGAN HIDUP", "teknis:lingkungan"),
    ("KEPEGAWAIAN", "teknis:kepegawaian"),
    ("KEUANGAN", "teknis:keuangan"),
    ("PERPUSTAKAAN", "teknis:perpustakaan"),
    ("INSPEKTORAT", "teknis:pengawasan"),
)


def tag_pelatihan(judul: str, jenis: str, kompetensi: str) -> frozenset[str]:
    """Tanda sebuah pelatihan menurut tabel; kosong bila tak satu kata pun dikenal."""
    bidang = _kenali(f"{judul} | {kompetensi}", BIDANG)
    teks = _rapikan(f"{judul} | {jenis} | {kompetensi}")
    kebutuhan = {tanda for kata, daftar in KEBUTUHAN if _ada(kata, teks) for tanda in daftar}
    return frozenset(bidang | kebutuhan)


@lru_cache(maxsize=4096)
def tanda_jabatan(jabatan: str, *, unit: str = "", jenjang: str = "") -> frozenset[str]:
    """Tanda terbatas seseorang dari nama jabatan, unit, dan jenjangnya."""
    tanda = _kenali(jabatan, BIDANG) | _kenali(unit, UNIT)
    if jenjang:
        tanda.add(f"jabatan:{jenjang.strip().lower().replace(' ', '_')}")
    return frozenset(tanda)


def klasikal(bentuk: str) -> bool:
    """Apakah bentuk pelatihan ini klasikal menurut daftar 25 bentuk SIASN; yang asing dianggap klasikal."""
    teks = _rapikan(bentuk)
    return not any(teks.startswith(awal) for awal in NONKLASIKAL)


@lru_cache(maxsize=1024)
def terbatas(tanda: frozenset[str]) -> frozenset[str]:
    """Tanda yang membatasi siapa boleh mengikuti pelatihan."""
    return frozenset(t for t in tanda if t.startswith(TERBATAS))


def tanda_kompetensi(teks: str, nama: Mapping[str, str]) -> frozenset[str]:
    """Tanda kompetensi yang namanya disebut utuh dalam judul atau kompetensi pelatihan. `nama`: nama → tanda."""
    rapi = _rapikan(teks)
    return frozenset(tanda for kata, tanda in nama.items() if _ada(_rapikan(kata), rapi))


def sebut_tanda(tanda: str) -> str:
    """Tanda sebagai kata di layar: ``aspek:kualitas`` → "Aspek: kualitas"."""
    jenis, _, isi = tanda.partition(":")
    return f"{SEBUTAN_JENIS.get(jenis, jenis.capitalize())}: {isi.replace('_', ' ')}"


def _kenali(teks: str, tabel: tuple[tuple[str, str], ...]) -> set[str]:
    rapi = _rapikan(teks)
    return {tanda for kata, tanda in tabel if _ada(kata, rapi)}


def _rapikan(teks: str) -> str:
    return " ".join(teks.upper().split())


def _ada(kata: str, teks: str) -> bool:
    """Kata utuh, bukan potongan: "BIDAN" tidak cocok dengan "BIDANG"."""
    return re.search(rf"(?<![A-Z]){re.escape(kata)}(?![A-Z])", teks) is not None
