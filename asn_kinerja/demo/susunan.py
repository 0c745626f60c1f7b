"""Empat pemda contoh: organisasi dan kebijakannya, sebagai data.

Nama perangkat daerah, bidang, puskesmas, dan kelurahan memakai nama resmi yang lazim; yang tidak ada di data/struktur_organisasi.csv
diambil dari pengetahuan umum dan tidak dimaksudkan sebagai struktur resmi pemda yang bersangkutan.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Isi = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """Satu unit: kepala, isi (jabatan, banyaknya), dan unit di bawahnya. `rumpun` memilih indikator katalognya."""

    nama: str
    jenis: str
    kepala: str = ""
    jenis_kepala: str = ""
    isi: Isi = ()
    anak: "tuple[Unit, ...]" = ()
    singkatan: str = ""
    rumpun: str = ""
    layanan: tuple[str, ...] = ()

    def semua(self) -> "Iterator[Unit]":
        yield self
        for satu in self.anak:
            yield from satu.semua()


@dataclass(frozen=True, slots=True)
class Pemda:
    slug: str
    daerah: str
    nama: str
    provinsi: str
    zona: str
    benih: int
    akar: Unit
    kebijakan: dict[str, Any] = field(default_factory=dict)


def _sekretariat(nama: str, isi: Isi = ()) -> Unit:
    tambahan: Isi = (("Pengelola Keuangan", 1), ("Pengadministrasi Umum", 1), ("Arsiparis Terampil", 1), *isi)
    return Unit(f"Sekretariat {nama}", "sekretariat", f"Sekretaris {nama}", "administrator", tambahan)


def _bidang(nama: str, *isi: tuple[str, int]) -> Unit:
    return Unit(f"Bidang {nama}", "bidang", f"Kepala Bidang {nama}", "administrator", isi)


def _puskesmas(nama: str, *, besar: bool = True) -> Unit:
    isi: Isi = (
        ("Dokter Ahli Pertama", 1),
        ("Dokter Ahli Muda", 1 if besar else 0),
        ("Perawat Ahli Pertama", 2 if besar else 1),
        ("Perawat Terampil", 3 if besar else 2),
        ("Bidan Terampil", 3 if besar else 2),
        ("Bidan Ahli Pertama", 1 if besar else 0),
        ("Apoteker Ahli Pertama", 1),
        ("Nutrisionis Terampil", 1 if besar else 0),
        ("Sanitarian Terampil", 1 if besar else 0),
        ("Pengadministrasi Rekam Medis", 1),
    )
    return Unit(
        f"Puskesmas {nama}",
        "puskesmas",
        "Kepala Puskesmas",
        "pengawas",
        isi,
        layanan=("Pendaftaran", "Poli umum"),
    )


def _sekolah(nama: str, guru: int = 8) -> Unit:
    isi: Isi = (
        ("Guru Ahli Pertama", guru - guru // 3),
        ("Guru Ahli Muda", guru // 3),
        ("Pengadministrasi Umum", 1),
    )
    return Unit(nama, "sekolah", "Kepala Sekolah", "pengawas", isi)


def _kelurahan(nama: str, *, isi: int = 3) -> Unit:
    return Unit(
        f"Kelurahan {nama}",
        "kelurahan",
        "Lurah",
        "pengawas",
        (("Analis Pelayanan", 1), ("Pengadministrasi Persuratan", 1), ("Pengelola Data", isi - 2)),
        layanan=("Surat keterangan",),
    )


def _dinas(
    nama: str, singkatan: str, rumpun: str, *anak: Unit, isi: Isi = (), layanan: tuple[str, ...] = ()
) -> Unit:
    jenis = "badan" if nama.startswith(("Badan", "Satuan")) else "dinas"
    return Unit(nama, jenis, f"Kepala {nama}", "jpt", isi, anak, singkatan, rumpun, layanan)


def _bkpsdm(singkat: bool = False) -> Unit:
    nama = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"
    kecil = 1 if singkat else 3
    return _dinas(
        nama,
        "BKPSDM",
        "BKPSDM",
        _bidang(
            "Mutasi, Promosi dan Pengembangan Kompetensi",
            ("Analis Sumber Daya Manusia Aparatur Ahli Pertama", kecil),
            ("Pengelola Kepegawaian", 1),
        ),
        *(
            ()
            if singkat
            else (
                _bidang(
                    "Pengadaan, Pembinaan dan Informasi ASN",
                    ("Analis Sumber Daya Manusia Aparatur Ahli Muda", 1),
                    ("Pranata Komputer Ahli Pertama", 2),
                ),
                _sekretariat("BKPSDM"),
            )
        ),
    )


def _dukcapil(*, operator: int = 4) -> Unit:
    return _dinas(
        "Dinas Kependudukan dan Pencatatan Sipil",
        "Disdukcapil",
        "Disdukcapil",
        _bidang(
            "Pelayanan Pendaftaran Penduduk",
            ("Operator Sistem Informasi Administrasi Kependudukan Terampil", operator),
            ("Administrator Database Kependudukan Ahli Pertama", 1),
        ),
        _bidang(
            "Pelayanan Pencatatan Sipil",
            ("Operator Sistem Informasi Administrasi Kependudukan Mahir", max(2, operator - 1)),
            ("Pengelola Kependudukan", 1),
        ),
        layanan=("KTP-el dan Kartu Keluarga", "Akta pencatatan sipil"),
    )


SERANG = Pemda(
    slug="kota-serang",
    daerah="serang",
    nama="Kota Serang",
    provinsi="Banten",
    zona="Asia/Jakarta",
    benih=2026_01,
    akar=Unit(
        "Pemerintah Kota Serang",
        "pemda",
        "Sekretaris Daerah",
        "jpt",
        anak=(
            _bkpsdm(),
            _dinas(
                "Dinas Kesehatan",
                "Dinkes",
                "Dinas Kesehatan",
                _sekretariat("Dinas Kesehatan"),
                _bidang(
                    "Pelayanan Kesehatan",
                    ("Dokter Ahli Madya", 1),
                    ("Perawat Ahli Muda", 2),
                    ("Pengelola Data", 1),
                ),
                _bidang(
                    "Kesehatan Masyarakat",
                    ("Nutrisionis Ahli Muda", 1),
                    ("Epidemiolog Kesehatan Ahli Pertama", 2),
                ),
                _puskesmas("Serang Kota"),
                _puskesmas("Singandaru"),
                _puskesmas("Unyur"),
                _puskesmas("Cipocok Jaya"),
                _puskesmas("Taktakan"),
                _puskesmas("Walantaka"),
                _puskesmas("Kasemen"),
                _puskesmas("Curug"),
            ),
            _dinas(
                "Dinas Pendidikan dan Kebudayaan",
                "Dindikbud",
                "Dinas Pendidikan",
                _sekretariat("Dinas Pendidikan dan Kebudayaan"),
                _bidang(
                    "Pendidikan Dasar",
                    ("Pengawas Sekolah Ahli Madya", 1),
                    ("Analis Kebijakan Ahli Pertama", 2),
                ),
                _sekolah("SMP Negeri 1 Serang", 12),
                _sekolah("SMP Negeri 4 Serang", 11),
                _sekolah("SMP Negeri 7 Serang", 10),
                _sekolah("SD Negeri Serang 2", 9),
                _sekolah("SD Negeri Cipocok Jaya 1", 8),
                _sekolah("SD Negeri Kaligandu", 8),
                _sekolah("SD Negeri Unyur", 8),
            ),
            _dukcapil(operator=6),
            _dinas(
                "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
                "DPMPTSP",
                "DPMPTSP",
                _sekretariat("DPMPTSP"),
                _bidang(
                    "Pelayanan Perizinan",
                    ("Penata Perizinan Ahli Muda", 2),
                    ("Penata Perizinan Ahli Pertama", 4),
                ),
                layanan=("Perizinan usaha",),
            ),
            _dinas(
                "Dinas Sosial",
                "Dinsos",
                "Dinas Sosial",
                _sekretariat("Dinas Sosial"),
                _bidang(
                    "Pemberdayaan Sosial dan Penanganan Fakir Miskin",
                    ("Pekerja Sosial Ahli Pertama", 3),
                    ("Pengelola Bantuan Sosial", 3),
                ),
                _bidang("Rehabilitasi dan Perlindungan Jaminan Sosial", ("Penyuluh Sosial Ahli Pertama", 3)),
                layanan=("Bantuan sosial",),
            ),
            _dinas(
                "Dinas Lingkungan Hidup",
                "DLH",
                "Dinas Lingkungan Hidup",
                _sekretariat("Dinas Lingkungan Hidup"),
                _bidang("Pengelolaan Sampah", ("Pengelola Sampah", 5), ("Pengawas Kebersihan", 2)),
                _bidang(
                    "Pengendalian Pencemaran",
                    ("Pengawas Lingkungan Hidup Ahli Pertama", 4),
                    ("Pengendali Dampak Lingkungan Ahli Muda", 1),
                ),
            ),
            _dinas(
                "Dinas Perhubungan",
                "Dishub",
                "Dinas Perhubungan",
                _sekretariat("Dinas Perhubungan"),
                _bidang(
                    "Lalu Lintas",
                    ("Penguji Kendaraan Bermotor Terampil", 4),
                    ("Pengelola Terminal", 2),
                    ("Juru Parkir", 2),
                ),
                _bidang("Angkutan Jalan dan Teknik Sarana", ("Penguji Kendaraan Bermotor Mahir", 3)),
                layanan=("Uji kendaraan",),
            ),
            _dinas(
                "Dinas Pekerjaan Umum dan Penataan Ruang",
                "DPUPR",
                "Dinas PUPR",
                _sekretariat("DPUPR"),
                _bidang(
                    "Bina Marga",
                    ("Teknik Jalan dan Jembatan Ahli Pertama", 3),
                    ("Teknik Jalan dan Jembatan Terampil", 3),
                ),
                _bidang("Sumber Daya Air", ("Teknik Pengairan Terampil", 3), ("Penjaga Pintu Air", 2)),
                _bidang("Penataan Ruang", ("Penata Ruang Ahli Pertama", 3)),
            ),
            _dinas(
                "Dinas Komunikasi dan Informatika",
                "Diskominfo",
                "Dinas Kominfo",
                _sekretariat("Dinas Komunikasi dan Informatika"),
                _bidang(
                    "Tata Kelola SPBE, Persandian, dan Keamanan Informasi",
                    ("Pranata Komputer Ahli Pertama", 4),
                    ("Teknisi Jaringan", 2),
                ),
                _bidang(
                    "Informasi, Komunikasi Publik dan Statistik Sektoral",
                    ("Pranata Hubungan Masyarakat Ahli Pertama", 3),
                    ("Statistisi Ahli Pertama", 2),
                ),
            ),
            _dinas(
                "Satuan Polisi Pamong Praja",
                "Satpol PP",
                "Satpol PP",
                _bidang(
                    "Ketertiban Umum dan Ketenteraman Masyarakat",
                    ("Polisi Pamong Praja Ahli Pertama", 3),
                    ("Polisi Pamong Praja Penyelia", 4),
                ),
                isi=(("Pengadministrasi Umum", 1),),
            ),
            Unit(
                "Kecamatan Serang",
                "kecamatan",
                "Camat",
                "administrator",
                (("Analis Pelayanan", 2), ("Pengelola Keuangan", 1)),
                (
                    _kelurahan("Cimuncang"),
                    _kelurahan("Sumurpecung"),
                    _kelurahan("Kaligandu"),
                    _kelurahan("Unyur"),
                    _kelurahan("Kotabaru"),
                ),
                rumpun="Setda",
            ),
        ),
    ),
    kebijakan={
        "nama": "Penilaian banyak pihak",
        "penjelasan": "Hasil kerja berbobot 60 %, perilaku 40 %. Perilaku dinilai atasan, rekan, bawahan, dan warga yang dilayani. "
        "Kemampuan teknis dibaca di samping integritas, disiplin, dan kerja sama. Kekuatan dan hal yang perlu ditingkatkan "
        "menjadi saran pelatihan; predikat Sangat Baik membuka tawaran studi lanjut.",
        "aturan": {
            "bobot_hasil": "0.6",
            "bobot_kelompok": {"atasan": "50", "rekan": "20", "bawahan": "10", "masyarakat": "20"},
        },
        "pemahaman_wajib": True,
        "tinjauan_indikator": False,
        "tawaran_studi": True,
        "hari_keberatan": 14,
    },
)

MATARAM = Pemda(
    slug="kota-mataram",
    daerah="mataram",
    nama="Kota Mataram",
    provinsi="Nusa Tenggara Barat",
    zona="Asia/Makassar",
    benih=2026_02,
    akar=Unit(
        "Pemerintah Kota Mataram",
        "pemda",
        "Sekretaris Daerah",
        "jpt",
        anak=(
            _bkpsdm(singkat=True),
            _dinas(
                "Dinas Kesehatan",
                "Dinkes",
                "Dinas Kesehatan",
                _puskesmas("Ampenan", besar=False),
                isi=(("Pengelola Data", 1),),
            ),
            Unit(
                "Kecamatan Ampenan",
                "kecamatan",
                "Camat",
                "administrator",
                (("Analis Pelayanan", 2), ("Pengelola Keuangan", 1)),
                tuple(
                    _kelurahan(n)
                    for n in (
                        "Ampenan Selatan",
                        "Ampenan Tengah",
                        "Ampenan Utara",
                        "Banjar",
                        "Bintaro",
                        "Dayan Peken",
                        "Kebun Sari",
                        "Pejarakan Karya",
                        "Pejeruk",
                        "Taman Sari",
                    )
                ),
                rumpun="Setda",
            ),
        ),
    ),
    kebijakan={
        "nama": "Berbasis capaian",
        "penjelasan": "Hasil kerja berbobot 80 %, perilaku 20 %. Setiap orang membaca indikator dan targetnya sebelum periode dimulai, "
        "dan indikator ditinjau oleh mereka yang diukur.",
        "aturan": {
            "bobot_hasil": "0.8",
            "bobot_kelompok": {"atasan": "70", "rekan": "20", "bawahan": "10", "masyarakat": "0"},
        },
        "pemahaman_wajib": True,
        "tinjauan_indikator": True,
        "tawaran_studi": False,
        "hari_keberatan": 14,
    },
)

MAMUJU = Pemda(
    slug="kabupaten-mamuju",
    daerah="mamuju",
    nama="Kabupaten Mamuju",
    provinsi="Sulawesi Barat",
    zona="Asia/Makassar",
    benih=2026_03,
    akar=Unit(
        "Pemerintah Kabupaten Mamuju",
        "pemda",
        "Sekretaris Daerah",
        "jpt",
        anak=(
            _bkpsdm(singkat=True),
            _dukcapil(operator=4),
            _dinas(
                "Dinas Kesehatan",
                "Dinkes",
                "Dinas Kesehatan",
                _puskesmas("Binanga", besar=False),
                _puskesmas("Rangas", besar=False),
                isi=(("Pengelola Data", 1),),
            ),
            _dinas(
                "Dinas Sosial",
                "Dinsos",
                "Dinas Sosial",
                _bidang(
                    "Pemberdayaan Sosial", ("Pekerja Sosial Ahli Pertama", 2), ("Pengelola Bantuan Sosial", 2)
                ),
                layanan=("Bantuan sosial",),
            ),
            Unit(
                "Kecamatan Mamuju",
                "kecamatan",
                "Camat",
                "administrator",
                (("Analis Pelayanan", 1),),
                (_kelurahan("Binanga"), _kelurahan("Rimuku")),
                rumpun="Setda",
            ),
        ),
    ),
    kebijakan={
        "nama": "Indikator, perilaku dan etika, suara warga",
        "penjelasan": "Hasil kerja berbobot 60 %, perilaku 40 %. Perilaku dan etika dinilai atasan (60) dan warga yang dilayani (40) "
        "lewat survei kepuasan.",
        "aturan": {
            "bobot_hasil": "0.6",
            "bobot_kelompok": {"atasan": "60", "rekan": "0", "bawahan": "0", "masyarakat": "40"},
        },
        "pemahaman_wajib": True,
        "tinjauan_indikator": False,
        "tawaran_studi": False,
        "hari_keberatan": 14,
    },
)

SOLOK = Pemda(
    slug="kota-solok",
    daerah="solok",
    nama="Kota Solok",
    provinsi="Sumatera Barat",
    zona="Asia/Jakarta",
    benih=2026_04,
    akar=Unit(
        "Pemerintah Kota Solok",
        "pemda",
        "Sekretaris Daerah",
        "jpt",
        anak=(
            _bkpsdm(singkat=True),
            _dukcapil(operator=4),
            _dinas(
                "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
                "DPMPTSP",
                "DPMPTSP",
                _bidang(
                    "Pelayanan Perizinan",
                    ("Penata Perizinan Ahli Pertama", 4),
                    ("Pengadministrasi Perizinan", 2),
                ),
                _sekretariat("DPMPTSP"),
                layanan=("Perizinan usaha",),
            ),
            _dinas(
                "Dinas Lingkungan Hidup",
                "DLH",
                "Dinas Lingkungan Hidup",
                _bidang("Pengelolaan Sampah", ("Pengelola Sampah", 3), ("Pengawas Kebersihan", 2)),
            ),
            _dinas(
                "Dinas Perhubungan",
                "Dishub",
                "Dinas Perhubungan",
                _bidang("Lalu Lintas", ("Penguji Kendaraan Bermotor Terampil", 3), ("Pengelola Terminal", 2)),
                layanan=("Uji kendaraan",),
            ),
            Unit(
                "Kecamatan Lubuk Sikarah",
                "kecamatan",
                "Camat",
                "administrator",
                (("Analis Pelayanan", 2),),
                (_kelurahan("Tanah Garam"), _kelurahan("VI Suku")),
                rumpun="Setda",
            ),
        ),
    ),
    kebijakan={
        "nama": "Objektif: kecepatan, kepuasan, hemat anggaran",
        "penjelasan": "Hasil kerja berbobot 70 %, perilaku 30 % dinilai atasan. Kecepatan layanan, kepuasan warga, dan penggunaan "
        "anggaran yang hemat menjadi indikator.",
        "aturan": {
            "bobot_hasil": "0.7",
            "bobot_kelompok": {"atasan": "100", "rekan": "0", "bawahan": "0", "masyarakat": "0"},
        },
        "pemahaman_wajib": True,
        "tinjauan_indikator": False,
        "tawaran_studi": False,
        "hari_keberatan": 14,
    },
)

SEMUA = (SERANG, MATARAM, MAMUJU, SOLOK)
