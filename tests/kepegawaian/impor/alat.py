"""Alat uji impor: menulis berkas, mengunggah, menjalankan pekerja, dan memotret tabel."""

import csv
import hashlib
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from python_calamine import CalamineWorkbook

from inti.models import BarisImpor, Impor
from inti.services import impor as mesin
from inti.services.tulis_lembar import LembarTulis, tulis_csv, tulis_xlsx
from kepegawaian.models import Pegawai
from kepegawaian.permissions import akses
from kepegawaian.queries.impor import isi_ekspor, kolom_tulis
from kepegawaian.services.impor import ADAPTOR
from tests.kepegawaian import pabrik

TABEL = (
    "kepegawaian_unitkerja",
    "kepegawaian_letakunit",
    "kepegawaian_jabatan",
    "kepegawaian_pegawai",
    "kepegawaian_penempatan",
)


def teks_csv(kepala: Sequence[str], *baris: Sequence[str], pemisah: str = ",") -> bytes:
    keluar = io.StringIO()
    penulis = csv.writer(keluar, delimiter=pemisah)
    penulis.writerow(kepala)
    penulis.writerows(baris)
    return keluar.getvalue().encode()


def ekspor(jenis: str, oleh: Pegawai, *, bentuk: str = "xlsx") -> bytes:
    """Isi sekarang seperti yang diunduh orang itu."""
    isi = isi_ekspor(jenis, akses(oleh, pada=pabrik.HARI), pada=pabrik.HARI)
    kolom = kolom_tulis(ADAPTOR[jenis].kolom)
    if bentuk == "csv":
        with tulis_csv(kolom, isi) as berkas:
            return berkas.read()
    with tulis_xlsx([LembarTulis(ADAPTOR[jenis].lembar, kolom, isi)]) as berkas:
        return berkas.read()


def baris_ekspor(jenis: str, oleh: Pegawai) -> list[list[Any]]:
    """Baris ekspor, judul di depan, untuk diubah lalu ditulis ulang."""
    buku = CalamineWorkbook.from_filelike(io.BytesIO(ekspor(jenis, oleh)))
    return buku.get_sheet_by_index(0).to_python()


def xlsx(jenis: str, baris: list[list[Any]]) -> bytes:
    kolom = kolom_tulis(ADAPTOR[jenis].kolom)
    isi = [[int(sel) if isinstance(sel, float) else sel for sel in satu] for satu in baris[1:]]
    with tulis_xlsx([LembarTulis(ADAPTOR[jenis].lembar, kolom, isi)]) as berkas:
        return berkas.read()


def unggah(
    jenis: str, isi: bytes, oleh: Pegawai, *, sekarang: datetime = pabrik.SEKARANG, nama: str = ""
) -> Impor:
    """Unggah tanpa membaca."""
    nama = nama or ("data.xlsx" if isi.startswith(b"PK") else "data.csv")
    return mesin.unggah(
        adaptor=ADAPTOR[jenis], kiriman=SimpleUploadedFile(nama, isi), oleh=oleh, sekarang=sekarang
    )


def kerjakan(impor: Impor, *, sekarang: datetime = pabrik.SEKARANG) -> Impor:
    mesin.kerjakan(impor_id=impor.pk, adaptor=ADAPTOR, sekarang=sekarang)
    impor.refresh_from_db()
    return impor


def pratinjau(jenis: str, isi: bytes, oleh: Pegawai, **lain: Any) -> Impor:
    return kerjakan(unggah(jenis, isi, oleh, **lain))


def terapkan(impor: Impor, oleh: Pegawai) -> Impor:
    mesin.minta_terapkan(impor=impor, adaptor=ADAPTOR[impor.jenis], oleh=oleh, sekarang=pabrik.SEKARANG)
    return kerjakan(impor)


def batalkan(impor: Impor, oleh: Pegawai) -> Impor:
    mesin.minta_batalkan(impor=impor, adaptor=ADAPTOR[impor.jenis], oleh=oleh, sekarang=pabrik.SEKARANG)
    return kerjakan(impor)


def tinggalkan(impor: Impor, oleh: Pegawai) -> Impor:
    return mesin.tinggalkan(impor=impor, adaptor=ADAPTOR[impor.jenis], oleh=oleh, sekarang=pabrik.SEKARANG)


def hitungan(impor: Impor) -> tuple[int, int, int, int]:
    """Baru, berubah, tetap, ditolak."""
    return impor.baru, impor.berubah, impor.sama, impor.ditolak


def catatan(impor: Impor) -> list[tuple[int, str, str]]:
    """(baris, kolom, pesan) semua baris yang ditolak."""
    return [
        (b.nomor, str(c["kolom"]), str(c["pesan"]))
        for b in BarisImpor.objects.filter(impor=impor, keadaan="ditolak").order_by("nomor")
        for c in b.catatan
        if not c.get("ingat")
    ]


def potret(*tabel: str) -> str:
    """Sidik isi tabel-tabel itu, urut id."""
    jumlah = hashlib.sha256()
    with connection.cursor() as kursor:
        for satu in tabel or TABEL:
            kursor.execute(f"SELECT md5(string_agg(t::text, '|' ORDER BY t.id)) FROM {satu} t")
            jumlah.update(str(kursor.fetchone()[0]).encode())
    return jumlah.hexdigest()
