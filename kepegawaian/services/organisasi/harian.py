"""Menyalin susunan yang mulai berlaku hari ini."""

from datetime import datetime

from django.db import transaction

from inti.services.jejak import catat_banyak
from kepegawaian.models import Instansi
from kepegawaian.services.organisasi.letak import kunci_pohon, terapkan


def terapkan_semua(*, sekarang: datetime) -> int:
    """Salin pemindahan dan nama baru yang harinya tiba di tiap instansi, menurut zona waktunya; kembalikan banyak unit.

    Diulang tidak mengubah apa pun, jadi aman dijalankan tiap jam.
    """
    jumlah = 0
    for instansi in Instansi.objects.order_by("pk"):
        with transaction.atomic():
            kunci_pohon(instansi.pk)
            hari_ini = instansi.hari_pada(sekarang)
            unit = terapkan(instansi_id=instansi.pk, pada=hari_ini)
            catat_banyak(
                aksi="unit.letak_berlaku",
                objek_jenis="unit_kerja",
                butir=[(pk, {"sejak": hari_ini.isoformat()}) for pk in unit],
                oleh=None,
                sekarang=sekarang,
                instansi_id=instansi.pk,
            )
        jumlah += len(unit)
    return jumlah
