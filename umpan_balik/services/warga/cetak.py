"""Poster loket dan lembar kode kunjungan sebagai PDF; dicetak typst seketika, tidak ada yang disimpan."""

import io
from datetime import date, datetime, timedelta
from typing import Literal

import segno
from django.conf import settings
from django.urls import reverse

from inti.rules.format import tanggal
from inti.services.dokumen.cetak import cetak
from umpan_balik.models import TitikLayanan
from umpan_balik.rules.kode import HARI_KODE_BERLAKU
from umpan_balik.sidik import berkelompok

Ukuran = Literal["a4", "a5"]


def alamat_survei(titik: TitikLayanan, kode: str = "") -> str:
    """Alamat lengkap formulir titik itu; dengan `kode` langsung memakai kode kunjungannya."""
    nama, bagian = ("survei_berkode", [titik.token, kode]) if kode else ("survei", [titik.token])
    return f"{settings.BASE_URL}{reverse(f'umpan_balik:{nama}', args=bagian)}"


def kode_tertulis(titik: TitikLayanan) -> str:
    """Kode pendek seperti di poster: H7K-3MD."""
    return berkelompok(titik.kode_pendek, 3)


def poster_pdf(*, titik: TitikLayanan, ukuran: Ukuran, sekarang: datetime) -> bytes:
    """Poster A4 atau A5 dengan kode QR dan kode pendek. Pemanggilnya sudah memeriksa kewenangan atas titik itu."""
    return cetak(
        templat="poster",
        data=_pokok(titik)
        | {
            "ukuran": ukuran,
            "alamat": alamat_survei(titik),
            "alamat_ketik": _tanpa_skema(settings.BASE_URL + reverse("umpan_balik:survei_cari")),
            "kode": kode_tertulis(titik),
            "qr": _qr(alamat_survei(titik), "m"),
        },
        saat=sekarang,
    )


def kode_pdf(*, titik: TitikLayanan, hari: date, kode: list[str], sekarang: datetime) -> bytes:
    """Lembar kode kunjungan, 14 potongan sehalaman, tiap kode dengan QR yang langsung memakainya."""
    potongan = []
    for satu in kode:
        kelompok = satu.split("-")
        tengah = (len(kelompok) + 1) // 2
        potongan.append(
            {
                "atas": "-".join(kelompok[:tengah]),
                "bawah": "-".join(kelompok[tengah:]),
                "qr": _qr(alamat_survei(titik, satu), "l"),
            }
        )
    return cetak(
        templat="kode_kunjungan",
        data=_pokok(titik)
        | {
            "hari": tanggal(hari),
            "sampai": tanggal(hari + timedelta(days=HARI_KODE_BERLAKU)),
            "alamat": _tanpa_skema(settings.BASE_URL + _jalur_pendek(titik)),
            "kode": potongan,
        },
        saat=sekarang,
    )


def _pokok(titik: TitikLayanan) -> dict[str, object]:
    instansi = titik.layanan.instansi
    return {
        "titik": titik.nama,
        "layanan": titik.layanan.nama,
        "unit": titik.layanan.unit.nama,
        "instansi": instansi.nama,
        "contoh": settings.MODE_CONTOH or instansi.data_contoh,
    }


def _jalur_pendek(titik: TitikLayanan) -> str:
    """Alamat yang diketik tangan; halaman itu mengalihkan ke formulirnya."""
    return reverse("umpan_balik:survei", args=[titik.kode_pendek.lower()])


def _tanpa_skema(alamat: str) -> str:
    return alamat.split("://", 1)[-1]


def _qr(alamat: str, koreksi: str) -> str:
    tempat = io.BytesIO()
    segno.make(alamat, error=koreksi).save(tempat, kind="svg", border=1, xmldecl=False)
    return tempat.getvalue().decode()
