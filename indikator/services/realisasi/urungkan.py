"""Pejabat penilai mengurungkan putusannya sendiri atas laporan, selama belum ada yang berbuat sesudahnya."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from indikator.models import Realisasi, StatusDokumen
from indikator.permissions import hari_setempat, wajib_penilai_semua
from indikator.services.kunci import kunci_bersama
from indikator.services.realisasi.kabar import kabari_pelapor
from inti.services import jejak
from kepegawaian.models import Pegawai

DIPUTUS = (StatusDokumen.DISETUJUI, StatusDokumen.PERLU_PERBAIKAN)


@transaction.atomic
def batalkan_putusan(*, versi: Mapping[int, int], oleh: Pegawai, sekarang: datetime) -> list[Realisasi]:
    """Laporan yang disetujui atau dikembalikan `oleh` menunggu putusannya lagi; kembalikan yang sungguh diurungkan.

    `versi`: id laporan → versinya sesudah diputus. Yang versinya sudah lain (diperbaiki, ditarik, atau diputus lagi)
    dilewati. Menolak yang bukan penilainya, dan periode yang sudah ditutup.
    """
    for periode_id in sorted(
        set(Realisasi.objects.filter(pk__in=versi).values_list("periode_id", flat=True))
    ):
        kunci_bersama(periode_id=periode_id, sekarang=sekarang)
    baris = list(Realisasi.objects.select_for_update(of=("self",)).filter(pk__in=versi).order_by("pk"))
    hari = hari_setempat(oleh.instansi, sekarang=sekarang)
    wajib_penilai_semua(oleh, pemilik_ids={r.pegawai_id for r in baris}, pada=hari)
    urung = [
        r for r in baris if r.status in DIPUTUS and r.diputus_oleh_id == oleh.pk and r.versi == versi[r.pk]
    ]
    for r in urung:
        r.status, r.catatan, r.diputus_pada, r.diputus_oleh = StatusDokumen.DIAJUKAN, "", None, None
        r.rating = r.alasan_rating = ""
        r.versi += 1
        r.save()
    jejak.catat_banyak(
        aksi="realisasi.putusan_dibatalkan",
        objek_jenis="realisasi",
        butir=[(r.pk, {"versi": r.versi, "status": StatusDokumen.DIAJUKAN}) for r in urung],
        oleh=oleh,
        sekarang=sekarang,
    )
    kabari_pelapor(
        urung,
        judul="Putusan {} laporan capaian Anda diurungkan",
        isi=f"{oleh.nama} mengurungkan putusannya. Laporan Anda menunggu keputusan lagi.",
        kunci=lambda r: f"realisasi:diurungkan:{r.pk}:{r.versi}",
        sekarang=sekarang,
    )
    return urung
