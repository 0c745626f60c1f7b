"""Pejabat penilai memeriksa laporan indikator kualitatif dengan memberi rating beralasan (docs/adr/0014)."""

from datetime import datetime

from django.db import transaction

from indikator.models import RatingIndikator, Realisasi, StatusDokumen
from indikator.permissions import Pihak
from indikator.services import alamat
from indikator.services.langkah import LANGKAH_REALISASI, Aksi, berikutnya
from indikator.services.realisasi.putus import kunci_laporan, tolak_tertinggal
from inti.galat import GalatAturan
from inti.services import jejak, kotak
from kepegawaian.models import Pegawai

ALASAN_TERPANJANG = 2000


@transaction.atomic
def beri_rating(
    *,
    realisasi: Realisasi,
    rating: str,
    alasan: str,
    oleh: Pegawai,
    sekarang: datetime,
    versi: int | None = None,
) -> Realisasi:
    """Nyatakan satu laporan kualitatif di bawah, sesuai, atau di atas ekspektasi; laporannya menjadi disetujui.

    Alasan selalu wajib: tidak ada angka yang menjelaskannya. Rating dapat diganti sampai periode ditutup. Menolak:
    bukan penilainya, indikator berangka, laporan yang belum diserahkan, dan versi yang tertinggal (SudahBerubah).
    """
    alasan = _periksa(rating, alasan)
    baris, periode = kunci_laporan(realisasi, oleh=oleh, sekarang=sekarang)
    if not baris.indikator.kualitatif:
        raise GalatAturan("Indikator ini bertarget angka. Setujui laporannya, tanpa rating.")
    status = berikutnya(
        tabel=LANGKAH_REALISASI, status=baris.status, aksi=Aksi.SETUJUI, pihak=Pihak.PENILAI, benda="Laporan"
    )
    if (baris.status, baris.rating, baris.alasan_rating) == (StatusDokumen.DISETUJUI, rating, alasan):
        return baris
    tolak_tertinggal(baris, versi)
    return _tulis(baris, status, rating, alasan, nama_periode=periode.nama, oleh=oleh, sekarang=sekarang)


def _tulis(
    baris: Realisasi,
    status: str,
    rating: str,
    alasan: str,
    *,
    nama_periode: str,
    oleh: Pegawai,
    sekarang: datetime,
) -> Realisasi:
    """Simpan rating, catat jejaknya dengan yang sebelumnya, dan kabari pegawainya."""
    sebelum = baris.rating
    baris.status, baris.rating, baris.alasan_rating, baris.catatan = status, rating, alasan, ""
    baris.diputus_pada, baris.diputus_oleh = sekarang, oleh
    baris.versi += 1
    baris.save()
    jejak.catat(
        aksi="realisasi.diberi_rating",
        objek_jenis="realisasi",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"versi": baris.versi, "sebelum": sebelum, "sesudah": rating},
        alasan=alasan,
    )
    kotak.beri_tahu(
        penerima_id=baris.pegawai_id,
        instansi_id=baris.instansi_id,
        judul=f"{nama_periode}: satu laporan Anda dinilai {baris.get_rating_display().lower()}",
        isi=f"{baris.indikator.nama}. {oleh.nama}: {alasan}",
        tautan=alamat.lapor(baris.periode_id, baris.indikator_id),
        kunci=f"realisasi:{baris.pk}:rating:{baris.versi}",
        sekarang=sekarang,
    )
    return baris


def _periksa(rating: str, alasan: str) -> str:
    if rating not in RatingIndikator:
        raise GalatAturan("Pilih di bawah, sesuai, atau di atas ekspektasi.", bidang="rating")
    rapi = alasan.strip()
    if not rapi:
        raise GalatAturan(
            "Tulis alasannya, misalnya bukti mana yang menunjukkannya; pegawai membacanya.", bidang="alasan"
        )
    if len(rapi) > ALASAN_TERPANJANG:
        raise GalatAturan(f"Alasan paling banyak {ALASAN_TERPANJANG} huruf. Ringkas.", bidang="alasan")
    return rapi
