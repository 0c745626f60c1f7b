"""Pernyataan pegawai bahwa hasilnya sudah dibaca, dan catatan tentang hasil yang diunduh orang lain."""

from datetime import datetime

from django.db import transaction

from indikator.models import Periode
from inti.galat import GalatAturan, TidakBerhak
from inti.services.jejak import catat
from kepegawaian.models import Pegawai
from penilaian.models import Hasil, TandaBaca
from penilaian.permissions import tampil


@transaction.atomic
def nyatakan_dibaca(*, hasil: Hasil, catatan: str, oleh: Pegawai, sekarang: datetime) -> TandaBaca:
    """Pemilik menyatakan sudah membaca hasilnya, sekali; membaca bukan menyetujui, keberatan tetap terbuka.

    Diulang mengembalikan pernyataan yang sama. Menolak hasil orang lain dan yang belum tampil.
    """
    if hasil.pegawai_id != oleh.pk:
        raise TidakBerhak("Hanya pemilik hasil yang dapat menyatakan sudah membacanya.")
    if not tampil(hasil):
        raise GalatAturan(f"Hasil {hasil.periode.nama} belum tampil, jadi belum dapat dinyatakan dibaca.")
    tanda, baru = TandaBaca.objects.get_or_create(
        hasil=hasil, defaults={"catatan": catatan.strip(), "dibaca_pada": sekarang, "dibaca_oleh": oleh}
    )
    if baru:
        catat(
            aksi="hasil.dibaca",
            objek_jenis="hasil",
            objek_id=hasil.pk,
            oleh=oleh,
            sekarang=sekarang,
            isi={"versi": hasil.versi},
            alasan=tanda.catatan,
        )
    return tanda


def catat_ekspor(
    *, periode: Periode, bentuk: str, dinas_id: int | None, oleh: Pegawai, sekarang: datetime
) -> None:
    """Jejak bahwa hasil banyak orang diunduh: siapa, bentuk apa, perangkat daerah mana."""
    catat(
        aksi="hasil.diekspor",
        objek_jenis="periode",
        objek_id=periode.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"bentuk": bentuk, "dinas": dinas_id},
    )
