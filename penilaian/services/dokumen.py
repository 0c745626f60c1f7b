"""Dokumen hasil: tiap versi hasil yang tampil mempunyai nomor, sidik, dan halaman periksanya sendiri."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef

from indikator.models import Periode
from inti.models import Dokumen
from inti.services import dokumen
from penilaian.models import Hasil
from penilaian.queries.hasil import digantikan

JENIS: Final = "hasil"
SEKALI: Final = 1000


def terbitkan_hasil(hasil: Sequence[Hasil], *, sekarang: datetime) -> None:
    """Terbitkan dokumen tiap hasil; dokumen yang hasilnya mempunyai versi lebih baru menjadi digantikan."""
    for instansi_id in {h.instansi_id for h in hasil}:
        dokumen.terbitkan(
            jenis=JENIS,
            instansi_id=instansi_id,
            butir=[_terbitan(h) for h in hasil if h.instansi_id == instansi_id],
            sekarang=sekarang,
        )
    usang = Hasil.objects.filter(
        digantikan(),
        periode_id__in={h.periode_id for h in hasil},
        pegawai_id__in={h.pegawai_id for h in hasil},
    )
    Dokumen.objects.filter(
        jenis=JENIS, objek_id__in=list(usang.values_list("pk", flat=True)), keadaan=Dokumen.Keadaan.BERLAKU
    ).update(keadaan=Dokumen.Keadaan.DIGANTIKAN, keadaan_sejak=sekarang)


def _terbitan(hasil: Hasil) -> dokumen.Terbitan:
    identitas = hasil.rincian["identitas"]
    return dokumen.Terbitan(
        objek_id=hasil.pk,
        versi=hasil.versi,
        nomor=hasil.rincian["nomor"],
        sidik=hasil.sidik,
        unit=identitas["unit"],
        inisial=hasil.pegawai.inisial,
    )


def terbitkan_periode(*, periode: Periode, sekarang: datetime) -> int:
    """Terbitkan yang belum ada sesudah periode ditutup, seribu tiap transaksi; aman diulang. Kembalikan banyaknya."""
    if periode.status != Periode.Status.DITUTUP:
        return 0
    terbit = Dokumen.objects.filter(jenis=JENIS, objek_id=OuterRef("pk"))
    menunggu = Hasil.objects.filter(~Exists(terbit), periode=periode).order_by("pk")
    ids = list(menunggu.values_list("pk", flat=True))
    for awal in range(0, len(ids), SEKALI):
        with transaction.atomic():
            bagian = Hasil.objects.filter(~Exists(terbit), pk__in=ids[awal : awal + SEKALI])
            terbitkan_hasil(list(bagian.select_related("pegawai").order_by("pk")), sekarang=sekarang)
    return len(ids)
