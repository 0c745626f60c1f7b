"""Memutus jawaban yang ditahan: dihitung atau tidak, satu per satu atau sekelompok, selalu dengan alasan."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from inti.galat import GalatAturan
from inti.services import jejak
from inti.services.tulisan import berukuran
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Izin, wajib
from umpan_balik.models import Survei, TitikLayanan

ALASAN_TERPENDEK = 10
ALASAN_TERPANJANG = 300


@transaction.atomic
def hitung_yang_ditahan(
    *,
    titik: TitikLayanan,
    tanggal: date,
    sebab: str,
    alasan: str,
    oleh: Pegawai,
    sekarang: datetime,
    hitung: bool = True,
) -> int:
    """Putus semua jawaban satu titik dan hari yang ditahan karena `sebab`; kembalikan banyaknya.

    `hitung` salah berarti tidak dihitung. Yang belum diputus tetap ditahan; tidak ada yang dihapus.
    Menolak yang tanpa izin mengelola titik itu dan alasan yang terlalu pendek.
    """
    milik = Survei.objects.filter(
        titik=titik, tanggal=tanggal, status=Survei.Status.DITAHAN, alasan_ditahan=sebab
    )
    return _putus(
        milik, titik, tanggal, hitung=hitung, alasan=alasan, oleh=oleh, sekarang=sekarang, sebab=sebab
    )


@transaction.atomic
def putus_pilihan(
    *,
    titik: TitikLayanan,
    tanggal: date,
    pilihan: Collection[int],
    hitung: bool,
    alasan: str,
    oleh: Pegawai,
    sekarang: datetime,
) -> int:
    """Putus jawaban yang dipilih; yang sudah dinyatakan tidak dihitung boleh dihitung kembali, tidak sebaliknya.

    Nomor milik titik atau hari lain dilewati. Menolak bila tidak ada yang dipilih.
    """
    if not pilihan:
        raise GalatAturan("Pilih paling sedikit satu jawaban.", bidang="pilihan")
    boleh = [Survei.Status.DITAHAN, Survei.Status.DITOLAK] if hitung else [Survei.Status.DITAHAN]
    milik = Survei.objects.filter(titik=titik, tanggal=tanggal, pk__in=pilihan, status__in=boleh)
    return _putus(milik, titik, tanggal, hitung=hitung, alasan=alasan, oleh=oleh, sekarang=sekarang, sebab="")


def _putus(
    milik: QuerySet[Survei],
    titik: TitikLayanan,
    tanggal: date,
    *,
    hitung: bool,
    alasan: str,
    oleh: Pegawai,
    sekarang: datetime,
    sebab: str,
) -> int:
    """Jejaknya menyebut banyaknya, bukan barisnya, supaya tidak menunjuk satu pengirim."""
    unit, hari = titik.layanan.unit, oleh.instansi.hari_pada(sekarang)
    wajib(oleh, Izin.KELOLA_TITIK, pada=hari, instansi_id=unit.instansi_id, unit_id=unit.pk)
    alasan = _rapikan(alasan)
    banyak = milik.update(
        status=Survei.Status.DIHITUNG if hitung else Survei.Status.DITOLAK, alasan_putusan=alasan
    )
    if banyak:
        jejak.catat(
            aksi="survei.dihitung" if hitung else "survei.tidak_dihitung",
            objek_jenis="titik_layanan",
            objek_id=titik.pk,
            oleh=oleh,
            sekarang=sekarang,
            isi={"banyak": banyak, "tanggal": str(tanggal), "sebab": sebab},
            alasan=alasan,
        )
    return banyak


def _rapikan(alasan: str) -> str:
    return berukuran(
        " ".join(alasan.split()),
        sekurangnya=ALASAN_TERPENDEK,
        paling_banyak=ALASAN_TERPANJANG,
        pesan="Misalnya “Tablet loket dipakai bergantian”. Pengirimnya membaca alasan ini.",
    )
