"""Katalog sebagai buku Excel; setiap teks ditulis sebagai teks, tidak pernah sebagai rumus."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any, Final

from django.db.models import QuerySet
from django.utils import timezone
from xlsxwriter import Workbook

from indikator.models import Indikator
from indikator.queries.katalog.nilai import jangkauan_dari
from inti.rules.format import waktu
from kepegawaian.models import Instansi, Jabatan

# Judul kolom, lebar, dan cara mengambil isinya.
KOLOM: Final[tuple[tuple[str, int, Callable[[Indikator], object]], ...]] = (
    ("Perangkat daerah", 34, lambda i: i.unit.nama),
    ("Kode", 12, lambda i: i.kode),
    ("Versi", 7, lambda i: i.versi),
    ("Nama", 50, lambda i: i.nama),
    ("Sasaran", 40, lambda i: i.sasaran),
    ("Definisi", 50, lambda i: i.definisi),
    ("Cara menghitung", 40, lambda i: i.formula),
    ("Satuan", 12, lambda i: i.satuan),
    ("Arah", 24, lambda i: i.get_polaritas_display()),
    ("Aspek", 12, lambda i: i.get_aspek_display()),
    ("Target acuan", 14, lambda i: i.target_acuan),
    ("Batas bawah", 14, lambda i: i.bawah_acuan),
    ("Batas atas", 14, lambda i: i.atas_acuan),
    ("Bobot acuan", 12, lambda i: i.bobot_acuan),
    ("Sumber data", 34, lambda i: i.sumber_data),
    ("Asal", 14, lambda i: i.get_asal_display() if i.asal else ""),
    ("Dokumen sumber", 40, lambda i: i.catatan_sumber),
    ("Jangkauan", 50, lambda i: kalimat_jangkauan(i)),
    ("Tawaran", 12, lambda i: "Ditawarkan" if i.aktif else "Ditarik"),
    ("Dipakai SKP", 12, lambda i: getattr(i, "banyak_dipakai", 0)),
)
PILIHAN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def buku_katalog(semua: QuerySet[Indikator], *, instansi: Instansi, sekarang: datetime) -> IO[bytes]:
    """Berkas xlsx dari katalog yang disaring; memori tetap. Yang memanggil menutup berkasnya."""
    berkas = TemporaryFile()  # noqa: SIM115 — ditutup oleh jawaban web sesudah terkirim
    buku = Workbook(berkas, PILIHAN)
    buku.set_properties({"title": f"Katalog indikator {instansi.nama}"})
    tebal = buku.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    lembar = buku.add_worksheet("Katalog")
    lembar.freeze_panes(1, 4)
    for nomor, (judul, lebar, _) in enumerate(KOLOM):
        lembar.set_column(nomor, nomor, lebar)
        lembar.write_string(0, nomor, judul, tebal)
    baris = 0
    isi = semua.prefetch_related("jangkauan__jabatan", "jangkauan__unit").iterator(chunk_size=500)
    for baris, indikator in enumerate(isi, start=1):
        for nomor, (_, _, ambil) in enumerate(KOLOM):
            _tulis(lembar, baris, nomor, ambil(indikator))
    lembar.autofilter(0, 0, max(baris, 1), len(KOLOM) - 1)
    _keterangan(buku, instansi=instansi, baris=baris, sekarang=sekarang)
    buku.close()
    berkas.seek(0)
    return berkas


def _tulis(lembar: Any, baris: int, kolom: int, nilai: object) -> None:
    """Angka sebagai angka, selain itu teks mentah: "=1+1" tetap tulisan."""
    if nilai is None or nilai == "":
        return
    if isinstance(nilai, int | Decimal):
        lembar.write_number(baris, kolom, nilai)
    else:
        lembar.write_string(baris, kolom, str(nilai))


def _keterangan(buku: Any, *, instansi: Instansi, baris: int, sekarang: datetime) -> None:
    lembar = buku.add_worksheet("Keterangan")
    lembar.set_column(0, 0, 70)
    catatan = [
        f"Katalog indikator {instansi.nama}",
        f"Diunduh {waktu(timezone.localtime(sekarang, instansi.zona_waktu))}",
        f"{baris} indikator, menurut saringan saat diunduh",
    ]
    if instansi.data_contoh:
        catatan.append("Data contoh: orang dan hasilnya rekaan.")
    for nomor, teks in enumerate(catatan):
        lembar.write_string(nomor, 0, teks)


def kalimat_jangkauan(indikator: Indikator) -> str:
    """Siapa yang dijangkau, misalnya "Pelaksana di Puskesmas Ampenan; Pranata Komputer"."""
    bagian = []
    for baris, masukan in zip(indikator.jangkauan.all(), jangkauan_dari(indikator), strict=True):
        siapa = [str(baris.jabatan)] if baris.jabatan else []
        siapa += [Jabatan.Jenis(masukan.jenis_jabatan).label] if masukan.jenis_jabatan else []
        di = f"di {baris.unit.nama}" if baris.unit else ""
        bagian.append(f"{', '.join(siapa) or 'Semua jabatan'} {di}".strip())
    if bagian:
        return "; ".join(sorted(bagian))
    return (
        "Semua jabatan di seluruh pemda"
        if indikator.unit.dinas_id is None
        else f"Semua jabatan di {indikator.unit.nama}"
    )
