"""Mencatat cadangan yang selesai, supaya diamnya terlihat."""

from datetime import datetime

from django.db import transaction

from inti.models import Cadangan
from inti.services.cadangan.buat import Jadi
from inti.services.jejak import catat


@transaction.atomic
def catat_selesai(*, jadi: Jadi, sekarang: datetime) -> Cadangan:
    """Satu baris dan satu jejak untuk cadangan yang sudah bernama; `sekarang` saat selesainya."""
    baris = Cadangan.objects.create(
        nama=jadi.folder.name,
        selesai_pada=sekarang,
        ukuran=jadi.manifes.ukuran,
        detik=round(jadi.detik),
        sidik=jadi.sidik,
    )
    catat(
        aksi="cadangan.dibuat",
        objek_jenis="cadangan",
        objek_id=baris.pk,
        oleh=None,
        sekarang=sekarang,
        isi={"nama": baris.nama, "ukuran": baris.ukuran, "sidik": baris.sidik},
    )
    return baris
