"""Bentuk susunan pemda contoh dan unit yang berulang di semuanya."""

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
    """Satu pemda contoh; `riwayat` banyaknya triwulan yang sudah ditutup."""

    slug: str
    daerah: str
    nama: str
    provinsi: str
    zona: str
    benih: int
    akar: Unit
    kebijakan: dict[str, Any] = field(default_factory=dict)
    riwayat: int = 1


def sekretariat(nama: str, isi: Isi = ()) -> Unit:
    tambahan: Isi = (("Pengelola Keuangan", 1), ("Pengadministrasi Umum", 1), ("Arsiparis Terampil", 1), *isi)
    return Unit(f"Sekretariat {nama}", "sekretariat", f"Sekretaris {nama}", "administrator", tambahan)


def bidang(nama: str, *isi: tuple[str, int]) -> Unit:
    return Unit(f"Bidang {nama}", "bidang", f"Kepala Bidang {nama}", "administrator", isi)


def puskesmas(nama: str, *, besar: bool = True) -> Unit:
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


def sekolah(nama: str, guru: int = 8) -> Unit:
    isi: Isi = (
        ("Guru Ahli Pertama", guru - guru // 3),
        ("Guru Ahli Muda", guru // 3),
        ("Pengadministrasi Umum", 1),
    )
    return Unit(nama, "sekolah", "Kepala Sekolah", "pengawas", isi)


def kelurahan(nama: str, *, isi: int = 3) -> Unit:
    return Unit(
        f"Kelurahan {nama}",
        "kelurahan",
        "Lurah",
        "pengawas",
        (("Analis Pelayanan", 1), ("Pengadministrasi Persuratan", 1), ("Pengelola Data", isi - 2)),
        layanan=("Surat keterangan",),
    )


def dinas(
    nama: str, singkatan: str, rumpun: str, *anak: Unit, isi: Isi = (), layanan: tuple[str, ...] = ()
) -> Unit:
    jenis = "badan" if nama.startswith(("Badan", "Satuan")) else "dinas"
    return Unit(nama, jenis, f"Kepala {nama}", "jpt", isi, anak, singkatan, rumpun, layanan)


def bkpsdm(singkat: bool = False) -> Unit:
    nama = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"
    kecil = 1 if singkat else 3
    return dinas(
        nama,
        "BKPSDM",
        "BKPSDM",
        bidang(
            "Mutasi, Promosi dan Pengembangan Kompetensi",
            ("Analis Sumber Daya Manusia Aparatur Ahli Pertama", kecil),
            ("Pengelola Kepegawaian", 1),
        ),
        *(
            ()
            if singkat
            else (
                bidang(
                    "Pengadaan, Pembinaan dan Informasi ASN",
                    ("Analis Sumber Daya Manusia Aparatur Ahli Muda", 1),
                    ("Pranata Komputer Ahli Pertama", 2),
                ),
                sekretariat("BKPSDM"),
            )
        ),
    )


def dukcapil(*, operator: int = 4) -> Unit:
    return dinas(
        "Dinas Kependudukan dan Pencatatan Sipil",
        "Disdukcapil",
        "Disdukcapil",
        bidang(
            "Pelayanan Pendaftaran Penduduk",
            ("Operator Sistem Informasi Administrasi Kependudukan Terampil", operator),
            ("Administrator Database Kependudukan Ahli Pertama", 1),
        ),
        bidang(
            "Pelayanan Pencatatan Sipil",
            ("Operator Sistem Informasi Administrasi Kependudukan Mahir", max(2, operator - 1)),
            ("Pengelola Kependudukan", 1),
        ),
        layanan=("KTP-el dan Kartu Keluarga", "Akta pencatatan sipil"),
    )
