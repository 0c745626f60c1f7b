"""Mencetak laporan SKM dan lembar survei kertas dengan typst."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings

from inti.models import Dokumen
from inti.rules.format import tanggal
from inti.services import dokumen
from umpan_balik.models import LaporanSkm, TitikLayanan
from umpan_balik.persetujuan import NASKAH, VERSI_KINI
from umpan_balik.queries.skm_laporan import isi_pdf
from umpan_balik.rules.ikm import GOLONGAN
from umpan_balik.rules.unsur import UNSUR
from umpan_balik.services.skm import dokumen_laporan

# Lembar kertas tanpa kode pelacakan, jadi hak menariknya berbeda dari formulir daring.
PENJELASAN_KERTAS: Final = (
    "Yang disimpan: jawaban, titik layanan, dan tanggalnya; tanpa nama, NIK, dan nomor telepon.",
    "Untuk menghitung nilai layanan menurut PermenPANRB 14/2017; diumumkan bersama jawaban sedikitnya lima orang.",
    "Karena tanpa nama, jawaban yang sudah disalin tidak dapat ditunjuk lagi untuk ditarik; mintalah lembar Anda "
    "kembali sebelum disalin.",
)


def cetak_laporan(laporan: LaporanSkm) -> bytes:
    """PDF satu versi laporan; tidak menulis apa pun."""
    terbit = dokumen_laporan(laporan)
    return dokumen.cetak(templat="skm", data=_data(laporan, terbit), saat=laporan.diterbitkan_pada)


def nama_berkas(laporan: LaporanSkm) -> str:
    """laporan-skm-2026-07-triwulan-12-1.pdf."""
    return f"laporan-skm-{laporan.mulai:%Y-%m}-{laporan.jenis}-{laporan.unit_id}-{laporan.versi}.pdf"


def cetak_kertas(titik: TitikLayanan, nomor: Sequence[str], *, bulan: date, saat: datetime) -> bytes:
    """PDF lembar survei kosong, satu halaman satu nomor."""
    instansi = titik.layanan.instansi
    data = {
        "instansi": instansi.nama,
        "unit": titik.layanan.unit.nama,
        "layanan": titik.layanan.nama,
        "titik": titik.nama,
        "kode": titik.kode_pendek,
        "bulan": tanggal(bulan).split(" ", 1)[1],
        "contoh": instansi.data_contoh or settings.MODE_CONTOH,
        "nomor": list(nomor),
        "setuju": NASKAH[VERSI_KINI].setuju,
        "penjelasan": list(PENJELASAN_KERTAS),
        "unsur": [{"tanya": u.pertanyaan, "jawaban": list(u.jawaban)} for u in UNSUR],
    }
    return dokumen.cetak(templat="survei_kertas", data=data, saat=saat)


def _data(laporan: LaporanSkm, terbit: Dokumen) -> dict[str, Any]:
    instansi = laporan.unit.instansi
    isi = isi_pdf(laporan.isi)
    subjudul = f"{isi['unit']}, {isi['masa']}"
    if terbit.keadaan != Dokumen.Keadaan.BERLAKU:
        subjudul += " (sudah digantikan)" if terbit.keadaan == Dokumen.Keadaan.DIGANTIKAN else " (dibatalkan)"
    return isi | {
        "dokumen": dokumen.keterangan(
            terbit,
            instansi=isi["instansi"],
            subjudul=subjudul,
            contoh=instansi.data_contoh or settings.MODE_CONTOH,
        ),
        "rentang": f"{tanggal(laporan.mulai)} s.d. {tanggal(laporan.selesai)}",
        "terbit": tanggal(instansi.hari_pada(laporan.diterbitkan_pada)),
        "golongan": [[f"{batas:f}".replace(".", ","), mutu, kinerja] for batas, mutu, kinerja in GOLONGAN],
        "tindak_lanjut": [
            t | {"tenggat": tanggal(date.fromisoformat(t["tenggat"]))} for t in isi["tindak_lanjut"]
        ],
    }
