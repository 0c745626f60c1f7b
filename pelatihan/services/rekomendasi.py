"""Tanggapan pegawai atas saran pelatihannya; saran dibuat di services/saran.py."""

from datetime import datetime

from django.db import transaction

from inti.galat import GalatAturan
from inti.services.jejak import catat
from inti.services.kotak import beri_tahu
from kepegawaian.models import Pegawai
from pelatihan.models import Rekomendasi
from pelatihan.permissions import wajib_pemilik
from pelatihan.queries.alamat import alamat_saran_pada_hasil
from pelatihan.services.usulan.ajukan import dari_rekomendasi


def terima(*, rekomendasi: Rekomendasi, oleh: Pegawai, sekarang: datetime) -> Rekomendasi:
    """Pegawai memilih pelatihan ini: lahirlah usulan kepada penilainya. Diulang tidak mengubah apa pun."""
    return _tanggapi(rekomendasi, Rekomendasi.Status.DISETUJUI, "", oleh=oleh, sekarang=sekarang)


def tolak(*, rekomendasi: Rekomendasi, alasan: str, oleh: Pegawai, sekarang: datetime) -> Rekomendasi:
    """Pegawai tidak mengambil pelatihan ini; alasannya wajib dan pelatihan itu tidak disarankan lagi dua tahun."""
    alasan = alasan.strip()
    if len(alasan) < 5:
        raise GalatAturan(
            "Tulis alasannya sedikitnya lima huruf, supaya saran berikutnya lebih tepat.", bidang="alasan"
        )
    return _tanggapi(rekomendasi, Rekomendasi.Status.DITUTUP, alasan, oleh=oleh, sekarang=sekarang)


@transaction.atomic
def _tanggapi(
    rekomendasi: Rekomendasi, status: str, alasan: str, *, oleh: Pegawai, sekarang: datetime
) -> Rekomendasi:
    wajib_pemilik(rekomendasi, oleh)
    baris = (
        Rekomendasi.objects.select_for_update(of=("self",))
        .select_related("pelatihan", "hasil")
        .defer("hasil__rincian")
        .get(pk=rekomendasi.pk)
    )
    if baris.status == status:
        return baris
    if baris.status != Rekomendasi.Status.DIAJUKAN:
        raise GalatAturan("Saran ini sudah Anda tanggapi. Hubungi pengelola pelatihan untuk mengubahnya.")
    baris.status, baris.alasan_tolak = status, alasan
    baris.ditanggapi_pada, baris.ditanggapi_oleh = sekarang, oleh
    baris.save(update_fields=["status", "alasan_tolak", "ditanggapi_pada", "ditanggapi_oleh"])
    catat(
        aksi=f"rekomendasi.{status}",
        objek_jenis="rekomendasi",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"judul": baris.judul},
        alasan=alasan,
    )
    if status == Rekomendasi.Status.DISETUJUI:
        usulan = dari_rekomendasi(rekomendasi=baris, oleh=oleh, sekarang=sekarang)
        if usulan is None:
            _kabari_penilai(baris, oleh=oleh, sekarang=sekarang)
    return baris


def _kabari_penilai(baris: Rekomendasi, *, oleh: Pegawai, sekarang: datetime) -> None:
    """Tawaran studi tidak menjadi usulan: cukup dikabarkan kepada penilai yang menetapkan hasil itu, bila ada."""
    if baris.hasil.penilai_id is None:
        return
    beri_tahu(
        penerima_id=baris.hasil.penilai_id,
        instansi_id=baris.instansi_id,
        judul=f"{oleh.nama} memilih pelatihan",
        isi=baris.judul,
        tautan=alamat_saran_pada_hasil(baris.hasil_id),
        kunci=f"rekomendasi:{baris.pk}",
        sekarang=sekarang,
    )
