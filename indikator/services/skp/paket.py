"""Meminta dan mengerjakan cetak banyak naskah SKP."""

from datetime import datetime, timedelta

from django.urls import reverse

from indikator.models import Periode
from indikator.permissions import wajib_seinstansi
from indikator.queries.skp.cetak import lingkup_cetak, naskah_dicetak
from indikator.services.skp.cetak import cetak_banyak
from indikator.services.skp.naskah import JENIS_DOKUMEN
from inti.galat import TidakBerhak
from inti.models import PaketDokumen
from inti.services import dokumen
from kepegawaian.models import Pegawai

TUGAS = "indikator.tasks.cetak_paket_skp"
BUKAN_LINGKUP = "Lingkup itu di luar kewenangan Anda. Pilih dari daftar, atau hubungi admin BKD."


def minta_paket(*, tahun: Periode, lingkup: str, oleh: Pegawai, sekarang: datetime) -> PaketDokumen:
    """Antrekan PDF semua naskah yang berlaku di lingkup itu; paket yang masih berjalan dikembalikan.

    Menolak lingkup di luar pilihannya (lihat `lingkup_cetak`) dan lingkup tanpa naskah.
    """
    wajib_seinstansi(oleh, instansi_id=tahun.instansi_id)
    pilihan = {u.kode: u.nama for u in lingkup_cetak(oleh, sekarang=sekarang)}
    if lingkup not in pilihan:
        raise TidakBerhak(BUKAN_LINGKUP)
    return dokumen.minta(
        jenis=JENIS_DOKUMEN,
        judul=f"SKP {tahun.mulai.year} {pilihan[lingkup]}",
        butir=naskah_dicetak(oleh, tahun=tahun, kode=lingkup, sekarang=sekarang),
        tugas=TUGAS,
        oleh=oleh,
        sekarang=sekarang,
    )


def kerjakan_paket(*, paket_id: int, sekarang: datetime, batas: timedelta) -> PaketDokumen | None:
    """Cetak bagian demi bagian sampai selesai atau waktunya habis; aman diulang."""
    return dokumen.kerjakan(
        paket_id=paket_id,
        susun=cetak_banyak,
        tautan=reverse("indikator:cetak_skp_paket", args=[paket_id]),
        sekarang=sekarang,
        batas=batas,
    )
