"""Unduhan daftar jejak. Setiap isian ditulis sebagai teks, tidak pernah dibaca sebagai rumus."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO, Final

from django.utils import timezone
from xlsxwriter import Workbook

from asn_kinerja.queries.jejak.daftar import Peristiwa
from inti.rules.format import waktu
from kepegawaian.models import Instansi

PALING_BANYAK: Final = 50_000
KOLOM: Final = (
    ("Waktu", 32),
    ("Pelaku", 30),
    ("Perbuatan", 40),
    ("Tentang", 20),
    ("Nama", 50),
    ("Alasan", 50),
    ("Nomor permintaan", 20),
)
PILIHAN: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# Huruf awal yang dibaca pengolah lembar sebagai rumus (ASVS V1.2.10).
AWAL_RUMUS: Final = ("=", "+", "-", "@", "\t", "\r", "\0")


def _sel(p: Peristiwa) -> tuple[str, ...]:
    return (waktu(timezone.localtime(p.waktu)), p.pelaku, p.kata, p.jenis, p.nama, p.alasan, p.permintaan)


def buku(semua: Iterable[Peristiwa], *, instansi: Instansi, sekarang: datetime) -> IO[bytes]:
    """Berkas xlsx; memori tetap. Yang memanggil menutup berkasnya."""
    berkas = TemporaryFile()  # noqa: SIM115 — ditutup oleh jawaban web sesudah terkirim
    satu = Workbook(berkas, PILIHAN)
    tebal = satu.add_format({"bold": True})
    lembar = satu.add_worksheet("Jejak")
    lembar.freeze_panes(1, 0)
    for nomor, (judul, lebar) in enumerate(KOLOM):
        lembar.set_column(nomor, nomor, lebar)
        lembar.write_string(0, nomor, judul, tebal)
    baris = 0
    for baris, p in enumerate(semua, start=1):
        for nomor, isi in enumerate(_sel(p)):
            if isi:
                lembar.write_string(baris, nomor, isi)
    lembar.autofilter(0, 0, max(baris, 1), len(KOLOM) - 1)
    _keterangan(satu, instansi=instansi, baris=baris, sekarang=sekarang)
    satu.close()
    berkas.seek(0)
    return berkas


def _keterangan(satu: Workbook, *, instansi: Instansi, baris: int, sekarang: datetime) -> None:
    lembar = satu.add_worksheet("Keterangan")
    lembar.set_column(0, 0, 80)
    catatan = [
        f"Jejak {instansi.nama}",
        f"Diunduh {waktu(timezone.localtime(sekarang))}",
        f"{baris} peristiwa, menurut saringan saat diunduh, terbaru di atas",
    ]
    if baris >= PALING_BANYAK:
        catatan.append("Yang lebih lama tidak ikut. Persempit tanggalnya, lalu unduh lagi.")
    if instansi.data_contoh:
        catatan.append("Data contoh: orang dan hasilnya rekaan.")
    for nomor, teks in enumerate(catatan):
        lembar.write_string(nomor, 0, teks)


def lembar_csv(semua: Iterable[Peristiwa]) -> Iterable[bytes]:
    """CSV bertitik koma dengan tanda UTF-8, seperti yang dibuka Excel berbahasa Indonesia."""
    yield "\ufeff".encode()
    yield _baris_csv([judul for judul, _ in KOLOM])
    for p in semua:
        yield _baris_csv([_tanpa_rumus(isi) for isi in _sel(p)])


def _tanpa_rumus(isi: str) -> str:
    return f"'{isi}" if isi.startswith(AWAL_RUMUS) else isi


def _baris_csv(isi: list[str]) -> bytes:
    tampung = io.StringIO()
    csv.writer(tampung, delimiter=";").writerow(isi)
    return tampung.getvalue().encode()
