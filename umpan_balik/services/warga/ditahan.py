"""Memutus jawaban yang ditahan."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from inti.galat import GalatAturan
from inti.services import jejak
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Izin, wajib
from umpan_balik.models import Survei, TitikLayanan

ALASAN_TERPENDEK = 10


@transaction.atomic
def hitung_yang_ditahan(
    *,
    titik: TitikLayanan,
    tanggal: date,
    sebab: str,
    alasan: str,
    oleh: Pegawai,
    sekarang: datetime,
) -> int:
    """Hitung jawaban satu titik dan hari yang ditahan karena `sebab`; kembalikan banyaknya.

    Yang tidak diputus tetap ditahan dan tetap terhitung sebagai ditahan; tidak ada yang dihapus. Alasannya tercatat.
    Menolak yang tanpa izin mengelola titik itu dan alasan yang terlalu pendek.
    """
    unit = titik.layanan.unit
    hari = timezone.localdate(sekarang)
    wajib(oleh, Izin.KELOLA_TITIK, pada=hari, instansi_id=unit.instansi_id, unit_id=unit.pk)
    alasan = alasan.strip()
    if len(alasan) < ALASAN_TERPENDEK:
        raise GalatAturan(
            f"Tulis alasannya, paling sedikit {ALASAN_TERPENDEK} huruf, misalnya “Tablet loket dipakai bergantian”.",
            bidang="alasan",
        )
    banyak = Survei.objects.filter(
        titik=titik, tanggal=tanggal, status=Survei.Status.DITAHAN, alasan_ditahan=sebab
    ).update(status=Survei.Status.DIHITUNG, alasan_ditahan="")
    if banyak:
        jejak.catat(
            aksi="survei.dihitung",
            objek_jenis="titik_layanan",
            objek_id=titik.pk,
            oleh=oleh,
            sekarang=sekarang,
            isi={"banyak": banyak, "tanggal": str(tanggal), "sebab": sebab},
            alasan=alasan,
        )
    return banyak
