"""Rating indikator kualitatif dan evaluasi dari satu halaman, dalam satu transaksi."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from indikator.models import Realisasi
from indikator.services import realisasi as layanan
from inti.galat import GalatAturan, SudahBerubah
from kepegawaian.models import Pegawai
from penilaian.models import Evaluasi
from penilaian.services import evaluasi


@dataclass(frozen=True, slots=True)
class RatingIndikator:
    """Isian satu indikator; `versi` laporan yang dilihat penilai."""

    rating: str
    alasan: str
    versi: int | None


@transaction.atomic
def simpan_meja(
    *,
    periode_id: int,
    pegawai: Pegawai,
    indikator: Mapping[int, RatingIndikator],
    oleh: Pegawai,
    sekarang: datetime,
    **isi: Any,
) -> tuple[Evaluasi, int]:
    """Beri rating tiap indikator yang berubah, lalu simpan evaluasinya; ditolak satu berarti tidak ada yang tersimpan.

    `isi` argumen services.evaluasi.simpan. Kembalikan evaluasi dan banyaknya indikator yang ratingnya baru. Usul rating
    dihitung sesudah indikatornya dinilai. Penolakan menyebut bidangnya `ik_<id indikator>`.
    """
    baris = Realisasi.objects.filter(periode_id=periode_id, pegawai=pegawai, indikator_id__in=indikator)
    baru = 0
    for satu in baris.order_by("pk"):
        masukan = indikator[satu.indikator_id]
        if (satu.rating, satu.alasan_rating) == (masukan.rating, masukan.alasan.strip()):
            continue
        try:
            layanan.beri_rating(
                realisasi=satu,
                rating=masukan.rating,
                alasan=masukan.alasan,
                versi=masukan.versi,
                oleh=oleh,
                sekarang=sekarang,
            )
        except GalatAturan as galat:
            jenis = SudahBerubah if isinstance(galat, SudahBerubah) else GalatAturan
            raise jenis(galat.pesan, bidang=f"ik_{satu.indikator_id}") from galat
        baru += 1
    hasil = evaluasi.simpan(periode_id=periode_id, pegawai=pegawai, oleh=oleh, sekarang=sekarang, **isi)
    return hasil, baru
