"""Berkas yang diunggah tetapi tidak pernah dilampirkan pada apa pun dibuang sesudah tujuh hari."""

import logging
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, ForeignKey, OuterRef, QuerySet
from django.db.models.fields.files import FieldFile

from inti.models import Berkas
from inti.services import pemasangan
from inti.services.jejak import catat

log = logging.getLogger(__name__)
UMUR = timedelta(days=7)
# Lebih lama daripada permintaan mana pun: isi yang barisnya sedang ditulis tidak pernah tersentuh.
UMUR_TANPA_BARIS = timedelta(days=1)
SEKALI = 200


def yatim(*, sebelum: datetime) -> QuerySet[Berkas]:
    """Berkas lebih tua dari `sebelum` yang tidak ditunjuk baris mana pun di aplikasi mana pun. Satu kueri."""
    hasil = Berkas.objects.filter(dibuat__lt=sebelum)
    for acuan in Berkas._meta.get_fields(include_hidden=True):
        bidang = getattr(acuan, "field", None)
        if acuan.auto_created and isinstance(bidang, ForeignKey):
            penunjuk = bidang.model._base_manager.filter(**{bidang.name: OuterRef("pk")})
            hasil = hasil.exclude(Exists(penunjuk))
    return hasil


def sapu(*, sekarang: datetime) -> int:
    """Buang semua yang yatim lebih dari tujuh hari, 200 tiap transaksi; mengembalikan banyaknya.

    Yang sedang dilampirkan orang dilewati. Isinya dihapus sesudah barisnya sungguh hilang: mati di tengah menyisakan
    berkas tanpa baris, tidak pernah baris tanpa berkas.
    """
    jumlah = 0
    while banyak := _sapu_sebagian(sekarang=sekarang):
        jumlah += banyak
    return jumlah


@transaction.atomic
def _sapu_sebagian(*, sekarang: datetime) -> int:
    antre = yatim(sebelum=sekarang - UMUR).select_for_update(of=("self",), skip_locked=True)
    daftar = list(antre.order_by("pk")[:SEKALI])
    for satu in daftar:
        catat(
            aksi="berkas.disapu",
            objek_jenis="berkas",
            objek_id=satu.pk,
            oleh=None,
            sekarang=sekarang,
            instansi_id=satu.instansi_id,
            isi={"nama": satu.nama, "sha256": satu.sha256, "ukuran": satu.ukuran},
        )
        transaction.on_commit(partial(_hapus_isi, satu.isi))
    Berkas.objects.filter(pk__in=[s.pk for s in daftar]).delete()
    return len(daftar)


def sapu_tanpa_baris(*, sekarang: datetime) -> int:
    """Buang isi bukti yang lebih dari sehari tidak ber-baris; mengembalikan banyaknya.

    Sisa transaksi yang batal atau proses yang mati. Di salinan pulihan tidak ada yang dibuang: di sana berkas tanpa baris
    justru dapat berarti bukti yang lahir sesudah cadangannya.
    """
    if not pemasangan.boleh_mengirim(sekarang=sekarang):
        return 0
    akar = Path(default_storage.path(""))
    batas = (sekarang - UMUR_TANPA_BARIS).timestamp()
    jumlah = 0
    lama = (j for j in akar.joinpath("bukti").rglob("*") if j.is_file() and j.stat().st_mtime < batas)
    while sebagian := list(islice(lama, SEKALI)):
        nama = {jalur.relative_to(akar).as_posix(): jalur for jalur in sebagian}
        tanpa = nama.keys() - set(Berkas.objects.filter(isi__in=nama).values_list("isi", flat=True))
        for satu in tanpa:
            nama[satu].unlink(missing_ok=True)
            log.info("Isi berkas tanpa baris dibuang: %s", satu)
        jumlah += len(tanpa)
    return jumlah


def _hapus_isi(isi: FieldFile) -> None:
    try:
        isi.storage.delete(str(isi.name))
    except OSError:
        log.exception("Isi berkas %s belum terhapus dari penyimpanan.", isi.name)
