"""Kunci periode: setiap tulisan memegang kunci bersama, penutupan memegang kunci penuh.

Tanpa ini laporan yang diterima tepat saat penutupan berjalan bisa tidak terhitung.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from indikator.models import Periode
from inti.galat import GalatAturan
from inti.queries import jam

KELONGGARAN = timedelta(seconds=60)
# statement_timestamp(): saat pernyataan tiba, tidak ikut menunggu kuncinya.
SQL_KUNCI = """
SELECT p.*, statement_timestamp() AS jam_basis_data FROM indikator_periode p WHERE p.id = %s FOR SHARE
"""


def kunci_bersama(*, periode_id: int, sekarang: datetime) -> Periode:
    """Pegang kunci bersama sampai transaksi selesai; tolak bila periode tidak lagi menerima tulisan.

    `sekarang` adalah saat permintaan tiba, sehingga yang menunggu kunci dinilai dari kedatangannya. Jam mesin web yang
    meleset dikoreksi menurut jam basis data, supaya tenggatnya sama di semua mesin.
    Dipanggil di dalam transaction.atomic, sebelum membaca atau menulis baris periode itu.
    """
    mesin = jam.jam_mesin()
    baris = list(Periode.objects.raw(SQL_KUNCI, [periode_id]))
    if not baris:
        raise GalatAturan("Periode ini tidak ada. Kembali ke beranda dan pilih periode lagi.")
    periode = baris[0]
    if periode.status == Periode.Status.DRAF:
        raise GalatAturan(f"{periode.nama} belum dibuka. Admin BKD membukanya sesuai jadwal.")
    if periode.penutupan_dimulai is not None or periode.status == Periode.Status.DITUTUP:
        raise GalatAturan(
            f"{periode.nama} sudah ditutup, jadi tulisan ini tidak diterima. "
            "Admin BKD dapat membukanya dengan persetujuan dua orang."
        )
    tiba = sekarang + jam.selisih_dari(basis_data=periode.jam_basis_data, mesin=mesin)  # type: ignore[attr-defined]
    if tiba > periode.tutup_pada + KELONGGARAN:
        tutup = timezone.localtime(periode.tutup_pada, periode.instansi.zona_waktu)
        raise GalatAturan(
            f"{periode.nama} berakhir {tutup:%d-%m-%Y} pukul {tutup:%H.%M}. "
            "Tulisan yang tiba sesudahnya tidak diterima. Hubungi admin BKD bila ada halangan."
        )
    return periode
